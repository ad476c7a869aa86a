namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// What a nested run (K sets of parameters, M trials in each) says of one quantity: how much of its spread is due to the
/// parameters and how much to the process, given them.
/// </summary>
/// <param name="Mean">Mean; its error is that of K independent set means.</param>
/// <param name="Sd">Standard deviation of a trial.</param>
/// <param name="ParameterSd">Standard deviation of E[X | parameters].</param>
/// <param name="ProcessSd">Root mean square of the standard deviation given the parameters.</param>
/// <param name="SetMeans">Quantiles of E[X | parameters] by probability; their sampling error is not estimated.</param>
public sealed record NestedSummary(
    Estimate Mean, Estimate Sd, Estimate ParameterSd, Estimate ProcessSd, IReadOnlyList<(double Probability, double Value)> SetMeans);

/// <summary>
/// One-way random-effects analysis of variance (Searle, Casella and McCulloch, "Variance Components", 1992, chapter 3). With B
/// the variance of the set means and W the mean variance within sets, the process variance is W and that due to parameters
/// B − W/M: the set means also carry the noise of M trials, which is taken off. Where chance makes that negative it is
/// reported as 0. Standard errors are the jackknife's over sets, so that neither part need be normal. Quantiles of the
/// conditional mean are those of the set means drawn in about the overall mean until their variance is the one due to
/// parameters: exact where both parts are normal, and the right spread in any case.
/// </summary>
public static class NestedVariance
{
    /// <param name="values">By trial; trials of a set follow each other.</param>
    /// <param name="perSet">M, 2 or more; it divides the number of values into 3 sets or more.</param>
    /// <param name="probabilities">Where quantiles of the conditional mean are wanted, rising.</param>
    /// <exception cref="ArgumentException">Too few sets, too few trials in one, or a set that is not whole.</exception>
    public static NestedSummary Of(ReadOnlySpan<double> values, long perSet, IReadOnlyList<double> probabilities)
    {
        if (perSet < 2 || values.Length % perSet != 0 || values.Length / perSet < 3)
            throw new ArgumentException($"{values.Length} values in sets of {perSet}: three whole sets or more, of two or more.", nameof(perSet));
        var (sets, m) = ((int)(values.Length / perSet), (int)perSet);
        var (means, within) = (new double[sets], new double[sets]);
        for (var k = 0; k < sets; k++)
            (means[k], within[k]) = MeanAndVariance(values.Slice(k * m, m));
        var (grand, between) = MeanAndVariance(means);
        var process = MeanAndVariance(within).Mean;

        var (total, parameter, noise) = (new double[sets], new double[sets], new double[sets]);
        for (var k = 0; k < sets; k++)
        {
            // The same estimates without set k.
            var d = means[k] - grand;
            var b = ((between * (sets - 1)) - (d * d * sets / (sets - 1))) / (sets - 2);
            var w = ((process * sets) - within[k]) / (sets - 1);
            (total[k], parameter[k], noise[k]) = (b - (w / m) + w, b - (w / m), w);
        }

        var due = between - (process / m);
        var drawnIn = between > 0 ? Math.Sqrt(Math.Max(0, due) / between) : 0;
        var sorted = means.Select(x => grand + (drawnIn * (x - grand))).ToArray();
        var quantiles = new double[probabilities.Count];
        Quantiles.Select(sorted, [.. probabilities], quantiles);
        return new NestedSummary(
            Estimate.Normal(grand, Math.Sqrt(between / sets)),
            Root(due + process, total),
            Root(due, parameter),
            Root(process, noise),
            [.. probabilities.Zip(quantiles)]);
    }

    // The root of a variance, with the jackknife's error of the variance.
    private static Estimate Root(double variance, double[] without)
    {
        var (n, mean) = (without.Length, MeanAndVariance(without).Mean);
        var sum = 0.0;
        foreach (var x in without)
            sum += (x - mean) * (x - mean);
        var error = Math.Sqrt(sum * (n - 1) / n);
        var sd = Math.Sqrt(Math.Max(0, variance));
        return new Estimate(
            sd,
            sd > 0 ? error / (2 * sd) : error > 0 ? double.NaN : 0,
            Math.Sqrt(Math.Max(0, variance - (Estimate.Z95 * error))),
            Math.Sqrt(Math.Max(0, variance + (Estimate.Z95 * error))));
    }

    private static (double Mean, double Variance) MeanAndVariance(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var x in values)
            mean += x;
        mean /= values.Length;
        var sum = 0.0;
        foreach (var x in values)
            sum += (x - mean) * (x - mean);
        return (mean, sum / (values.Length - 1));
    }
}
