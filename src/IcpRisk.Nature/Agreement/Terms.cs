using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Nature.Agreement;

/// <summary>A Hermite polynomial of a standard normal, order 1 to 4.</summary>
internal readonly struct HermiteTerm(Workspace work, int row, int order) : IZeroMean
{
    public L Value<L>(int trial)
        where L : struct, ILanes<L>
    {
        var z = L.Load(ref work.First(row), trial);
        var z2 = z * z;
        return order switch
        {
            1 => z,
            2 => z2 - L.Of(1),
            3 => z * (z2 - L.Of(3)),
            _ => (z2 * (z2 - L.Of(6))) + L.Of(3),
        };
    }

    public L Variance<L>(int trial)
        where L : struct, ILanes<L> => L.Of(order switch { 1 => 1, 2 => 2, 3 => 6, _ => 24 });
}

/// <summary>
/// The product of two standard normals less its mean. Variance in units of the statistic's, which of a correlation that
/// differs by trial is 1 + ρ² given the trial's.
/// </summary>
internal readonly struct ProductTerm(Workspace work, int one, int other, Param mean, bool isByTrial) : IZeroMean
{
    public L Value<L>(int trial)
        where L : struct, ILanes<L> => (L.Load(ref work.First(one), trial) * L.Load(ref work.First(other), trial)) - mean.At<L>(work, trial);

    public L Variance<L>(int trial)
        where L : struct, ILanes<L>
    {
        var rho = isByTrial ? mean.At<L>(work, trial) : L.Zero;
        return L.Fma(rho, rho, L.Of(1));
    }
}

/// <summary>A value less its mean, or the square of that less its variance; variance in units of the statistic's.</summary>
internal readonly struct ValueTerm(Workspace work, int row, double mean, double variance, bool square) : IZeroMean
{
    public L Value<L>(int trial)
        where L : struct, ILanes<L>
    {
        var d = L.Load(ref work.First(row), trial) - L.Of(mean);
        return square ? (d * d) - L.Of(variance) : d;
    }

    public L Variance<L>(int trial)
        where L : struct, ILanes<L> => L.Of(1);
}

/// <summary>A log-normal factor less its mean of one; <paramref name="correction"/> is half its log's variance.</summary>
internal readonly struct FactorTerm(Workspace work, int row, Param correction) : IZeroMean
{
    public L Value<L>(int trial)
        where L : struct, ILanes<L> => L.Load(ref work.First(row), trial) - L.Of(1);

    public L Variance<L>(int trial)
        where L : struct, ILanes<L> => VectorMath.Expm1(correction.At<L>(work, trial) * L.Of(2));
}

/// <summary>
/// A count of mean m and variance φm, standardised; or the square of that less 1, whose variance is 2 and the excess
/// kurtosis, 6(φ − 1)/m + 1/(φm) of a negative binomial. Nothing where nothing is expected.
/// </summary>
internal readonly struct CountTerm(Workspace work, int expected, int count, Param dispersion, bool square) : IZeroMean
{
    public L Value<L>(int trial)
        where L : struct, ILanes<L>
    {
        var m = L.Load(ref work.First(expected), trial);
        var d = L.Load(ref work.First(count), trial) - m;
        var variance = m * dispersion.At<L>(work, trial);
        var none = L.LessOrEqual(variance, L.Zero);
        return L.AndNotBits(square ? (d * d / variance) - L.Of(1) : d / L.Sqrt(variance), none);
    }

    public L Variance<L>(int trial)
        where L : struct, ILanes<L>
    {
        var m = L.Load(ref work.First(expected), trial);
        var phi = dispersion.At<L>(work, trial);
        var one = L.Of(1);
        var variance = square
            ? L.Of(2) + (((L.Of(6) * (phi - one)) + (one / phi)) / m)
            : one;
        return L.AndNotBits(variance, L.LessOrEqual(m * phi, L.Zero));
    }
}

/// <summary>
/// A sum less its mean, standardised: of mean <paramref name="expected"/> and variance
/// <paramref name="ratio"/> · <paramref name="scale"/>.
/// </summary>
internal readonly struct SumTerm(Workspace work, int expected, int sum, int scale, double ratio) : IZeroMean
{
    public L Value<L>(int trial)
        where L : struct, ILanes<L>
    {
        var variance = L.Load(ref work.First(scale), trial) * L.Of(ratio);
        var d = L.Load(ref work.First(sum), trial) - L.Load(ref work.First(expected), trial);
        return L.AndNotBits(d / L.Sqrt(variance), L.LessOrEqual(variance, L.Zero));
    }

    public L Variance<L>(int trial)
        where L : struct, ILanes<L> =>
        L.AndNotBits(L.Of(1), L.LessOrEqual(L.Load(ref work.First(scale), trial), L.Zero));
}
