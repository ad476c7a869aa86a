using IcpRisk.Numerics.Statistics;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Exact;

namespace IcpRisk.Validation.Tables;

/// <summary>Comparisons of a sample with exact figures, each with the standard error that the exact distribution implies.</summary>
internal static class Sample
{
    /// <summary>The mean, its error from the exact standard deviation.</summary>
    public static Comparison Mean(double[] sample, double exact, double sd, string figure = "mean") =>
        new(figure, exact, sample.Average(), sd / Math.Sqrt(sample.Length));

    /// <summary>The mean, its error from the sample.</summary>
    public static Comparison Mean(string figure, double exact, IReadOnlyList<double> sample)
    {
        var mean = sample.Average();
        var variance = sample.Sum(x => (x - mean) * (x - mean)) / (sample.Count - 1);
        return new(figure, exact, mean, Math.Sqrt(variance / sample.Count));
    }

    /// <summary>A probability, its error binomial.</summary>
    public static Comparison Share(string figure, double exact, int hits, int trials) =>
        new(figure, exact, (double)hits / trials, Math.Sqrt(exact * (1 - exact) / trials));

    /// <summary>Mean, standard deviation and quantiles of a sample against a compound distribution.</summary>
    /// <param name="sample">The sample, in units of <paramref name="unit"/>.</param>
    /// <param name="exact">The distribution.</param>
    /// <param name="coarse">The same on cells twice as wide.</param>
    /// <param name="unit">The sample's unit over the distribution's.</param>
    /// <param name="levels">Levels of the quantiles.</param>
    /// <param name="sd">Whether the standard deviation has a standard error to speak of: a fourth moment.</param>
    public static IEnumerable<Comparison> Against(
        double[] sample, CompoundDistribution exact, CompoundDistribution coarse, double unit, IReadOnlyList<double> levels, bool sd = true)
    {
        var scaled = sample.Select(x => x / unit).ToArray();
        return Against(
            DistributionSummary.Of(scaled, new SummaryOptions { Side = LossSide.High, Quantiles = levels, Levels = [] }), exact, coarse, 1, sd);
    }

    /// <summary>The same of a summary.</summary>
    public static IEnumerable<Comparison> Against(
        DistributionSummary summary, CompoundDistribution exact, CompoundDistribution coarse, double unit, bool sd = true)
    {
        var root = Math.Sqrt(summary.Count);
        yield return new("mean", exact.Mean, summary.Mean.Value / unit, exact.Sd / root);
        if (sd)
            yield return new("sd", exact.Sd, summary.StandardDeviation.Value / unit, summary.StandardDeviation.StandardError / unit);
        foreach (var (p, value) in summary.Quantiles)
        {
            var x = exact.Quantile(p);
            yield return new($"{100 * p:0.##} %", x, value.Value / unit, Math.Sqrt(p * (1 - p)) / root / exact.Density(x))
            {
                Cells = Math.Abs(x - coarse.Quantile(p)),
            };
        }
    }
}
