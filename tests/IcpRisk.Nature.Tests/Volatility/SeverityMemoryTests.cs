using IcpRisk.Documents;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Volatility;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Volatility;

/// <summary>
/// High-cost cases that remember what they cost. Those present in two years, d apart, are Poisson with mean m·p^d, so the
/// covariance of the two years' costs is m·p^d·E[X·X′], X and X′ tied by r^d on the normal scale: known to quadrature.
/// </summary>
public sealed class SeverityMemoryTests
{
    private const double Cases = 12;
    private const double Persistence = 0.6;
    private const double Alpha = 5;
    private const double Above = 10_000;
    private static readonly RowId Cost = new(Quantity.Cost, "ward");
    private static readonly RowId Layer = new(Quantity.HighCostLayer, "ward");

    private static NatureTerms Terms(Figure? memory, double cases = Cases, double persistence = Persistence, CaseLayerTerms? layer = null, SeverityTerms? severity = null) =>
        (Sampling.Quiet() with { Services = Keyed<ServiceTerms>.Of(("ward", Sampling.Service(1_000, 0))) }).With(r => r with
        {
            Volatility = new()
            {
                HighCost = Keyed<HighCostTerms>.Of(("ward", new()
                {
                    Cases = Planned<Figure>.Same(cases), Above = Above, Severity = severity ?? new() { Pareto = new() { Alpha = Alpha } },
                    Persistence = persistence, SeverityMemory = memory, Layer = layer,
                })),
            },
        }) with { Population = new() { Cohorts = Keyed<Nature.Population.CohortTerms>.Of(("all", new() { List = Planned<Figure>.Same(1_000) })) } };

    // E[X X′] of Pareto severities: the trapezium rule in both normals.
    private static double Product(double r)
    {
        double sum = 0, weights = 0;
        for (var i = -120; i <= 120; i++)
        {
            for (var j = -120; j <= 120; j++)
            {
                var (z, e) = (i / 15.0, j / 15.0);
                var w = Math.Exp(-((z * z) + (e * e)) / 2);
                sum += w * Severity(z) * Severity((r * z) + (Math.Sqrt(1 - (r * r)) * e));
                weights += w;
            }
        }

        return sum / weights;
    }

    private static double Severity(double z) => Above * Math.Pow(Numerics.Maths.Scalar.NormalCdf(z), -1 / Alpha);

    private static void Covariance(double expected, double[] a, double[] b)
    {
        var (ma, mb) = (a.Average(), b.Average());
        Compare.Mean(expected, [.. a.Zip(b, (x, y) => (x - ma) * (y - mb))]);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    public void When_severity_is_remembered_years_covary_as_persons_do_and_each_year_keeps_its_distribution(double memory)
    {
        var cost = Sampling.Row(Terms(memory), Cost);

        for (var y = 0; y < 4; y++)
        {
            Compare.Mean(Cases * Above * Alpha / (Alpha - 1), cost[y]);
            Compare.Variance(Cases * Above * Above * Alpha / (Alpha - 2), cost[y]);
        }

        for (var d = 1; d < 4; d++)
        {
            Covariance(Cases * Math.Pow(Persistence, d) * Product(Math.Pow(memory, d)), cost[0], cost[d]);
        }
    }

    [Fact]
    public void When_all_is_remembered_years_are_correlated_as_people_stay()
    {
        // Of an exponential excess five times the threshold half of the second moment is variance: who is there shows.
        var terms = Terms(1, severity: new() { GeneralisedPareto = new() { Scale = 5 * Above, Shape = 0 } });

        var cost = Sampling.Row(terms, Cost);

        // Everybody who is there in both years costs the same in both: p^d, whatever the severity.
        for (var d = 1; d < 4; d++)
        {
            var (expected, sd) = (Cases * 6 * Above, Math.Sqrt(Cases * 61) * Above);
            Compare.Mean(Math.Pow(Persistence, d), [.. cost[0].Zip(cost[d], (x, y) => (x - expected) * (y - expected) / (sd * sd))]);
        }
    }

    [Fact]
    public void When_persons_are_simulated_one_by_one_their_cumulative_cost_spreads_alike()
    {
        // Four years of people who stay or leave, by the definition and nothing of the library.
        const double Memory = 0.8;
        var random = new Random(2018);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var simulated = new double[40_000];
        for (var t = 0; t < simulated.Length; t++)
        {
            var people = new List<double>();
            for (var year = 0; year < 4; year++)
            {
                people = [.. people.Where(_ => random.NextDouble() < Persistence).Select(q => (Memory * q) + (Math.Sqrt(1 - (Memory * Memory)) * Normal()))];
                var (product, limit) = (random.NextDouble(), Math.Exp(-Cases * (year == 0 ? 1 : 1 - Persistence)));
                for (; product > limit; product *= random.NextDouble())
                {
                    people.Add(Normal());
                }

                simulated[t] += people.Sum(Severity);
            }
        }

        var years = Sampling.Row(Terms(Memory), Cost);
        double[] engine = [.. Enumerable.Range(0, years[0].Length).Select(i => years.Sum(y => y[i]))];

        Compare.Mean(simulated.Average(), engine);
        var (one, other) = (Compare.VarianceOf(simulated), Compare.VarianceOf(engine));
        // Five standard errors of the difference; either variance has an error of √((kurtosis − 1)/n), kurtosis about 4.
        Assert.InRange(one / other, 1 - (5 * Math.Sqrt(2 * 3.0 / 40_000)), 1 + (5 * Math.Sqrt(2 * 3.0 / 40_000)));
    }

    [Fact]
    public void When_everybody_stays_and_remembers_all_years_cost_the_same()
    {
        var cost = Sampling.Row(Terms(1, persistence: 1), Cost, 4, 512);

        Assert.All(Enumerable.Range(0, 512), i => Assert.Equal(cost[0][i], cost[3][i], 1e-9 * cost[0][i]));
    }

    [Fact]
    public void When_nothing_is_remembered_every_bit_is_as_without()
    {
        // So few are drawn one by one without memory too. Φ of a normal is its uniform to rounding.
        var (without, with) = (Sampling.Row(Terms(null), Cost, 4, 2048), Sampling.Row(Terms(0), Cost, 4, 2048));

        Assert.Equal(without[0], with[0]);
        Assert.All(Enumerable.Range(0, 2048), i => Assert.Equal(without[3][i], with[3][i], 1e-9 * without[3][i]));
    }

    [Fact]
    public void When_memory_is_added_no_other_draw_moves()
    {
        RowId[] rows = [new(Quantity.Activity, "ward"), new(Quantity.ListSize)];

        Assert.Equal(Sampling.Rows(Terms(null), rows, 4, 512), Sampling.Rows(Terms(0.7), rows, 4, 512));
    }

    [Fact]
    public void When_cases_have_a_layer_it_is_of_the_same_cases()
    {
        // From the threshold on without limit, the layer is all but the threshold of each case; so it moves by whole thresholds.
        var rows = Sampling.Rows(Terms(0.8, layer: new() { Above = Above }), [Cost, Layer], 4, 2048);

        Assert.All(Enumerable.Range(0, 2048), i =>
        {
            var cases = (rows[0][3][i] - rows[1][3][i]) / Above;
            Assert.Equal(Math.Round(cases), cases, 1e-6);
        });
    }

    [Fact]
    public void When_there_are_very_many_cases_the_distribution_stays()
    {
        const double Many = 300;
        var cost = Sampling.Row(Terms(0.9, Many), Cost, 2, 8192);

        Compare.Variance(Many * Above * Above * Alpha / (Alpha - 2), cost[1]);
        Covariance(Many * Persistence * Product(0.9), cost[0], cost[1]);
    }
}
