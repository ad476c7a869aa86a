using System.Text.Json.Nodes;

namespace IcpRisk.Parquet.Tests.Readers;

/// <summary>One file of the corpus: its columns with all their values, and how they are cut.</summary>
internal sealed record CorpusFile(string Name, ParquetColumn[] Columns, Array[] Values, int RowGroupRows = 131_072, int PageBytes = 1 << 20)
{
    internal int Rows => Values[0].Length;
}

/// <summary>Tables that go to the edges of every type and encoding.</summary>
internal static class Corpus
{
    private static readonly double[] OddDoubles =
    [
        0.0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon,
        double.MaxValue, double.MinValue, 2.2250738585072014E-308, 2.2250738585072009E-308, 0.1, 1e-300, Math.PI, 26_500_000.01,
    ];

    private static readonly float[] OddFloats =
    [
        0f, -0f, 1, -1, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon,
        float.MaxValue, float.MinValue, 1.17549435E-38f, 1.1754942E-38f, 0.1f,
    ];

    private static readonly long[] OddLongs =
        [0, 1, -1, long.MaxValue, long.MinValue, long.MinValue + 1, int.MaxValue, int.MinValue, 1L << 53, (1L << 53) + 1, -(1L << 53) - 1];

    private static readonly int[] OddInts = [0, 1, -1, int.MaxValue, int.MinValue, int.MinValue + 1, 255, 256, 65536, -65537];

    private static readonly string[] OddTexts =
        ["", "a", "£", "naïve café", "日本語", "😀", "\uFFFD", "quote\" ' \\ \n\t\0end", "Bedford & Luton", new('x', 64), new('y', 65)];

    internal static IEnumerable<CorpusFile> Files()
    {
        yield return AllTypes("no_rows", 0);
        yield return AllTypes("one_row", 1);
        yield return AllTypes("two_rows", 2);
        yield return AllTypes("eight_rows", 8);
        yield return AllTypes("odd_values", 400);
        yield return AllTypes("odd_values_many_groups", 1003, rowGroupRows: 64);
        yield return AllTypes("odd_values_many_pages", 2000, rowGroupRows: 1500, pageBytes: 256);
        yield return One("doubles_only_odd", ParquetType.Double, OddDoubles);
        yield return One("floats_only_odd", ParquetType.Float, OddFloats);
        yield return One("longs_only_odd", ParquetType.Int64, OddLongs);
        yield return One("ints_only_odd", ParquetType.Int32, OddInts);
        yield return One("texts_only_odd", ParquetType.String, OddTexts);
        yield return One("long_texts", ParquetType.String, [new string('£', 700_000), "", new string('z', 2_000_000), "short"]);
        yield return One("texts_all_different", ParquetType.String, Make(20_000, i => $"item {Mix(i):x}"), pageBytes: 4096);
        yield return One("texts_few", ParquetType.String, Make(20_000, i => $"place {Mix(i) % 700}"), pageBytes: 4096);
        yield return One("one_value", ParquetType.Double, Make(5000, _ => 12.5), pageBytes: 1024);
        yield return One("one_text", ParquetType.String, Make(5000, _ => "everywhere"));
        yield return One("zeros", ParquetType.Double, Make(50_000, i => Mix(i) % 20 == 0 ? (Mix(i + 7) % 1_000_000) / 100.0 : 0), pageBytes: 1 << 16);
        yield return One("runs", ParquetType.Int32, Make(30_000, i => (int)(Mix(i / (1 + (i % 40))) % 3)), pageBytes: 1 << 12);
        yield return One("all_true", ParquetType.Boolean, Make(1001, _ => true));
        yield return One("flags", ParquetType.Boolean, Make(70_001, i => Mix(i) % 13 == 0), pageBytes: 1 << 14);
        yield return One("delta_wild", ParquetType.Int64, Make(4000, i => (long)Mix(i)), pageBytes: 1 << 11);
        yield return One("delta_wild_ints", ParquetType.Int32, Make(4000, i => (int)Mix(i)), pageBytes: 1 << 11);
        yield return One("dictionary_at_its_limit", ParquetType.Int64, Make(4096, i => (long)(i % 1024)));
        yield return One("dictionary_past_its_limit", ParquetType.Int64, Make(4096, i => (long)(i % 1025)));
        yield return One("full_floats", ParquetType.Float, Make(30_000, i => (float)(1 + (Mix(i) / 1.8e19))), pageBytes: 1 << 14);
        yield return Simulation(150_000);
    }

    /// <summary>Keys, money, flags and years like a simulation's, over several row groups, and over pages of one.</summary>
    internal static CorpusFile Simulation(int rows) => new(
        "simulation",
        [
            new("trial", ParquetType.Int64, "1", "Number of the trial, from 0.", sorted: true),
            new("cost_total", ParquetType.Double, "GBP", "Cost over the term."),
            new("ratio", ParquetType.Double, "ratio", "An index about 1, not rounded."),
            new("is_deficit", ParquetType.Boolean, "bool", "Any year in deficit?"),
            new("deficit_years", ParquetType.Int32, "years", "Number of years in deficit."),
        ],
        [
            Make(rows, i => (long)(i / 2)),
            Make(rows, i => 2e7 + (Mix(i) % 1_000_000_000 / 100.0)),
            Make(rows, i => 1 + (Mix(i) / 1e21)),
            Make(rows, i => Mix(i) % 14 == 0),
            Make(rows, i => (int)(Mix(i) % 6)),
        ],
        RowGroupRows: 65_536,
        PageBytes: 1 << 17);

    /// <summary>Writes the file, and beside it what a reader must find.</summary>
    internal static (string Path, string Expected) Write(CorpusFile file, ParquetProfile profile, TempFolder folder)
    {
        var path = folder.File($"{file.Name}.{profile}.parquet");
        var options = new ParquetOptions
        {
            Profile = profile,
            RowGroupRows = file.RowGroupRows,
            PageBytes = file.PageBytes,
            Metadata = [new("seed", "42"), new("note", "£ and 日本 \"quoted\""), new("empty", "")],
        };
        var data = Array.ConvertAll(file.Values, Data);
        using (var writer = ParquetTableWriter.Create(path, new ParquetSchema("corpus", file.Columns), options))
        {
            var buffer = new ParquetTableBuffer(writer, threads: 2);
            buffer.Append(data);
            writer.AddMetadata("late", "known at the end");
            buffer.Finish();
        }

        var metadata = new JsonObject();
        foreach (var (key, value) in options.Metadata)
            metadata[key] = value;
        metadata["late"] = "known at the end";
        foreach (var column in file.Columns)
        {
            metadata[$"column.{column.Name}.unit"] = column.Unit;
            metadata[$"column.{column.Name}.meaning"] = column.Meaning;
        }

        var expected = path + ".json";
        File.WriteAllText(expected, new JsonObject
        {
            ["rows"] = file.Rows,
            ["metadata"] = metadata,
            ["columns"] = new JsonArray([.. file.Columns.Select((c, i) => new JsonObject
            {
                ["name"] = c.Name,
                ["type"] = c.Type.ToString().ToUpperInvariant(),
                ["values"] = new JsonArray([.. file.Values[i].Cast<object>().Select(Exact)]),
            })]),
        }.ToJsonString());
        return (path, expected);
    }

    internal static ColumnData Data(Array values) => values switch
    {
        bool[] v => v,
        int[] v => v,
        long[] v => v,
        float[] v => v,
        double[] v => v,
        _ => (string[])values,
    };

    private static JsonNode Exact(object value) => value switch
    {
        bool v => v,
        double v => BitConverter.DoubleToUInt64Bits(v).ToString("x16"),
        float v => BitConverter.SingleToUInt32Bits(v).ToString("x8"),
        _ => value.ToString()!,
    };

    private static CorpusFile AllTypes(string name, int rows, int rowGroupRows = 131_072, int pageBytes = 1 << 20) => new(
        name,
        [
            new("key", ParquetType.Int64, "1", "Sorted, with repeats.", sorted: true),
            new("year", ParquetType.Int32, "years", "Sorted, from the least int.", sorted: true),
            new("flag", ParquetType.Boolean, "bool", "A flag."),
            new("int", ParquetType.Int32, "people", "Odd ints."),
            new("long", ParquetType.Int64, "1", "Odd longs."),
            new("float", ParquetType.Float, "share", "Odd floats."),
            new("double", ParquetType.Double, "£", "Odd doubles."),
            new("plain double", ParquetType.Double, "", ""),
            new("Größe", ParquetType.String, "m²", "Odd texts, an odd name."),
        ],
        [
            Make(rows, i => (long)(i / 3)),
            Make(rows, i => int.MinValue + (i * 2_000_000)),
            Make(rows, i => i % 3 != 1),
            Make(rows, i => OddInts[i % OddInts.Length]),
            Make(rows, i => OddLongs[i % OddLongs.Length]),
            Make(rows, i => OddFloats[i % OddFloats.Length]),
            Make(rows, i => OddDoubles[i % OddDoubles.Length]),
            Make(rows, i => i % 50 == 0 ? OddDoubles[i / 50 % OddDoubles.Length] : 1 + (Mix(i) / 1e21)),
            Make(rows, i => OddTexts[i % OddTexts.Length]),
        ],
        rowGroupRows,
        pageBytes);

    private static CorpusFile One<T>(string name, ParquetType type, T[] values, int pageBytes = 1 << 20) =>
        new(name, [new("value", type, "1", "The only column.")], [values], PageBytes: pageBytes);

    private static T[] Make<T>(int rows, Func<int, T> value) => [.. Enumerable.Range(0, rows).Select(value)];

    private static ulong Mix(int i)
    {
        var z = (ulong)(i + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
