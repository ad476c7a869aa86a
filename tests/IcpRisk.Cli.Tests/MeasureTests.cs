using System.Text.Json;

namespace IcpRisk.Cli.Tests;

/// <summary>Measures asked for on the command line.</summary>
public sealed class MeasureTests
{
    [Fact]
    public void They_stand_below_the_summary()
    {
        var ran = Here.Run(
            "run", Files.Harbour, "--measure", "tvar99.5(provider.cumulative)", "--measure", "prob(any(is_deficit[1..3] > 0))", "--given", "list_size_index[1] < 1");
        Assert.Equal(0, ran.Exit);
        Assert.Contains("Measures, given list_size_index[1] < 1: ", ran.Out, StringComparison.Ordinal);
        Assert.Matches(@"\ntvar99\.5\(provider\.cumulative\) +£1\.[0-9]{2}m +±£0\.[0-9]+m +£1\.[0-9]{2}m to £1\.[0-9]{2}m\n", ran.Out);
        Assert.Matches(@"\nprob\(any\(is_deficit\[1\.\.3\] > 0\)\) +[0-9.]+ % +±[0-9.]+ % +[0-9.]+ % to [0-9.]+ %\n", ran.Out);
    }

    [Fact]
    public void They_are_in_the_json_and_in_the_files()
    {
        using var files = new Files();
        var folder = files.In("out");
        var ran = Here.Run(
            "run", Files.Harbour, "--measure", "p_loss(provider.cumulative)", "--given", "any(is_deficit)", "--json", "--quiet", "--out", folder);
        Assert.Equal(0, ran.Exit);
        Assert.Equal(ran.Out, File.ReadAllText(Path.Combine(folder, "summary.json")));
        using var json = JsonDocument.Parse(ran.Out);
        Assert.Equal("any(is_deficit)", json.RootElement.GetProperty("given").GetProperty("condition").GetString());
        var row = json.RootElement.GetProperty("measures").EnumerateArray().Last();
        Assert.Equal("p_loss(provider.cumulative) given any(is_deficit)", row.GetProperty("measure").GetString());
        Assert.Equal("share", row.GetProperty("unit").GetString());
    }

    [Fact]
    public void Each_that_cannot_be_read_is_told_in_a_line()
    {
        var ran = Here.Run("run", Files.Harbour, "--measure", "tvar(provider.net)", "--measure", "mean(provder.net)", "--given", "provider.net");
        Assert.Equal(
            new Outcome(2, "", """
                --measure tvar(provider.net): at 1: tvar needs a level, such as tvar95
                --measure mean(provder.net): at 6: there is no column `provder.net`; did you mean provider.net?
                --given provider.net: at 1: a condition is needed here, such as provider_surplus < 0

                """), ran);
        Assert.Equal(new Outcome(2, "", "--given is about measures: it needs --measure\n"), Here.Run("run", Files.Harbour, "--given", "provider.net < 0"));
    }

    [Fact]
    public void The_providers_risk_is_a_list_of_measures()
    {
        var ran = Here.Run("run", Files.Harbour, "--risk", "--reserves", "500k");
        Assert.Equal(0, ran.Exit);
        foreach (var measure in new[]
        {
            "tvar99.9(provider.cumulative)", "prob(any(is_deficit[1..1]))", "prob(min(provider.cumulative[1..3]) < -£500,000)", "shortfall(provider.cumulative, £500,000)", "tvar95(provider.pv)",
        })
        {
            Assert.Contains($"\n{measure} ", ran.Out, StringComparison.Ordinal);
        }

        Assert.Equal(new Outcome(2, "", "--reserves is about --risk\n"), Here.Run("run", Files.Harbour, "--reserves", "5"));
    }
}
