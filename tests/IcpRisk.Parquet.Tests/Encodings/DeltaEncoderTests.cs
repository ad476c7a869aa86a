using IcpRisk.Parquet.Encodings;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Tests.Encodings;

/// <summary>Bytes by hand from parquet-format, Encodings.md, whose two examples come first.</summary>
public sealed class DeltaEncoderTests
{
    // 128 values a block, 4 miniblocks.
    private const string Block = "80 01 04 ";

    [Fact]
    public void Equal_differences_take_no_bits() => Assert.Equal(Block + "05 02 02 00 00 00 00", Longs(1, 2, 3, 4, 5));

    [Fact]
    public void Differences_are_packed_above_their_least() =>
        Assert.Equal(Block + "08 0E 03 02 00 00 00 C0 3F 00 00 00 00 00 00", Longs(7, 5, 3, 1, 2, 3, 4, 5));

    [Fact]
    public void One_value_has_no_block() => Assert.Equal(Block + "01 01", Longs(-1));

    [Fact]
    public void From_greatest_to_least_is_one_step_when_arithmetic_wraps() => Assert.Equal(
        Block + "02 FE FF FF FF FF FF FF FF FF 01 02 00 00 00 00", Longs(long.MaxValue, long.MinValue));

    [Fact]
    public void Ints_wrap_in_32_bits() =>
        Assert.Equal(Block + "02 FE FF FF FF 0F 02 00 00 00 00", Ints(int.MaxValue, int.MinValue));

    [Fact]
    public void A_spread_of_the_whole_range_takes_all_bits_and_no_more()
    {
        // Differences int.MinValue and int.MaxValue: the offset of the second is 2^32 - 1, 32 bits.
        Assert.Equal(
            Block + "03 00 FF FF FF FF 0F 20 00 00 00 00 00 00 00 FF FF FF FF" + Zeros(30 * 4),
            Ints(0, int.MinValue, -1));

        // Likewise in 64 bits.
        Assert.Equal(
            Block + "03 00 FF FF FF FF FF FF FF FF FF 01 40 00 00 00" + Zeros(8) + string.Concat(Enumerable.Repeat(" FF", 8)) + Zeros(30 * 8),
            Longs(0, long.MinValue, -1));
    }

    [Fact]
    public void A_second_block_has_its_own_least_difference()
    {
        var values = Enumerable.Range(0, 129).Select(i => (long)i).Append(130).ToArray();
        Assert.Equal(Block + "82 01 00 02 00 00 00 00 04 00 00 00 00", Longs(values));
    }

    [Fact]
    public void Values_lie_in_the_miniblock_they_belong_to()
    {
        // 33 differences: 32 zeros, then one of 1.
        var values = new long[34];
        values[33] = 1;
        Assert.Equal(Block + "22 00 00 00 01 00 00 01 00 00 00", Longs(values));
    }

    private static string Zeros(int count) => string.Concat(Enumerable.Repeat(" 00", count));

    private static string Longs(params long[] values)
    {
        using var bytes = new PooledStream();
        DeltaEncoder.Encode(values.AsSpan(), bytes);
        return Hex.Of(bytes.Written);
    }

    private static string Ints(params int[] values)
    {
        using var bytes = new PooledStream();
        DeltaEncoder.Encode(values.AsSpan(), bytes);
        return Hex.Of(bytes.Written);
    }
}
