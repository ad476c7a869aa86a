using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Streams;

/// <summary>
/// Philox4x32-10: random bits as a pure function of seed and address, so that any draw of any trial can be had alone,
/// in any order, on any thread.
/// </summary>
/// <remarks>
/// <para>Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11; constants and
/// known answers from their Random123 library. It passes BigCrush.</para>
/// <para>Layout (<see cref="StreamLayoutVersion"/>): the key is the seed, low word first. Of the counter, word 0 is the
/// trial, word 1 the block (low 16 bits) and the attempt (high 16), words 2 and 3 the <see cref="StreamId"/>, low word
/// first. A block of four words w is two draws of 64 bits: draw 2·block is w0 + 2³²·w1, draw 2·block + 1 is
/// w2 + 2³²·w3. A rejected draw is made again at the next attempt. A uniform is ((bits >> 12) + ½)·2⁻⁵²: symmetric
/// about ½, never 0 or 1, each value exact. A normal is the inverse normal of that uniform.</para>
/// <para>The default value has no key and must not be used.</para>
/// </remarks>
public readonly struct Philox
{
    /// <summary>The version of the layout above; a change of any draw's bits changes it.</summary>
    public const int StreamLayoutVersion = 2;

    /// <summary>Draws of a trial in one stream: twice the blocks that 16 bits can count.</summary>
    public const int MaximumDraws = 1 << 17;

    /// <summary>Attempts a draw may take.</summary>
    public const int MaximumAttempts = 1 << 16;

    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const int Rounds = 10;

    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>The key of each round, each word repeated over eight lanes: round r at 16·r and 16·r + 8.</summary>
    internal readonly double[] Schedule;

    public Philox(ulong seed)
    {
        Seed = seed;
        Schedule = GC.AllocateUninitializedArray<double>(Rounds * 16, pinned: true);
        for (var r = 0; r < Rounds; r++)
        {
            Schedule.AsSpan(16 * r, 8).Fill(BitConverter.UInt64BitsToDouble(Key0(r)));
            Schedule.AsSpan((16 * r) + 8, 8).Fill(BitConverter.UInt64BitsToDouble(Key1(r)));
        }
    }

    public ulong Seed { get; }

    /// <summary>The four words of a counter.</summary>
    public (uint W0, uint W1, uint W2, uint W3) Block(uint c0, uint c1, uint c2, uint c3)
    {
        for (var r = 0; r < Rounds; r++)
        {
            var p0 = (ulong)Multiplier0 * c0;
            var p1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(p1 >> 32) ^ c1 ^ Key0(r);
            c2 = (uint)(p0 >> 32) ^ c3 ^ Key1(r);
            c1 = (uint)p1;
            c3 = (uint)p0;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>The 64 bits of one draw.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="id">The stream.</param>
    /// <param name="draw">Which draw of the trial, 0 to <see cref="MaximumDraws"/> − 1: a year, say.</param>
    /// <param name="attempt">0, or how often the draw was rejected.</param>
    public ulong Bits(uint trial, StreamId id, int draw, int attempt = 0)
    {
        var w = Block(trial, Counter1(draw >> 1, attempt), (uint)id.Value, (uint)(id.Value >> 32));
        return (draw & 1) == 0 ? w.W0 | ((ulong)w.W1 << 32) : w.W2 | ((ulong)w.W3 << 32);
    }

    /// <summary>One uniform in (0, 1); the same bits as the rows of <see cref="Draws"/>.</summary>
    public double Uniform(uint trial, StreamId id, int draw, int attempt = 0) =>
        ((Bits(trial, id, draw, attempt) >> 12) + 0.5) * (1.0 / (1L << 52));

    /// <summary>One standard normal; the same bits as the rows of <see cref="Draws"/>.</summary>
    public double Normal(uint trial, StreamId id, int draw, int attempt = 0) =>
        DrawnQuantile.Of(Uniform(trial, id, draw, attempt));

    internal uint Key0(int round) => (uint)Seed + ((uint)round * Weyl0);

    internal uint Key1(int round) => (uint)(Seed >> 32) + ((uint)round * Weyl1);

    /// <summary>Word 1 of the counter.</summary>
    internal static uint Counter1(int block, int attempt)
    {
        if ((uint)block >= MaximumDraws / 2)
            throw new ArgumentOutOfRangeException(nameof(block), block, "A stream has at most 65,536 blocks of two draws a trial.");
        if ((uint)attempt >= MaximumAttempts)
            throw new ArgumentOutOfRangeException(nameof(attempt), attempt, "A draw has at most 65,536 attempts.");
        return (uint)block | ((uint)attempt << 16);
    }
}
