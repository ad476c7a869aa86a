using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Tests.Lanes;

/// <summary>Each operation at each width against the plain C# of its doc comment, lane by lane.</summary>
public class LanesTests
{
    private static readonly double[] Values =
        [1.5, -2.25, 0, -0.0, 3.75, 2.5, -0.5, 1e300, double.PositiveInfinity, double.NegativeInfinity, 1e-310, double.NaN, 7, -3.5, 1024.5, 0.1];

    [Fact]
    public void One_lane() => Check<Lanes1>();

    [Fact]
    public void Four_lanes()
    {
        if (Lanes256.IsSupported)
            Check<Lanes256>();
    }

    [Fact]
    public void Eight_lanes()
    {
        if (Lanes512.IsSupported)
            Check<Lanes512>();
    }

    private static void Check<L>() where L : struct, ILanes<L>
    {
        Test<L>((a, b) => a + b, (a, b) => a + b);
        Test<L>((a, b) => a - b, (a, b) => a - b);
        Test<L>((a, b) => a * b, (a, b) => a * b);
        Test<L>((a, b) => a / b, (a, b) => a / b);
        Test<L>((a, _) => -a, (a, _) => -a);
        Test<L>((a, b) => L.Fma(a, b, a), (a, b) => Math.FusedMultiplyAdd(a, b, a));
        Test<L>((a, _) => L.Sqrt(L.Abs(a)), (a, _) => Math.Sqrt(Math.Abs(a)));
        Test<L>(L.Min, (a, b) => a < b ? a : b);
        Test<L>(L.Max, (a, b) => a > b ? a : b);
        Test<L>((a, _) => L.Floor(a), (a, _) => Math.Floor(a));
        Test<L>((a, _) => L.Round(a), (a, _) => Math.Round(a));
        Test<L>((a, b) => L.Select(L.Less(a, b), a, b), (a, b) => a < b ? a : b);
        Test<L>((a, b) => L.Select(L.LessOrEqual(a, b), a, b), (a, b) => a <= b ? a : b);
        Test<L>((a, b) => L.Select(L.Equal(a, b), L.Of(1), b), (a, b) => a == b ? 1 : b);
        Test<L>((a, b) => L.SelectLess(a, b, L.Of(3), b), (a, b) => a < b ? 3 : b);
        TestBits<L>(L.AndBits, (a, b) => a & b);
        TestBits<L>(L.OrBits, (a, b) => a | b);
        TestBits<L>(L.XorBits, (a, b) => a ^ b);
        TestBits<L>((a, b) => L.XorBits(a, b, L.OfBits(12345)), (a, b) => a ^ b ^ 12345);
        TestBits<L>((a, b) => L.SelectBits(L.OfBits(0xFF00FF), a, b), (a, b) => (a & 0xFF00FF) | (b & ~0xFF00FFUL));
        TestBits<L>(L.AndNotBits, (a, b) => a & ~b);
        TestBits<L>(L.AddBits, (a, b) => a + b);
        TestBits<L>(L.SubtractBits, (a, b) => a - b);
        TestBits<L>((a, _) => L.ShiftLeftBits(a, 13), (a, _) => a << 13);
        TestBits<L>((a, _) => L.ShiftRightBits(a, 13), (a, _) => a >> 13);
        TestBits<L>(L.MultiplyLow32Bits, (a, b) => (a & uint.MaxValue) * (b & uint.MaxValue));
        TestBits<L>(L.JoinLow32Bits, (a, b) => (a & uint.MaxValue) | (b << 32));
        TestBits<L>((a, _) => L.Lookup16(in Values[0], a), (a, _) => BitConverter.DoubleToUInt64Bits(Values[a & 15]));
        TestBits<L>(
            (a, _) => L.Gather(in Values[0], L.ShiftRightBits(a, 60)),
            (a, _) => BitConverter.DoubleToUInt64Bits(Values[a >> 60]));
        for (var column = 0; column < 8; column++)
        {
            var wanted = column;
            TestBits<L>(
                (a, _) => Eight(L.ShiftLeftBits(L.ShiftRightBits(a, 63), 3), wanted),
                (a, _) => BitConverter.DoubleToUInt64Bits(Values[(8 * (a >> 63)) + (ulong)wanted]));
        }

        for (var column = 0; column < 4; column++)
        {
            var wanted = column;
            TestBits<L>(
                (a, _) => Four(L.ShiftRightBits(a, 61), wanted),
                (a, _) => BitConverter.DoubleToUInt64Bits(Values[(a >> 61) + (ulong)wanted]));
        }

        var lanes = new double[8];
        L.Store(L.IndexBits, ref lanes[0], 0);
        Assert.Equal(Enumerable.Range(0, L.Width).Select(i => (long)i), MemoryMarshal.Cast<double, long>(lanes)[..L.Width].ToArray());
        lanes[L.Width - 1] = 1;
        Assert.True(L.AnyTrue(L.Equal(L.Load(in lanes[0], 0), L.Of(1))));
        Assert.False(L.AnyTrue(L.Equal(L.Load(in lanes[0], 0), L.Of(-1))));
    }

    private static L Eight<L>(L start, int column) where L : struct, ILanes<L>
    {
        L.LoadEights(in Values[0], start, out var c0, out var c1, out var c2, out var c3, out var c4, out var c5, out var c6, out var c7);
        return new[] { c0, c1, c2, c3, c4, c5, c6, c7 }[column];
    }

    private static L Four<L>(L start, int column) where L : struct, ILanes<L>
    {
        L.LoadFours(in Values[0], start, out var c0, out var c1, out var c2, out var c3);
        return new[] { c0, c1, c2, c3 }[column];
    }

    private static void Test<L>(Func<L, L, L> lanes, Func<double, double, double> plain) where L : struct, ILanes<L> =>
        TestBits<L>(lanes, (a, b) => BitConverter.DoubleToUInt64Bits(plain(BitConverter.UInt64BitsToDouble(a), BitConverter.UInt64BitsToDouble(b))));

    private static void TestBits<L>(Func<L, L, L> lanes, Func<ulong, ulong, ulong> plain) where L : struct, ILanes<L>
    {
        var got = new double[8];
        for (var shift = 0; shift < Values.Length; shift++)
        {
            var a = Values;
            var b = Values.Select((_, i) => Values[(i + shift) % Values.Length]).ToArray();
            for (var i = 0; i < a.Length; i += L.Width)
            {
                L.Store(lanes(L.Load(in a[0], i), L.Load(in b[0], i)), ref got[0], 0);
                for (var j = 0; j < L.Width; j++)
                {
                    var want = plain(BitConverter.DoubleToUInt64Bits(a[i + j]), BitConverter.DoubleToUInt64Bits(b[i + j]));
                    var wanted = BitConverter.UInt64BitsToDouble(want);
                    if (double.IsNaN(wanted) && double.IsNaN(got[j]))
                        continue;
                    Assert.True(want == BitConverter.DoubleToUInt64Bits(got[j]), $"{typeof(L).Name} of {a[i + j]}, {b[i + j]}: {got[j]}, want {wanted}");
                }
            }
        }
    }
}
