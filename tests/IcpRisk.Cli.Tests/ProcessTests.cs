using System.Text.Json;

namespace IcpRisk.Cli.Tests;

/// <summary>The built program from outside: what it prints where, and how it exits.</summary>
public sealed class ProcessTests
{
    [Fact]
    public void A_run_writes_a_dataset_and_prints_a_plain_summary()
    {
        using var files = new Files();
        var folder = files.In("out");
        var ran = Child.Run("run", Files.Harbour, "--trials", "2k", "--out", folder, "--level", "trial-years");
        Assert.Equal("", ran.Error);
        Assert.Equal(0, ran.Exit);
        Assert.Contains("2,000 trials, seed 7, 3 contract years", ran.Out, StringComparison.Ordinal);
        Assert.Contains($"FROM '{folder}/trials.parquet'", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ran.Out);
        Assert.All(ran.Out.Split('\n'), line => Assert.True(line.Length <= 120 || line.Contains("duckdb", StringComparison.Ordinal), line));
        Assert.Equal(
            ["manifest.json", "plan_years.parquet", "scenario.yaml", "summary.json", "summary.parquet", "trial_years", "trials.parquet"],
            Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_dataset_is_replaced_only_by_force()
    {
        using var files = new Files();
        var folder = files.In("out");
        Assert.Equal(0, Child.Run("run", Files.Harbour, "--trials", "100", "--out", folder, "--quiet").Exit);
        var before = File.ReadAllText(Path.Combine(folder, "manifest.json"));
        var refused = Child.Run("run", Files.Harbour, "--trials", "200", "--out", folder, "--quiet");
        Assert.Equal(new Outcome(2, "", $"{folder} holds a finished dataset; --force replaces it.\n"), refused);
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder, "manifest.json")));
        Assert.Equal(new Outcome(0, "", ""), Child.Run("run", Files.Harbour, "--trials", "200", "--out", folder, "--quiet", "--force"));
        Assert.NotEqual(before, File.ReadAllText(Path.Combine(folder, "manifest.json")));
    }

    [Fact]
    public void An_invalid_scenario_exits_with_2_and_writes_nothing()
    {
        using var files = new Files();
        var path = files.Write("bad.yaml", File.ReadAllText(Files.Harbour).Replace("trend_sd", "trendsd", StringComparison.Ordinal));
        var ran = Child.Run("run", path, "--out", files.In("out"));
        Assert.Equal(2, ran.Exit);
        Assert.Empty(ran.Out);
        Assert.Equal(1, ran.Error.Count(c => c == '\n'));
        Assert.Contains("did you mean trend_sd?", ran.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(files.In("out")));
    }

    [Fact]
    public void Correlations_that_were_repaired_are_told_on_standard_error_and_in_the_summary()
    {
        using var files = new Files();
        var path = files.Write("slight.yaml", File.ReadAllText(Files.Harbour).Replace(
            "- [utilisation.clinic, utilisation.ward, 0.4]",
            "- [utilisation.clinic, utilisation.ward, 0.8]\n  - [utilisation.clinic, efficiency.inflation, 0.8]\n  - [utilisation.ward, efficiency.inflation, 0.2]",
            StringComparison.Ordinal));
        var ran = Child.Run("run", path, "--trials", "100", "--json");
        Assert.Equal(0, ran.Exit);
        Assert.StartsWith("warning: dependence: the correlations cannot hold together", ran.Error, StringComparison.Ordinal);
        var warning = Assert.Single(JsonDocument.Parse(ran.Out).RootElement.GetProperty("warnings").EnumerateArray());
        Assert.Equal("correlations_repaired", warning.GetProperty("code").GetString());
        Assert.Contains("warning: dependence: ", Child.Run("validate", path).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_written_exits_with_1_and_a_line()
    {
        var ran = Child.Run("run", Files.Harbour, "--trials", "100", "--out", "/proc/none");
        Assert.Equal(1, ran.Exit);
        Assert.Empty(ran.Out);
        Assert.Equal(1, ran.Error.Count(c => c == '\n'));
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_changes_what_is_run()
    {
        var plain = Json("--seed", "3");
        var changed = Json("--seed", "3", "--set", "services.ward.activity=+10 %");
        Assert.NotEqual(plain.GetProperty("scenario_hash").GetString(), changed.GetProperty("scenario_hash").GetString());
        Assert.Equal(500, changed.GetProperty("trials").GetInt64());
        var wrong = Child.Run("validate", Files.Harbour, "--set", "services.wart.activity=1");
        Assert.Equal(2, wrong.Exit);
        Assert.Contains("did you mean ward?", wrong.Error, StringComparison.Ordinal);

        static JsonElement Json(params string[] more)
        {
            var ran = Child.Run(["run", Files.Harbour, "--trials", "500", "--json", .. more]);
            Assert.Equal("", ran.Error);
            return JsonDocument.Parse(ran.Out).RootElement;
        }
    }

    [Fact]
    public void Validate_says_so_and_warns()
    {
        using var files = new Files();
        var path = files.Write("bare.yaml", File.ReadAllText(Files.Harbour).Replace("source: made\n", "", StringComparison.Ordinal));
        var ran = Child.Run("validate", path);
        Assert.Equal(0, ran.Exit);
        var lines = ran.Out.Split('\n');
        Assert.Matches("^valid: harbour-care, hash [0-9a-f]{12}$", lines[0]);
        Assert.Contains(lines, l => l == $"warning: {path}:10:22: population.cohorts.under_65.list: 16k has neither source nor reason");
        Assert.Matches("^warning: and [0-9]+ more; icprisk describe --assumptions lists them$", lines[^2]);
    }

    [Fact]
    public void Output_that_knows_no_Unicode_gets_ASCII()
    {
        (string, string)[] latin = [("LC_ALL", "en_GB.ISO-8859-1")];
        foreach (var verb in new[] { "run", "describe" })
        {
            var ran = Child.Run(latin, verb == "run" ? ["run", Files.Harbour, "--trials", "300"] : [verb, Files.Harbour]);
            Assert.Equal(0, ran.Exit);
            Assert.All(ran.Out, c => Assert.True(char.IsAscii(c), $"{c}"));
        }
    }

    [Fact]
    public void The_version_is_a_line()
    {
        var ran = Child.Run("--version");
        Assert.Equal(0, ran.Exit);
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+\S*\n$", ran.Out);
    }

    [Fact]
    public void The_schema_in_the_repository_is_what_the_program_prints()
    {
        var ran = Child.Run("schema");
        Assert.Equal(0, ran.Exit);
        Assert.Equal(File.ReadAllText(Path.Combine(Files.Root(), "scenarios", "icprisk.schema.json")), ran.Out);
    }
}
