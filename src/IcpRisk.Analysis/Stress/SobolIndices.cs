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

    /// <summary>
    /// From pairs of trials that may be exchanged, which is what a step that leaves the law as it is makes of a trial: of a
    /// condition that ties inputs to one another. Each ratio has the mean and variance of its own pairs.
    /// </summary>
    /// <remarks>
    /// A trial and one drawn wholly anew are independent: how far their products are from zero by chance is a control
    /// variate of the first index, whose draws are the same but for the group's (Owen, Monte Carlo theory, methods and
    /// examples, ch. 8). Its coefficient is that of the regression, so the error is never larger for it.
    /// </remarks>
    /// <param name="a">The outcome as drawn.</param>
    /// <param name="own">With this group drawn anew alone, given all else: half the mean square of what it moves is E[Var(Y | all others)].</param>
    /// <param name="others">With all but this group drawn anew, given the group: the covariance is Var(E[Y | group]).</param>
    /// <param name="all">With every group drawn anew.</param>
    /// <returns>Unknown where the outcome does not vary.</returns>
    public static SobolIndex OfPairs(ReadOnlySpan<double> a, ReadOnlySpan<double> own, ReadOnlySpan<double> others, ReadOnlySpan<double> all)
    {
        var totals = new double[a.Length];
        for (var t = 0; t < totals.Length; t++)
        {
            totals[t] = (a[t] - own[t]) * (a[t] - own[t]) / 2;
        }

        var (_, ownSquares) = Products(a, own);
        var (firsts, squares) = Products(a, others);
        Control(firsts, squares, Products(a, all).Products);
        return new SobolIndex(Ratio(firsts, squares), Ratio(totals, ownSquares));
    }

    // Deviations from the mean of both, multiplied; and their mean square.
    private static (double[] Products, double[] Squares) Products(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var mean = (Mean(a) + Mean(b)) / 2;
        var (products, squares) = (new double[a.Length], new double[a.Length]);
        for (var t = 0; t < a.Length; t++)
        {
            var (one, other) = (a[t] - mean, b[t] - mean);
            (products[t], squares[t]) = (one * other, ((one * one) + (other * other)) / 2);
        }

        return (products, squares);
    }

    // Takes from the numerators what a variate of mean zero explains of them and of their ratio.
    private static void Control(double[] above, double[] below, double[] variate)
    {
        var (ratio, mean) = (Mean(above) / Mean(below), Mean(variate));
        var (with, square) = (0.0, 0.0);
        for (var t = 0; t < above.Length; t++)
        {
            with += (above[t] - (ratio * below[t])) * (variate[t] - mean);
            square += (variate[t] - mean) * (variate[t] - mean);
        }

        for (var t = 0; t < above.Length && square > 0; t++)
        {
            above[t] -= with / square * variate[t];
        }
    }

    private static Estimate Ratio(double[] above, double[] below) =>
        Mean(below) is var variance && variance > 0 ? Ratio(above, below, variance) : Estimate.Unknown;

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
