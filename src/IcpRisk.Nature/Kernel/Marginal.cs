using IcpRisk.Documents;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Kernel;

/// <summary>A distribution of the scenario as a monotone function of one standard normal.</summary>
internal abstract class Marginal
{
    // Beyond it normals do not come: the least uniform is 2^-53.
    private const double Reach = 8.3;

    // 1 − 2^-53, the greatest uniform there is.
    private const double Last = 1 - (1.0 / (1L << 53));

    /// <summary>The marginal of a distribution that has been validated.</summary>
    /// <exception cref="NotSupportedException">The kind is known to documents but has no sampler.</exception>
    public static Marginal Of(Distribution d) => d.Kind switch
    {
        "normal" => new NormalMarginal(d["mean"], d["sd"]),
        "lognormal" => LognormalOf(d),
        "uniform" => new UniformMarginal(d["from"], d["to"]),
        "beta" => new TableMarginal(BetaOf(d)),
        "gamma" => new TableMarginal(Gamma.Table(
            d["mean"] * d["mean"] / (d["sd"] * d["sd"]), d["sd"] * d["sd"] / d["mean"])),
        _ => throw new NotSupportedException($"no sampler for {d.Kind}"),
    };

    /// <summary>Carries standard normals into values; the two rows may be the same.</summary>
    public abstract void Apply<L>(Span<double> z, Span<double> x)
        where L : struct, ILanes<L>;

    /// <summary>The same distribution given that it lies in a domain; itself where all of it does.</summary>
    public Marginal Within(Domain domain)
    {
        var least = At(-Reach) >= domain.Least ? 0 : Scalar.NormalCdf(Root(domain.Least));
        var greatest = At(Reach) <= domain.Greatest ? 1 : Scalar.NormalCdf(Root(domain.Greatest));
        return least == 0 && greatest == 1 ? this : new CutMarginal(this, least, greatest);
    }

    // The normal at which the value is reached, by bisection: values rise with the normal.
    private double Root(double value)
    {
        var (low, high) = (-Reach, Reach);
        for (var step = 0; step < 80; step++)
        {
            var middle = (low + high) / 2;
            if (At(middle) < value)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    /// <summary>The value at one standard normal.</summary>
    public double At(double z)
    {
        Span<double> x = [z, z, z, z, z, z, z, z];
        Apply<Lanes1>(x, x);
        return x[0];
    }

    /// <summary>
    /// E[f(X)] by the trapezium rule in the normal, which for smooth f converges faster than any power: 1,601 nodes over
    /// ±8 leave an error near rounding for the exponentials it is used on.
    /// </summary>
    public double Mean(Func<double, double> f)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var k = -800; k <= 800; k++)
        {
            var z = k / 100.0;
            var weight = Scalar.Exp(-z * z / 2);
            sum += weight * f(At(z));
            weights += weight;
        }

        return sum / weights;
    }

    private static LognormalMarginal LognormalOf(Distribution d)
    {
        var (mu, sigma) = Lognormal.FromMoments(d["mean"], d["sd"]);
        return new LognormalMarginal(mu, sigma);
    }

    private static QuantileTable BetaOf(Distribution d)
    {
        var max = d.Parameters.GetValueOrDefault("max", 1);
        var (a, b) = d.Parameters.TryGetValue("mean", out var mean)
            ? Beta.FromMean(mean / max, d["precision"])
            : (d["alpha"], d["beta"]);
        return Beta.Table(a, b, max);
    }

    // Φ⁻¹(a + (b − a) Φ(z)): what drawing again until the value fits would give, without drawing again.
    private sealed class CutMarginal(Marginal whole, double least, double greatest) : Marginal
    {
        public override void Apply<L>(Span<double> z, Span<double> x)
        {
            for (var i = 0; i < z.Length; i += L.Width)
            {
                var u = L.Fma(VectorMath.NormalCdf(L.Load(ref z[0], i)), L.Of(greatest - least), L.Of(least));
                L.Store(VectorMath.NormalQuantile(L.Min(u, L.Of(Last))), ref x[0], i);
            }

            whole.Apply<L>(x, x);
        }
    }

    private sealed class NormalMarginal(double mean, double sd) : Marginal
    {
        public override void Apply<L>(Span<double> z, Span<double> x)
        {
            for (var i = 0; i < z.Length; i += L.Width)
            {
                L.Store(L.Fma(L.Load(ref z[0], i), L.Of(sd), L.Of(mean)), ref x[0], i);
            }
        }
    }

    private sealed class LognormalMarginal(double mu, double sigma) : Marginal
    {
        public override void Apply<L>(Span<double> z, Span<double> x) => Lognormal.Fill<L>(z, mu, sigma, x);
    }

    private sealed class UniformMarginal(double from, double to) : Marginal
    {
        public override void Apply<L>(Span<double> z, Span<double> x)
        {
            for (var i = 0; i < z.Length; i += L.Width)
            {
                L.Store(L.Fma(VectorMath.NormalCdf(L.Load(ref z[0], i)), L.Of(to - from), L.Of(from)), ref x[0], i);
            }
        }
    }

    private sealed class TableMarginal(QuantileTable table) : Marginal
    {
        public override void Apply<L>(Span<double> z, Span<double> x) => table.Fill<L>(z, x);
    }
}
