using IcpRisk.Cli.Parsing;

namespace IcpRisk.Cli.Tests;

public sealed class QuantitiesTests
{
    [Theory]
    [InlineData("1m", 1_000_000)]
    [InlineData("100k", 100_000)]
    [InlineData("1_000_000", 1_000_000)]
    [InlineData("1,000,000", 1_000_000)]
    [InlineData("2.5k", 2_500)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Whole_numbers_as_people_type_them(string text, long expected)
    {
        Assert.True(Quantities.TryCount(text, out var count));
        Assert.Equal(expected, count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("_1")]
    [InlineData("1_")]
    [InlineData("2.5")]
    [InlineData("ten")]
    [InlineData("100bn bn")]
    public void What_is_no_whole_number(string text) => Assert.False(Quantities.TryCount(text, out _));

    [Theory]
    [InlineData("4096", 4096)]
    [InlineData("512MiB", 512L << 20)]
    [InlineData("512M", 512L << 20)]
    [InlineData("2 GiB", 2L << 30)]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData("1.5k", 1536)]
    public void Sizes(string text, long expected)
    {
        Assert.True(Quantities.TryBytes(text, out var bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1 XB")]
    [InlineData("9999999T")]
    public void What_is_no_size(string text) => Assert.False(Quantities.TryBytes(text, out _));
}
