using System.Text.Json;

namespace IcpRisk.Cli.Tests;

/// <summary>attribute from the command line.</summary>
public sealed class AttributeTests
{
    [Fact]
    public void It_tells_shares_bearers_parts_and_the_worst_trials()
    {
        // Where the machine is slow there is progress on standard error.
        var ran = Here.Run("attribute", Files.Harbour, "--trials", "300");
        Assert.Equal(0, ran.Exit);
        Assert.Contains("128 runs of 300 trials, seed 7", ran.Out, StringComparison.Ordinal);
        Assert.Contains("sd(provider_surplus): ", ran.Out, StringComparison.Ordinal);
        Assert.Contains("Who bears each risk", ran.Out, StringComparison.Ordinal);
        Assert.Contains(". By party: council ", ran.Out, StringComparison.Ordinal);
        Assert.Contains("What single terms of the contract leave with the provider", ran.Out, StringComparison.Ordinal);
        Assert.Contains("What the provider's loss over the term is made of", ran.Out, StringComparison.Ordinal);
        Assert.Contains("provider_surplus: worst 5 % (15 trials), worst 1 % (3 trials)", ran.Out, StringComparison.Ordinal);
        Assert.Contains("The nearest path to ruin", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_and_json_say_the_same()
    {
        using var files = new Files();
        string[] args = ["attribute", Files.Harbour, "--trials", "200", "--measure", "tvar95(provider.net)", "--json", "--quiet"];
        var ran = Here.Run([.. args, "--out", files.In("out")]);
        Assert.Equal("", ran.Error);
        Assert.Equal(ran.Out, File.ReadAllText(Path.Combine(files.In("out"), "attribution.json")));
        using var json = JsonDocument.Parse(ran.Out);
        var figures = json.RootElement.GetProperty("figures").EnumerateArray().ToList();
        Assert.Equal(
            ["measure", "bearing", "euler", "stress", "ruin"], figures.Select(f => f.GetProperty("table").GetString()).Distinct());
        var bearers = json.RootElement.GetProperty("bearers").EnumerateArray().ToList();
        Assert.All(bearers, b => Assert.NotEmpty(b.GetProperty("verdict").GetString()!));
        Assert.All(bearers, b => Assert.All(b.GetProperty("parties").EnumerateArray(), p => Assert.NotEmpty(p.GetProperty("words").GetString()!)));
        Assert.True(json.RootElement.GetProperty("ruin").GetProperty("trial").GetInt32() < 200);
        Assert.Equal(
            ["attribution.json", "attribution.parquet", "manifest.json", "scenario.yaml"],
            Directory.EnumerateFiles(files.In("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(2, Here.Run([.. args, "--out", files.In("out")]).Exit);
        Assert.Equal(0, Here.Run([.. args, "--out", files.In("out"), "--force"]).Exit);
    }

    [Fact]
    public void Groups_take_the_place_of_risks_and_many_are_sampled()
    {
        var ran = Here.Run("attribute", Files.Harbour, "--trials", "100", "--measure", "sd(provider.net)", "--by", "demand=utilisation,volatility");
        Assert.Equal(0, ran.Exit);
        Assert.Contains("\ndemand ", ran.Out, StringComparison.Ordinal);
        Assert.Contains("\nrest ", ran.Out, StringComparison.Ordinal);
        ran = Here.Run("attribute", Files.Harbour, "--trials", "100", "--measure", "sd(provider.net)", "--by", "switches", "--orders", "4");
        Assert.Contains("Parts are means over 4 sampled orders of ", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--by", "demand", "--by: 'demand' is no group: ")]
    [InlineData("--by", "a=utilization", "--by: 'utilization' is no risk, driver or uncertain figure that is drawn here; the nearest is 'utilisation'")]
    [InlineData("--orders", "6", "--orders: 7 groups are counted out, no order is sampled")]
    [InlineData("--ruin", "provider_surplus", "--ruin ")]
    [InlineData("--measure", "return_period(provider_surplus, £1m)", "--measure return_period(provider_surplus, £1m): a return period has no value")]
    [InlineData("--memory", "10KiB", "attribution of ")]
    [InlineData("--force", null, "--force is about files: it needs --out DIR")]
    public void Wrong_use_is_told_and_exits_with_2(string option, string? value, string message)
    {
        var ran = Here.Run(["attribute", Files.Harbour, option, .. value is null ? [] : new[] { value }]);
        Assert.Equal(2, ran.Exit);
        Assert.Equal("", ran.Out);
        Assert.StartsWith(message, ran.Error, StringComparison.Ordinal);
    }
}
