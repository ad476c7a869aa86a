using System.Text.Json.Nodes;

namespace IcpRisk.Cli.Tests;

/// <summary>The verbs on a portfolio.</summary>
public sealed class PortfolioTests
{
    [Fact]
    public void A_portfolio_runs_into_a_dataset_with_a_folder_for_each_place()
    {
        using var files = new Files();
        var (path, data) = (Portfolio(files), files.In("d"));
        var ran = Here.Run("run", path, "--trials", "3000", "--out", data, "--level", "trial-years");
        Assert.Equal(0, ran.Exit);
        Assert.Contains("What the pot diversifies away", ran.Out, StringComparison.Ordinal);
        string[] expected =
        [
            "manifest.json", "places/east/plan_years.parquet", "places/east/scenario.yaml", "places/east/trial_years/part-00000.parquet",
            "places/east/trials.parquet", "places/west/plan_years.parquet", "places/west/scenario.yaml",
            "places/west/trial_years/part-00000.parquet", "places/west/trials.parquet", "portfolio.yaml", "summary.json",
            "summary.parquet", "trial_years/part-00000.parquet", "trials.parquet",
        ];
        Assert.Equal(expected, Under(data));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(data, "manifest.json")))!;
        Assert.Equal(expected.Length - 1, manifest["files"]!.AsArray().Count);

        // Again: refused, then replaced.
        Assert.Equal(2, Here.Run("run", path, "--trials", "100", "--out", data).Exit);
        Assert.Equal(0, Here.Run("run", path, "--trials", "100", "--out", data, "--force", "--quiet").Exit);
        Assert.DoesNotContain(Under(data), f => f.Contains("trial_years", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_with_something_else_in_it_is_left_alone()
    {
        using var files = new Files();
        Directory.CreateDirectory(files.In("d/places/east"));
        files.Write("d/places/east/diary.txt", "mine");
        var ran = Here.Run("run", Portfolio(files), "--trials", "100", "--out", files.In("d"), "--force");
        Assert.Equal(2, ran.Exit);
        Assert.Contains("places/east/diary.txt, which is no part of a dataset", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_portfolio_is_validated_and_described()
    {
        using var files = new Files();
        var path = Portfolio(files);
        Assert.StartsWith("valid: shires, hash ", Here.Run("validate", path).Out, StringComparison.Ordinal);
        var described = Here.Run("describe", path).Out;
        Assert.Contains("The pot is divided by planned contract value, year by year.", described, StringComparison.Ordinal);
        Assert.Contains("efficiency: 100 %", described, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("places: {east: HARBOUR}", "1 of places")]
    [InlineData("places: {east: HARBOUR, west: nowhere.yaml}", "there is no file")]
    [InlineData("places: {east: HARBOUR, west: {scenario: HARBOUR, set: ['term.years=2']}}", "past the last")]
    [InlineData("places: {east: HARBOUR, west: {scenario: HARBOUR, set: ['term.starts=2030-04-01']}}", "places of a portfolio have the same contract years")]
    [InlineData("places: {east: HARBOUR, west: HARBOUR}\nsystemic: {efficency: 100 %}", "did you mean efficiency?")]
    [InlineData("places: {east: HARBOUR, west: HARBOUR}\nsystemic: {efficiency: 110 %}", "found 110 %")]
    [InlineData("places: {east: {scenario: HARBOUR, share: 60 %}, west: HARBOUR}", "where one place states its share of the pot, all do")]
    [InlineData("places: {east: {scenario: HARBOUR, share: 60 %}, west: {scenario: HARBOUR, share: 30 %}}", "found 90 %")]
    [InlineData("places: {east: HARBOUR, west: HARBOUR}\npot: {pooled: 120 %}", "pot.pooled")]
    [InlineData("places: {east: HARBOUR, west: HARBOUR}\npots: {}", "did you mean pot?")]
    public void What_is_wrong_with_a_portfolio_is_told(string text, string message)
    {
        using var files = new Files();
        var path = files.Write("p.yaml", $"icprisk: 1\nname: p\n{text.Replace("HARBOUR", $"'{Files.Harbour}'", StringComparison.Ordinal)}\n");
        var ran = Here.Run("run", path, "--out", files.In("d"));
        Assert.Equal(2, ran.Exit);
        Assert.Contains(message, ran.Error.Replace("found 1;", "1 of places", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(files.In("d")));
    }

    [Theory]
    [InlineData("--nested", "10x100")]
    [InlineData("--sampling", "sobol")]
    public void Ways_of_sampling_that_portfolios_have_not_are_refused(string option, string value)
    {
        using var files = new Files();
        Assert.Contains($"{option} is for scenarios", Here.Run("run", Portfolio(files), option, value).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_portfolio_schema_in_the_repository_is_what_the_program_prints() => Assert.Equal(
        File.ReadAllText(Path.Combine(Files.Root(), "scenarios", "icprisk-portfolio.schema.json")), Here.Run("schema", "--portfolio").Out);

    private static string Portfolio(Files files) => files.Write(
        "shires.yaml", $"icprisk: 1\nname: shires\nplaces: {{east: '{Files.Harbour}', west: '{Files.Harbour}'}}\nsystemic: {{efficiency: 100 %}}\n");

    private static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
