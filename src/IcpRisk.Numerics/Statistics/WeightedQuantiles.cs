namespace IcpRisk.Numerics.Statistics;

/// <summary>Quantiles of weighted trials with Woodruff's interval (J. Am. Stat. Assoc. 47, 1952).</summary>
/// <remarks>
/// The weighted distribution function at the quantile has the error s = √(Σw²(1{x ≤ quantile} − p)²)/Σw; the interval runs
/// between the quantiles at p ± 1.96·s, unbounded where that leaves (0, 1).
/// </remarks>
internal static class WeightedQuantiles
{
    public static Estimate[] Of(
        ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Moments moments, ReadOnlySpan<QuantileRequest> requests)
    {
        var order = WeightedOrder.Of(values, weights);
        var found = new double[requests.Length];
        var beyond = new ExcessOver[requests.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var (p, fromAbove) = requests[i];
            found[i] = fromAbove ? order.QuantileFromAbove(p) : order.Quantile(p);
            beyond[i] = fromAbove ? new(-1, -found[i]) : new(1, found[i]);
        }

        var pass = new ColumnPass(values, weights, beyond, moments);
        Lanes.Wide.Run(ref pass);
        var estimates = new Estimate[requests.Length];
        for (var i = 0; i < estimates.Length; i++)
        {
            // Beyond is 1{> quantile}: 1{≤} − p is −p there and 1 − p elsewhere.
            var (p, fromAbove) = requests[i];
            var squares = (pass.Excesses[i].Q0 * ((2 * p) - 1)) + (moments.BySquare.Weight * (1 - p) * (1 - p));
            var half = Estimate.Z95 * Math.Sqrt(Math.Max(squares, 0)) / moments.Weight;
            var (low, high) = (End(order, p - half, fromAbove), End(order, p + half, fromAbove));
            estimates[i] = fromAbove
                ? RankedQuantiles.Between(found[i], high, low)
                : RankedQuantiles.Between(found[i], low, high);
        }

        return estimates;
    }

    /// <summary>The quantile at p; infinite past its ends.</summary>
    internal static double End(WeightedOrder order, double p, bool fromAbove) => (p, fromAbove) switch
    {
        ( <= 0, false) or ( >= 1, true) => double.NegativeInfinity,
        ( >= 1, false) or ( <= 0, true) => double.PositiveInfinity,
        (_, true) => order.QuantileFromAbove(p),
        _ => order.Quantile(p),
    };
}
