using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Statistics;

/// <summary>Errors of dependent trials, from the spread of their clusters.</summary>
public class ClusterTests
{
    private const int Runs = 400;
    private const int Trials = 2048;
    private const int Drivers = 5;

    private static readonly SummaryOptions Options = new()
    {
        Side = LossSide.High, Quantiles = [0.5, 0.95], Levels = [0.95], Thresholds = [new(Draws.NormalVar(0.9), ThresholdSide.Above)],
    };

    /// <summary>
    /// The loss is a standard normal, half of its variance from five sampled drivers and half from independent chance, so
    /// that every figure is known. Of 400 intervals of 95 % the share that holds the truth has an sd of 1.1 %: 91.5 to
    /// 98.3 % is three of them, and asymmetry of small samples is in it.
    /// </summary>
    [Theory]
    [InlineData(SamplingMethod.Sobol, false, false)]
    [InlineData(SamplingMethod.LatinHypercube, false, false)]
    [InlineData(SamplingMethod.Plain, true, false)]
    [InlineData(SamplingMethod.Sobol, true, false)]
    [InlineData(SamplingMethod.Sobol, false, true)]
    [InlineData(SamplingMethod.Plain, true, true)]
    public void Intervals_hold_the_truth_as_often_as_they_say(SamplingMethod method, bool antithetic, bool moved)
    {
        var hits = new Dictionary<string, int>();
        var (naive, honest) = (0.0, 0.0);
        for (var run = 1; run <= Runs; run++)
        {
            var (losses, weights) = Sample(method, antithetic, moved, (ulong)run);
            var s = DistributionSummary.Of(losses, Options, weights, TrialClusters.Of(method, antithetic));
            Count("mean", s.Mean, 0);
            Count("sd", s.StandardDeviation, 1);
            Count("median", s.Quantiles[0].Value, 0);
            Count("quantile", s.Quantiles[1].Value, Draws.NormalVar(0.95));
            Count("tvar", s.Tails[0].Tvar, Draws.NormalTvar(0.95));
            Count("probability", s.Probabilities[0].Probability, 0.1);
            honest += s.Mean.StandardError / Runs;
            naive += DistributionSummary.Of(losses, Options, weights).Mean.StandardError / Runs;
        }

        Assert.True(
            hits.Values.All(h => h is >= (int)(Runs * 0.915) and <= (int)(Runs * 0.9825)),
            string.Join(", ", hits.Select(h => $"{h.Key} {h.Value / (double)Runs:P1}")));
        // Half the variance of the mean is gone: errors that took trials as independent would be √2 too wide.
        if (!moved)
            Assert.InRange(honest / naive, 0.68, 0.75);

        void Count(string what, Estimate e, double truth) =>
            hits[what] = hits.GetValueOrDefault(what) + (e.Lower <= truth && truth <= e.Upper ? 1 : 0);
    }

    [Fact]
    public void The_error_of_a_mean_is_that_of_the_randomisations_means()
    {
        var (losses, _) = Sample(SamplingMethod.Sobol, antithetic: false, moved: false, 9);
        var means = Enumerable.Range(0, 32).Select(r => losses.Where((_, i) => i % 32 == r).Average()).ToArray();
        var sd = Math.Sqrt(means.Sum(m => (m - means.Average()) * (m - means.Average())) / 31);

        var summary = DistributionSummary.Of(losses, Options, default, TrialClusters.Of(SamplingMethod.Sobol, isAntithetic: false));

        Assert.Equal(sd / Math.Sqrt(32), summary.Mean.StandardError, 12);
        // The 97.5 % point of Student's t with 31 degrees of freedom, from tables.
        Assert.Equal(2.0395, (summary.Mean.Upper - summary.Mean.Value) / summary.Mean.StandardError, 4);
        Assert.Equal(2.1314, new TrialClusters(16).Reach(Trials), 3);
    }

    [Fact]
    public void The_error_of_pairs_is_that_of_their_means()
    {
        var (losses, _) = Sample(SamplingMethod.Plain, antithetic: true, moved: false, 9);
        var pairs = losses.Chunk(2).Select(p => (p[0] + p[1]) / 2).ToArray();

        var summary = DistributionSummary.Of(losses, Options, default, TrialClusters.Pairs);

        Assert.Equal(Moments.Of(pairs).MeanEstimate().StandardError, summary.Mean.StandardError, 12);
    }

    [Fact]
    public void Weights_of_one_change_no_error()
    {
        var (losses, _) = Sample(SamplingMethod.Sobol, antithetic: false, moved: false, 3);
        var ones = new double[losses.Length];
        Array.Fill(ones, 1);
        var clusters = TrialClusters.Of(SamplingMethod.Sobol, isAntithetic: false);
        var (without, with) = (DistributionSummary.Of(losses, Options, default, clusters), DistributionSummary.Of(losses, Options, ones, clusters));

        Assert.Equal(without.Mean, with.Mean);
        Assert.Equal(without.StandardDeviation, with.StandardDeviation);
        Assert.Equal(without.Tails[0].Tvar, with.Tails[0].Tvar);
        Assert.Equal(without.Tails[0].Var, with.Tails[0].Var);
        Assert.Equal(without.Quantiles, with.Quantiles);
        Assert.Equal(without.Probabilities[0], with.Probabilities[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(33)]
    [InlineData(1003)]
    public void Any_number_of_trials_has_a_summary(int trials)
    {
        var losses = Sample(SamplingMethod.Sobol, antithetic: false, moved: false, 3).Losses[..trials];
        foreach (var clusters in new[] { TrialClusters.Pairs, new TrialClusters(32), new TrialClusters(16) })
        {
            var s = DistributionSummary.Of(losses, Options, default, clusters);
            Assert.Equal(losses.Average(), s.Mean.Value, 12);
            Assert.False(s.Quantiles[0].Value.Lower > s.Quantiles[0].Value.Value);
        }
    }

    [Fact]
    public void A_column_of_one_value_has_no_error()
    {
        var s = DistributionSummary.Of(new double[2048], Options, default, new TrialClusters(32));
        Assert.Equal(0, s.Mean.StandardError);
        Assert.Equal(0, s.StandardDeviation.StandardError);
        Assert.Equal(0, s.Quantiles[0].Value.StandardError);
        Assert.Equal(0, s.Tails[0].Tvar.StandardError);
    }

    private static (double[] Losses, double[] Weights) Sample(SamplingMethod method, bool antithetic, bool moved, ulong seed)
    {
        var pass = new Pass(new TrialPoints(method, new Philox(seed), Trials, antithetic), moved);
        Wide.Run(ref pass);
        return pass.Result;
    }

    private struct Pass(TrialPoints points, bool moved) : ILanePass
    {
        public (double[], double[]) Result { get; private set; }

        public void Run<L>() where L : struct, ILanes<L>
        {
            StreamId[] ids = [.. Enumerable.Range(0, Drivers).Select(d => StreamId.Of("", "driver", $"{d}"))];
            var normals = new double[Drivers * Trials];
            new NormalRows(points, ids, 0, 1, (id, _) => 1 + Array.IndexOf(ids, id)).Fill<L>(0, Trials, normals);
            double[] weights = [];
            if (moved)
            {
                var shift = 1.2 / Math.Sqrt(Drivers);
                var mixture = new ImportanceMixture(0.3, Trials);
                new NormalRows(points, [StreamId.Of("", "choice", "")], 0, 1, (_, _) => 0).FillUniforms<L>(0, Trials, mixture.Choice(Trials));
                mixture.Begin<L>(Trials);
                for (var d = 0; d < Drivers; d++)
                    mixture.Move<L>(shift, normals.AsSpan(d * Trials, Trials));
                weights = new double[Trials];
                mixture.Weights<L>(weights);
            }

            var losses = new double[Trials];
            Numerics.Streams.Draws.Normal<L>(points.Philox, StreamId.Of("", "chance", ""), 0, 0, 0, losses);
            for (var i = 0; i < Trials; i++)
            {
                losses[i] *= Math.Sqrt(0.5);
                for (var d = 0; d < Drivers; d++)
                    losses[i] += Math.Sqrt(0.5 / Drivers) * normals[(d * Trials) + i];
            }

            Result = (losses, weights);
        }
    }
}
