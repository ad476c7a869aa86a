using System.Text.Json.Nodes;

namespace IcpRisk.Cli.Tests;

public sealed class ReplayTests
{
    [Fact]
    public void A_trial_is_told_with_every_flow_and_the_term_that_made_it()
    {
        var ran = Here.Run("replay", Files.Harbour, "--trial", "42");
        Assert.Equal(0, ran.Exit);
        foreach (var words in new[]
        {
            "trial 42, seed 7", "Drivers of the year", "contract.payments.core", "contract.incentives.quality.metrics.recovery",
            "contract.gain_loss.gains", "= surplus of the provider side", "Every sum holds to the penny.",
        })
        {
            Assert.Contains(words, ran.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Json_has_the_years()
    {
        var story = JsonNode.Parse(Here.Run("replay", Files.Harbour, "--trial", "9", "--seed", "3", "--json").Out)!;
        Assert.True((bool)story["adds_up"]!);
        Assert.Equal(9, (int)story["story"]!["trial"]!);
        Assert.Equal(3, story["story"]!["years"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("replay x.yaml", "replay needs --trial N")]
    [InlineData("replay x.yaml --trial -1", "--trial -1: allowed 0 to 4,294,967,294")]
    public void Wrong_use_is_told(string line, string message) =>
        Assert.Equal((2, message + "\n"), Here.Run(line.Split(' ')) is var ran ? (ran.Exit, ran.Error) : default);

    [Fact]
    public void A_trial_past_the_run_is_told() => Assert.Equal(
        (2, "--trial 10: the run has trials 0 to 9\n"),
        Here.Run("replay", Files.Harbour, "--trial", "10", "--trials", "10") is var ran ? (ran.Exit, ran.Error) : default);
}
