using System.Text.Json.Nodes;

namespace IcpRisk.Cli.Tests;

public sealed class ChanceTests : IDisposable
{
    private readonly Files _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Chances_fall_with_the_list_and_rates_with_what_they_hold()
    {
        var ran = Here.Run("chance", Files.Harbour, "--lists", "5k,50k", "--hold", "10 %", "--trials", "2000", "--json");
        Assert.Equal((0, string.Empty), (ran.Exit, ran.Error));
        var result = JsonNode.Parse(ran.Out)!;
        Assert.Equal((3, 0.1), ((int)result["year"]!, (double)result["hold"]!));
        var lists = result["lists"]!.AsArray();
        Assert.Equal([5000.0, 50_000], lists.Select(l => (double)l!["list"]!));
        Assert.True(Value(0, "gain") > Value(1, "gain"));
        Assert.True(Value(0, "savings_rate") > Value(1, "savings_rate"));
        var strict = JsonNode.Parse(Here.Run("chance", Files.Harbour, "--lists", "5k", "--hold", "1%", "--trials", "2000", "--json").Out)!;
        Assert.True((double)strict["lists"]![0]!["savings_rate"]!["value"]! > Value(0, "savings_rate"));

        double Value(int list, string what) => (double)lists[list]![what]!["value"]!;
    }

    [Fact]
    public void Tables_and_a_file_are_written()
    {
        var file = _files.In("chance.parquet");
        var ran = Here.Run("chance", Files.Harbour, "--lists", "20k", "--trials", "500", "--year", "1", "--out", file);
        Assert.Equal(0, ran.Exit);
        Assert.Contains("minimum savings rate", ran.Out, StringComparison.Ordinal);
        Assert.Contains("quality, recovery: true score 0.75", ran.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
        Assert.Equal((2, $"{file} is there already; --force replaces it.\n"), Here.Run("chance", Files.Harbour, "--out", file) is var again ? (again.Exit, again.Error) : default);
    }

    [Theory]
    [InlineData("--lists 5k,many", "--lists 5k,many: write list sizes from 100 to 100m with commas between, such as 5k,50k,1m")]
    [InlineData("--hold 60%", "--hold 60%: write a share above 0 and below 50 %, such as 5 %")]
    [InlineData("--year 4", "--year 4: the contract has 3 years")]
    public void Wrong_use_is_told(string options, string message) => Assert.Equal(
        (2, message + "\n"), Here.Run(["chance", Files.Harbour, .. options.Split(' ')]) is var ran ? (ran.Exit, ran.Error) : default);
}
