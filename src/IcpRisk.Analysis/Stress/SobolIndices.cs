using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Stress;

/// <summary>How much of an outcome's variance a group of inputs makes.</summary>
/// <param name="First">By itself: Var(E[Y | group]) / Var(Y).</param>
/// <param name="Total">With all that it interacts with: E[Var(Y | all others)] / Var(Y).</param>
public sealed record SobolIndex(Estimate First, Estimate Total)
{
    /// <summary>
    /// From three runs of the same trials: the first index by Saltelli et al. (2010), the total one by Jansen (1999). Errors
    /// are those of a ratio of means, by its influence function.
    /// </summary>
    /// <param name="a">The outcome as drawn.</param>
    /// <param name="b">With every group drawn anew.</param>
    /// <param name="mixed">With this group drawn anew alone.</param>
    /// <returns>Unknown where the outcome does not vary.</returns>
    public static SobolIndex Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> mixed)
    {
        var (n, mean) = (a.Length, (Mean(a) + Mean(b)) / 2);
        var (squares, firsts, totals) = (new double[n], new double[n], new double[n]);
        for (var t = 0; t < n; t++)
        {
            squares[t] = (((a[t] - mean) * (a[t] - mean)) + ((b[t] - mean) * (b[t] - mean))) / 2;
            firsts[t] = (b[t] - mean) * (mixed[t] - a[t]);
            totals[t] = (a[t] - mixed[t]) * (a[t] - mixed[t]) / 2;
        }

        var variance = Mean(squares);
        return variance > 0
            ? new SobolIndex(Ratio(firsts, squares, variance), Ratio(totals, squares, variance))
            : new SobolIndex(Estimate.Unknown, Estimate.Unknown);
    }

    private static Estimate Ratio(double[] above, double[] below, double mean)
    {
        var ratio = Mean(above) / mean;
        var sum = 0.0;
        for (var t = 0; t < above.Length; t++)
        {
            var influence = (above[t] - (ratio * below[t])) / mean;
            sum += influence * influence;
        }

        return Estimate.Normal(ratio, Math.Sqrt(sum) / above.Length);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
