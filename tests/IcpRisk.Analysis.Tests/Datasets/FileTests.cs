using System.Security.Cryptography;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Parquet;
using IcpRisk.Tests;

namespace IcpRisk.Analysis.Tests.Datasets;

/// <summary>The files of a dataset: what the manifest says of them, schema, metadata, and three readers.</summary>
[Collection(DatasetCollection.Name)]
public class FileTests(SharedDatasets datasets)
{
    private Dataset Small => datasets.Of("bedfordshire-msk", 1_100);

    [Fact]
    public void When_committed_then_the_manifest_lists_every_file_with_its_rows_bytes_and_checksum()
    {
        var set = Small;
        var manifest = set.Manifest;
        var there = Directory.EnumerateFiles(set.Path, "*", SearchOption.AllDirectories)
            .Select(f => f[set.Path.Length..]).Where(f => f != "manifest.json").Order(StringComparer.Ordinal).ToList();
        var listed = manifest["files"]!.AsArray().OrderBy(f => (string)f!["name"]!, StringComparer.Ordinal).ToList();
        Assert.Equal(
            ["plan_years.parquet", "scenario.yaml", "summary.json", "summary.parquet", "trial_years/part-00000.parquet", "trials.parquet"],
            there);
        Assert.Equal(there, listed.Select(f => (string)f!["name"]!));
        foreach (var file in listed)
        {
            var bytes = File.ReadAllBytes(set.Path + (string)file!["name"]!);
            Assert.Equal(bytes.Length, (long)file["bytes"]!);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), (string)file["sha256"]!);
        }

        var tables = listed.Where(f => ((string)f!["name"]!).EndsWith(".parquet", StringComparison.Ordinal)).ToList();
        var counts = set.Sql(tables.Select(f => $"SELECT count(*)::VARCHAR n FROM '{set.Path}{(string)f!["name"]!}'"));
        Assert.Equal(tables.Select(f => ((long)f!["rows"]!).ToString()), counts.Select(c => (string)c[0]["n"]!));
        Assert.Equal(
            ("icprisk-dataset 1", set.Scenario.Document.Hash, 3, 1_100, 5, "trial-years", true),
            ((string)manifest["format"]!, (string)manifest["scenario_hash"]!, (int)manifest["seed"]!, (int)manifest["trials"]!,
                (int)manifest["years"]!, (string)manifest["level"]!, (bool)manifest["quantiles_exact"]!));
    }

    [Fact]
    public void When_the_resolved_scenario_is_read_then_it_is_the_same_scenario() =>
        Assert.Equal(Small.Scenario.Document.Hash, Scenarios.Scenario.Load(Small.Path + "scenario.yaml").Document.Hash);

    [Fact]
    public void When_a_table_is_described_then_columns_have_the_catalogues_names_types_units_and_meanings()
    {
        var set = Small;
        var columns = set.Scenario.Contract.Columns;
        Check(set.Trials, ["trial"], columns.Where(c => c.Scope.HasFlag(OutcomeScope.Trial)));
        Check(
            set.Path + "trial_years/part-00000.parquet", ["trial", "year"],
            [.. OutcomeCatalogue.Nature, .. columns.Where(c => c.Scope.HasFlag(OutcomeScope.TrialYear))]);

        void Check(string path, string[] keys, IEnumerable<OutcomeColumn> expected)
        {
            var answers = set.Sql(
            [
                $"SELECT name, type, repetition_type r FROM parquet_schema('{path}') WHERE num_children IS NULL OR num_children = 0",
                $"SELECT decode(key) k, decode(value) v FROM parquet_kv_metadata('{path}')",
            ]);
            var metadata = answers[1].ToDictionary(r => (string)r["k"]!, r => (string)r["v"]!);
            var types = new[] { "INT64", "INT32" };
            Assert.Equal(
                [.. keys.Select((k, i) => (k, types[i])), .. expected.Select(c => (c.Name, TypeOf(c.Type)))],
                answers[0].Select(r => ((string)r["name"]!, (string)r["type"]!)));
            Assert.All(answers[0], r => Assert.Equal("REQUIRED", (string)r["r"]!));
            Assert.All(expected, c => Assert.Equal(
                (c.Unit, c.Meaning), (metadata[$"column.{c.Name}.unit"], metadata[$"column.{c.Name}.meaning"])));
            Assert.Equal(set.Scenario.Document.Hash, metadata["icprisk.scenario_hash"]);
            Assert.Equal("3", metadata["icprisk.seed"]);
            Assert.Equal("bedfordshire-msk", metadata["icprisk.scenario"]);
        }

        static string TypeOf(OutcomeType type) => type switch
        {
            OutcomeType.Flag => "BOOLEAN",
            OutcomeType.Count => "INT32",
            _ => "DOUBLE",
        };
    }

    [Fact]
    public void When_three_readers_read_the_tables_then_values_have_the_content_hashes_of_the_manifest()
    {
        var set = Small;
        foreach (var (table, path) in new[] { ("trials", set.Trials), ("trial_years", set.Path + "trial_years/part-00000.parquet") })
        {
            var hashes = set.Manifest["content_hash"]![table]!.AsObject().ToDictionary(h => h.Key, h => (string)h.Value!);
            var answers = ParquetReaders.Ask([.. ParquetReaders.All.Select(r => ParquetReaders.Request("table", ("reader", r), ("path", path)))]);
            foreach (var read in answers.Select(a => new ReadTable(a)))
            {
                Assert.Equal(table == "trials" ? 1_100 : 5_500, read.Rows);
                Assert.Equal(hashes.Keys, read.Columns);
                Assert.All(read.Columns, c => Assert.Equal(hashes[c], Hash(read, c)));
            }
        }
    }

    private static string Hash(ReadTable table, string column)
    {
        var (type, values) = table.TypeOf(column) switch
        {
            "BOOLEAN" => (ParquetType.Boolean, (ColumnData)table.Booleans(column)),
            "INT32" => (ParquetType.Int32, table.Ints(column)),
            "INT64" => (ParquetType.Int64, table.Longs(column)),
            _ => (ParquetType.Double, table.Doubles(column)),
        };
        var hasher = new ColumnHasher(type);
        hasher.Add(0, values);
        return hasher.ToString();
    }
}
