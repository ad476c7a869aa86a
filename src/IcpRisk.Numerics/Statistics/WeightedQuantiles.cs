namespace IcpRisk.Numerics.Statistics;

/// <summary>Quantiles of weighted trials with Woodruff's interval, <see cref="ShareInterval"/>.</summary>
/// <remarks>
/// The weighted distribution function at the quantile has the error s = √(Σw²(1{x ≤ quantile} − p)²)/Σw, and shares reach to
/// p ± 1.96·s. Where the trials beyond the quantile are worth less than five independent ones shares are those of order
/// statistics among as many independent trials.
/// </remarks>
internal static class WeightedQuantiles
{
    public static Estimate[] Of(
        ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Moments moments, ReadOnlySpan<QuantileRequest> requests)
    {
        var order = WeightedOrder.Of(values, weights);
        var found = new double[requests.Length];
        var thresholds = new ExcessOver[2 * requests.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var (p, fromAbove) = requests[i];
            found[i] = fromAbove ? order.QuantileFromAbove(p) : order.Quantile(p);
            var (sign, at) = fromAbove ? (-1.0, -found[i]) : (1.0, found[i]);
            (thresholds[2 * i], thresholds[(2 * i) + 1]) = (new(sign, at), new(sign, Math.BitDecrement(at)));
        }

        var pass = new ColumnPass(values, weights, thresholds, moments);
        Lanes.Wide.Run(ref pass);
        var shares = new ShareInterval[requests.Length];
        for (var i = 0; i < shares.Length; i++)
            shares[i] = Shares(requests[i].Probability, pass.Excesses[2 * i], pass.Excesses[(2 * i) + 1], moments);
        var ends = ShareInterval.Ends(order, requests, shares);
        return [.. found.Select((value, i) => RankedQuantiles.Between(value, ends[i].Lower, ends[i].Upper))];
    }

    private static ShareInterval Shares(double p, ExcessSums beyond, ExcessSums reaching, Moments moments)
    {
        // 1{≤} − p is −p beyond the quantile and 1 − p elsewhere.
        var part = ShareInterval.PartBeyond(p, beyond.W0 / moments.Weight, reaching.W0 / moments.Weight);
        var squares = (((1 - part) * beyond.Q0) + (part * reaching.Q0)) * ((2 * p) - 1);
        var error = Math.Sqrt(Math.Max(squares + (moments.BySquare.Weight * (1 - p) * (1 - p)), 0)) / moments.Weight;
        var (trials, left) = ShareInterval.Worth(p, error);
        return left >= ShareInterval.Few ? ShareInterval.About(p, error, Estimate.Z95) : ShareInterval.Binomial(p, trials);
    }
}
