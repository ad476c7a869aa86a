namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// Woodruff's intervals of quantiles, <see cref="ShareInterval"/>, with the error of the distribution function that clusters
/// show there.
/// </summary>
/// <remarks>
/// With fewer trials beyond a quantile than are worth five independent ones, each cluster has none or one and their spread
/// tells little: the interval is then no narrower than that of independent trials, on either side.
/// </remarks>
internal static class ClusteredQuantiles
{
    /// <param name="values">The column.</param>
    /// <param name="weights">Weights, or none.</param>
    /// <param name="requests">The quantiles.</param>
    /// <param name="found">What they are of independent trials.</param>
    /// <param name="errors">Standard errors of the distribution function at each.</param>
    /// <param name="reach">Standard errors in half an interval.</param>
    public static Estimate[] Of(
        ReadOnlySpan<double> values, ReadOnlySpan<double> weights, QuantileRequest[] requests, Estimate[] found, double[] errors, double reach)
    {
        var shares = requests.Zip(errors, (r, error) => ShareInterval.About(r.Probability, error, reach)).ToArray();
        var ends = weights.IsEmpty
            ? ShareInterval.Ends(values, requests, shares)
            : ShareInterval.Ends(WeightedOrder.Of(values, weights), requests, shares);
        var estimates = new Estimate[requests.Length];
        for (var i = 0; i < estimates.Length; i++)
        {
            var (value, (lower, upper)) = (found[i].Value, ends[i]);
            estimates[i] = ShareInterval.Worth(requests[i].Probability, errors[i]).Beyond >= ShareInterval.Few
                ? RankedQuantiles.Between(value, lower, upper)
                : RankedQuantiles.Between(value, Math.Min(lower, found[i].Lower), Math.Max(upper, found[i].Upper));
            estimates[i] = estimates[i] with { StandardError = estimates[i].StandardError * (Estimate.Z95 / reach) };
        }

        return estimates;
    }
}
