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
}
