namespace IcpRisk.Nature.Tests;

/// <summary>
/// Comparisons of a sample with theory. The bound is five standard errors: a right sampler fails one such comparison in
/// 1.7 million, and the seed is fixed.
/// </summary>
internal static class Compare
{
    private const double Errors = 5;

    public static void Mean(double expected, double[] sample)
    {
        var sd = Math.Sqrt(VarianceOf(sample));
        Assert.InRange(sample.Average() - expected, -Errors * sd / Math.Sqrt(sample.Length), Errors * sd / Math.Sqrt(sample.Length));
    }

    public static void Variance(double expected, double[] sample)
    {
        var mean = sample.Average();
        var variance = VarianceOf(sample);
        var fourth = sample.Average(x => Math.Pow(x - mean, 4));
        var error = Math.Sqrt((fourth - (variance * variance)) / sample.Length);
        Assert.InRange(variance - expected, -Errors * error, Errors * error);
    }

    public static void Correlation(double expected, double[] a, double[] b)
    {
        // The standard error of Fisher's z is 1/√(n − 3).
        var z = Math.Atanh(CorrelationOf(a, b)) - Math.Atanh(expected);
        Assert.InRange(z, -Errors / Math.Sqrt(a.Length - 3), Errors / Math.Sqrt(a.Length - 3));
    }

    public static double[] Log(double[] values, double divisor) => [.. values.Select(v => Math.Log(v / divisor))];

    public static double VarianceOf(double[] sample)
    {
        var mean = sample.Average();
        return sample.Sum(x => (x - mean) * (x - mean)) / (sample.Length - 1);
    }

    public static double CorrelationOf(double[] a, double[] b)
    {
        var (ma, mb) = (a.Average(), b.Average());
        return a.Zip(b, (x, y) => (x - ma) * (y - mb)).Sum()
            / Math.Sqrt(a.Sum(x => (x - ma) * (x - ma)) * b.Sum(y => (y - mb) * (y - mb)));
    }
}
