using IcpRisk.Documents;
using IcpRisk.Nature.Quality;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Quality;

public sealed class QualityTests
{
    [Fact]
    public void When_metrics_share_a_factor_better_scores_come_together_whichever_way_is_better()
    {
        var terms = Sampling.Quiet().With(r => r with { Quality = new() { CommonSd = 0.03, Persistence = 0.5 } }) with
        {
            Metrics = Keyed<MetricTerms>.Of(
                ("outcomes", new MetricTerms { Expected = Planned<Yearly>.Same(Yearly.Of(0.7)), Sd = 0.04 }),
                ("waits", new MetricTerms { Expected = Planned<Yearly>.Same(Yearly.Of(0.2)), Sd = 0.04, Better = Better.Lower })),
        };

        var rows = Sampling.Rows(terms, [new(Quantity.Score, "outcomes"), new(Quantity.Score, "waits")]);

        Compare.Mean(0.7, rows[0][3]);
        Compare.Variance(((0.03 * 0.03) + (0.04 * 0.04)) * (1 - Math.Pow(0.25, 4)) / 0.75, rows[0][3]);
        Compare.Correlation(-0.09 / 0.25, rows[0][1], rows[1][1]);
    }

    [Fact]
    public void When_a_metric_improves_it_does_so_to_its_good_side_and_as_expected_not_as_planned()
    {
        var step = Figure.Of(new Distribution("normal", new Dictionary<string, double> { ["mean"] = 0.02, ["sd"] = 0.01 }));
        var improvement = new Planned<Yearly>(Yearly.Of(0.05), Yearly.Of(step));
        var terms = Sampling.Quiet() with
        {
            Metrics = Keyed<MetricTerms>.Of(
                ("outcomes", new MetricTerms { Expected = Planned<Yearly>.Same(Yearly.Of(0.6)), Improvement = improvement }),
                ("waits", new MetricTerms { Expected = Planned<Yearly>.Same(Yearly.Of(0.4)), Improvement = improvement, Better = Better.Lower })),
        };
        var (outcomes, waits) = (new RowId(Quantity.Score, "outcomes"), new RowId(Quantity.Score, "waits"));
        var plan = Planning.Plan(terms, Sampling.Years(3));

        var rows = Sampling.Rows(terms, [outcomes, waits], years: 3);

        Assert.Equal(0.7, plan.Value(outcomes, 3), 12);
        Assert.Equal(0.3, plan.Value(waits, 3), 12);
        Assert.All(rows[0][0], q => Assert.Equal(0.6, q));
        Compare.Mean(0.36, rows[1][2]);
        Compare.Variance(4 * 0.01 * 0.01, rows[0][2]);
    }
}
