using IcpRisk.Contracts.Incentives;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts;

/// <content>One trial, told in more detail than columns have.</content>
public sealed partial class ContractPlan
{
    /// <summary>Whether the provider side pays for the services in scope in a year, from 1.</summary>
    public bool BearsCostIn(int year) => BearsIn(year - 1);

    /// <summary>Whether the provider side bears the cost of care, once the budget has passed to it.</summary>
    public bool BearsCost => ProviderBears;

    /// <summary>What each scheme paid in a trial, year by year, with the metrics that earned it.</summary>
    /// <param name="path">A tile whose layout keeps <see cref="Reads"/>, filled.</param>
    /// <param name="trial">The trial's place in the tile.</param>
    public IReadOnlyList<SchemeYear> IncentivesOf(PathTile path, int trial) => IncentivesOf(path, trial, 0, _time.Years);

    /// <summary>The same of one year by itself, as if it were the first: no loss of the year before presses on scores.</summary>
    public IReadOnlyList<SchemeYear> IncentivesOfYear(PathTile path, int trial, int year) => IncentivesOf(path, trial, year - 1, year);

    private List<SchemeYear> IncentivesOf(PathTile path, int trial, int from, int to)
    {
        var outcomes = new OutcomeTile(new OutcomeLayout(_time.Years, []), 8);
        var binding = Bind(path.Layout, outcomes.Layout);
        var trials = new Trials<Lanes1>(path, binding.Rows, trial);
        var book = new Booking<Lanes1>(outcomes, binding.Columns, 0);
        var state = First<Lanes1>();
        BeginTerm(ref state, ref outcomes.Nets);
        var told = new List<SchemeYear>();
        for (var y = from; y < to; y++)
        {
            BeginYear(trials, ref state, y);
            var schemes = new List<SchemeYear>();
            foreach (var scheme in _schemes)
                schemes.Add(Told(scheme, trials, state, y));
            EndYear(trials, book, ref state, ref outcomes.Nets, y);
            told.AddRange(Ended(state) ? schemes.Select(Unpaid) : schemes);
        }

        return told;
    }

    // Whether the year that has been settled is one after a termination, or of an option that is not taken up.
    private bool Ended(in YearState<Lanes1> state) =>
        (_failure is not null && Lanes1.AnyTrue(state.Balance.Terminated)) || (_extension is not null && !Lanes1.AnyTrue(state.InForce));

    private static SchemeYear Unpaid(SchemeYear scheme) =>
        scheme with { Available = 0, Earned = 0, Metrics = [.. scheme.Metrics.Select(m => m with { Earned = 0 })] };

    private SchemeYear Told(Scheme scheme, in Trials<Lanes1> trials, in YearState<Lanes1> state, int y)
    {
        var money = Pence.Share(state.ContractValue, Lanes1.Of(scheme.Size[y])).Value;
        var achieved = 0.0;
        var metrics = new List<MetricYear>();
        foreach (var metric in scheme.Metrics)
        {
            var weighed = Lanes1.Zero;
            var part = Achieved(metric, trials, state.Pressure, ref weighed, y).Value;
            var quality = metric.QualityWeight == 0 ? 0 : weighed.Value / metric.QualityWeight * (metric.Most - metric.Least);
            achieved += part;
            metrics.Add(new MetricYear(
                metric.Name, metric.Higher ? metric.Least + quality : metric.Most - quality, metric.Target[y], metric.Weight,
                metric.Weight == 0 ? 0 : part / metric.Weight, Started(y) ? money * scheme.AtRisk[y] * part / 100 : 0));
        }

        var paid = Pence.Share(
            Lanes1.Of(money), IncentiveRule.Earned(Lanes1.Of(achieved), Lanes1.Of(scheme.AtRisk[y]), Lanes1.Of(scheme.Regardless))).Value;
        return new SchemeYear(scheme.Name, y + 1, Started(y) ? money / 100 : 0, Started(y) ? paid / 100 : 0, metrics);
    }
}
