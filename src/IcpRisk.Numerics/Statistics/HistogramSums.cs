using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Statistics;

/// <summary>Tail sums of a histogram, each value standing at the middle of its bin.</summary>
internal static class HistogramSums
{
    /// <remarks>
    /// An event's threshold inside a bin takes the share of the bin beyond it, as if values were spread evenly; a quantile
    /// is its bin's middle, and then the bin is not beyond it.
    /// </remarks>
    public static (ExcessSums[] Excesses, double SkewnessInfluence) Sums(
        this LogLinearHistogram histogram, ReadOnlySpan<ExcessOver> thresholds, Moments moments)
    {
        var excesses = new ExcessSums[thresholds.Length];
        var influence = 0.0;
        var scale = moments.ByWeight.M2 > 0 ? 1 / Math.Sqrt(moments.ByWeight.M2 / moments.Weight) : 0;
        foreach (var bin in histogram.Bins())
        {
            var middle = histogram.Representative(bin);
            for (var t = 0; t < excesses.Length; t++)
            {
                var (sign, at) = thresholds[t];
                var e = Math.Max((sign * middle) - at, 0);
                var beyond = bin.Count * Beyond(bin, sign, at, middle);
                var (e1, e2, e3) = (bin.Count * e, bin.Count * e * e, bin.Count * e * e * e);
                excesses[t] = ExcessSums.Merge(excesses[t], ExcessSums.Plain(bin.Count, beyond, e1, e2, e3));
            }

            if (scale > 0)
            {
                var f = SkewnessTerm.Of(new Lanes1((middle - moments.Mean) * scale), new Lanes1(moments.Skewness)).Value;
                influence += bin.Count * f * f;
            }
        }

        return (excesses, influence);
    }

    /// <summary>Values below an edge; a bin across it counts in proportion.</summary>
    public static double CountBelow(this LogLinearHistogram histogram, double edge)
    {
        var count = 0.0;
        foreach (var bin in histogram.Bins())
            count += bin.Count * Beyond(bin, -1, -edge, double.NaN);
        return count;
    }

    private static double Beyond(HistogramBin bin, double sign, double at, double middle)
    {
        var (near, far) = sign > 0 ? (bin.Lower, bin.Upper) : (-bin.Upper, -bin.Lower);
        if (sign * middle == at || far <= at)
            return 0;
        return near >= at ? 1 : (far - at) / (far - near);
    }
}
