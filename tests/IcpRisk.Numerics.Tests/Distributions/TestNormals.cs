using MathNet.Numerics;

namespace IcpRisk.Numerics.Tests.Distributions;

/// <summary>Normals to evaluate samplers at, and their probabilities from Math.NET.</summary>
internal static class TestNormals
{
    /// <summary>257 points and 7 repeats: −8 to 8 in steps of 1/16.</summary>
    public static readonly double[] Grid = [.. Enumerable.Range(0, 264).Select(i => Math.Min(i, 256) / 16d - 8)];

    public static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    /// <summary>Seeded independent normals, by inversion.</summary>
    public static double[] Random(int trials, int seed) =>
        [.. Uniforms(trials, seed).Select(u => -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * u))];

    /// <summary>Seeded independent uniforms in (0, 1).</summary>
    public static double[] Uniforms(int trials, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, trials).Select(_ => (random.NextInt64(1L << 52) + 0.5) / (1L << 52))];
    }

    /// <summary>Mean, standard deviation, skewness.</summary>
    public static (double Mean, double Sd, double Skewness) Moments(ReadOnlySpan<double> x)
    {
        double mean = 0, m2 = 0, m3 = 0;
        foreach (var v in x)
            mean += v / x.Length;
        foreach (var v in x)
        {
            var d = v - mean;
            m2 += d * d / x.Length;
            m3 += d * d * d / x.Length;
        }

        return (mean, Math.Sqrt(m2), m2 == 0 ? 0 : m3 / Math.Pow(m2, 1.5));
    }
}
