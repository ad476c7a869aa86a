using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Payoff;

namespace IcpRisk.Scenarios.Describe;

/// <summary>Works out a year's payoff: a row at every bend and jump, each with the term that makes it, and at even steps between.</summary>
internal sealed class PayoffBuilder
{
    private const double Step = 0.05;
    private const int CurvePoints = 72;
    private static readonly PayoffKink Unknown = new("", "bends here, by a rule that has no edge of its own");

    private readonly Scenario _scenario;
    private readonly int _year;
    private readonly PayoffCurve _curve;
    private readonly PayoffTerms _terms;

    private PayoffBuilder(Scenario scenario, int year)
    {
        (_scenario, _year) = (scenario, year);
        _curve = new PayoffCurve(scenario, year);
        _terms = scenario.Contract.PayoffTerms(scenario.Plan, year);
    }

    /// <summary>The last year that is covered whole: by then a contract has its full terms.</summary>
    public static int DefaultYear(Scenario scenario) => Enumerable.Range(1, scenario.Time.Years)
        .Where(year => scenario.Time.Exposure(year) == 1).DefaultIfEmpty(scenario.Time.Years).Last();

    /// <param name="scenario">Whose contract it is.</param>
    /// <param name="year">The contract year, from 1.</param>
    public static Payoff Build(Scenario scenario, int year) => new PayoffBuilder(scenario, year).Build();

    private Payoff Build()
    {
        var (least, most) = Range();
        var rows = new SortedDictionary<double, List<PayoffKink>>();
        var jumps = new HashSet<double>();
        foreach (var kink in _terms.Kinks.Where(kink => kink.Cost > 0))
        {
            var (before, after) = kink.IsJump ? _curve.Jump(100 * kink.Cost) : (Math.Round(100 * kink.Cost), double.NaN);
            Named(before, new PayoffKink(kink.Term.Length == 0 ? "" : $"contract.{kink.Term}", kink.Words));
            if (kink.IsJump)
            {
                jumps.Add(before);
                rows.TryAdd(after, []);
            }
        }

        // A step that all but falls on a kink would tell nothing more.
        var near = 0.0005 * 100 * (Cost(1) - Cost(0));
        for (var i = Math.Ceiling(least / Step); i * Step <= most + 1e-9; i++)
        {
            var cost = Math.Round(100 * Cost(i * Step));
            if (!rows.Keys.Any(known => Math.Abs(known - cost) < near))
            {
                rows.Add(cost, []);
            }
        }

        var costs = rows.Keys.ToList();
        foreach (var bend in costs.Zip(costs.Skip(1)).Where(pair => !jumps.Contains(pair.First)).SelectMany(pair => _curve.Bends(pair.First, pair.Second)).ToList())
        {
            if (!rows.Keys.Any(known => Math.Abs(known - bend) <= 200))
            {
                Named(bend, Unknown);
            }
        }

        var target = _curve.At([Math.Round(100 * Cost(1))])[0].Spend;
        var even = Enumerable.Range(0, CurvePoints).Select(i => Math.Round(100 * Cost(least + ((most - least) * i / (CurvePoints - 1))))).ToList();
        return new Payoff
        {
            Name = _scenario.Terms.Name,
            Hash = _scenario.Document.Hash,
            Year = _year,
            Target = _terms.Target,
            TargetWords = _terms.TargetWords,
            PlannedCost = _terms.PlannedCost,
            IsCumulative = _scenario.Terms.Contract.GainLoss?.Basis == SharingBasis.Cumulative,
            IsOfVolume = _scenario.Terms.Contract.GainLoss?.Measure == SharingMeasure.Volume,
            Points = [.. Bearing(Points([.. rows.Keys], target).Select(p => p with
            {
                Kinks = rows[Math.Round(100 * p.Cost)], JumpsHere = jumps.Contains(Math.Round(100 * p.Cost)),
            }).ToList())],
            Curve = [.. Points(even, target)],
        };

        void Named(double cost, PayoffKink kink)
        {
            if (!rows.TryGetValue(cost, out var kinks))
            {
                rows.Add(cost, kinks = []);
            }

            if (!kinks.Contains(kink))
            {
                kinks.Add(kink);
            }
        }
    }

    // From 80 to 120 % of the target, or as far as there are kinks, and a step beyond them; care costs something.
    private (double Least, double Most) Range()
    {
        var kinks = _terms.Kinks.Where(kink => kink.Cost > 0).Select(kink => OfTarget(kink.Cost)).ToList();
        var least = Math.Min(0.8, kinks.DefaultIfEmpty(1).Min() - Step);
        var most = Math.Max(1.2, kinks.DefaultIfEmpty(1).Max() + Step);
        return (Math.Max(Step * Math.Floor((least / Step) + 1e-9), OfTarget(0)), Step * Math.Ceiling((most / Step) - 1e-9));
    }

    // Where nothing is compared, cost is told against what was planned.
    private double OfTarget(double cost) => _terms.Compared > 0 && _terms.Target > 0 ? _terms.OfTarget(cost) : cost / _terms.PlannedCost;

    private double Cost(double ofTarget) => _terms.Compared > 0 && _terms.Target > 0 ? _terms.CostAt(ofTarget) : ofTarget * _terms.PlannedCost;

    private IEnumerable<PayoffPoint> Points(List<double> costs, double spendAtTarget) => costs.Zip(_curve.At(costs), (cost, at) => new PayoffPoint
    {
        Cost = cost / 100,
        CostOfTarget = OfTarget(cost / 100),
        ProviderSurplus = at.Surplus / 100,
        CommissionerSpend = at.Spend / 100,
        CommissionerSaving = (spendAtTarget - at.Spend) / 100,
        GainLossTransfer = at.Transfer / 100,
    });

    private static IEnumerable<PayoffPoint> Bearing(List<PayoffPoint> points) => points.Select((p, i) => i + 1 == points.Count || p.JumpsHere
        ? p
        : p with { ProviderBears = (p.ProviderSurplus - points[i + 1].ProviderSurplus) / (points[i + 1].Cost - p.Cost) });
}
