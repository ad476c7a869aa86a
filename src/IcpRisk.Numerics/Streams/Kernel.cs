using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Streams;

/// <summary>Which draws of a block are wanted.</summary>
internal interface IHalves
{
    static abstract bool First { get; }

    static abstract bool Second { get; }
}

internal readonly struct BothHalves : IHalves
{
    public static bool First => true;

    public static bool Second => true;
}

internal readonly struct FirstHalf : IHalves
{
    public static bool First => true;

    public static bool Second => false;
}

internal readonly struct SecondHalf : IHalves
{
    public static bool First => false;

    public static bool Second => true;
}

/// <summary>What is made of uniforms.</summary>
internal interface IMake
{
    /// <summary>In place, of so many: a multiple of 8.</summary>
    static abstract void Of<L>(ref double uniforms, int count)
        where L : struct, ILanes<L>;
}

/// <summary>Nothing: they are wanted as they are.</summary>
internal readonly struct Uniforms : IMake
{
    public static void Of<L>(ref double uniforms, int count)
        where L : struct, ILanes<L>
    {
    }
}

/// <summary>Standard normals.</summary>
internal readonly struct Normals : IMake
{
    public static void Of<L>(ref double uniforms, int count)
        where L : struct, ILanes<L> => QuantileRow.Apply<L>(ref uniforms, count);
}

/// <summary>
/// Philox over consecutive trials, one trial a lane. A 32-bit word sits in the low half
/// of a 64-bit lane; the high half holds rubbish until the block is done, which no operation lets down.
/// </summary>
/// <remarks>
/// Several blocks (lines) are worked at once to hide the latency of their rounds. Of the first three rounds, what depends on
/// the address alone is prepared once a row, and what depends on the trial alone is shared by the lines. What is
/// made of the uniforms is made by a second pass, while they are in the cache: one loop with both outgrows the number of
/// variables that the compiler follows, and calls appear in it. For the same reason the rounds of four lines
/// are a loop; two lines leave room to write them out.
/// </remarks>
internal static class Kernel
{
    /// <summary>Elements of a line's four prepared words, each repeated over eight lanes.</summary>
    private const int LineWords = 4 * 8;

    /// <summary>The same of a round's two key words.</summary>
    private const int RoundKeys = 2 * 8;

    /// <summary>Rows of several streams and draws, each made of uniforms by <typeparamref name="TMake"/> while it is in the first-level cache.</summary>
    public static void Rows<L, TMake>(
        in Philox philox, ReadOnlySpan<StreamId> ids, uint firstTrial, int firstDraw, int draws, int attempt, int trials, Span<double> rows)
        where L : struct, ILanes<L>
        where TMake : struct, IMake
    {
        if (trials % 8 != 0 || trials < 0 || draws < 0 || rows.Length != (long)ids.Length * draws * trials)
            throw new ArgumentException($"{rows.Length} places for {ids.Length} x {draws} rows of {trials}: want a row for each, of a multiple of 8 trials.");
        if (rows.IsEmpty)
            return;
        var lastDraw = firstDraw + draws - 1;
        _ = Philox.Counter1(firstDraw >> 1, attempt);
        _ = Philox.Counter1(lastDraw >> 1, attempt);
        if ((firstDraw & 1) != 0)
            Blocks<L, SecondHalf, TMake>(in philox, ids, firstTrial, firstDraw >> 1, 1, attempt, trials, rows, 0, draws);
        var wholeFrom = (firstDraw + 1) >> 1;
        var whole = ((lastDraw + 1) >> 1) - wholeFrom;
        if (whole > 0)
            Blocks<L, BothHalves, TMake>(in philox, ids, firstTrial, wholeFrom, whole, attempt, trials, rows, (2 * wholeFrom) - firstDraw, draws);
        if ((lastDraw & 1) == 0 && lastDraw >= firstDraw)
            Blocks<L, FirstHalf, TMake>(in philox, ids, firstTrial, lastDraw >> 1, 1, attempt, trials, rows, draws - 1, draws);
    }

    public static void Pair<L>(
        in Philox philox, StreamId id, uint firstTrial, int block, int attempt, Span<double> first, Span<double> second)
        where L : struct, ILanes<L>
    {
        if (first.Length != second.Length || first.Length % 8 != 0)
            throw new ArgumentException($"Rows of {first.Length} and {second.Length}: want one length, a multiple of 8.");
        ref var a = ref MemoryMarshal.GetReference(first);
        ref var b = ref MemoryMarshal.GetReference(second);
        Unsafe.SkipInit(out Prepared lines);
        Prepare(ref lines[0], in philox, id, Philox.Counter1(block, attempt));
        One<L, BothHalves>(in philox, in lines[0], firstTrial, first.Length, ref a, ref b);
    }

    /// <summary>
    /// <paramref name="count"/> blocks of each stream. The first row of block j of stream s is row
    /// <c>s·stride + offset + 2·j</c>.
    /// </summary>
    private static void Blocks<L, THalves, TMake>(
        in Philox philox,
        ReadOnlySpan<StreamId> ids,
        uint firstTrial,
        int firstBlock,
        int count,
        int attempt,
        int trials,
        Span<double> rows,
        int offset,
        int stride)
        where L : struct, ILanes<L>
        where THalves : struct, IHalves
        where TMake : struct, IMake
    {
        var work = new Work(in philox, ids, firstBlock, count, attempt, trials, offset, stride);
        Unsafe.SkipInit(out Prepared lines);
        ref var start = ref MemoryMarshal.GetReference(rows);
        var line = 0;
        var made = trials + SecondAt<THalves>(trials);

        // Four blocks in flight want 32 registers.
        for (; L.Width == 8 && line + 4 <= work.Lines; line += 4)
        {
            ref var a = ref work.Prepare(line, ref lines[0], ref start);
            ref var b = ref work.Prepare(line + 1, ref lines[LineWords], ref start);
            ref var c = ref work.Prepare(line + 2, ref lines[2 * LineWords], ref start);
            ref var d = ref work.Prepare(line + 3, ref lines[3 * LineWords], ref start);
            Four<L, THalves>(in philox, in lines[0], firstTrial, trials, ref a, ref b, ref c, ref d);
            TMake.Of<L>(ref a, made);
            TMake.Of<L>(ref b, made);
            TMake.Of<L>(ref c, made);
            TMake.Of<L>(ref d, made);
        }

        for (; line + 2 <= work.Lines; line += 2)
        {
            ref var a = ref work.Prepare(line, ref lines[0], ref start);
            ref var b = ref work.Prepare(line + 1, ref lines[LineWords], ref start);
            Two<L, THalves>(in philox, in lines[0], firstTrial, trials, ref a, ref b);
            TMake.Of<L>(ref a, made);
            TMake.Of<L>(ref b, made);
        }

        if (line < work.Lines)
        {
            ref var a = ref work.Prepare(line, ref lines[0], ref start);
            One<L, THalves>(in philox, in lines[0], firstTrial, trials, ref a, ref Unsafe.Add(ref a, SecondAt<THalves>(trials)));
            TMake.Of<L>(ref a, made);
        }
    }

    /// <summary>Where the second row of a line starts, from the start of the first; a single row is its own second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SecondAt<THalves>(int trials) where THalves : struct, IHalves =>
        THalves.First && THalves.Second ? trials : 0;

    /// <summary>What the first three rounds make of the address alone, each word repeated over eight lanes.</summary>
    private static void Prepare(ref double line, in Philox philox, StreamId id, uint counter1)
    {
        var low = (ulong)Philox.Multiplier1 * (uint)id.Value;
        var word0 = (uint)(low >> 32) ^ counter1 ^ philox.Key0(0);
        var product = (ulong)Philox.Multiplier0 * word0;
        var words = MemoryMarshal.CreateSpan(ref line, LineWords);
        Repeat(words, 0, (uint)(id.Value >> 32) ^ philox.Key1(0));
        Repeat(words, 1, (uint)low ^ philox.Key0(1));
        Repeat(words, 2, (uint)(product >> 32) ^ philox.Key1(1));
        Repeat(words, 3, (uint)product ^ philox.Key1(2));
    }

    private static void Repeat(Span<double> words, int index, uint word) =>
        words.Slice(8 * index, 8).Fill(BitConverter.UInt64BitsToDouble(word));

    private static void One<L, THalves>(
        in Philox philox, in double line, uint firstTrial, int trials, ref double first, ref double second)
        where L : struct, ILanes<L>
        where THalves : struct, IHalves
    {
        ref var keys = ref MemoryMarshal.GetArrayDataReference(philox.Schedule);
        var trial = L.AddBits(L.OfBits(firstTrial), L.IndexBits);
        for (var i = 0; i < trials; i += L.Width)
        {
            var t = L.MultiplyLow32Bits(trial, L.OfBits(Philox.Multiplier0));
            var tHigh = L.ShiftRightBits(t, 32);
            trial = L.AddBits(trial, L.OfBits((ulong)L.Width));
            Open(in line, t, tHigh, in keys, out var c0, out var c1, out var c2, out var c3);
            for (var key = 3 * RoundKeys; key < Philox.Rounds * RoundKeys; key += RoundKeys)
            {
                Round(in keys, key, ref c0, ref c1, ref c2, ref c3);
            }

            if (THalves.First)
                L.Store(Uniform(c0, c1), ref first, i);
            if (THalves.Second)
                L.Store(Uniform(c2, c3), ref second, i);
        }
    }

    private static void Two<L, THalves>(
        in Philox philox,
        in double lines,
        uint firstTrial,
        int trials,
        ref double rowA,
        ref double rowB)
        where L : struct, ILanes<L>
        where THalves : struct, IHalves
    {
        ref var keys = ref MemoryMarshal.GetArrayDataReference(philox.Schedule);
        ref readonly var lineB = ref Unsafe.Add(ref Unsafe.AsRef(in lines), LineWords);
        var second = SecondAt<THalves>(trials);
        var trial = L.AddBits(L.OfBits(firstTrial), L.IndexBits);
        for (var i = 0; i < trials; i += L.Width)
        {
            var t = L.MultiplyLow32Bits(trial, L.OfBits(Philox.Multiplier0));
            var tHigh = L.ShiftRightBits(t, 32);
            trial = L.AddBits(trial, L.OfBits((ulong)L.Width));
            Open(in lines, t, tHigh, in keys, out var a0, out var a1, out var a2, out var a3);
            Open(in lineB, t, tHigh, in keys, out var b0, out var b1, out var b2, out var b3);
            Round(in keys, 3 * RoundKeys, ref a0, ref a1, ref a2, ref a3);
            Round(in keys, 3 * RoundKeys, ref b0, ref b1, ref b2, ref b3);
            Round(in keys, 4 * RoundKeys, ref a0, ref a1, ref a2, ref a3);
            Round(in keys, 4 * RoundKeys, ref b0, ref b1, ref b2, ref b3);
            Round(in keys, 5 * RoundKeys, ref a0, ref a1, ref a2, ref a3);
            Round(in keys, 5 * RoundKeys, ref b0, ref b1, ref b2, ref b3);
            Round(in keys, 6 * RoundKeys, ref a0, ref a1, ref a2, ref a3);
            Round(in keys, 6 * RoundKeys, ref b0, ref b1, ref b2, ref b3);
            Round(in keys, 7 * RoundKeys, ref a0, ref a1, ref a2, ref a3);
            Round(in keys, 7 * RoundKeys, ref b0, ref b1, ref b2, ref b3);
            Round(in keys, 8 * RoundKeys, ref a0, ref a1, ref a2, ref a3);
            Round(in keys, 8 * RoundKeys, ref b0, ref b1, ref b2, ref b3);
            Round(in keys, 9 * RoundKeys, ref a0, ref a1, ref a2, ref a3);
            Round(in keys, 9 * RoundKeys, ref b0, ref b1, ref b2, ref b3);

            if (THalves.First)
            {
                L.Store(Uniform(a0, a1), ref rowA, i);
                L.Store(Uniform(b0, b1), ref rowB, i);
            }

            if (THalves.Second)
            {
                L.Store(Uniform(a2, a3), ref rowA, second + i);
                L.Store(Uniform(b2, b3), ref rowB, second + i);
            }
        }
    }

    private static void Four<L, THalves>(
        in Philox philox,
        in double lines,
        uint firstTrial,
        int trials,
        ref double rowA,
        ref double rowB,
        ref double rowC,
        ref double rowD)
        where L : struct, ILanes<L>
        where THalves : struct, IHalves
    {
        var second = SecondAt<THalves>(trials);
        ref var keys = ref MemoryMarshal.GetArrayDataReference(philox.Schedule);
        ref var line = ref Unsafe.AsRef(in lines);
        var trial = L.AddBits(L.OfBits(firstTrial), L.IndexBits);
        for (var i = 0; i < trials; i += L.Width)
        {
            var t = L.MultiplyLow32Bits(trial, L.OfBits(Philox.Multiplier0));
            var tHigh = L.ShiftRightBits(t, 32);
            trial = L.AddBits(trial, L.OfBits((ulong)L.Width));
            Open(in Unsafe.Add(ref line, 0 * LineWords), t, tHigh, in keys, out var a0, out var a1, out var a2, out var a3);
            Open(in Unsafe.Add(ref line, 1 * LineWords), t, tHigh, in keys, out var b0, out var b1, out var b2, out var b3);
            Open(in Unsafe.Add(ref line, 2 * LineWords), t, tHigh, in keys, out var c0, out var c1, out var c2, out var c3);
            Open(in Unsafe.Add(ref line, 3 * LineWords), t, tHigh, in keys, out var d0, out var d1, out var d2, out var d3);
            for (var key = 3 * RoundKeys; key < Philox.Rounds * RoundKeys; key += RoundKeys)
            {
                Round(in keys, key, ref a0, ref a1, ref a2, ref a3);
                Round(in keys, key, ref b0, ref b1, ref b2, ref b3);
                Round(in keys, key, ref c0, ref c1, ref c2, ref c3);
                Round(in keys, key, ref d0, ref d1, ref d2, ref d3);
            }

            if (THalves.First)
            {
                L.Store(Uniform(a0, a1), ref rowA, i);
                L.Store(Uniform(b0, b1), ref rowB, i);
                L.Store(Uniform(c0, c1), ref rowC, i);
                L.Store(Uniform(d0, d1), ref rowD, i);
            }

            if (THalves.Second)
            {
                L.Store(Uniform(a2, a3), ref rowA, second + i);
                L.Store(Uniform(b2, b3), ref rowB, second + i);
                L.Store(Uniform(c2, c3), ref rowC, second + i);
                L.Store(Uniform(d2, d3), ref rowD, second + i);
            }
        }
    }

    /// <summary>The first three rounds, of the trial's first product and the prepared words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Open<L>(in double line, L t, L tHigh, in double keys, out L c0, out L c1, out L c2, out L c3)
        where L : struct, ILanes<L>
    {
        // After round 1 word 2 and 3, after round 2 words 0, 1 and 2 depend on the trial; the rest is prepared.
        c1 = L.MultiplyLow32Bits(L.XorBits(tHigh, L.Load(in line, 0)), L.OfBits(Philox.Multiplier1));
        c0 = L.XorBits(L.ShiftRightBits(c1, 32), L.Load(in line, 8));
        c2 = L.XorBits(t, L.Load(in line, 16));
        var p0 = L.MultiplyLow32Bits(c0, L.OfBits(Philox.Multiplier0));
        var p1 = L.MultiplyLow32Bits(c2, L.OfBits(Philox.Multiplier1));
        c0 = L.XorBits(L.ShiftRightBits(p1, 32), c1, L.Load(in keys, 2 * RoundKeys));
        c1 = p1;
        c2 = L.XorBits(L.ShiftRightBits(p0, 32), L.Load(in line, 24));
        c3 = p0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<L>(in double keys, int key, ref L c0, ref L c1, ref L c2, ref L c3)
        where L : struct, ILanes<L>
    {
        var p0 = L.MultiplyLow32Bits(c0, L.OfBits(Philox.Multiplier0));
        var p1 = L.MultiplyLow32Bits(c2, L.OfBits(Philox.Multiplier1));
        c0 = L.XorBits(L.ShiftRightBits(p1, 32), c1, L.Load(in keys, key));
        c1 = p1;
        c2 = L.XorBits(L.ShiftRightBits(p0, 32), c3, L.Load(in keys, key + 8));
        c3 = p0;
    }

    /// <summary>((bits >> 12) + ½)·2⁻⁵² of the bits low + 2³²·high: the bits as a mantissa in [1, 2), less 1 − 2⁻⁵³, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Uniform<L>(L low, L high) where L : struct, ILanes<L>
    {
        var bits = L.JoinLow32Bits(low, high);
        return L.OrBits(L.ShiftRightBits(bits, 12), L.Of(1)) - L.Of(1 - (1.0 / (1L << 53)));
    }

    /// <summary>The prepared words of four lines.</summary>
    [InlineArray(4 * LineWords)]
    private struct Prepared
    {
        private double _word;
    }

    /// <summary>Blocks of several streams as one list of lines, stream by stream.</summary>
    private readonly ref struct Work(
        in Philox philox, ReadOnlySpan<StreamId> ids, int firstBlock, int count, int attempt, int trials, int offset, int stride)
    {
        private readonly Philox _philox = philox;
        private readonly ReadOnlySpan<StreamId> _ids = ids;

        public int Lines => _ids.Length * count;

        /// <summary>Prepares a line's words and returns the start of its first row.</summary>
        public ref double Prepare(int line, ref double words, ref double rows)
        {
            var (stream, j) = Math.DivRem(line, count);
            Kernel.Prepare(ref words, in _philox, _ids[stream], Philox.Counter1(firstBlock + j, attempt));
            return ref Unsafe.Add(ref rows, ((stream * stride) + offset + (2 * j)) * trials);
        }
    }
}
