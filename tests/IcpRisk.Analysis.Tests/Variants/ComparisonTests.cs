using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Variants;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Variants;

public sealed class ComparisonTests
{
    private static readonly string[] Asked = ["mean(provider.net)", "tvar95(provider.net)", "p_loss(provider.net)", "q5(provider.net)", "sd(provider.net)"];

    /// <summary>£50,000 more in every trial: all that is left of chance is the probability's.</summary>
    [Fact]
    public void A_difference_that_is_the_same_in_every_trial_has_no_error()
    {
        var compared = Comparison.Of(
            [Gauss.Variant("a", Asked), Gauss.Variant("b", Asked, "contract.value.year_1=£7.05m")], new RunOptions { Trials = 20_000, Seed = 1 });
        var b = compared.Measures.Where(m => m.Variant == "b").ToList();
        Assert.Equal(1, compared.Passes);
        Is(b[0], 50_000, 0.01);
        Is(b[1], -50_000, 0.01);
        Assert.Equal(50_000, b[3].Difference!.Value.Value, 0.01);
        Is(b[4], 0, 0.01);

        // Φ(−50,000/126,491) − Φ(0) = −p with p = 0.1537; its paired error is √(p(1 − p)/n) of the trials in between, and the
        // difference within four of it.
        Assert.Equal(Math.Sqrt(0.1537 * 0.8463 / 20_000), b[2].Difference!.Value.StandardError, 1e-4);
        Assert.InRange(b[2].Difference!.Value.Value, -0.1537 - 0.0102, -0.1537 + 0.0102);
        Assert.Equal([true, true, true, true], b.Take(4).Select(m => m.IsBetter));
        Assert.Null(b[4].IsBetter);
        var contest = Assert.Single(compared.Contests);
        Assert.Equal((1.0, 0.0), (contest.Better.Value, contest.Worse.Value));
        Assert.Equal(50_000, contest.Gain.Value, 0.01);

        static void Is(ComparedMeasure m, double value, double within)
        {
            Assert.Equal(value, m.Difference!.Value.Value, within);
            Assert.Equal(0, m.Difference!.Value.StandardError, within);
        }
    }

    /// <summary>
    /// Two correlated normals, x and y = 0.8x + 0.6z + 0.1, a thousand times: intervals of each difference hold the truth in
    /// 95 %. Of 1,000 that is ± 2.1 points at three standard errors; the tail measures have a point more for their skewness
    /// and for a density that is estimated.
    /// </summary>
    [Fact]
    public void Paired_intervals_hold_the_truth()
    {
        const int Runs = 1_000;
        const int Trials = 1_000;
        (MeasureKind Kind, double Level, double Truth)[] cases =
        [
            (MeasureKind.Mean, 0, 0.1), (MeasureKind.Sd, 0, 0), (MeasureKind.Quantile, 0.9, 0.1), (MeasureKind.Var, 0.9, 0.1), (MeasureKind.Tvar, 0.9, 0.1),
        ];
        var philox = new Numerics.Streams.Philox(77);
        var (one, two) = (Numerics.Streams.StreamId.Of("", "x", ""), Numerics.Streams.StreamId.Of("", "z", ""));
        var held = new int[cases.Length];
        for (var run = 0; run < Runs; run++)
        {
            var (x, y) = (new double[Trials], new double[Trials]);
            for (var t = 0; t < Trials; t++)
            {
                var number = (uint)((run * Trials) + t);
                x[t] = philox.Normal(number, one, 0);
                y[t] = (0.8 * x[t]) + (0.6 * philox.Normal(number, two, 0)) + 0.1;
            }

            for (var c = 0; c < cases.Length; c++)
            {
                var measure = new Measure("m", cases[c].Kind, Any, cases[c].Level, "1", LossSide.High);
                var (a, b) = (MeasureEstimator.Of(measure, x), MeasureEstimator.Of(measure, y));
                var d = Comparison.Difference(b.Value - a.Value, MeasureInfluence.Of(measure, b, y, default), MeasureInfluence.Of(measure, a, x, default), null);
                held[c] += d.Lower <= cases[c].Truth && cases[c].Truth <= d.Upper ? 1 : 0;
            }
        }

        Assert.All(held, (h, c) => Assert.InRange(h / (double)Runs, 0.929 - (c >= 2 ? 0.01 : 0), 0.971));
    }

    private static Analysis.Measures.Grammar.Expression Any => MeasureParser.Measure("mean(1)", Measures.Small.Columns).Series;
}
