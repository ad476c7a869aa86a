using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Widths;

/// <summary>A hash of the bits of every function on a fixed grid, and of some draws.</summary>
public static class Fingerprint
{
    public static readonly double[] Edges =
    [
        0, -0.0, 1, -1, 0.5, 2, double.Epsilon, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-17, 1e-8, 1.0 / 512, 0.001953, 0.25, 0.75,
        0.9999999999999999, 1.0000000000000002, 1.5, 2.5, 8.5, 37, -37.5, 37.7, -40, 708, 709.78271289338397, 709.7827128933841, 710, -708.3, -708.5,
        -745, 1e10, -1e10, 1e300, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    public static double[] Grid()
    {
        var philox = new Philox(2024);
        var id = StreamId.Of("", "widths", "grid");
        var grid = new double[Edges.Length + 216];
        Edges.CopyTo(grid, 0);
        for (var i = Edges.Length; i < grid.Length; i++)
        {
            var u = philox.Uniform((uint)i, id, 0);
            grid[i] = (i % 4) switch { 0 => u, 1 => u * 40, 2 => (u - 0.5) * 80, _ => (u - 0.5) * 1400 };
        }

        return grid;
    }

    public static ulong Of<L>() where L : struct, ILanes<L>
    {
        var x = Grid();
        var y = new double[x.Length];
        var hash = 0xCBF29CE484222325;
        Rows.Exp<L>(x, y);
        Add(ref hash, y);
        Rows.Expm1<L>(x, y);
        Add(ref hash, y);
        Rows.Log<L>(x, y);
        Add(ref hash, y);
        Rows.Log1p<L>(x, y);
        Add(ref hash, y);
        Rows.NormalCdf<L>(x, y);
        Add(ref hash, y);
        Rows.NormalQuantile<L>(x, y);
        Add(ref hash, y);
        Rows.LogGamma<L>(x, y);
        Add(ref hash, y);
        for (var i = 0; i < x.Length; i += L.Width)
            L.Store(VectorMath.InverseSqrt(L.Load(in x[0], i)), ref y[0], i);
        Add(ref hash, y);
        foreach (var exponent in (ReadOnlySpan<double>)[0, 1, -1, 0.5, 1.7, -12.25, 300])
        {
            Rows.Pow<L>(x, exponent, y);
            Add(ref hash, y);
        }

        AddDraws<L>(ref hash);
        return hash;
    }

    private static void AddDraws<L>(ref ulong hash) where L : struct, ILanes<L>
    {
        var philox = new Philox(0x0123456789ABCDEF);
        StreamId[] ids = [StreamId.Of("a place", "need", "level"), StreamId.Of("", "inflation", ""), StreamId.Of("b", "cost", "x/y")];
        var rows = new double[ids.Length * 5 * 64];
        Draws.UniformRows<L>(in philox, ids, 4096, 1, 5, 2, 64, rows);
        Add(ref hash, rows);
        Draws.NormalRows<L>(in philox, ids, 0, 0, 5, 0, 64, rows);
        Add(ref hash, rows);
        var first = new double[512];
        var second = new double[512];
        Draws.Normals<L>(in philox, ids[0], uint.MaxValue - 511, 40_000, 1, first, second);
        Add(ref hash, first);
        Add(ref hash, second);
    }

    /// <summary>FNV-1a over 64-bit words; every NaN counts as the same.</summary>
    private static void Add(ref ulong hash, ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            hash = (hash ^ BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value)) * 0x100000001B3;
    }
}

/// <summary>The fingerprint at the width in use.</summary>
public struct FingerprintPass : ILanePass
{
    public ulong Value { get; private set; }

    public void Run<L>() where L : struct, ILanes<L> => Value = Fingerprint.Of<L>();
}
