using IcpRisk.Parquet.Chunks;

namespace IcpRisk.Parquet.Tests;

public sealed class ValueRangeTests
{
    [Fact]
    public void A_zero_is_minus_when_least_and_plus_when_greatest()
    {
        var range = ValueRange.OfDoubles([0.0, 0.0])!.Value;
        Assert.Equal("00 00 00 00 00 00 00 80", Hex.Of(range.Least));
        Assert.Equal("00 00 00 00 00 00 00 00", Hex.Of(ValueRange.OfDoubles([-0.0, -5])!.Value.Greatest));
        Assert.Equal("00 00 00 80", Hex.Of(ValueRange.OfFloats([0f, 2f])!.Value.Least));
        Assert.Equal("00 00 00 00", Hex.Of(ValueRange.OfFloats([-0f, -2f])!.Value.Greatest));
    }

    [Fact]
    public void One_NaN_anywhere_leaves_the_range_out()
    {
        Assert.Null(ValueRange.OfDoubles([1, double.NaN, 2]));
        Assert.Null(ValueRange.OfFloats([1, 2, float.NaN]));
    }

    [Fact]
    public void Infinities_are_values()
    {
        var range = ValueRange.OfDoubles([double.NegativeInfinity, 1, double.PositiveInfinity])!.Value;
        Assert.Equal(double.NegativeInfinity, BitConverter.ToDouble(range.Least));
        Assert.Equal(double.PositiveInfinity, BitConverter.ToDouble(range.Greatest));
        var same = ValueRange.OfDoubles([double.PositiveInfinity])!.Value;
        Assert.Equal(double.PositiveInfinity, BitConverter.ToDouble(same.Least));
    }

    [Fact]
    public void Strings_are_ordered_as_their_UTF8_bytes()
    {
        // U+FFFD is EF BF BD, U+1F600 is F0 9F 98 80; in UTF-16 the surrogate D83D comes before FFFD.
        var range = Of(new[] { "\uFFFD", "😀", "a", "" })!.Value;
        Assert.Empty(range.Least);
        Assert.Equal("😀"u8.ToArray(), range.Greatest);
        Assert.Equal("ab"u8.ToArray(), Of(new[] { "a", "ab" })!.Value.Greatest);
    }

    [Fact]
    public void Strings_too_long_for_statistics_leave_the_range_out()
    {
        Assert.NotNull(Of(new[] { new string('x', 64) }));
        Assert.Null(Of(new[] { new string('x', 65) }));
        Assert.Null(Of(new[] { "a", new string('é', 33) }));
    }

    private static ValueRange? Of(string[] values)
    {
        using var encoding = new PlainTexts(values);
        return ValueRange.Of(values, encoding);
    }
}
