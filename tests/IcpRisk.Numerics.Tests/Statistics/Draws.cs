using IcpRisk.Numerics.Lanes;
using MathNet.Numerics.Distributions;

namespace IcpRisk.Numerics.Tests.Statistics;

/// <summary>Seeded draws for tests, and every vector width that this machine can run.</summary>
internal static class Draws
{
    public static double[] Normal(int count, int seed) => Each(count, seed, r => InverseNormal(r));

    public static double[] Lognormal(int count, int seed, double sigma = 1) =>
        Each(count, seed, r => Math.Exp(sigma * InverseNormal(r)));

    public static double[] Weights(int count, int seed) => Each(count, seed, r => 0.1 + (3 * r.NextDouble()));

    public static double[] Each(int count, int seed, Func<Random, double> draw)
    {
        // Neighbouring seeds of Random give related draws, so the seed is scrambled first.
        var mixed = (ulong)seed * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
        var random = new Random((int)(mixed >> 33));
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = draw(random);
        return values;
    }

    /// <summary>Runs the work once a width; the scalar one first, as reference.</summary>
    public static List<T> AtEveryWidth<T>(Func<IWidth, T> work)
    {
        var results = new List<T> { work(new Width<Lanes1>()) };
        if (Lanes256.IsSupported)
            results.Add(work(new Width<Lanes256>()));
        if (Lanes512.IsSupported)
            results.Add(work(new Width<Lanes512>()));
        return results;
    }

    private static double InverseNormal(Random random) =>
        MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, random.NextDouble() + 1e-17);

    public static double NormalVar(double q) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, q);

    public static double NormalTvar(double q) =>
        MathNet.Numerics.Distributions.Normal.PDF(0, 1, NormalVar(q)) / (1 - q);

    public static double LognormalVar(double q, double sigma) => Math.Exp(sigma * NormalVar(q));

    public static double LognormalTvar(double q, double sigma) =>
        Math.Exp(sigma * sigma / 2) * MathNet.Numerics.Distributions.Normal.CDF(0, 1, sigma - NormalVar(q)) / (1 - q);
}

/// <summary>A vector width as a value.</summary>
internal interface IWidth
{
    void Add(IcpRisk.Numerics.Statistics.MomentsAccumulator to, ReadOnlySpan<double> values, ReadOnlySpan<double> weights);

    void Run<TPass>(ref TPass pass) where TPass : struct, ILanePass, allows ref struct;

    void Correlate(IcpRisk.Numerics.Dependence.CorrelationFactor factor, Span<double> rows, int stride, int trials);
}

internal sealed class Width<L> : IWidth where L : struct, ILanes<L>
{
    public void Add(
        IcpRisk.Numerics.Statistics.MomentsAccumulator to, ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        if (weights.IsEmpty)
            to.Add<L>(values);
        else
            to.Add<L>(values, weights);
    }

    public void Run<TPass>(ref TPass pass) where TPass : struct, ILanePass, allows ref struct => pass.Run<L>();

    public void Correlate(IcpRisk.Numerics.Dependence.CorrelationFactor factor, Span<double> rows, int stride, int trials) =>
        factor.CorrelateRows<L>(rows, stride, trials);
}
