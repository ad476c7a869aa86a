using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Scenarios.Tests.Describe;

public sealed class TextTests
{
    [Fact]
    public void Words_wrap_and_keep_their_indent()
    {
        var page = new TextPage(ascii: false, width: 20);
        page.Words("  one two three four five six", 4);
        Assert.Equal("  one two three four\n    five six\n", page.ToString());
    }

    [Fact]
    public void Tables_set_words_left_and_numbers_right()
    {
        var table = new TextTable("a", "long\nhead", "words") { WordsAtEnd = 1 };
        table.Add("x", "1", "yes");
        table.Add("longer", "£2", "no");
        Assert.Equal(["        long", "a       head  words", "x          1  yes", "longer    £2  no"], table.Lines(ascii: false));
        Assert.Equal("longer  GBP 2  no", table.Lines(ascii: true).Last());
    }

    [Theory]
    [InlineData(0.004, "£", "0.00")]
    [InlineData(-0.004, "£", "0.00")]
    [InlineData(-12_345, "£k", "-12.3")]
    [InlineData(26_500_000, "£m", "26.50")]
    [InlineData(4_012_345_678, "£m", "4,012.3")]
    public void Money_is_scaled_by_the_largest_amount(double amount, string unit, string text)
    {
        var scale = MoneyScale.Of([amount]);
        Assert.Equal(unit, scale.Name);
        Assert.Equal(text, scale.Format(amount));
    }

    [Theory]
    [InlineData(12_000, "±0.01")]
    [InlineData(400, "±0.0004")]
    [InlineData(0, "±0.00")]
    [InlineData(double.NaN, "")]
    public void A_small_error_does_not_read_as_zero(double error, string text) =>
        Assert.Equal(text, MoneyScale.Of([1e6]).Error(error));
}
