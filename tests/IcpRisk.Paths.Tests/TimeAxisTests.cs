namespace IcpRisk.Paths.Tests;

public sealed class TimeAxisTests
{
    private static readonly DateOnly Start = new(2014, 10, 1);

    [Fact]
    public void When_the_term_is_whole_every_year_is_covered()
    {
        var time = TimeAxis.Whole(Start, 5);

        Assert.Equal(5, time.Years);
        Assert.All(Enumerable.Range(1, 5), y => Assert.Equal(1, time.Exposure(y)));
    }

    [Fact]
    public void When_the_first_year_is_a_stub_its_exposure_comes_first()
    {
        var time = new TimeAxis(Start, [0.5, 1, 1, 1]);

        Assert.Equal(4, time.Years);
        Assert.Equal(0.5, time.Exposure(1));
        Assert.Equal(1, time.Exposure(4));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-0.5)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void When_an_exposure_is_no_share_of_a_year_it_is_refused(double exposure) =>
        Assert.Throws<ArgumentException>(() => new TimeAxis(Start, [1, exposure]));

    [Fact]
    public void When_there_is_no_year_there_is_no_term() =>
        Assert.Throws<ArgumentException>(() => new TimeAxis(Start, []));
}
