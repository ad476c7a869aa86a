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
}
