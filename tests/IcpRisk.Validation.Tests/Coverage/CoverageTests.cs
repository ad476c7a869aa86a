using IcpRisk.Validation.Coverage;

namespace IcpRisk.Validation.Tests.Coverage;

public sealed class CoverageTests
{
    /// <summary>
    /// 200 runs in place of the page's 1,000. A right interval holds the truth in 190 of them, with a standard error of 3.1: 179
    /// or fewer come once in 1,000 times for a measure; all 200 are never too few.
    /// </summary>
    [Theory]
    [InlineData("plain")]
    [InlineData("antithetic")]
    [InlineData("latin")]
    [InlineData("sobol")]
    [InlineData("sobol + importance")]
    public void Intervals_hold_the_truth_as_often_as_they_say(string way) =>
        Assert.All(CoverageCommand.Held(CoverageCommand.Ways[way], 1024, 200), held => Assert.InRange(held, 180, 199));
}
