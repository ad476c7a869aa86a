using MathNet.Numerics;

namespace IcpRisk.Numerics.Tests.Distributions;

/// <summary>
/// Probabilities of counts with mean m and variance φm by summation outwards from the point asked, on the side away from
/// the mean; written independently of the samplers' recurrence, from log-gamma functions.
/// </summary>
internal sealed class CountReference(double mean, double phi)
{
    /// <summary>P(N ≤ k).</summary>
    public double Cdf(double k)
    {
        if (k < 0)
            return 0;
        if (k < mean)
            return Sum(k, -1);
        return 1 - Sum(k + 1, 1);
    }

    private double Sum(double from, int step)
    {
        var sum = 0.0;
        for (var k = from; k >= 0; k += step)
        {
            var p = Math.Exp(LogPmf(k));
            sum += p;
            if (p < 1e-20 + sum * 1e-16)
                break;
        }

        return sum;
    }

    private double LogPmf(double k)
    {
        if (phi == 1)
            return k * Math.Log(mean) - mean - SpecialFunctions.GammaLn(k + 1);
        if (phi < 1)
        {
            var n = Math.Round(mean / (1 - phi));
            if (k > n)
                return double.NegativeInfinity;
            return SpecialFunctions.GammaLn(n + 1) - SpecialFunctions.GammaLn(k + 1) - SpecialFunctions.GammaLn(n - k + 1)
                + k * Math.Log(1 - phi) + (n - k) * Math.Log(phi);
        }

        var r = mean / (phi - 1);
        return SpecialFunctions.GammaLn(r + k) - SpecialFunctions.GammaLn(r) - SpecialFunctions.GammaLn(k + 1)
            - r * Math.Log(phi) + k * Math.Log((phi - 1) / phi);
    }

    /// <summary>How far Φ(z) lies outside the probabilities between which k is the right count, at the worst z.</summary>
    public double WorstError(ReadOnlySpan<double> z, ReadOnlySpan<double> counts)
    {
        var worst = 0.0;
        var known = new Dictionary<double, double>();
        double At(double k)
        {
            if (!known.TryGetValue(k, out var p))
                known[k] = p = Cdf(k);
            return p;
        }

        for (var i = 0; i < z.Length; i++)
        {
            var u = TestNormals.Cdf(z[i]);
            worst = Math.Max(worst, Math.Max(At(counts[i] - 1) - u, u - At(counts[i])));
        }

        return worst;
    }

    /// <summary>
    /// The sampler's own CDF against the exact one: for many k within ±<paramref name="reach"/> standard deviations, the z
    /// at which counts step above k is found by bisection; the largest |Φ(z) − P(N ≤ k)|.
    /// </summary>
    public double WorstStep(Func<double[], double[]> countsAt, double reach)
    {
        var sd = Math.Sqrt(phi * mean);
        var from = Math.Max(0, Math.Floor(mean - reach * sd));
        var stride = Math.Max(1, Math.Floor(2 * reach * sd / 400));
        var k = new double[408];
        for (var i = 0; i < k.Length; i++)
            k[i] = from + i * stride;
        var low = new double[k.Length];
        var high = new double[k.Length];
        Array.Fill(low, -8.3);
        Array.Fill(high, 8.3);
        for (var step = 0; step < 48; step++)
        {
            var middle = low.Zip(high, (a, b) => (a + b) / 2).ToArray();
            var counts = countsAt(middle);
            for (var i = 0; i < k.Length; i++)
                (counts[i] > k[i] ? ref high[i] : ref low[i]) = middle[i];
        }

        return k.Select((x, i) => Math.Abs(TestNormals.Cdf(low[i]) - Cdf(x))).Max();
    }
}
