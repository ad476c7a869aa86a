namespace IcpRisk.Cli.Tests;

public sealed class WrongUseTests
{
    private const string Verbs = "run, attribute, validate, compare, sweep, solve, stress, chance, replay, describe, library, schema";

    [Theory]
    [InlineData("", $"a verb is needed: {Verbs}; see icprisk --help")]
    [InlineData("rum x.yaml", $"icprisk has no verb rum, did you mean run?; there are {Verbs}")]
    [InlineData("merge x.yaml", $"icprisk has no verb merge; there are {Verbs}")]
    [InlineData("sweep x.yaml", "sweep needs --vary path=a..b/n")]
    [InlineData("sweep x.yaml --vary a=1", "--vary a=1: write a path and its values, such as contract.value.uplift=1 %..3 %/5, both ends in the same unit, the lower one first")]
    [InlineData("solve x.yaml --such-that a", "solve needs --find path, and --between a..b for every figure or for none")]
    [InlineData("solve x.yaml --find a --between 3..1", "--between 3..1: write two ends in the same unit, the lower one first, such as 0 %..5 %")]
    [InlineData("compare no-such.yaml --variant x", "--variant x: write a name, a colon and overrides: half:contract.gain_loss.gains[0].provider=50 %")]
    [InlineData("run", "icprisk run needs a scenario file; see icprisk run --help")]
    [InlineData("validate", "icprisk validate needs a scenario file; see icprisk validate --help")]
    [InlineData("run x.yaml --trails 10", "icprisk run has no option --trails, did you mean --trials?", "icprisk run does not know what to do with 10")]
    [InlineData("run x.yaml y.yaml", "icprisk run does not know what to do with y.yaml")]
    [InlineData("schema x.yaml", "icprisk schema does not know what to do with x.yaml")]
    [InlineData("run x.yaml --trials", "--trials needs a value")]
    [InlineData("run x.yaml --trials many", "--trials many: not a whole number; write 100000, 100k, 1m or 1_000_000")]
    [InlineData("run x.yaml --trials 1.5", "--trials 1.5: not a whole number; write 100000, 100k, 1m or 1_000_000")]
    [InlineData("run x.yaml --trials 0", "--trials 0: allowed 1 to 4,294,967,295")]
    [InlineData("run x.yaml --trials -5", "--trials -5: allowed 1 to 4,294,967,295")]
    [InlineData("run x.yaml --trials 5bn", "--trials 5bn: allowed 1 to 4,294,967,295")]
    [InlineData("run x.yaml --nested 200", "--nested 200: not sets by trials; write 200x1000 for 200 sets of parameters with 1000 trials in each")]
    [InlineData("run x.yaml --nested 2x100", "--nested 2x100: allowed 3 sets or more of 2 trials or more, 4,294,967,295 trials in all")]
    [InlineData("run x.yaml --nested 1m×1m", "--nested 1m×1m: allowed 3 sets or more of 2 trials or more, 4,294,967,295 trials in all")]
    [InlineData("run x.yaml --nested 10x100 --trials 5", "--nested says how many trials there are: leave --trials out")]
    [InlineData("run x.yaml --seed -1", "--seed -1: allowed 0 to 9,223,372,036,854,775,807")]
    [InlineData("run x.yaml --threads 0", "--threads 0: allowed 1 to 1,024")]
    [InlineData("run x.yaml --memory lots", "--memory lots: not a size; write 512MiB, 2GiB or a number of bytes")]
    [InlineData("run x.yaml --out d --level years", "--level years: allowed trials, trial-years")]
    [InlineData("run x.yaml --out d --profile fats", "--profile fats: allowed compat, compact, fast; did you mean fast?")]
    [InlineData("run x.yaml --level trials", "--level is about files: it needs --out DIR")]
    [InlineData("run x.yaml --trials many --seed s", "--trials many: not a whole number; write 100000, 100k, 1m or 1_000_000", "--seed s: not a whole number; write 100000, 100k, 1m or 1_000_000")]
    [InlineData("run x.yaml --force", "--force is about files: it needs --out DIR")]
    [InlineData("describe x.yaml --year 2", "--year is about a picture: it needs --payoff")]
    [InlineData("describe x.yaml --payoff --assumptions", "--payoff and --assumptions are two things to show: one of them")]
    [InlineData("describe x.yaml --payoff --year 0", "--year 0: allowed 1 to 100")]
    [InlineData("run no-such.yaml", "no-such.yaml: there is no file no-such.yaml")]
    [InlineData("validate no-such.yaml", "no-such.yaml: there is no file no-such.yaml")]
    [InlineData("describe no-such.yaml", "no-such.yaml: there is no file no-such.yaml")]
    public void Wrong_use_is_told_in_a_line_and_exits_with_2(string line, params string[] messages)
    {
        var ran = Here.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(string.Join('\n', messages) + "\n", ran.Error);
        Assert.Equal(2, ran.Exit);
        Assert.Empty(ran.Out);
    }

    [Fact]
    public void A_year_that_the_contract_has_not_is_told() => Assert.Equal(
        (2, "--year 4: the contract has 3 years\n"), Here.Run("describe", Files.Harbour, "--payoff", "--year", "4") is var ran ? (ran.Exit, ran.Error) : default);

    [Fact]
    public void Help_is_a_result()
    {
        var ran = Here.Run("run", "--help");
        Assert.Equal(0, ran.Exit);
        Assert.Contains("--trials", ran.Out, StringComparison.Ordinal);
        Assert.Empty(ran.Error);
    }

    [Fact]
    public void A_file_may_begin_with_an_at_sign() =>
        Assert.Equal("@x.yaml: there is no file @x.yaml\n", Here.Run("validate", "@x.yaml").Error);
}
