using System.Text.Json.Nodes;
using IcpRisk.Analysis.Tests.Datasets;
using IcpRisk.Tests;
using Xunit.Abstractions;

namespace IcpRisk.Analysis.Tests.Processes;

/// <summary>Runs of several parts and row groups, in processes of their own: memory does not grow with trials, edges are fixed.</summary>
public class LargeRunTests(ITestOutputHelper output)
{
    /// <summary>
    /// MiB by which the peak may differ: a row group more of each table may be open at once, 20 and 26 MiB of values and
    /// what they are encoded to. The 196,608 further trials have 250 MiB of values.
    /// </summary>
    private const int Slack = 64;

    [Fact]
    public void When_there_are_four_times_the_trials_then_memory_is_the_same_and_row_groups_end_at_the_same_trials()
    {
        using var folder = new TempFolder();
        var few = Run(65_536);
        var many = Run(262_144);
        output.WriteLine($"Peak of live managed memory: {few} MiB with 65,536 trials, {many} MiB with 262,144.");
        Assert.InRange(many - few, -Slack, Slack);
        Assert.InRange(many, 1, 200);

        // 120 granules to a row group of trials, 24 to one of trial_years (five years), eight of these to a part.
        Assert.Equal(["trials.parquet 0-65535"], Groups(65_536, "trials.parquet"));
        Assert.Equal(["trials.parquet 0-122879", "trials.parquet 122880-245759", "trials.parquet 245760-262143"], Groups(262_144, "trials.parquet"));
        Assert.Equal(
            ["part-00000.parquet 0-24575", "part-00000.parquet 24576-49151", "part-00000.parquet 49152-65535"], Groups(65_536, "trial_years/*"));
        Assert.Equal(
            [
                .. Enumerable.Range(0, 8).Select(g => $"part-00000.parquet {g * 24_576}-{(g * 24_576) + 24_575}"),
                "part-00001.parquet 196608-221183", "part-00001.parquet 221184-245759", "part-00001.parquet 245760-262143",
            ],
            Groups(262_144, "trial_years/*"));

        // A longer run begins with the values of the shorter one.
        var differ = ParquetReaders.Sql(
            "SELECT count(*)::VARCHAR n FROM (SELECT * FROM $1 EXCEPT SELECT * FROM $2)", $"{folder.Path}65536/trials.parquet", $"{folder.Path}262144/trials.parquet");
        Assert.Equal("0", (string)differ[0]["n"]!);
        Assert.False((bool)JsonNode.Parse(File.ReadAllText($"{folder.Path}262144/manifest.json"))!["quantiles_exact"]!);

        int Run(int trials)
        {
            var (code, text, error) = Child.Run([Dataset.ScenarioPath("bedfordshire-msk"), $"{trials}", "2", "1000000", $"{folder.Path}{trials}", "TrialYears"]);
            Assert.Equal((0, ""), (code, error));
            return int.Parse(text.Split(' ')[1]);
        }

        IEnumerable<string> Groups(int trials, string files) => ParquetReaders.Sql(
            "SELECT file_name f, stats_min_value a, stats_max_value b FROM parquet_metadata($1) WHERE path_in_schema = 'trial' ORDER BY file_name, row_group_id",
            $"{folder.Path}{trials}/{files}").Select(r => $"{Path.GetFileName((string)r["f"]!)} {r["a"]}-{r["b"]}");
    }
}
