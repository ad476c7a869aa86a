using System.Text.Json;

namespace IcpRisk.Cli.Tests;

/// <summary>compare, sweep and solve from the command line.</summary>
public sealed class DecisionTests
{
    [Fact]
    public void Compare_takes_scenarios_contracts_and_variants()
    {
        using var files = new Files();
        var terms = File.ReadAllText(Files.Harbour).Split("\ncontract:\n")[1].Split("\nsimulation:")[0];
        var contract = files.Write("generous.yaml", string.Join('\n', terms.Replace("£5.3m", "£5.5m", StringComparison.Ordinal).Split('\n').Select(l => l[2..])));
        var table = files.In("compare.parquet");
        var ran = Here.Run(
            "compare", Files.Harbour, "--contract", contract, "--variant", "half:contract.gain_loss.losses[0].provider=50 %,contract.value.uplift=1.5 %",
            "--json", "--quiet", "--out", table);
        Assert.Equal("", ran.Error);
        Assert.Equal(0, ran.Exit);
        using var json = JsonDocument.Parse(ran.Out);
        Assert.Equal(1, json.RootElement.GetProperty("passes").GetInt32());
        Assert.Equal(
            ["harbour-care", "generous", "half"],
            json.RootElement.GetProperty("measures").EnumerateArray().Select(m => m.GetProperty("variant").GetString()).Distinct());
        Assert.True(File.Exists(table));
        Assert.Equal(
            new Outcome(2, "", $"{table} is there already; --force replaces it.\n"),
            Here.Run("compare", Files.Harbour, "--variant", "v:contract.value.uplift=2 %", "--out", table));
    }

    [Fact]
    public void Compare_tells_who_is_better_in_words()
    {
        var ran = Here.Run("compare", Files.Harbour, "--variant", "more:contract.value.year_1=£5.5m", "--quiet", "--measure", "mean(provider.net)");
        Assert.Equal(new Outcome(0, "", ""), ran);
        ran = Here.Run("compare", Files.Harbour, "--variant", "more:contract.value.year_1=£5.5m", "--measure", "mean(provider.net)");
        Assert.Contains("paths sampled once", ran.Out, StringComparison.Ordinal);
        Assert.Contains("(+)\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("provider.net, trial by trial against harbour-care", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Sweep_tells_each_point_and_the_efficient_ones()
    {
        using var files = new Files();
        var table = files.In("sweep.parquet");
        var ran = Here.Run(
            "sweep", Files.Harbour, "--vary", "contract.value.uplift=1 %..3 %/3", "--vary", "contract.gain_loss.losses[1].provider=0 %..100 %/2",
            "--frontier", "p_loss(provider.cumulative)", "mean(commissioner.spend)", "--out", table);
        Assert.Equal("", ran.Error);
        Assert.Equal(0, ran.Exit);
        Assert.Contains("6 points, 2,000 trials, seed 7, the same draws for all; paths sampled once", ran.Out, StringComparison.Ordinal);
        Assert.Contains("*\n", ran.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(table));
    }

    [Fact]
    public void Solve_finds_a_figure_or_says_why_not()
    {
        var ran = Here.Run("solve", Files.Harbour, "--find", "contract.value.uplift", "--between", "0 %..10 %", "--such-that", "p_loss(provider.cumulative) <= 10 %");
        Assert.Equal("", ran.Error);
        Assert.Equal(0, ran.Exit);
        Assert.Contains("contract.value.uplift = ", ran.Out, StringComparison.Ordinal);
        Assert.Contains("The goal holds above it.", ran.Out, StringComparison.Ordinal);
        ran = Here.Run("solve", Files.Harbour, "--find", "contract.value.uplift", "--between", "0 %..0.1 %", "--such-that", "p_loss(provider.cumulative) <= 10 %");
        Assert.Equal(1, ran.Exit);
        Assert.Contains("Not found: ", ran.Out, StringComparison.Ordinal);
    }

    /// <summary>Without ends it looks from half to twice what is there: 1.3 % of uplift, £5.3m of value.</summary>
    [Fact]
    public void Solve_looks_around_what_the_scenario_has()
    {
        var around = Here.Run("solve", Files.Harbour, "--find", "contract.value.uplift", "--such-that", "p_loss(provider.cumulative) <= 50 %");
        var between = Here.Run("solve", Files.Harbour, "--find", "contract.value.uplift", "--between", "0.65 %..2.6 %", "--such-that", "p_loss(provider.cumulative) <= 50 %");
        Assert.Equal(0, around.Exit);
        Assert.Equal(between.Out, around.Out);
        Assert.Equal(0, Here.Run("solve", Files.Harbour, "--find", "contract.value.year_1", "--such-that", "p_loss(provider.cumulative) <= 10 %").Exit);
        var ran = Here.Run("solve", Files.Harbour, "--find", "contract.value.uplif", "--such-that", "p_loss(provider.cumulative) <= 10 %");
        Assert.Equal(2, ran.Exit);
        Assert.Contains("no number above 0 there", ran.Error, StringComparison.Ordinal);
    }
}
