using IcpRisk.Contracts.Payments;
using IcpRisk.Contracts.Scope;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Contracts.Value;
using IcpRisk.Documents;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Incentives;

/// <summary>A metric of a scheme, compiled.</summary>
/// <param name="Row">Row of its score.</param>
/// <param name="Weight">Share of the scheme's money at risk.</param>
/// <param name="Floor">By year; unused by a binary metric.</param>
/// <param name="Target">By year.</param>
/// <param name="Binary">Paid all or nothing.</param>
/// <param name="Higher">High scores are good.</param>
/// <param name="PressureEffect">Change of the score at a financial pressure of 1, towards the bad side.</param>
/// <param name="Least">Lower end of its scale.</param>
/// <param name="Most">Upper end of its scale.</param>
internal sealed record Metric(
    string Name, int Row, double Weight, double[] Floor, double[] Target, bool Binary, bool Higher,
    double PressureEffect, double Least, double Most)
{
    /// <summary>Row of its fall under pressure where that is uncertain, else −1.</summary>
    public int PressureRow { get; init; } = -1;

    /// <summary>Scores of the ramp's points, and what they earn; empty without a ramp.</summary>
    public double[] RampScores { get; init; } = [];

    public double[] RampEarns { get; init; } = [];

    /// <summary>Years in which it counts as achieved.</summary>
    public int Developing { get; init; }

    /// <summary>Its part in the contract's quality score.</summary>
    public double QualityWeight { get; init; }

    /// <summary>The same over the width of its scale: what a step of 1 towards the good side adds to the quality score.</summary>
    public double QualitySlope { get; init; }
}

/// <summary>An incentive scheme, compiled.</summary>
/// <param name="Size">Money available as a share of the contract value, by year.</param>
/// <param name="AtRisk">Share of it at risk, by year (mean of the quarters).</param>
/// <param name="Regardless">1 where money not at risk is paid, 0 where it is withheld.</param>
/// <param name="ToPool">Unearned money is paid into the pool.</param>
/// <param name="Metrics">Paid metrics, or where none is paid the published ones.</param>
internal sealed record Scheme(string Name, double[] Size, double[] AtRisk, double Regardless, bool ToPool, Metric[] Metrics)
{
    /// <summary>Shares of those who receive the money, in the parties' order; empty where the parties' own shares hold.</summary>
    public double[] To { get; init; } = [];

    public static Scheme[] Compile(
        ContractTerms terms, PlanPath plan, Budget budget, ScopeRule? scope, ContractInputs inputs, RowTable rows, PlanChecks checks)
    {
        var schemes = terms.Incentives.Select(s => One(s.Key, s.Value, terms, plan, budget, scope, inputs, rows, checks)).ToArray();

        // The quality score weighs metrics by the money on them; where no money is, all count alike.
        var money = schemes.Select(s => s.Size.Zip(budget.FullYear, (size, value) => size * value).Sum()).ToArray();
        var total = schemes.Select((s, i) => s.Metrics.Sum(m => m.Weight) * money[i]).Sum();
        var all = schemes.Sum(s => s.Metrics.Length);
        return [.. schemes.Select((s, i) => s with { Metrics = [.. s.Metrics.Select(m => Weighed(m, total > 0 ? m.Weight * money[i] / total : 1.0 / all))] })];

        static Metric Weighed(Metric metric, double weight) =>
            metric with { QualityWeight = weight, QualitySlope = weight / (metric.Most - metric.Least) };
    }

    private static Scheme One(
        string name, IncentiveTerms scheme, ContractTerms terms, PlanPath plan, Budget budget, ScopeRule? scope, ContractInputs inputs, RowTable rows, PlanChecks checks)
    {
        if (scheme.Rate is null && !terms.Payments.ContainsKey(name))
            checks.Error(terms, $"{nameof(terms.Incentives)}.{name}", "the scheme has no money: give it a share under payments, or a rate");
        var size = scheme.Rate is { } rate
            ? [.. checks.Table(rate).Zip(Eligible(scheme.Eligible, plan, budget, scope, checks), (r, part) => r * part)]
            : PaymentRule.Share(terms, name, checks);
        var atRisk = checks.QuarterMeans(scheme.AtRisk);
        for (var year = 1; year <= checks.Years; year++)
        {
            if (scheme.AtRisk.CoversYears(year) && scheme.AtRisk.HasQuarters(year) && plan.Time.Exposure(year) < 1)
                checks.Error(scheme, nameof(scheme.AtRisk), $"year {year} is a part year: give one figure for what is covered, not quarters");
        }

        var known = plan.Items(Quantity.Score).ToList();
        var counted = scheme.Metrics.Any(m => !m.Value.Published) ? scheme.Metrics.Where(m => !m.Value.Published) : scheme.Metrics;
        foreach (var published in scheme.Metrics.Keys)
            checks.Known(scheme, $"{nameof(scheme.Metrics)}.{published}", published, known);
        var metrics = counted.Where(m => known.Contains(m.Key)).Select(m => OneMetric(m.Key, m.Value, scheme, inputs, rows, checks)).ToArray();
        if (metrics.All(m => m.Weight == 0) && size.Zip(atRisk, (s, risk) => s * risk).Any(money => money > 0))
            checks.Error(scheme, nameof(scheme.Metrics), "money is at risk, but no metric earns it");
        var members = terms.Parties.Where(p => p.Value.Side == Parties.Side.Provider).Select(p => p.Key).ToList();
        foreach (var member in scheme.To.Keys)
            checks.Known(scheme, $"{nameof(scheme.To)}.{member}", member, members);
        return new Scheme(
            name, size, atRisk, scheme.NotAtRisk == NotAtRisk.Paid ? 1 : 0, scheme.Unearned == Unearned.Pool, metrics)
        {
            To = scheme.To.Count == 0 ? [] : [.. terms.Parties.Keys.Select(p => scheme.To.TryGetValue(p, out var share) ? share : 0)],
        };
    }

    private static Metric OneMetric(
        string name, MetricTerms terms, IncentiveTerms scheme, ContractInputs inputs, RowTable rows, PlanChecks checks)
    {
        var weight = terms.Domain is { } domain && scheme.Domains.TryGetValue(domain, out var part) ? part * terms.Weight : terms.Weight;
        var higher = terms.Better == Better.Higher;
        var (least, most) = inputs.ScoreBounds.TryGetValue(name, out var bounds) ? bounds : (0, 1);
        var target = checks.Table(terms.Target ?? 0);
        var floor = checks.Table(terms.Floor ?? 0);
        if (terms is { Published: false, Pay: MetricPay.Linear })
        {
            for (var y = 0; y < checks.Years; y++)
            {
                if (higher ? target[y] > floor[y] : target[y] < floor[y])
                    continue;
                checks.Error(
                    terms, nameof(terms.Target), $"the target of year {y + 1} is not on the good side of its floor",
                    NumberText.Format(target[y], Unit.Number), $"{(higher ? "above" : "below")} {NumberText.Format(floor[y], Unit.Number)}");
                break;
            }
        }

        var effect = inputs.Pressure.GetValueOrDefault(name);
        return new Metric(
            name, rows.Read(Quantity.Score, name), weight, floor, target, terms.Pay == MetricPay.Binary, higher,
            higher ? -effect : effect, least, most)
        {
            RampScores = [.. (terms.Ramp ?? []).Select(point => point.Score)],
            RampEarns = [.. (terms.Ramp ?? []).Select(point => point.Earns)],
            Developing = terms.DevelopingUntil ?? 0,
            PressureRow = inputs.UncertainPressure.Contains(name) ? rows.Read(Quantity.QualityPressure) : -1,
        };
    }

    private static double[] Eligible(EligibleTerms? terms, PlanPath plan, Budget budget, ScopeRule? scope, PlanChecks checks)
    {
        if (terms is null)
            return [.. Enumerable.Repeat(1.0, checks.Years)];
        if (terms.Streams.Count > 0)
        {
            var streams = terms.Streams.Where(s => checks.Known(terms, nameof(terms.Streams), s, budget.Streams.Keys.Where(k => k.Length > 0)));
            var counted = streams.Select(s => budget.Streams[s]).ToList();
            return [.. budget.FullYear.Select((total, y) => counted.Sum(s => s[y]) / total)];
        }

        var services = plan.Items(Quantity.Cost).ToList();
        var (property, named) = terms.Includes.Count > 0 ? (nameof(terms.Includes), terms.Includes) : (nameof(terms.Excludes), terms.Excludes);
        var valid = named.Where(s => checks.Known(terms, property, s, services)).ToList();
        return [.. Enumerable.Range(1, checks.Years).Select(year =>
        {
            var outOf = services.ToDictionary(s => s, s => (scope?.PlannedOut(s, year - 1) ?? 0) * plan.Value(new RowId(Quantity.Cost, s), year));
            var inScope = plan.Value(Quantity.Cost, year) - outOf.Values.Sum();
            var part = valid.Sum(s => plan.Value(new RowId(Quantity.Cost, s), year) - outOf[s]) / inScope;
            return terms.Includes.Count > 0 ? part : 1 - part;
        })];
    }
}
