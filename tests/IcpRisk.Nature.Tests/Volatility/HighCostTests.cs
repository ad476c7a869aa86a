using IcpRisk.Documents;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Volatility;
using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Volatility;

public sealed class HighCostTests
{
    private static readonly RowId Cost = new(Quantity.Cost, "ward");
    private static readonly RowId Layer = new(Quantity.HighCostLayer, "ward");

    private static SeverityTerms Pareto(Figure alpha) => new() { Pareto = new ParetoTerms { Alpha = alpha } };

    private static SeverityTerms General(Figure scale, Figure shape) =>
        new() { GeneralisedPareto = new GeneralisedParetoTerms { Scale = scale, Shape = shape } };

    private static SeverityTerms Lognormal(Figure mean, Figure cv) => new() { Lognormal = new LognormalTerms { Mean = mean, Cv = cv } };

    private static Figure Uniform(double from, double to) =>
        Figure.Of(new Distribution("uniform", new Dictionary<string, double> { ["from"] = from, ["to"] = to }));

    // Ordinary cases cost nothing, so that the cost is that of high-cost cases.
    private static NatureTerms Terms(HighCostTerms high, double growth = 0) =>
        (Sampling.Quiet() with
        {
            Services = Keyed<ServiceTerms>.Of(("ward", Sampling.Service(1_000, 0) with { Growth = Planned<Yearly>.Same(Yearly.Of(growth)) })),
        }).With(r => r with { Volatility = new() { HighCost = Keyed<HighCostTerms>.Of(("ward", high)) } });

    private static HighCostTerms High(double cases, SeverityTerms severity) => new() { Cases = Planned<Figure>.Same(cases), Above = 10_000, Severity = severity };

    // Expected numbers by year: the plan's cost over the mean cost of a case.
    private static double[] Expected(NatureTerms terms, HighCostTerms high, int years)
    {
        var plan = Planning.Plan(terms, Sampling.Years(years));
        return [.. Enumerable.Range(1, years).Select(y => plan.Value(Cost, y) / high.ToTail().Mean)];
    }

    // One by one, and the smaller ones by a gamma.
    [Theory]
    [InlineData(12, 2_000, 0.2)]
    [InlineData(80, 2_000, 0.2)]
    [InlineData(80, 2_000, 0)]
    [InlineData(80, 20_000, -0.3)]
    [InlineData(400, 5_000, 0.15)]
    public void When_severity_is_generalised_Pareto_cost_has_its_moments(double cases, double scale, double shape)
    {
        var cost = Sampling.Row(Terms(High(cases, General(scale, shape))), Cost, years: 1)[0];

        // λE[X] and λE[X²], E[(X − u)²] = 2·scale²/((1 − ξ)(1 − 2ξ)).
        var excess = scale / (1 - shape);
        Compare.Mean(cases * (10_000 + excess), cost);
        Compare.Variance(cases * (1e8 + (20_000 * excess) + (2 * scale * excess / (1 - (2 * shape)))), cost);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(80)]
    public void When_the_tail_index_is_uncertain_each_trial_has_its_own(double cases)
    {
        var cost = Sampling.Row(Terms(High(cases, Pareto(Uniform(5, 9)))), Cost, years: 1)[0];

        // Over α uniform from 5 to 9: E[α/(α − 1)] = 1 + ln 2/4, E[α/(α − 2)] = 1 + 2·ln(7/3)/4, E[(α/(α − 1))²] = 1 + 2·ln 2/4 + (1/4 − 1/8)/4.
        var (mean, square) = (1 + (Math.Log(2) / 4), 1 + (2 * Math.Log(7 / 3d) / 4));
        var between = 1 + (2 * Math.Log(2) / 4) + (0.125 / 4) - (mean * mean);
        Compare.Mean(cases * 1e4 * mean, cost);
        Compare.Variance((cases * 1e8 * square) + (cases * cases * 1e8 * between), cost);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void When_a_figure_is_hardly_uncertain_cost_is_hardly_changed(int kind)
    {
        SeverityTerms Of(Func<double, Figure> figure) => kind == 0 ? Lognormal(figure(4_000), figure(2)) : General(figure(3_000), figure(0.1));

        var certain = Sampling.Row(Terms(High(90, Of(x => x))), Cost, years: 2, trials: 1_024)[1];
        var uncertain = Sampling.Row(Terms(High(90, Of(x => Uniform(x, x * (1 + 1e-12))))), Cost, years: 2, trials: 1_024)[1];

        Assert.All(certain.Zip(uncertain), p => Assert.Equal(1, p.Second / p.First, 1e-7));
    }

    [Theory]
    [InlineData(0.6, 0)]
    [InlineData(0.9, -0.3)]
    public void When_cases_persist_each_year_is_Poisson_and_years_hang_together(double persistence, double growth)
    {
        // Every case costs nearly 10,000, so that cost counts cases.
        var high = High(30, General(1e-6, 0)) with { Persistence = persistence };
        var terms = Terms(high, growth);
        var mean = Expected(terms, high, 4);

        var cost = Sampling.Row(terms, Cost, years: 4);

        double Cases(int y, int t) => cost[y][t] / 10_000;
        double Stay(int y) => Math.Min(persistence, mean[y] / mean[y - 1]);
        for (var y = 0; y < 4; y++)
        {
            double[] number = [.. Enumerable.Range(0, cost[y].Length).Select(t => Cases(y, t))];
            Compare.Mean(mean[y], number);
            Compare.Variance(mean[y], number);
        }

        // Cov(N[y], N[y + k]) = m[y] times the share that stays k years: mean of the product of deviations.
        Compare.Mean(Stay(1) * mean[0], [.. cost[0].Select((_, t) => (Cases(0, t) - mean[0]) * (Cases(1, t) - mean[1]))]);
        Compare.Mean(Stay(1) * Stay(2) * mean[0], [.. cost[0].Select((_, t) => (Cases(0, t) - mean[0]) * (Cases(2, t) - mean[2]))]);
        var cumulative = mean.Sum();
        for (var y = 0; y < 4; y++)
        {
            var stays = 1.0;
            for (var later = y + 1; later < 4; later++)
            {
                cumulative += 2 * mean[y] * (stays *= Stay(later));
            }
        }

        double[] term = [.. cost[0].Select((_, t) => Enumerable.Range(0, 4).Sum(y => Cases(y, t)))];
        Compare.Variance(cumulative, term);
        Assert.True(cumulative > 1.5 * mean.Sum(), "without persistence the term's variance is the sum of the years'");
    }

    [Theory]
    [InlineData(15, null)]
    [InlineData(90, null)]
    [InlineData(90, 30_000.0)]
    public void When_a_layer_is_stated_it_has_the_moments_of_its_part_of_each_case(double cases, double? top)
    {
        var high = High(cases, Pareto(5)) with { Layer = new CaseLayerTerms { Above = 15_000, UpTo = top } };
        var terms = Terms(high);

        var rows = Sampling.Rows(terms, [Cost, Layer], years: 2);

        // λE[Y] and λE[Y²] of Y = min((X − d)⁺, w), by ∫S and ∫2yS with S(d + y) = (u/(d + y))⁵; the price stays 1.
        var width = top - 15_000 ?? 3e6;
        const int Steps = 400_000;
        double Integral(Func<double, double> f) => Enumerable.Range(0, Steps).Sum(i => f((i + 0.5) * width / Steps)) * width / Steps;
        double Survival(double y) => Math.Pow(10_000 / (15_000 + y), 5);
        var (mean, square) = (Integral(Survival), Integral(y => 2 * y * Survival(y)));
        var number = Expected(terms, high, 2)[1];
        Compare.Mean(number * mean, rows[1][1]);
        Compare.Variance(number * square, rows[1][1]);
        Assert.Equal(number * mean, Planning.Plan(terms, Sampling.Years(2)).Value(Layer, 2), number * mean * 1e-5);
        Assert.All(rows[0][1].Zip(rows[1][1]), p => Assert.InRange(p.Second, 0, p.First));
    }

    [Fact]
    public void When_a_layer_is_stated_its_attachment_is_at_or_above_the_level()
    {
        Assert.True(TailSumPlan.For(90, new ParetoTail(10_000, 5)).Level > 15_000);
        Assert.InRange(TailSumPlan.For(90, new ParetoTail(10_000, 5), highest: 15_000).Level, 10_001, 15_000);
        Assert.True(TailSumPlan.For(90, new ParetoTail(10_000, 5), highest: 10_000).IsOneByOne);
    }

    [Fact]
    public void When_the_vector_is_wide_or_narrow_every_bit_is_the_same()
    {
        var high = High(80, General(Uniform(2_000, 4_000), Uniform(-0.1, 0.4))) with
        {
            Persistence = Uniform(0.3, 0.6), Layer = new CaseLayerTerms { Above = 14_000, UpTo = 40_000 },
        };
        var terms = Terms(high) with { Services = Keyed<ServiceTerms>.Of(("ward", Sampling.Service(700, 100) with { CaseCv = Uniform(1, 3) })) };

        var narrow = Sampling.Rows<Lanes1>(terms, [Cost, Layer], 4, 512);
        foreach (var wide in new[] { Sampling.Rows(terms, [Cost, Layer], 4, 512), Sampling.Rows(terms, [Cost, Layer], 4, 512, tile: 40) })
        {
            Assert.Equal(narrow.SelectMany(r => r).SelectMany(v => v), wide.SelectMany(r => r).SelectMany(v => v));
        }
    }
}
