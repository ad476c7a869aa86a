using IcpRisk.Documents;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Quality;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Nature.Volatility;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Kernel;

/// <summary>Every draw has an address, so what is computed around it moves no bit of it.</summary>
public sealed class AddressingTests
{
    private const int Trials = 512;

    internal static readonly RowId[] Everything =
    [
        new(Quantity.List, "old"), new(Quantity.NeedIndex), new(Quantity.PriceIndex), new(Quantity.SavingsRealised),
        new(Quantity.Score, "outcomes"), new(Quantity.Activity, "clinic"), new(Quantity.Cost, "clinic"), new(Quantity.Cost, "ward"),
        new(Quantity.VolatilityIndex), new(Quantity.UnitCostIndex), new(Quantity.UtilisationIndex),
        new(Quantity.ExpectedActivity, "ward"), new(Quantity.CostOverheads), new(Quantity.CostOutsideUse), new(Quantity.RecordedList, "old"),
    ];

    // Rows that only one risk moves.
    internal static readonly (Risk Risk, RowId Row)[] Alone =
    [
        (Risk.PopulationSize, new(Quantity.ListSize)), (Risk.Efficiency, new(Quantity.PriceIndex)),
        (Risk.Efficiency, new(Quantity.SavingsRealised)), (Risk.Efficiency, new(Quantity.CostOverheads)), (Risk.Quality, new(Quantity.Score, "outcomes")),
    ];

    internal static NatureTerms Plain() => Sampling.Quiet() with
    {
        Services = Keyed<ServiceTerms>.Of(
            ("clinic", Sampling.Service(60_000, 100) with { CaseCv = 0.5, Fixed = 0.3 }),
            ("ward", Sampling.Service(700, 2_000) with { CaseCv = 3 })),
        Metrics = Keyed<MetricTerms>.Of(("outcomes", new MetricTerms { Expected = Planned<Yearly>.Same(Yearly.Of(0.7)), Sd = 0.04 })),
        Dependence = [new PairTerms { One = "utilisation.ward", Other = "efficiency.inflation", Correlation = 0.3 }],
        Risks = new RisksTerms
        {
            PopulationSize = new() { LevelSd = 0.01, GrowthSd = 0.01 },
            Epidemiological = new() { Morbidity = new() { Sd = 0.01, Persistence = 0.5 } },
            Utilisation = new() { Sd = 0.03, Persistence = 0.5, TrendSd = 0.01, Correlation = 0.4 },
            Volatility = new()
            {
                Dispersion = 1.5,
                HighCost = Keyed<HighCostTerms>.Of(("ward", new()
                {
                    Cases = Planned<Figure>.Same(15), Above = 20_000, Severity = new() { Lognormal = new() { Mean = 3_000, Cv = 3 } },
                })),
            },
            Efficiency = new()
            {
                Inflation = new() { Planned = Yearly.Of(0.02), Sd = 0.01, Persistence = 0.5 },
                Savings = new SavingsTerms
                {
                    Planned = Yearly.List(0.01, 0.02, 0.03, 0.03),
                    Realised = new Planned<Figure>(1, Figure.Of(new Distribution("beta", new Dictionary<string, double> { ["mean"] = 0.7, ["precision"] = 8 }))),
                    Delay = new Planned<Figure>(0, Figure.Of(new Distribution("uniform", new Dictionary<string, double> { ["from"] = 0, ["to"] = 1 }))),
                },
            },
            Quality = new() { CommonSd = 0.02 },
            Baseline = new() { UnitCostSd = 0.02, ServiceUnitCostSd = 0.02 },
        },
    };

    // Everything that nature has.
    internal static NatureTerms Busy()
    {
        var plain = Plain();
        return plain with
        {
            Metrics = Keyed<MetricTerms>.Of(("outcomes", plain.Metrics["outcomes"] with { Improvement = Planned<Yearly>.Same(Yearly.Of(0.01)) })),
            Overheads = new() { Management = Yearly.Of(100_000), Transformation = Yearly.Of(50_000) },
            Dependence =
            [
                .. plain.Dependence,
                new PairTerms { One = "epidemiological.prevalence.diabetes", Other = "epidemiological.morbidity.frail", Correlation = 0.5 },
            ],
            Risks = plain.Risks with
            {
                PopulationSize = plain.Risks.PopulationSize with
                {
                    Movement = new()
                    {
                        Practices = 20, Joins = 0.5.Same(), Leaves = 0.5.Same(), JoinerMix = Keyed<double>.Of(("young", 0.7), ("old", 0.3)),
                    },
                    Practices = Keyed<PracticeTerms>.Of(("mill", new() { List = 0.1, Leaves = 0.1.Same(), Joins = 0.2.Same() })),
                },
                Epidemiological = plain.Risks.Epidemiological with
                {
                    NeedGroups = Keyed<NeedGroupTerms>.Of(("frail", new() { Cohorts = ["old"], Sd = 0.02, Persistence = 0.7 })),
                    Conditions = Keyed<ConditionTerms>.Of(("diabetes", new()
                    {
                        Prevalence = Keyed<Planned<Yearly>>.Of(("old", Planned<Yearly>.Same(Yearly.Of(0.2)))),
                        Use = Keyed<Figure>.Of(("ward", 2)), Sd = 0.1, CohortSd = 0.05, TrendSd = 0.02,
                    })),
                    Shocks = Keyed<ShockTerms>.Of(("flu", new()
                    {
                        Probability = 0.1.Same(), Severity = Planned<Figure>.Same(Uncertain("gamma", ("mean", 0.3), ("sd", 0.2))),
                        Services = Keyed<Figure>.Of(("ward", 1), ("clinic", -0.3)), CarryOver = 0.3,
                    })),
                },
                Efficiency = plain.Risks.Efficiency with
                {
                    Inflation = plain.Risks.Efficiency.Inflation with { Jumps = new() { Probability = 0.2.Same(), Size = 0.03.Same() } },
                    Overrun = Planned<Figure>.Same(Uncertain("gamma", ("mean", 1), ("sd", 0.2))),
                    DemandManagement = Keyed<DemandManagementTerms>.Of(("virtual ward", new()
                    {
                        From = "ward", To = "clinic", Ratio = 3.0.Same(), Planned = Yearly.List(0.02, 0.04, 0.06, 0.06),
                        Realised = Planned<Figure>.Same(Uncertain("beta", ("mean", 0.6), ("precision", 6))),
                    })),
                    OutsideUse = new() { Services = ["clinic"], Share = new() { Expected = 0.05, Sd = 0.01 }, PriceSd = 0.05 },
                },
                Baseline = plain.Risks.Baseline with
                {
                    ActivitySd = 0.01,
                    Measurement = new() { ListSd = 0.01, CodingSd = 0.01, ListDrift = Planned<Yearly>.Same(Yearly.Of(0.002)) },
                },
            },
        };

        static Figure Uncertain(string kind, params (string Name, double Value)[] parameters) =>
            Figure.Of(new Distribution(kind, parameters.ToDictionary(p => p.Name, p => p.Value)));
    }

    [Fact]
    public void When_the_vector_is_wide_or_narrow_every_bit_is_the_same()
    {
        var narrow = Sampling.Rows<Lanes1>(Busy(), Everything, 4, Trials);

        if (Lanes256.IsSupported)
        {
            Equal(narrow, Sampling.Rows<Lanes256>(Busy(), Everything, 4, Trials));
        }

        if (Lanes512.IsSupported)
        {
            Equal(narrow, Sampling.Rows<Lanes512>(Busy(), Everything, 4, Trials));
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(40)]
    [InlineData(256)]
    public void When_tiles_are_cut_otherwise_every_bit_is_the_same(int tile) =>
        Equal(Sampling.Rows(Busy(), Everything, 4, Trials), Sampling.Rows(Busy(), Everything, 4, Trials, tile: tile));

    [Fact]
    public void When_a_run_starts_later_its_trials_are_the_same_as_in_a_longer_run()
    {
        var whole = Sampling.Rows(Busy(), Everything, 4, Trials);
        var tail = Sampling.Rows(Busy(), Everything, 4, Trials - 128, first: 128);

        for (var r = 0; r < Everything.Length; r++)
        {
            Assert.Equal(whole[r][3][128..], tail[r][3]);
        }
    }

    [Fact]
    public void When_fewer_rows_are_kept_their_bits_are_the_same()
    {
        var one = Sampling.Rows(Busy(), [Everything[6]], 4, Trials);

        Assert.Equal(Sampling.Rows(Busy(), Everything, 4, Trials)[6], one[0]);
    }

    [Fact]
    public void When_the_seed_changes_the_draws_change()
    {
        var other = Sampling.Rows(Busy(), Everything, 4, Trials, seed: 8);

        Assert.NotEqual(Sampling.Rows(Busy(), Everything, 4, Trials)[0][0], other[0][0]);
    }

    [Theory]
    [InlineData(Risk.PopulationSize)]
    [InlineData(Risk.Epidemiological)]
    [InlineData(Risk.Utilisation)]
    [InlineData(Risk.Volatility)]
    [InlineData(Risk.Efficiency)]
    [InlineData(Risk.Quality)]
    [InlineData(Risk.Baseline)]
    public void When_a_risk_is_switched_off_no_draw_of_another_moves(Risk off)
    {
        var rows = Alone.Where(a => a.Risk != off).Select(a => a.Row).ToArray();
        var options = NatureOptions.Full with { On = RiskNames.All.Where(r => r != off).ToHashSet() };

        Equal(Sampling.Rows(Busy(), rows, 4, Trials), Sampling.Rows(Busy(), rows, 4, Trials, options));
    }

    [Fact]
    public void When_a_correlated_partner_is_off_the_other_keeps_its_draws()
    {
        // utilisation.ward is correlated with efficiency.inflation and comes after it or before: neither may notice.
        var ward = new RowId(Quantity.Activity, "ward");
        // Demand management is left out: by it efficiency moves activity itself.
        var terms = Busy().With(r => r with
        {
            Volatility = r.Volatility with { On = false },
            Efficiency = r.Efficiency with { DemandManagement = Keyed<DemandManagementTerms>.Empty },
        });
        var options = NatureOptions.Full with { On = RiskNames.All.Where(r => r != Risk.Efficiency).ToHashSet() };

        Equal(Sampling.Rows(terms, [ward], 4, Trials), Sampling.Rows(terms, [ward], 4, Trials, options));
    }

    [Fact]
    public void When_a_service_is_added_the_others_keep_every_bit()
    {
        var busy = Busy();
        var more = busy with
        {
            Services = Keyed<ServiceTerms>.Of([("new", Sampling.Service(4_000, 30)), .. busy.Services.Select(s => (s.Key, s.Value))]),
        };
        RowId[] rows = [new(Quantity.Activity, "clinic"), new(Quantity.Cost, "clinic"), new(Quantity.Cost, "ward")];

        Equal(Sampling.Rows(busy, rows, 4, Trials), Sampling.Rows(more, rows, 4, Trials));
    }

    [Fact]
    public void When_a_single_driver_is_switched_off_no_other_draw_moves()
    {
        // Without demand management, by which one service's use tells on another's.
        var off = Plain().With(r => r with
        {
            Utilisation = r.Utilisation with { Services = Keyed<ServiceUtilisation>.Of(("ward", new() { Sd = 0, TrendSd = 0 })) },
            PopulationSize = r.PopulationSize with { LevelSd = 0 },
            Efficiency = r.Efficiency with { Inflation = r.Efficiency.Inflation with { Sd = 0 } },
        });
        var quiet = Plain().With(r => r with
        {
            PopulationSize = r.PopulationSize with { LevelSd = 0 },
            Efficiency = r.Efficiency with { Inflation = r.Efficiency.Inflation with { Sd = 0 } },
        });
        RowId[] rows = [new(Quantity.Activity, "clinic"), new(Quantity.Cost, "clinic"), new(Quantity.SavingsRealised), new(Quantity.Score, "outcomes")];

        Equal(Sampling.Rows(quiet, rows, 4, Trials), Sampling.Rows(off, rows, 4, Trials));
        RowId[] apart = [new(Quantity.SavingsRealised), new(Quantity.Score, "outcomes")];
        Equal(Sampling.Rows(Plain(), apart, 4, Trials), Sampling.Rows(off, apart, 4, Trials));
    }

    [Fact]
    public void When_a_figure_becomes_uncertain_no_draw_of_another_moves()
    {
        var busy = Busy();
        var spread = Figure.Of(new Distribution("normal", new Dictionary<string, double> { ["mean"] = 2_000, ["sd"] = 100 }));
        var more = busy with
        {
            Services = Keyed<ServiceTerms>.Of(("clinic", busy.Services["clinic"]), ("ward", busy.Services["ward"] with { UnitCost = Planned<Figure>.Same(spread) })),
        };
        RowId[] rows = [.. Everything.Where(r => r.Quantity is not (Quantity.VolatilityIndex or Quantity.UnitCostIndex or Quantity.UtilisationIndex) && r != new RowId(Quantity.Cost, "ward"))];

        Equal(Sampling.Rows(busy, rows, 4, Trials), Sampling.Rows(more, rows, 4, Trials));
    }

    [Fact]
    public void When_a_metric_is_added_the_others_keep_every_bit()
    {
        var busy = Busy();
        var more = busy with
        {
            Metrics = Keyed<MetricTerms>.Of(
                ("access", new MetricTerms { Expected = Planned<Yearly>.Same(Yearly.Of(0.9)), Sd = 0.02 }), ("outcomes", busy.Metrics["outcomes"])),
        };

        Equal(Sampling.Rows(busy, Everything, 4, Trials), Sampling.Rows(more, Everything, 4, Trials));
    }

    [Fact]
    public void When_nothing_is_on_and_expected_is_planned_every_trial_is_the_plan()
    {
        var busy = Busy();
        var terms = busy.With(r => r with
        {
            Efficiency = r.Efficiency with { Savings = r.Efficiency.Savings! with { Realised = Planned<Figure>.Same(1), Delay = Planned<Figure>.Same(0) } },
        });
        var plan = Planning.Plan(terms, Sampling.Years(4));

        var rows = Sampling.Rows(terms, Everything, 4, 64, NatureOptions.AllOff);

        for (var r = 0; r < Everything.Length; r++)
        {
            for (var y = 1; y <= 4; y++)
            {
                Assert.All(rows[r][y - 1], v => Assert.Equal(plan.Value(Everything[r], y), v));
            }
        }
    }

    [Fact]
    public void When_a_draw_is_wanted_its_address_is_seed_trial_name_and_year()
    {
        var terms = Sampling.Quiet().With(r => r with { PopulationSize = new PopulationRisk { LevelSd = 0.1, GrowthSd = 0.2 } });
        var philox = new Numerics.Streams.Philox(7);
        var (level, growth) = (
            Numerics.Streams.StreamId.Of("", "population_size", "level"), Numerics.Streams.StreamId.Of("", "population_size", "growth"));
        var plan = Planning.Plan(terms, Sampling.Years(3));

        var size = Sampling.Row(terms, new RowId(Quantity.ListSize), years: 3, trials: 200);

        foreach (var trial in new uint[] { 0, 1, 7, 130, 199 })
        {
            var walk = Enumerable.Range(0, 3).Sum(draw => 0.2 * philox.Normal(trial, growth, draw));
            var log = (0.1 * philox.Normal(trial, level, 0)) + walk - ((0.01 + (3 * 0.04)) / 2);
            Assert.Equal(plan.Value(Quantity.ListSize, 3) * Math.Exp(log), size[2][trial], 6);
        }
    }

    // Frozen: a change here breaks every result published with this stream layout. The plain terms have held since before
    // there was more to nature, so they tell too that a feature that is not used moves nothing.
    [Fact]
    public void When_the_layout_of_streams_is_version_2_these_bits_are_drawn()
    {
        Assert.Equal(2, Numerics.Streams.Philox.StreamLayoutVersion);
        Assert.Equal(7595814922742721269UL, Hash(Plain(), Everything[..11]));
        Assert.Equal(13493214916113458343UL, Hash(Busy(), Everything));
    }

    private static ulong Hash(NatureTerms terms, RowId[] rows) => Sampling.Rows(terms, rows, 4, 64).SelectMany(r => r).SelectMany(y => y)
        .Aggregate(14695981039346656037UL, (h, v) => (h ^ BitConverter.DoubleToUInt64Bits(v)) * 1099511628211UL);

    private static void Equal(double[][][] expected, double[][][] actual)
    {
        for (var r = 0; r < expected.Length; r++)
        {
            for (var y = 0; y < expected[r].Length; y++)
            {
                Assert.Equal(expected[r][y].Select(BitConverter.DoubleToUInt64Bits), actual[r][y].Select(BitConverter.DoubleToUInt64Bits));
            }
        }
    }
}
