using IcpRisk.Documents;
using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Sampling;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Volatility;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Kernel;

/// <summary>Single drivers and uncertain figures switched off: they take their conditional mean and no other draw moves.</summary>
public sealed class SwitchTests
{
    private const int Trials = 256;
    private static readonly NatureTerms Busy = AddressingTests.Busy();

    // Uncertain figures of every kind of place where one is read.
    private static readonly NatureTerms Uncertain = Busy with
    {
        Overheads = Busy.Overheads with { Management = Yearly.Of(Figure("uniform", ("from", 9e4), ("to", 12e4))) },
        Services = Keyed<ServiceTerms>.Of(
            ("clinic", Busy.Services["clinic"] with { CaseCv = Figure("uniform", ("from", 0.4), ("to", 0.6)), Activity = Planned<Figure>.Same(Figure("normal", ("mean", 6e4), ("sd", 600))) }),
            ("ward", Busy.Services["ward"])),
        Risks = Busy.Risks with
        {
            PopulationSize = Busy.Risks.PopulationSize with
            {
                Movement = Busy.Risks.PopulationSize.Movement! with { Joins = Planned<Figure>.Same(Figure("gamma", ("mean", 0.5), ("sd", 0.2))) },
            },
            Epidemiological = Busy.Risks.Epidemiological with { MixSd = 0.01 },
            Utilisation = Busy.Risks.Utilisation with { Sd = Figure("uniform", ("from", 0.02), ("to", 0.04)) },
            Volatility = Busy.Risks.Volatility with
            {
                HighCost = Keyed<HighCostTerms>.Of(("ward", Busy.Risks.Volatility.HighCost["ward"] with
                {
                    Severity = new() { Lognormal = new() { Mean = Figure("uniform", ("from", 2_500), ("to", 3_500)), Cv = 3 } },
                })),
            },
            Efficiency = Busy.Risks.Efficiency with
            {
                Inflation = Busy.Risks.Efficiency.Inflation with
                {
                    Jumps = new() { Probability = 0.2.Same(), Size = Planned<Figure>.Same(Figure("uniform", ("from", 0.02), ("to", 0.04))) },
                },
            },
        },
    };

    private static readonly NatureSwitch[] Switches = Of(Uncertain);

    [Fact]
    public void Names_are_those_of_what_is_drawn_and_each_has_its_risk()
    {
        string[] expected =
        [
            "population_size.joins", "population_size.practice.mill", "epidemiological.mix", "epidemiological.shock.flu",
            "epidemiological.shock_severity.flu", "utilisation.ward", "volatility.activity.clinic", "volatility.case_cost.clinic",
            "volatility.high_cost.ward", "efficiency.price_jump", "efficiency.price_jump_size", "efficiency.savings",
            "efficiency.demand_management.virtual ward", "efficiency.outside_use.clinic", "efficiency.outside_price", "baseline.coding",
            "quality.outcomes",
        ];
        var drivers = Switches.Where(s => !s.IsFigure).ToDictionary(s => s.Name, s => RiskNames.Key(s.Risk!.Value));
        Assert.All(expected, name => Assert.Equal(name.Split('.')[0], drivers[name]));
        Assert.DoesNotContain("volatility.large_cases.ward", drivers.Keys);
        string[] figures =
        [
            "overheads.management", "services.clinic.case_cv", "services.clinic.activity", "risks.population_size.movement.joins",
            "risks.utilisation.sd", "risks.volatility.high_cost.ward.severity.lognormal.mean", "risks.efficiency.savings.delay", "risks.efficiency.overrun",
        ];
        Assert.Equal(figures.Order(), Switches.Where(s => s.IsFigure).Select(s => s.Name).Order());
        Assert.DoesNotContain(Of(Uncertain.With(r => r with { Utilisation = r.Utilisation with { On = false } })), s => s.Risk == Risk.Utilisation);
    }

    /// <summary>Whatever moves has a switch: with all off nothing is left that differs by trial.</summary>
    [Fact]
    public void With_every_switch_off_every_trial_is_the_one_with_every_risk_off()
    {
        var off = Rows(Uncertain, [.. Switches.Select(s => s.Name)]);
        var still = Rows(Uncertain, [], NatureOptions.AllOff);
        for (var r = 0; r < off.Length; r++)
        {
            for (var y = 0; y < off[r].Length; y++)
            {
                // Products of the same factors in another order.
                Assert.All(off[r][y], v => Assert.Equal(still[r][y][0], v, 1e-12 * Math.Max(1, Math.Abs(v))));
            }
        }
    }

    [Theory]
    [InlineData(Risk.Epidemiological)]
    [InlineData(Risk.Utilisation)]
    [InlineData(Risk.Volatility)]
    [InlineData(Risk.Efficiency)]
    [InlineData(Risk.Quality)]
    [InlineData(Risk.Baseline)]
    public void With_every_switch_of_a_risk_off_bits_are_those_of_the_risk_off(Risk risk) => Equal(
        Rows(Busy, [], new NatureOptions(Centre.Expected, RiskNames.All.Where(r => r != risk).ToHashSet())),
        Rows(Busy, [.. Of(Busy).Where(s => s.Risk == risk).Select(s => s.Name)]));

    public static TheoryData<string> Stated() => new(Without.Keys);

    /// <summary>A driver off is a scenario in which it has no spread, to the bit: nothing else is drawn otherwise.</summary>
    [Theory]
    [MemberData(nameof(Stated))]
    public void A_driver_off_is_one_without_spread(string name)
    {
        var off = Rows(Busy, [name]);
        Equal(Rows(Without[name], []), off);
        Assert.NotEqual(Rows(Busy, []).SelectMany(r => r[3]), off.SelectMany(r => r[3]));
    }

    private static readonly Dictionary<string, NatureTerms> Without = new()
    {
        ["population_size.level"] = Busy.With(r => r with { PopulationSize = r.PopulationSize with { LevelSd = 0 } }),
        ["population_size.growth"] = Busy.With(r => r with { PopulationSize = r.PopulationSize with { GrowthSd = 0 } }),
        ["epidemiological.morbidity"] = Busy.With(r => r with { Epidemiological = r.Epidemiological with { Morbidity = r.Epidemiological.Morbidity with { Sd = 0 } } }),
        ["efficiency.inflation"] = Busy.With(r => r with { Efficiency = r.Efficiency with { Inflation = r.Efficiency.Inflation with { Sd = 0 } } }),
        ["efficiency.outside_use.clinic"] = Busy.With(r => r with
        {
            Efficiency = r.Efficiency with { OutsideUse = r.Efficiency.OutsideUse! with { Share = r.Efficiency.OutsideUse!.Share with { Sd = 0 } } },
        }),
        ["efficiency.outside_price"] = Busy.With(r => r with { Efficiency = r.Efficiency with { OutsideUse = r.Efficiency.OutsideUse! with { PriceSd = 0 } } }),
        ["baseline.coding"] = Busy.With(r => r with { Baseline = r.Baseline with { Measurement = r.Baseline.Measurement! with { CodingSd = 0 } } }),
        ["quality.common"] = Busy.With(r => r with { Quality = r.Quality with { CommonSd = 0 } }),
        ["volatility.case_cost.clinic"] = Busy with
        {
            Services = Keyed<ServiceTerms>.Of(("clinic", Busy.Services["clinic"] with { CaseCv = 0 }), ("ward", Busy.Services["ward"])),
        },
    };

    /// <summary>A figure off is its mean written in its place; figures drawn beside it keep their draws.</summary>
    [Fact]
    public void A_figure_off_is_its_mean()
    {
        var mean = Uncertain with { Overheads = Uncertain.Overheads with { Management = Yearly.Of(105_000) } };
        Equal(Rows(mean, []), Rows(Uncertain, ["overheads.management"]));
        var sd = Uncertain.With(r => r with { Utilisation = r.Utilisation with { Sd = Uncertain.Risks.Utilisation.Sd.Mean } });
        Equal(Rows(sd, []), Rows(Uncertain, ["risks.utilisation.sd"]));
        var delay = Uncertain.Risks.Efficiency.Savings!;
        var late = Uncertain.With(r => r with { Efficiency = r.Efficiency with { Savings = delay with { Delay = new Planned<Figure>(0, 0.5) } } });
        Equal(Rows(late, []), Rows(Uncertain, ["risks.efficiency.savings.delay"]));
    }

    /// <summary>The severity's own figures off leave the way of drawing: only that service's cost moves, and by little.</summary>
    [Theory]
    [InlineData("services.clinic.case_cv", 6)]
    [InlineData("risks.volatility.high_cost.ward.severity.lognormal.mean", 7)]
    public void A_figure_of_severity_off_moves_no_count_and_no_other_cost(string figure, int moved)
    {
        var (all, off) = (Rows(Uncertain, []), Rows(Uncertain, [figure]));
        for (var r = 0; r < all.Length; r++)
        {
            // The volatility index is of both services, what is bought outside a part of the clinic's cost.
            if (r != moved && AddressingTests.Everything[r].Quantity is not (Quantity.VolatilityIndex or Quantity.CostOutsideUse))
            {
                Assert.Equal(all[r][3], off[r][3]);
            }
        }

        Assert.NotEqual(all[moved][3], off[moved][3]);
        Assert.InRange(Compare.CorrelationOf(all[moved][3], off[moved][3]), 0.9, 1);
    }

    /// <summary>With its variation switched off a case has the mean variation, not the largest plausible one that chose how it is drawn.</summary>
    [Fact]
    public void Variation_off_is_that_of_its_mean()
    {
        var mean = Uncertain with
        {
            Services = Keyed<ServiceTerms>.Of(("clinic", Uncertain.Services["clinic"] with { CaseCv = 0.5 }), ("ward", Uncertain.Services["ward"])),
        };
        var (stated, off) = (Rows(mean, [])[6][3], Rows(Uncertain, ["services.clinic.case_cv"])[6][3]);
        Assert.All(stated.Zip(off), x => Assert.Equal(x.First, x.Second, 1e-9 * x.First));
    }

    /// <summary>Practices and movement off, and what is left keeps the mean: within five standard errors.</summary>
    [Theory]
    [InlineData("population_size.joins")]
    [InlineData("population_size.leaves")]
    [InlineData("population_size.practice.mill")]
    public void The_list_keeps_its_mean_where_one_way_of_moving_is_off(string name)
    {
        RowId[] rows = [new(Quantity.ListSize), new(Quantity.List, "old")];
        var plan = Planning.Plan(Busy, Sampling.Years(4));
        var off = Sampling.Rows(Busy, rows, trials: Sampling.Trials, options: Off(name));
        var all = Sampling.Rows(Busy, rows, trials: Sampling.Trials);
        for (var r = 0; r < rows.Length; r++)
        {
            Compare.Mean(plan.Value(rows[r], 4), off[r][3]);
            Assert.True(Compare.VarianceOf(off[r][3]) < Compare.VarianceOf(all[r][3]));
        }
    }

    /// <summary>A practice that is expected to be a member by so much is one by so much: a chain of two states by hand.</summary>
    [Fact]
    public void A_practice_off_is_a_member_by_as_much_as_is_expected()
    {
        var terms = Sampling.Quiet().With(r => r with
        {
            PopulationSize = new()
            {
                Practices = Keyed<PracticeTerms>.Of(
                    ("mill", new() { List = 0.2, Leaves = 0.3.Same(), Joins = 0.5.Same() }), ("park", new() { List = 0.1, Leaves = 0.1.Same() })),
            },
        });
        var size = Sampling.Row(terms, new(Quantity.ListSizeIndex), years: 2, trials: 64, options: Off("population_size.practice.mill"))[1];
        var planned = 0.7 + (0.2 * 0.64) + (0.1 * 0.81);
        Assert.All(size, v => Assert.True(Math.Abs((v * planned) - 0.7 - 0.128) < 1e-12 || Math.Abs((v * planned) - 0.7 - 0.128 - 0.1) < 1e-12));
        Assert.Equal(2, size.Distinct().Count());
    }

    /// <summary>A jump whose size is off happens all the same, and has its mean size.</summary>
    [Fact]
    public void A_jump_may_have_its_mean_size_or_no_surprise_at_all()
    {
        var terms = Sampling.Quiet().With(r => r with
        {
            Efficiency = new EfficiencyRisk { Inflation = new() { Jumps = new() { Probability = 0.2.Same(), Size = Planned<Figure>.Same(Figure("uniform", ("from", 0.02), ("to", 0.04))) } } },
        });
        var price = new RowId(Quantity.PriceIndex);
        var one = Sampling.Row(terms, price, years: 1, trials: 64, options: Off("efficiency.price_jump_size"))[0];
        Assert.All(one, v => Assert.True(Math.Abs(v - (1.03 / 1.006)) < 1e-12 || Math.Abs(v - (1 / 1.006)) < 1e-12));
        Assert.Equal(2, one.Distinct().Count());
        Assert.All(Sampling.Row(terms, price, years: 1, trials: 64, options: Off("efficiency.price_jump"))[0], v => Assert.Equal(1, v, 1e-15));
    }

    private static NatureOptions Off(params string[] names) => NatureOptions.Full with { Off = names.ToHashSet() };

    private static NatureSwitch[] Of(NatureTerms terms) =>
        [.. new NatureEngine(terms, Sampling.Years(4), NatureOptions.Full, new PathLayout(4, []), null).Switches];

    private static double[][][] Rows(NatureTerms terms, string[] off, NatureOptions? options = null) =>
        Sampling.Rows(terms, AddressingTests.Everything, 4, Trials, options ?? Off(off));

    private static Figure Figure(string kind, params (string Name, double Value)[] parameters) =>
        Documents.Figure.Of(new Distribution(kind, parameters.ToDictionary(p => p.Name, p => p.Value)));

    private static void Equal(double[][][] expected, double[][][] actual)
    {
        for (var r = 0; r < expected.Length; r++)
        {
            for (var y = 0; y < expected[r].Length; y++)
            {
                Assert.True(expected[r][y].AsSpan().SequenceEqual(actual[r][y]), $"{AddressingTests.Everything[r]} year {y + 1}");
            }
        }
    }
}
