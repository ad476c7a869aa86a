using IcpRisk.Documents;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Efficiency;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Efficiency;

public sealed class PriceTests
{
    private static readonly RowId Price = new(Quantity.PriceIndex);

    private static NatureTerms Terms(EfficiencyRisk efficiency) =>
        Sampling.Quiet().With(r => r with { Efficiency = efficiency, Volatility = new() { On = false } });

    private static InflationTerms Jumps(Planned<Figure> probability) => new()
    {
        Planned = Yearly.Of(0.02), Jumps = new() { Probability = probability, Size = Planned<Figure>.Same(0.05) },
    };

    [Fact]
    public void When_pay_awards_jump_the_level_keeps_each_jump_and_its_mean_is_planned_inflation()
    {
        var price = Sampling.Row(Terms(new() { Inflation = Jumps(0.2.Same()) }), Price);

        // Of four years k had a jump with binomial chances.
        var level = price[3].Select(p => p / Math.Pow(1.02, 3) * Math.Pow(1.01, 4)).ToArray();
        foreach (var (k, chance) in new[] { (0, 0.4096), (1, 0.4096), (2, 0.1536), (3, 0.0256), (4, 0.0016) })
        {
            Compare.Mean(chance, [.. level.Select(x => Math.Abs(x - Math.Pow(1.05, k)) < 1e-12 ? 1.0 : 0)]);
        }

        Compare.Mean(Math.Pow(1.02, 3), price[3]);
        Assert.All(price[0].Zip(price[3]), p => Assert.True(p.Second > p.First * 0.98));
    }

    [Fact]
    public void When_more_jumps_are_expected_than_planned_prices_rise_beyond_plan_also_when_off()
    {
        var terms = Terms(new() { Inflation = Jumps(new Planned<Figure>(0, 0.2)) });

        Compare.Mean(Math.Pow(1.02, 3) * Math.Pow(1.01, 4), Sampling.Row(terms, Price)[3]);
        Assert.Equal(Math.Pow(1.02, 3) * Math.Pow(1.01, 4), Sampling.Row(terms, Price, trials: 8, options: NatureOptions.AllOff)[3][0], 12);
    }

    [Fact]
    public void When_the_size_of_a_jump_is_drawn_its_moments_are_those_of_an_event_times_a_size()
    {
        var size = Figure.Of(new Distribution("normal", new Dictionary<string, double> { ["mean"] = 0.04, ["sd"] = 0.01 }));
        var terms = Terms(new() { Inflation = new() { Jumps = new() { Probability = 0.3.Same(), Size = Planned<Figure>.Same(size) } } });

        var jump = Sampling.Row(terms, Price, years: 1)[0].Select(p => (p * 1.012) - 1).ToArray();

        Compare.Mean(0.012, jump);
        Compare.Variance((0.3 * (0.0016 + 0.0001)) - (0.012 * 0.012), jump);
    }

    [Fact]
    public void When_the_price_outside_has_surprises_of_its_own_their_mean_is_one_beside_general_prices()
    {
        var outside = new OutsideUseTerms
        {
            Services = ["ward", "clinic"], Share = new() { Expected = 0.1 }, PriceRatio = Planned<Figure>.Same(1.2), PriceSd = 0.1, PricePersistence = 0.5,
        };
        var terms = Terms(new() { Inflation = new() { Sd = 0.04 }, OutsideUse = outside }) with
        {
            Dependence = [new PairTerms { One = "efficiency.outside_price", Other = "efficiency.inflation", Correlation = 0.8 }],
        };
        var row = new RowId(Quantity.CostOutsideUse);
        var plan = Planning.Plan(terms, Sampling.Years(2));

        var bought = Sampling.Row(terms, row, years: 2);

        // Year 2: prices have z1 + z2 at 4 %, the ratio z2 + ½z1 at 10 %, z's correlated 0.8 year by year.
        Compare.Mean(plan.Value(row, 2), bought[1]);
        Compare.Variance((0.0016 * 2) + (0.01 * 1.25) + (2 * 0.8 * 0.04 * 0.1 * 1.5), Compare.Log(bought[1], 1));
    }

    [Fact]
    public void When_one_off_flows_overrun_the_rest_stays_as_planned()
    {
        var overrun = Figure.Of(new Distribution("lognormal", new Dictionary<string, double> { ["mean"] = 1.2, ["sd"] = 0.3 }));
        var terms = Terms(new() { Overrun = new Planned<Figure>(1, overrun) }) with
        {
            Overheads = new()
            {
                Management = Yearly.Of(1_000), Mobilisation = Yearly.List(500, 0), DoubleRunning = Yearly.List(0, 200),
                Transformation = Yearly.List(300, 400), IrrecoverableVat = Yearly.Of(50),
            },
        };
        var row = new RowId(Quantity.CostOverheads);

        var overheads = Sampling.Row(terms, row, years: 2);

        Assert.Equal(1_850, Planning.Plan(terms, Sampling.Years(2)).Value(row, 1), 9);
        Compare.Mean(1_050 + (1.2 * 800), overheads[0]);
        Compare.Variance(0.3 * 0.3 * 800 * 800, overheads[0]);
        Assert.All(overheads[0].Zip(overheads[1]), o => Assert.Equal((o.First - 1_050) / 800, (o.Second - 1_050) / 600, 10));
    }
}
