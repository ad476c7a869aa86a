using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Agreement;

/// <summary>Mean and central moments of a marginal.</summary>
/// <param name="Mean">E[X].</param>
/// <param name="Variance">E[(X − mean)²].</param>
/// <param name="Fourth">E[(X − mean)⁴].</param>
internal sealed record ValueMoments(double Mean, double Variance, double Fourth)
{
    private const int Nodes = 1608;

    /// <summary>By the trapezium rule of <see cref="Marginal.Mean"/>, over all nodes at once.</summary>
    public static ValueMoments Of(Marginal marginal)
    {
        var (z, weights) = (new double[Nodes], new double[Nodes]);
        for (var k = 0; k < Nodes; k++)
        {
            // The last few are there to fill up a vector, at a weight of about 10⁻¹⁴.
            z[k] = (k - 800) / 100.0;
            weights[k] = Scalar.Exp(-z[k] * z[k] / 2);
        }

        marginal.Apply<Lanes1>(z, z);
        var mean = Sum(x => x);
        var variance = Sum(x => (x - mean) * (x - mean));
        return new ValueMoments(mean, variance, Sum(x => (x - mean) * (x - mean) * (x - mean) * (x - mean)));

        double Sum(Func<double, double> f)
        {
            var (sum, total) = (0.0, 0.0);
            for (var k = 0; k < Nodes; k++)
            {
                sum += weights[k] * f(z[k]);
                total += weights[k];
            }

            return sum / total;
        }
    }
}
