namespace IcpRisk.Validation.Streams;

/// <summary>Whether p-values are uniform, by Kolmogorov and Smirnov.</summary>
internal static class Uniformity
{
    /// <summary>The probability that uniform numbers lie as far from uniform as these.</summary>
    /// <remarks>Kolmogorov's series at (√n + 0.12 + 0.11/√n)·D: Stephens, J. Roy. Stat. Soc. B 32, 1970.</remarks>
    public static double P(IEnumerable<double> values)
    {
        double[] x = [.. values.Order()];
        var d = x.Select((v, i) => Math.Max(((i + 1.0) / x.Length) - v, v - ((double)i / x.Length))).Max();
        var root = Math.Sqrt(x.Length);
        var t = (root + 0.12 + (0.11 / root)) * d;
        // Below 0.4 the series is 1 to four places and slow to say so.
        return t < 0.4 ? 1 : Math.Clamp(2 * Enumerable.Range(1, 100).Sum(k => (k % 2 == 0 ? -1 : 1) * Math.Exp(-2 * k * k * t * t)), 0, 1);
    }
}
