using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace IcpRisk.Documents.Tests;

public class NumberTextTests
{
    [Theory]
    [InlineData("£26.5m", Unit.Money, 26_500_000)]
    [InlineData("GBP 26.5m", Unit.Money, 26_500_000)]
    [InlineData("£1.2bn", Unit.Money, 1_200_000_000)]
    [InlineData("-£5", Unit.Money, -5)]
    [InlineData("£-5", Unit.Money, -5)]
    [InlineData("4050", Unit.Money, 4050)]
    [InlineData("£1,234,567.89", Unit.Money, 1_234_567.89)]
    [InlineData("150k", Unit.Count, 150_000)]
    [InlineData("1m", Unit.Count, 1_000_000)]
    [InlineData("1,530", Unit.Count, 1530)]
    [InlineData("2.5 %", Unit.Share, 0.025)]
    [InlineData("2.5%", Unit.Share, 0.025)]
    [InlineData("0.025", Unit.Share, 0.025)]
    [InlineData("-0.5 %", Unit.Share, -0.005)]
    [InlineData("−0.5 %", Unit.Share, -0.005)]
    [InlineData("1", Unit.Share, 1)]
    [InlineData("150 %", Unit.Share, 1.5)]
    [InlineData("5", Unit.Years, 5)]
    [InlineData("1 year", Unit.Years, 1)]
    [InlineData("0.5 years", Unit.Years, 0.5)]
    [InlineData("105 %", Unit.Ratio, 1.05)]
    [InlineData("5", Unit.Ratio, 5)]
    [InlineData(".7", Unit.Number, 0.7)]
    [InlineData("1.5e-3", Unit.Number, 0.0015)]
    public void When_written_as_people_write_then_read(string text, Unit unit, double expected)
    {
        Assert.True(NumberText.TryParse(text, unit, out var value, out var problem), problem);
        Assert.Equal(expected, value);
        Assert.Equal("", problem);
    }

    [Theory]
    [InlineData("5", Unit.Share, "a share is meant: 5 % or 500 %?")]
    [InlineData("-1.5", Unit.Share, "a share is meant: -1.5 % or -150 %?")]
    [InlineData("£5", Unit.Count, "£ is for money; a count is meant")]
    [InlineData("GBP 5", Unit.Share, "£ is for money; a share is meant")]
    [InlineData("5 %", Unit.Money, "% is for shares; an amount of money is meant")]
    [InlineData("5 %", Unit.Count, "% is for shares; a count is meant")]
    [InlineData("5k", Unit.Share, "not a number; a share is meant, such as 2.5 % or 0.025")]
    [InlineData("NaN", Unit.Number, "not a finite number; a plain number is meant")]
    [InlineData(".nan", Unit.Money, "not a finite number; an amount of money is meant")]
    [InlineData("-.inf", Unit.Share, "not a finite number; a share is meant")]
    [InlineData("Infinity", Unit.Count, "not a finite number; a count is meant")]
    [InlineData("1e999", Unit.Number, "too large a number")]
    [InlineData("1e99999999999", Unit.Number, "too large a number")]
    [InlineData("1,53", Unit.Count, "a comma sets thousands apart (1,530); the decimal mark is a point (2.5)")]
    [InlineData("2,5 %", Unit.Share, "a comma sets thousands apart (1,530); the decimal mark is a point (2.5)")]
    [InlineData("+10 %", Unit.Share, "a relative change is only for overrides: write the value itself")]
    [InlineData("+10", Unit.Count, "write the number without a plus sign")]
    [InlineData("ten", Unit.Years, "not a number; a number of years is meant, such as 5 or 5 years")]
    [InlineData("", Unit.Ratio, "not a number; a ratio is meant, such as 1.05 or 105 %")]
    [InlineData("0x10", Unit.Count, "not a number; a count is meant, such as 1,530 or 150k")]
    [InlineData("٣", Unit.Count, "not a number; a count is meant, such as 1,530 or 150k")]
    public void When_it_is_no_number_in_the_unit_then_the_reason_is_given(string text, Unit unit, string expected)
    {
        Assert.False(NumberText.TryParse(text, unit, out _, out var problem));
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData(26.5e6, Unit.Money, "£26.5m")]
    [InlineData(-4050, Unit.Money, "-£4,050")]
    [InlineData(1.2e9, Unit.Money, "£1.2bn")]
    [InlineData(0, Unit.Money, "£0")]
    [InlineData(0.025, Unit.Share, "2.5 %")]
    [InlineData(0.07, Unit.Share, "7 %")]
    [InlineData(1530, Unit.Count, "1,530")]
    [InlineData(150000, Unit.Count, "150,000")]
    [InlineData(5, Unit.Years, "5 years")]
    [InlineData(1, Unit.Years, "1 year")]
    [InlineData(1.05, Unit.Ratio, "1.05")]
    [InlineData(1e-9, Unit.Number, "1E-9")]
    public void When_formatted_then_readable(double value, Unit unit, string expected) =>
        Assert.Equal(expected, NumberText.Format(value, unit));

    [Fact]
    public void When_any_number_is_formatted_then_it_reads_back_to_the_same_bits()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), number =>
        {
            foreach (var unit in Enum.GetValues<Unit>())
            {
                var value = number.Get + 0.0;
                Assert.True(NumberText.TryParse(NumberText.Format(value, unit), unit, out var back, out var problem), problem);
                Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(back));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void When_the_culture_writes_numbers_otherwise_then_nothing_changes()
    {
        var before = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator) = (",", ".");
        german.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = german;
            Assert.True(NumberText.TryParse("-2.5 %", Unit.Share, out var value, out _));
            Assert.Equal(-0.025, value);
            Assert.Equal("-£1,234.5", NumberText.Format(-1234.5, Unit.Money));
            Assert.Equal(1.05, Sandbox.Read(HarbourTests.Full).Value.Ferries["south"].PriceRatio);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
