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

    [Fact]
    public void A_condition_is_of_the_year_settled_and_its_trials_are_told()
    {
        var file = _files.In("given.parquet");
        string[] asked = ["chance", Files.Harbour, "--lists", "5k,1m", "--trials", "2000", "--year", "2"];
        var ran = Here.Run([.. asked, "--given", "any(volatility_index[2] < 0.98) and year = 2", "--json", "--out", file]);
        Assert.Equal((0, string.Empty, true), (ran.Exit, ran.Error, File.Exists(file)));
        var result = JsonNode.Parse(ran.Out)!;
        Assert.Equal("any(volatility_index[2] < 0.98) and year = 2", (string)result["given"]!);
        var lists = result["lists"]!.AsArray();
        Assert.InRange((int)lists[0]!["given_trials"]!, 700, 950);
        Assert.Equal((0, "NaN"), ((int)lists[1]!["given_trials"]!, (string)lists[1]!["gain"]!["value"]!));
        var text = Here.Run([.. asked, "--given", "volatility_index < 0.98"]).Out;
        Assert.Contains("Trials that count", text, StringComparison.Ordinal);
        Assert.Contains("n/a", text, StringComparison.Ordinal);

        // Without one nothing is said of it.
        Assert.DoesNotContain("given", Here.Run([.. asked, "--json"]).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("count", Here.Run(asked).Out[200..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--lists 5k,many", "--lists 5k,many: write list sizes from 100 to 100m with commas between, such as 5k,50k,1m")]
    [InlineData("--hold 60%", "--hold 60%: write a share above 0 and below 50 %, such as 5 %")]
    [InlineData("--year 4", "--year 4: the contract has 3 years")]
    [InlineData("--given list_size<0 --trials 100", "--given list_size<0: at 1: it holds in none of 100 trials at any list size; counts, costs of cases and measured scores vary here, and all else is as planned in year 3")]
    [InlineData("--given provider_surplus[1]<0", "--given provider_surplus[1]<0: at 18: year 3 alone is settled here, not `1`")]
    [InlineData("--given provider_surplus[term]<0", "--given provider_surplus[term]<0: at 17: year 3 alone is settled here, and nothing of the term is known")]
    [InlineData("--given any(provider_surplus[2..3]<0)", "--given any(provider_surplus[2..3]<0): at 22: year 3 alone is settled here, not `2`")]
    [InlineData("--given list_growth<0", "--given list_growth<0: at 1: list_growth is not of one year alone, and year 3 alone is settled here")]
    [InlineData("--given provider.pv<0", "--given provider.pv<0: at 1: provider.pv is not of one year alone, and year 3 alone is settled here")]
    [InlineData("--given provider_surplus", "--given provider_surplus: at 1: a condition is needed here, such as provider_surplus < 0")]
    public void Wrong_use_is_told(string options, string message) => Assert.Equal(
        (2, message + "\n"), Here.Run(["chance", Files.Harbour, .. options.Split(' ')]) is var ran ? (ran.Exit, ran.Error) : default);
}
