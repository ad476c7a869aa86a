using IcpRisk.Documents;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Kernel;

/// <summary>A distribution of the scenario as a monotone function of one standard normal.</summary>
internal abstract class Marginal
{
    // Beyond it normals do not come: the least uniform is 2^-53.
    public const double Reach = 8.3;

    /// <summary>The marginal of a distribution that has been validated, cut as the distribution says.</summary>
    /// <exception cref="NotSupportedException">The kind is known to documents but has no sampler.</exception>
    public static Marginal Of(Distribution d) => Whole(d).Within(d.Least, d.Greatest);

    /// <summary>Carries standard normals into values; the two rows may be the same.</summary>
    public abstract void Apply<L>(Span<double> z, Span<double> x)
        where L : struct, ILanes<L>;

    /// <summary>The same distribution given that it lies in a domain; itself where all of it does.</summary>
    public Marginal Within(Domain domain) => Within(domain.Least, domain.Greatest);

    /// <summary>The same distribution given that it lies from one value to another, both included.</summary>
    public virtual Marginal Within(double least, double greatest)
    {
        var from = At(-Reach) >= least ? double.NegativeInfinity : Root(x => x < least).High;
        var to = At(Reach) <= greatest ? double.PositiveInfinity : Root(x => x <= greatest).Low;
        return double.IsInfinity(from) && double.IsInfinity(to) ? this : new CutMarginal(this, from, to, least, greatest);
    }

    /// <summary>The value at one standard normal.</summary>
    public double At(double z)
    {
        Span<double> x = [z, z, z, z, z, z, z, z];
        Apply<Lanes1>(x, x);
        return x[0];
    }

    /// <summary>Normals at which it is not smooth.</summary>
    public virtual IEnumerable<double> Breaks => [];

    /// <summary>
    /// E[f(X)]: by the trapezium rule in the normal, which for smooth f converges faster than any power (1,601 nodes over
    /// ±8 leave an error near rounding for the exponentials it is used on), and piece by piece where there are breaks.
    /// </summary>
    public virtual double Mean(Func<double, double> f)
    {
        if (Breaks.Any())
        {
            return NormalExpectation.Of(z => f(At(z)), -Reach, Reach, Breaks);
        }

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

    private static Marginal Whole(Distribution d) => d.Kind switch
    {
        "normal" => new NormalMarginal(d["mean"], d["sd"]),
        "lognormal" => LognormalOf(d),
        "uniform" => new UniformMarginal(d["from"], d["to"]),
        "beta" => BetaOf(d),
        "gamma" => new TableMarginal(Gamma.Table(
            d["mean"] * d["mean"] / (d["sd"] * d["sd"]), d["sd"] * d["sd"] / d["mean"])),
        "triangular" => new TriangularMarginal(d["from"], d["mode"], d["to"]),
        "pert" => PertOf(d),
        "student_t" => new TableMarginal(
            StudentT.Table(d["degrees"], DistributionKinds.TScale(d)), DistributionKinds.TLocation(d)),
        "generalised_pareto" => new ParetoMarginal(d["threshold"], d["scale"], d["shape"]),
        "quantiles" => new FittedMarginal(DistributionKinds.Fitted(d)),
        "empirical" => new SampleMarginal(d.Sample()),
        _ => throw new NotSupportedException($"no sampler for {d.Kind}"),
    };

    private static LognormalMarginal LognormalOf(Distribution d)
    {
        var (mu, sigma) = Lognormal.FromMoments(d["mean"], d["sd"]);
        return new LognormalMarginal(mu, sigma);
    }

    private static TableMarginal BetaOf(Distribution d)
    {
        var (a, b) = DistributionKinds.BetaShapes(d);
        return new TableMarginal(Beta.Table(a, b, DistributionKinds.BetaMax(d)));
    }

    private static TableMarginal PertOf(Distribution d)
    {
        var (a, b) = DistributionKinds.PertShapes(d);
        return new TableMarginal(Beta.Table(a, b, d["to"] - d["from"]), d["from"]);
    }

    // The normal at which values leave what is below, from both sides, by bisection: values rise with the normal.
    private (double Low, double High) Root(Func<double, bool> isBelow)
    {
        var (low, high) = (-Reach, Reach);
        for (var step = 0; step < 80; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = isBelow(At(middle)) ? (middle, high) : (low, middle);
        }

        return (low, high);
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

    private sealed class TriangularMarginal(double from, double mode, double to) : Marginal
    {
        public override IEnumerable<double> Breaks => [Scalar.NormalQuantile((mode - from) / (to - from))];

        public override void Apply<L>(Span<double> z, Span<double> x) => Triangular.Fill<L>(z, from, mode, to, x);
    }

    private sealed class ParetoMarginal(double threshold, double scale, double shape) : Marginal
    {
        public override void Apply<L>(Span<double> z, Span<double> x) => GeneralisedPareto.Fill<L>(z, threshold, scale, shape, x);
    }

    private sealed class FittedMarginal(FittedQuantiles fitted) : Marginal
    {
        public override IEnumerable<double> Breaks => fitted.Nodes;

        public override void Apply<L>(Span<double> z, Span<double> x) => fitted.Fill<L>(z, x);
    }

    private sealed class SampleMarginal(StepQuantile sample) : Marginal
    {
        public override double Mean(Func<double, double> f) => sample.Mean(f);

        /// <summary>What is left of a sample is a sample.</summary>
        public override Marginal Within(double least, double greatest)
        {
            var kept = sample.Values.Zip(sample.Weights).Where(p => p.First >= least && p.First <= greatest).ToList();
            return kept.Count == sample.Values.Count ? this : new SampleMarginal(new StepQuantile(kept));
        }

        public override void Apply<L>(Span<double> z, Span<double> x) => sample.Fill<L>(z, x);
    }

    private sealed class TableMarginal(QuantileTable table, double location = 0) : Marginal
    {
        public override void Apply<L>(Span<double> z, Span<double> x)
        {
            table.Fill<L>(z, x);
            for (var i = 0; location != 0 && i < x.Length; i += L.Width)
            {
                L.Store(L.Load(ref x[0], i) + L.Of(location), ref x[0], i);
            }
        }
    }
}
