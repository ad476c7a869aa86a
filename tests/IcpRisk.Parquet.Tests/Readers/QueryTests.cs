using IcpRisk.Tests;

namespace IcpRisk.Parquet.Tests.Readers;

/// <summary>What readers make of statistics and indexes.</summary>
public sealed class QueryTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void DuckDB_sees_the_statistics()
    {
        var path = Write("odd_values");
        var rows = ParquetReaders.Sql(
            """
            SELECT path_in_schema AS c, stats_min_value AS lo, stats_max_value AS hi, stats_null_count::INT AS nulls, num_values::INT AS n
            FROM parquet_metadata($1) ORDER BY column_id
            """, path);
        Assert.Equal(
            [
                "key 0 133", "year -2147483648 -1349483648", "flag false true", "int -2147483648 2147483647",
                "long -9223372036854775808 9223372036854775807", "float  ", "double  ", "plain double  ", "Größe  😀",
            ],
            rows.Select(r => $"{r["c"]} {r["lo"]} {r["hi"]}"));
        Assert.All(rows, r => Assert.Equal((0, 400), ((int)r["nulls"]!, (int)r["n"]!)));
    }

    [Fact]
    public void DuckDB_sees_statistics_of_numbers_and_short_texts()
    {
        var schema = new ParquetSchema(
            "t",
            new ParquetColumn("d", ParquetType.Double, "", ""),
            new ParquetColumn("s", ParquetType.String, "", ""));
        var path = folder.File("s.parquet");
        using (var writer = ParquetTableWriter.Create(path, schema))
        {
            writer.WriteRowGroup([new[] { 0.0, 5, 1.5 }, new[] { "b", "£", "a" }]);
            writer.WriteRowGroup([new[] { -3.0, -0.0 }, new[] { "", "a" }]);
            writer.Finish();
        }

        var rows = ParquetReaders.Sql(
            "SELECT stats_min_value AS lo, stats_max_value AS hi FROM parquet_metadata($1) ORDER BY row_group_id, column_id", path);
        Assert.Equal(["-0.0 5.0", "a £", "-3.0 0.0", " a"], rows.Select(r => $"{r["lo"]} {r["hi"]}"));

        // A zero of either sign is found, although one of the two is not between least and greatest by its bits.
        var zeros = ParquetReaders.Sql(
            "SELECT count(*)::INT AS n FROM $1 WHERE d = 0 UNION ALL SELECT count(*)::INT FROM $1 WHERE d = -0.0::DOUBLE", path);
        Assert.Equal([2, 2], zeros.Select(r => (int)r["n"]!));
    }

    [Fact]
    public void DuckDB_finds_the_right_rows_by_the_sorted_column()
    {
        var file = Corpus.Simulation(150_000);
        var path = Write(file);
        var cost = (double[])file.Values[1];
        (int From, int To)[] ranges = [(0, 1), (32_760, 32_775), (40_000, 40_001), (74_999, 80_000), (80_000, 90_000), (100, 60_000)];
        var rows = ParquetReaders.Sql(
            string.Join(" UNION ALL ", ranges.Select((r, i) =>
                $"SELECT {i} AS i, count(*)::INT AS n, coalesce(max(cost_total), 0) AS top FROM $1 WHERE trial >= {r.From} AND trial < {r.To}")) +
            " ORDER BY i", path);
        foreach (var (row, (from, to)) in rows.Zip(ranges))
        {
            var part = cost.Skip(2 * from).Take(2 * (to - from)).ToArray();
            Assert.Equal((part.Length, part.DefaultIfEmpty().Max()), ((int)row["n"]!, (double)row["top"]!));
        }
    }

    [Fact]
    public void Hyparquet_reads_only_the_pages_that_the_index_points_to()
    {
        var path = Write(Corpus.Simulation(150_000));
        var answer = ParquetReaders.Ask([new()
        {
            ["op"] = "filter", ["path"] = path, ["column"] = "trial", ["from"] = 40_000, ["to"] = 40_010,
        }])[0];
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => $"{40_000 + (i / 2)}"), answer["values"]!.AsArray().Select(v => (string)v!));
        var share = (double)answer["bytes"]! / new FileInfo(path).Length;
        Assert.True(share < 0.2, $"read {share:P0} of the file for ten trials of 75,000");
    }

    [Fact]
    public void DuckDB_names_encodings_and_codecs_of_each_profile()
    {
        var file = Corpus.Simulation(150_000);
        Assert.Equal(
            [
                "trial DELTA_BINARY_PACKED GZIP", "cost_total PLAIN GZIP", "ratio PLAIN GZIP", "is_deficit PLAIN GZIP",
                "deficit_years PLAIN, RLE_DICTIONARY UNCOMPRESSED",
            ],
            Layout(ParquetProfile.Compat));
        Assert.Equal("ratio BYTE_STREAM_SPLIT GZIP", Layout(ParquetProfile.Compact)[2]);
        Assert.Equal(["cost_total PLAIN UNCOMPRESSED", "ratio PLAIN UNCOMPRESSED"], Layout(ParquetProfile.Fast)[1..3]);

        string[] Layout(ParquetProfile profile) => [.. ParquetReaders.Sql(
            "SELECT path_in_schema AS c, encodings AS e, compression AS k FROM parquet_metadata($1) WHERE row_group_id = 0 ORDER BY column_id",
            Corpus.Write(file, profile, folder).Path).Select(r => $"{r["c"]} {r["e"]} {r["k"]}")];
    }

    private string Write(string name) => Write(Corpus.Files().Single(f => f.Name == name));

    private string Write(CorpusFile file) => Corpus.Write(file, ParquetProfile.Compat, folder).Path;
}
