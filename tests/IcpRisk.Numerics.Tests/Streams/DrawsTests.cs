using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Streams;

public class DrawsTests
{
    private static readonly Philox Source = new(0xFEDCBA9876543210);
    private static readonly StreamId[] Ids = [.. Enumerable.Range(0, 7).Select(i => StreamId.Of("place", "driver", $"{i}"))];

    [Fact]
    public void The_layout_is_version_2() => Assert.Equal(2, Philox.StreamLayoutVersion);

    /// <summary>The layout in words, by hand: counter (trial, block | attempt·2¹⁶, id), draw = half of the block.</summary>
    [Fact]
    public void A_draw_is_half_a_block_at_its_counter()
    {
        var id = new StreamId(0x89ABCDEF01234567);
        var (w0, w1, w2, w3) = Source.Block(77, 5 | (3u << 16), 0x01234567, 0x89ABCDEF);
        Assert.Equal(w0 | ((ulong)w1 << 32), Source.Bits(77, id, 10, 3));
        Assert.Equal(w2 | ((ulong)w3 << 32), Source.Bits(77, id, 11, 3));
        Assert.Equal(((Source.Bits(77, id, 10, 3) >> 12) + 0.5) / 4503599627370496.0, Source.Uniform(77, id, 10, 3));
    }

    /// <summary>Frozen bits of the stream layout, also computed by a second implementation; see <see cref="Philox.StreamLayoutVersion"/>.</summary>
    [Theory]
    [InlineData(0UL, 0u, 0, 0, 0x97FD4191982A009CUL)]
    [InlineData(1UL, 123456789u, 19, 0, 0xB5EAF82FCB8DEE9FUL)]
    [InlineData(0xFFFFFFFF00000000UL, uint.MaxValue, 131071, 65535, 0x7BBEE947F51B9CF0UL)]
    public void Draws_have_the_frozen_bits(ulong seed, uint trial, int draw, int attempt, ulong bits) =>
        Assert.Equal($"{bits:x16}", $"{new Philox(seed).Bits(trial, StreamId.Of("bedford", "need", "level"), draw, attempt):x16}");

    [Fact]
    public void Rows_are_the_draws_one_by_one()
    {
        Rows<Lanes1>();
        if (Lanes256.IsSupported)
            Rows<Lanes256>();
        if (Lanes512.IsSupported)
            Rows<Lanes512>();
    }

    private static void Rows<L>() where L : struct, ILanes<L>
    {
        // Every count of blocks in flight (1, 2, 4), halves before and after, a first trial near the end of 32 bits.
        foreach (var (streams, firstDraw, draws) in new[] { (1, 0, 1), (1, 1, 1), (3, 1, 2), (7, 0, 1), (7, 0, 2), (1, 0, 10), (2, 3, 6), (1, 2, 5), (3, 65_534, 4) })
        {
            const int Trials = 24;
            const uint First = uint.MaxValue - 15;
            var uniforms = new double[streams * draws * Trials];
            var normals = new double[uniforms.Length];
            Draws.UniformRows<L>(in Source, Ids.AsSpan(0, streams), First, firstDraw, draws, 9, Trials, uniforms);
            Draws.NormalRows<L>(in Source, Ids.AsSpan(0, streams), First, firstDraw, draws, 9, Trials, normals);
            for (var i = 0; i < uniforms.Length; i++)
            {
                var (row, trial) = (i / Trials, unchecked(First + (uint)(i % Trials)));
                Assert.Equal(Source.Uniform(trial, Ids[row / draws], firstDraw + (row % draws), 9), uniforms[i]);
                Assert.Equal(Source.Normal(trial, Ids[row / draws], firstDraw + (row % draws), 9), normals[i]);
            }
        }
    }

    [Fact]
    public void A_pair_and_a_single_row_are_the_same_draws()
    {
        var (a, b, c, d) = (new double[4096], new double[4096], new double[4096], new double[4096]);
        Draws.Normals<Lanes1>(in Source, Ids[0], 8, 6, 0, a, b);
        Draws.Normal<Lanes1>(in Source, Ids[0], 8, 12, 0, c);
        Draws.Normal<Lanes1>(in Source, Ids[0], 8, 13, 0, d);
        Assert.Equal(a, c);
        Assert.Equal(b, d);
        Draws.Uniforms<Lanes1>(in Source, Ids[0], 8, 6, 0, a, b);
        Draws.Uniform<Lanes1>(in Source, Ids[0], 8, 13, 0, d);
        Assert.Equal(b, d);
        Assert.Equal(Source.Uniform(8 + 4095, Ids[0], 13), b[4095]);
    }

    [Fact]
    public void Rows_of_the_wrong_size_and_counters_out_of_range_are_refused()
    {
        var row = new double[12];
        Assert.Throws<ArgumentException>(() => Draws.Uniform<Lanes1>(in Source, Ids[0], 0, 0, 0, row));
        Assert.Throws<ArgumentException>(() => Draws.Uniforms<Lanes1>(in Source, Ids[0], 0, 0, 0, new double[8], new double[16]));
        Assert.Throws<ArgumentException>(() => Draws.UniformRows<Lanes1>(in Source, Ids, 0, 0, 2, 0, 8, new double[8]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Source.Bits(0, Ids[0], 131_072));
        Assert.Throws<ArgumentOutOfRangeException>(() => Source.Bits(0, Ids[0], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Source.Bits(0, Ids[0], 0, 65_536));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draws.Uniform<Lanes1>(in Source, Ids[0], 0, 131_072, 0, new double[8]));
    }
}
