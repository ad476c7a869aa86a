using IcpRisk.Parquet.Encodings;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Tests.Encodings;

/// <summary>Bytes by hand from parquet-format, Encodings.md.</summary>
public sealed class PackingTests
{
    [Fact]
    public void The_specification_s_eight_values_of_three_bits() => Assert.Equal("03 88 C6 FA", Rle(3, [0, 1, 2, 3, 4, 5, 6, 7]));

    [Fact]
    public void A_run_is_its_doubled_length_and_the_code() => Assert.Equal("14 04", Rle(3, [.. Enumerable.Repeat(4, 10)]));

    [Fact]
    public void A_code_of_a_run_takes_whole_bytes() => Assert.Equal("10 2C 01", Rle(9, [.. Enumerable.Repeat(300, 8)]));

    [Fact]
    public void A_long_run_has_a_long_length() => Assert.Equal("80 89 7A 01", Rle(1, [.. Enumerable.Repeat(1, 1_000_000)]));

    [Fact]
    public void Seven_equal_codes_are_packed() => Assert.Equal("03 7F", Rle(1, [1, 1, 1, 1, 1, 1, 1]));

    [Fact]
    public void A_run_gives_its_front_to_the_group_before_it() =>
        Assert.Equal("03 FE 12 01", Rle(1, [0, .. Enumerable.Repeat(1, 16)]));

    [Fact]
    public void A_run_too_short_after_giving_is_packed() =>
        Assert.Equal("05 FE 7F", Rle(1, [0, .. Enumerable.Repeat(1, 14)]));

    [Fact]
    public void Codes_after_a_run_begin_a_new_group() =>
        Assert.Equal("12 00 05 81 7F", Rle(1, [.. new int[9], 1, .. new int[6], .. Enumerable.Repeat(1, 8)]));

    [Fact]
    public void Packing_crosses_words()
    {
        // Four values of 17 bits are 68 bits, then padding to eight: 17 bytes.
        using var bytes = new PooledStream();
        BitPacker.Pack([0x1FFFF, 0, 0x1FFFF, 0x10001], 17, 8, bytes);
        Assert.Equal("FF FF 01 00 FC FF 0F 00 08 00 00 00 00 00 00 00 00", Hex.Of(bytes.Written));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(63)]
    [InlineData(64)]
    public void Every_width_puts_bit_k_of_value_i_at_bit_i_times_width_plus_k(int width)
    {
        var values = Enumerable.Range(0, 32).Select(i => (0x9E3779B97F4A7C15UL * (ulong)(i + 1)) >> (64 - width)).ToArray();
        using var bytes = new PooledStream();
        BitPacker.Pack(values, width, 32, bytes);
        Assert.Equal(4 * width, bytes.Count);
        for (var bit = 0; bit < 32 * width; bit++)
            Assert.Equal((values[bit / width] >> (bit % width)) & 1, (ulong)(bytes.Written[bit / 8] >> (bit % 8)) & 1);
    }

    [Fact]
    public void Booleans_fill_a_byte_from_its_lowest_bit()
    {
        var to = new byte[2];
        BooleanPacker.Pack([true, false, false, true, false, false, false, false, true], to);
        Assert.Equal("09 01", Hex.Of(to));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(101)]
    public void Booleans_of_any_number(int count)
    {
        var values = Enumerable.Range(0, count).Select(i => i % 3 == 0 || i % 7 == 2).ToArray();
        var to = new byte[(count + 7) / 8];
        BooleanPacker.Pack(values, to);
        for (var i = 0; i < 8 * to.Length; i++)
            Assert.Equal(i < count && values[i], ((to[i / 8] >> (i % 8)) & 1) != 0);
    }

    private static string Rle(int width, int[] codes)
    {
        using var bytes = new PooledStream();
        RleEncoder.Encode(codes, width, bytes);
        return Hex.Of(bytes.Written);
    }
}
