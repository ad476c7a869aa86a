using System.Globalization;
using System.Text.Json.Nodes;

namespace IcpRisk.Cli.Tests;

public sealed class StressTests : IDisposable
{
    private const string Stresses = """

        stresses:
          dear: {title: dear care, price: 10 %, unit_cost: {ward: {by: 5 %, from: 2, to: 2}}}
          held: {bands: {efficiency.inflation: [90 %, 100 %], quality.recovery: {from: 0 %, to: 50 %, years: [1, 3]}}}
          half: {set: ["contract.gain_loss.losses[0].provider=50 %"]}
        """;

    private readonly Files _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Stresses_of_a_scenario_stand_beside_the_base()
    {
        var ran = Here.Run("stress", Own(), "--trials", "2000", "--json", "--measure", "mean(provider.cumulative)", "--measure", "mean(contract_value)");
        Assert.Equal((0, string.Empty), (ran.Exit, ran.Error));
        var rows = JsonNode.Parse(ran.Out)!["measures"]!.AsArray();
        Assert.Equal(["base", "base", "dear", "dear", "held", "held", "half", "half"], rows.Select(r => (string)r!["variant"]!));
        var surplus = rows.Where(r => ((string)r!["measure"]!).Contains("provider", StringComparison.Ordinal)).ToDictionary(r => (string)r!["variant"]!, r => r!["difference"]);
        Assert.True((double)surplus["dear"]!["value"]! < 0);
        Assert.True((double)surplus["half"]!["value"]! > 0);

        // What happens is stressed, not what was agreed: the value of the contract is the plan's in every variant.
        Assert.Single(rows.Where(r => (string)r!["measure"]! == "mean(contract_value)").Select(r => (double)r!["estimate"]!["value"]!).Distinct());
    }

    [Fact]
    public void The_library_serves_a_scenario_without_stresses_and_is_added_when_asked()
    {
        Assert.Contains("pandemic", Here.Run("stress", Files.Harbour, "--trials", "64", "--stress", "pandemic").Out, StringComparison.Ordinal);
        Assert.DoesNotContain("pandemic", Here.Run("stress", Own(), "--trials", "64").Out, StringComparison.Ordinal);
        Assert.Contains("pandemic", Here.Run("stress", Own(), "--trials", "64", "--library").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stress_with_a_condition_is_of_the_trials_that_meet_it()
    {
        var ran = Here.Run("stress", Files.Harbour, "--trials", "4000", "--stress", "list_up", "--given", "list_growth < 0 and year <= 3", "--json");
        Assert.Equal(0, ran.Exit);
        Assert.Equal("list_growth < 0 and year <= 3", (string)JsonNode.Parse(ran.Out)!["given"]!);
    }

    [Fact]
    public void A_shock_is_forced_by_holding_its_event_at_the_top()
    {
        // Of severity 0.5 and weight 1, planned with 2 % a year: in its year the ward is used 1.5/1.01 times as much as without.
        var text = File.ReadAllText(Files.Harbour).Replace(
            "morbidity: {sd: 1 %, persistence: 0.7}", "morbidity: {sd: 1 %, persistence: 0.7}, shocks: {flu: {probability: 2 %, severity: 0.5, services: {ward: 1}}}", StringComparison.Ordinal);
        var file = _files.Write("flu.yaml", text + """

            stresses:
              flu: {bands: {epidemiological.shock.flu: {from: 100 %, to: 100 %, years: [2]}}}
              none: {bands: {epidemiological.shock.flu: {from: 0 %, to: 0 %, years: [2]}}}
            """);
        var ran = Here.Run("stress", file, "--trials", "8000", "--json", "--set", "risks.volatility.on=false", "--set", "services.clinic.activity=1",
            "--measure", "mean(utilisation_index[2])", "--measure", "mean(need_index[2])", "--measure", "mean(cost_in_scope[2])");
        Assert.Equal((0, string.Empty), (ran.Exit, ran.Error));
        var rows = JsonNode.Parse(ran.Out)!["measures"]!.AsArray();
        Assert.Equal(1.5, Value("flu", "mean(cost_in_scope[2])") / Value("none", "mean(cost_in_scope[2])"), 2);

        double Value(string variant, string measure) =>
            (double)rows.First(r => (string)r!["variant"]! == variant && (string)r["measure"]! == measure)!["estimate"]!["value"]!;
    }

    [Theory]
    [InlineData("activity: {wards: 5 %}", "wards")]
    [InlineData("bands: {efficiency.inflatoin: [0 %, 10 %]}", "did you mean efficiency.inflation?")]
    [InlineData("bands: {efficiency.inflation: [60 %, 10 %]}", "the upper end is below the lower one")]
    [InlineData("list: {by: 5 %, from: 3, to: 2}", "the last year is before the first")]
    [InlineData("lists: 5 %", "did you mean list?")]
    public void What_is_wrong_with_a_stress_is_told_where_it_stands(string stress, string message)
    {
        var file = _files.Write("wrong.yaml", File.ReadAllText(Files.Harbour) + $"\nstresses:\n  one: {{{stress}}}\n");
        var ran = Here.Run("validate", file);
        Assert.Equal(2, ran.Exit);
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
        Assert.Contains("wrong.yaml:", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tornado_has_every_input_and_its_bars()
    {
        var ran = Here.Run("stress", Files.Harbour, "--tornado", "--trials", "500");
        Assert.Equal((0, string.Empty), (ran.Exit, ran.Error));
        Assert.Contains("utilisation.ward", ran.Out, StringComparison.Ordinal);
        Assert.Contains("risks.efficiency.savings.delay", ran.Out, StringComparison.Ordinal);
        Assert.Contains("███|---", ran.Out, StringComparison.Ordinal);
        Assert.Equal(
            (2, "--tornado is of one measure\n"),
            Here.Run("stress", Files.Harbour, "--tornado", "--measure", "mean(provider.net)", "--measure", "sd(provider.net)") is var wrong ? (wrong.Exit, wrong.Error) : default);
    }

    [Fact]
    public void Indices_have_a_row_a_risk_or_a_driver()
    {
        var risks = JsonNode.Parse(Here.Run("stress", Files.Harbour, "--sobol", "risks", "--trials", "2000", "--json").Out)!["indices"]!.AsArray();
        Assert.Equal(
            ["baseline", "efficiency", "epidemiological", "population_size", "quality", "utilisation", "volatility"],
            risks.Select(r => (string)r!["name"]!).Order(StringComparer.Ordinal));
        Assert.InRange(risks.Sum(r => (double)r!["first"]!["value"]!), 0.85, 1.15);
        var drivers = Here.Run("stress", Files.Harbour, "--sobol", "drivers", "--trials", "500");
        Assert.Equal((0, string.Empty), (drivers.Exit, drivers.Error));
        Assert.Contains("single cases of volatility", drivers.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Indices_under_a_condition_say_of_how_many_trials_they_are()
    {
        var file = _files.In("indices.parquet");
        string[] asked = ["stress", Files.Harbour, "--sobol", "risks", "--trials", "2000", "--given", "provider.cumulative < 0"];
        var ran = Here.Run([.. asked, "--json", "--out", file]);
        Assert.Equal((0, string.Empty, true), (ran.Exit, ran.Error, File.Exists(file)));
        var result = JsonNode.Parse(ran.Out)!;
        Assert.Equal("provider.cumulative < 0", (string)result["given"]!);
        var trials = (int)result["given_trials"]!;
        Assert.InRange(trials, 1000, 1300);
        Assert.Equal(Math.Ceiling(100 * 2000.0 / trials), (double)result["most_redraws"]!);

        // A loss ties risks: what each leaves open when others are known is more than what it makes by itself.
        var indices = result["indices"]!.AsArray();
        Assert.Equal(7, indices.Count);
        Assert.InRange(indices.Sum(i => (double)i!["first"]!["value"]!), 0.2, 0.8);
        Assert.True(indices.Sum(i => (double)i!["total"]!["value"]!) > 1.1);
        Assert.All(indices, i => Assert.InRange((double)i!["first_stayed"]!["share"]!, 0, 0.004));
        var text = Here.Run(asked).Out.ReplaceLineEndings(" ");
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{trials:#,0} of 2,000 trials"), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sobol risks --tornado", "--tornado and --sobol are two things to show: one of them")]
    [InlineData("--sobol risks --trials 2000 --given list_growth[2]<-5%", "--given list_growth[2]<-5%: at 1: it holds in 0 of 2000 trials, and Sobol's indices need 100")]
    [InlineData("--deterministic", "--deterministic is about a tornado: it needs --tornado")]
    [InlineData("--tornado --deterministic --trials 9", "--deterministic leaves single cases alone to chance: leave --trials out")]
    [InlineData("--sobol all", "--sobol all: allowed risks, drivers")]
    public void Wrong_use_is_told(string options, string message) => Assert.Equal(
        (2, message + "\n"), Here.Run(["stress", Files.Harbour, .. options.Split(' ')]) is var ran ? (ran.Exit, ran.Error) : default);

    [Fact]
    public void An_unknown_stress_is_told() => Assert.StartsWith(
        "--stress pandemics: there is no such stress, did you mean pandemic?; there are list_up",
        Here.Run("stress", Files.Harbour, "--stress", "pandemics").Error, StringComparison.Ordinal);

    private string Own() => _files.Write("own.yaml", string.Create(CultureInfo.InvariantCulture, $"{File.ReadAllText(Files.Harbour)}{Stresses}"));
}
