using IcpRisk.Contracts.Adjustment;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Incentives;
using IcpRisk.Contracts.Indexation;
using IcpRisk.Contracts.Parties;
using IcpRisk.Contracts.Payments;
using IcpRisk.Contracts.StopLoss;
using IcpRisk.Contracts.Value;
using IcpRisk.Documents;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Tests.Properties;

/// <summary>A contract, a plan and paths around it, all from one seed: every rule present or absent, alone and together.</summary>
internal sealed partial class RandomContract
{
    private const int Trials = 16;
    private static readonly string[] Cohorts = ["young", "middle", "old"];
    private static readonly string[] Services = ["acute", "community", "primary_care", "vaccination"];
    private static readonly string[] Metrics = ["outcomes", "experience", "waits"];

    private readonly Random _random;
    private readonly double _scale;

    /// <param name="seed">Decides everything.</param>
    /// <param name="scale">Multiplies all money.</param>
    /// <param name="amend">What a property needs of the terms.</param>
    public RandomContract(int seed, double scale = 1, Func<ContractTerms, ContractTerms>? amend = null)
    {
        _random = new Random(seed);
        _scale = scale;
        var years = _random.Next(1, 7);
        var exposure = Enumerable.Repeat(1.0, years).ToArray();
        if (Chance(0.3))
            exposure[Chance(0.5) ? 0 : years - 1] = 0.5;
        Time = new TimeAxis(new DateOnly(2020, 4, 1), exposure);
        PlanRows();
        Terms = RandomTerms();
        Terms = amend is null ? Terms : amend(Terms);
        var problems = new Problems();
        var plan = ContractPlan.Compile(Terms, new PlanPath(Time, _plan), Inputs, problems);
        Assert.True(plan is not null, $"seed {seed}: {problems}");
        Plan = plan;
        Path = Paths();
    }

    private readonly Dictionary<RowId, double[]> _plan = [];

    public TimeAxis Time { get; }

    public ContractTerms Terms { get; }

    public ContractPlan Plan { get; }

    public PathTile Path { get; }

    private static ContractInputs Inputs { get; } = new()
    {
        NeedWeights = Cohorts.ToDictionary(c => c, c => c == "old" ? 2.0 : 0.8),
        Pressure = Metrics.ToDictionary(m => m, _ => 0.4),
        ScoreBounds = new Dictionary<string, (double, double)> { ["waits"] = (0, 30) },
        DiscountRate = 0.035,
    };

    public double Planned(RowId row, int year) => _plan[row][year - 1];

    private void PlanRows()
    {
        foreach (var cohort in Cohorts)
            Row(Quantity.List, cohort, y => 1000 * (1 + (0.01 * y)));
        Row(Quantity.ListSize, "", y => 3000 * (1 + (0.01 * y)));
        Row(Quantity.NeedWeightedList, "", y => 3600 * (1 + (0.015 * y)));
        Row(Quantity.PriceIndex, "", y => 1 + (0.02 * y));
        foreach (var service in Services)
        {
            Row(Quantity.Activity, service, y => 500 * Time.Exposure(y + 1));
            Row(Quantity.ExpectedActivity, service, y => 500 * Time.Exposure(y + 1));
            Row(Quantity.Cost, service, y => _scale * 50_000 * (1 + (0.02 * y)) * Time.Exposure(y + 1));
        }

        Row(Quantity.Cost, "", y => _scale * 200_000 * (1 + (0.02 * y)) * Time.Exposure(y + 1));
        Row(Quantity.CostOutsideUse, "", y => _scale * 5_000 * Time.Exposure(y + 1));
        Row(Quantity.CostOverheads, "", y => _scale * 6_000.37 * Time.Exposure(y + 1));
        Row(Quantity.CostOutOfScope, "", y => _scale * 80_000.77 * Time.Exposure(y + 1));
        Row(Quantity.CostOutOfScope, "hospital", y => _scale * 60_000.31 * Time.Exposure(y + 1));
        Row(Quantity.Allocation, "", y => _scale * 215_000 * (1 + (0.02 * y)));
        Row(Quantity.HighCostLayer, "acute", y => _scale * 3_000.21 * Time.Exposure(y + 1));
        Row(Quantity.HighCostLayer, "community", y => _scale * 700.4 * Time.Exposure(y + 1));
        foreach (var metric in Metrics)
            Row(Quantity.Score, metric, _ => metric == "waits" ? 12 : 0.7);

        void Row(Quantity quantity, string item, Func<int, double> at) =>
            _plan[new RowId(quantity, item)] = [.. Enumerable.Range(0, Time.Years).Select(at)];
    }

    private PathTile Paths()
    {
        var layout = new PathLayout(Time.Years, Plan.Reads);
        var tile = new PathTile(layout, Trials);
        tile.Begin(0, Trials);
        foreach (var row in layout.Rows)
        {
            for (var year = 1; year <= Time.Years; year++)
            {
                foreach (ref var value in tile.Row(layout.Slot(row), year))
                    value = Planned(row, year) * (0.7 + (0.6 * _random.NextDouble()));
            }
        }

        return tile;
    }

    private ContractTerms RandomTerms()
    {
        var providers = _random.Next(1, 4);
        var commissioners = _random.Next(1, 4);
        var streams = commissioners > 1 && Chance(0.4);
        var funder = Chance(0.3);
        var parties = new List<(string, PartyTerms)>();
        var (funds, cost, gain, incentive) = (Shares(commissioners), Shares(providers), Shares(providers), Shares(providers));
        for (var i = 0; i < commissioners; i++)
            parties.Add(($"payer_{i}", new PartyTerms { Side = Side.Commissioner, Funds = streams ? null : funds[i] }));
        for (var i = 0; i < providers; i++)
            parties.Insert(_random.Next(parties.Count + 1), ($"member_{i}", new PartyTerms { Side = Side.Provider, Cost = cost[i], GainLoss = gain[i], Incentives = incentive[i] }));
        if (funder)
            parties.Add(("charity", new PartyTerms { Side = Side.Funder }));
        var bears = Chance(0.75);
        var sharing = Chance(0.8) ? RandomSharing(bears) : null;
        return Further(new ContractTerms
        {
            Parties = Keyed<PartyTerms>.Of(parties),
            Value = RandomValue(streams ? commissioners : 0, funder),
            Indexation = Chance(0.3) ? new IndexationTerms { To = IndexedTo.Actual, Share = 0.6, Cap = 0.04, Collar = 0.03 } : new(),
            CappedAtAllocation = Chance(0.2),
            Payments = Keyed<Yearly>.Of(("management", 0.025), ("local", 0.02)),
            ActivityPayments = Chance(0.4) ? Keyed<ActivityPriceTerms>.Of(("vaccination", new ActivityPriceTerms { Price = 9.99 * _scale })) : Keyed<ActivityPriceTerms>.Empty,
            Adjustment = Chance(0.5) ? RandomAdjustment() : null,
            Incentives = Keyed<IncentiveTerms>.Of(("local", RandomScheme(null)), ("cquin", RandomScheme(0.025))),
            GainLoss = sharing,
            GainLossOutside = Chance(0.3) ? new OutsideGainLossTerms { Gains = Bands(), Losses = Bands(), GainCap = Chance(0.5) ? 0.05 : null } : null,
            StopLoss = Chance(0.4) ? RandomStopLoss(funder ? "charity" : $"payer_{_random.Next(commissioners)}", sharing) : null,
        });
    }

    private StopLossTerms RandomStopLoss(string with, GainLossTerms? sharing) => new()
    {
        // What sharing leaves out cannot be covered.
        Services = sharing is { Compare.Excludes.Count: > 0 } || Chance(0.5) ? ["acute"] : ["acute", "community"],
        With = with,
        Share = Chance(0.5) ? 1 : 0.85,
        Premium = 1_500.55 * _scale,
        Deductible = Chance(0.5) ? 0 : 2_500 * _scale,
        Limit = Chance(0.5) ? null : (Yearly)(3_100 * _scale),
    };

    private ValueTerms RandomValue(int streams, bool funder)
    {
        var total = 210_000.01 * _scale;
        if (streams == 0 && !funder)
        {
            return _random.Next(3) switch
            {
                0 => new ValueTerms { Year1 = total, Uplift = 0.021 },
                1 => new ValueTerms { ByYear = total },
                _ => new ValueTerms { Year1 = total, BuildUp = new BuildUpTerms { Population = FromPlan.Planned, Need = FromPlan.Planned, Inflation = 0.02, Efficiency = 0.011 }, Transformation = 1_000 * _scale },
            };
        }

        var parts = Enumerable.Range(0, streams)
            .Select(i => ($"stream_{i}", new StreamTerms { Year1 = total / streams, Uplift = 0.01 * (i + 1), Payer = $"payer_{i}" })).ToList();
        if (streams == 0)
            parts.Add(("main", new StreamTerms { Year1 = total, Uplift = 0.02 }));
        if (funder)
            parts.Add(("grant", new StreamTerms { Year1 = 5_000 * _scale, Uplift = 0, Payer = "charity" }));
        return new ValueTerms { Streams = Keyed<StreamTerms>.Of(parts) };
    }

    private AdjustmentTerms RandomAdjustment() => new()
    {
        For = _random.Next(3) switch { 0 => [AdjustedFor.Size], 1 => [AdjustedFor.Need], _ => [AdjustedFor.Size, AdjustedFor.Need] },
        Method = Chance(0.5) ? AdjustmentMethod.Excess : AdjustmentMethod.Whole,
        Tolerance = 0.01 * _random.Next(3),
        Cap = Chance(0.5) ? 0.05 : null,
        Lag = _random.Next(3),
    };

    private IncentiveTerms RandomScheme(double? rate) => new()
    {
        Rate = rate is { } r ? r : null,
        Eligible = rate is not null && Chance(0.5) ? new EligibleTerms { Excludes = ["primary_care"] } : null,
        AtRisk = Chance(0.5) ? 1 : 0.4,
        NotAtRisk = Chance(0.5) ? NotAtRisk.Paid : NotAtRisk.Withheld,
        Unearned = Chance(0.3) ? Unearned.Pool : Unearned.Commissioner,
        Metrics = Keyed<MetricTerms>.Of(
            ("outcomes", new MetricTerms { Weight = 0.5, Floor = 0.5, Target = 0.9 }),
            ("waits", new MetricTerms { Weight = 0.3, Floor = 18, Target = 8, Better = Better.Lower }),
            ("experience", Chance(0.3) ? new MetricTerms { Weight = 0.2, Target = 0.7, Pay = MetricPay.Binary } : new MetricTerms { Weight = 0.2, Floor = 0.4, Target = 0.8 })),
    };

    private GainLossTerms RandomSharing(bool bears) => new()
    {
        CostBearer = bears ? CostBearer.Provider : CostBearer.Commissioner,
        Compare = new CompareTerms
        {
            Income = _random.Next(3) switch { 0 => [ComparedIncome.Core], 1 => [ComparedIncome.Core, ComparedIncome.Management], _ => [ComparedIncome.Core, ComparedIncome.Activity, ComparedIncome.Incentives] },
            Cost = Chance(0.2) ? ComparedCost.InScopeAndOverheads : ComparedCost.InScope,
            Excludes = Chance(0.2) ? ["community"] : [],
        },
        Measure = Chance(0.2) ? SharingMeasure.Volume : SharingMeasure.Total,
        BandsAsShareOf = (SharingBase)_random.Next(3),
        Basis = Chance(0.4) ? SharingBasis.Cumulative : SharingBasis.Annual,
        Gains = Bands(),
        Losses = Bands(),
        GainCap = Chance(0.3) ? 0.04 : null,
        LossCap = Chance(0.3) ? Yearly.List(0.02, 0.03, 0.04, 0.05, 0.06, 0.07) : null,
        MinimumSavingsRate = Chance(0.3) ? new MinimumRateTerms { Rate = 0.02, Shares = Chance(0.5) ? Beyond.Beyond : Beyond.FirstPound } : null,
        MinimumLossRate = Chance(0.3) ? new MinimumRateTerms { Rate = 0.01, Shares = Chance(0.5) ? Beyond.Beyond : Beyond.FirstPound } : null,
        PhaseIn = Chance(0.3) ? Yearly.List(0.2, 0.5, 0.8, 1, 1, 1) : 1,
    };

    private IReadOnlyList<BandTerms> Bands() => _random.Next(3) switch
    {
        0 => [],
        1 => [new BandTerms { Provider = Math.Round(_random.NextDouble(), 2) }],
        _ => [new BandTerms { To = 0.03, Provider = Math.Round(_random.NextDouble(), 2) }, new BandTerms { To = 0.08, Provider = 0.5 }, new BandTerms { Provider = Math.Round(_random.NextDouble(), 2) }],
    };

    private double[] Shares(int count)
    {
        var weights = Enumerable.Range(0, count).Select(_ => 0.1 + _random.NextDouble()).ToArray();
        return [.. weights.Select(w => w / weights.Sum())];
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;
}
