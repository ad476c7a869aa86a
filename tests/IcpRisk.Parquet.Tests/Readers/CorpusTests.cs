using IcpRisk.Tests;

namespace IcpRisk.Parquet.Tests.Readers;

/// <summary>Every file of the corpus, in every profile, read back value by value by every reader.</summary>
public sealed class CorpusTests
{
    public static TheoryData<ParquetProfile> Profiles => [.. Enum.GetValues<ParquetProfile>()];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_reader_finds_every_value_and_all_metadata(ParquetProfile profile)
    {
        using var folder = new TempFolder();
        var requests = (
            from file in Corpus.Files().Select(f => (f.Name, Where: Corpus.Write(f, profile, folder))).ToArray()
            from reader in ParquetReaders.All
            select (Label: $"{file.Name} by {reader}", Request: ParquetReaders.Request(
                "compare", ("reader", reader), ("path", file.Where.Path), ("expected", file.Where.Expected)))).ToArray();
        var answers = ParquetReaders.Ask([.. requests.Select(r => r.Request)], keepErrors: true);
        Assert.Equal(requests.Length, answers.Count);
        var wrong = requests.Zip(answers)
            .Where(p => p.Second["differences"] is not System.Text.Json.Nodes.JsonArray { Count: 0 })
            .Select(p => $"{p.First.Label}: {p.Second.ToJsonString()}")
            .ToArray();
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    /// <summary>The comparison itself must see a wrong value, type, row count and key.</summary>
    [Fact]
    public void The_comparison_finds_what_differs()
    {
        (string From, string To, string Message)[] changes =
        [
            ("4029000000000000", "4029000000000001", "value[0]: 4029000000000000"),
            ("\"DOUBLE\"", "\"FLOAT\"", "columns value:DOUBLE"),
            ("\"rows\":5000", "\"rows\":4999", "5000 rows, expected 4999"),
            ("\"seed\":\"42\"", "\"seed\":\"43\"", "metadata seed: 42"),
            ("\"late\"", "\"never\"", "metadata has also late"),
        ];
        using var folder = new TempFolder();
        var (path, expected) = Corpus.Write(Corpus.Files().Single(f => f.Name == "one_value"), ParquetProfile.Compat, folder);
        var cases = (from change in changes from reader in ParquetReaders.All select (change, reader)).ToArray();
        var answers = ParquetReaders.Ask([.. cases.Select((c, i) =>
        {
            var changed = $"{expected}.{i}";
            File.WriteAllText(changed, File.ReadAllText(expected).Replace(c.change.From, c.change.To));
            return ParquetReaders.Request("compare", ("reader", c.reader), ("path", path), ("expected", changed));
        })]);
        Assert.All(cases.Zip(answers), p => Assert.Contains(p.First.change.Message, p.Second["differences"]!.ToJsonString()));
    }

    [Fact]
    public void The_bridge_gives_typed_columns()
    {
        using var folder = new TempFolder();
        var file = Corpus.Files().Single(f => f.Name == "odd_values");
        var (path, _) = Corpus.Write(file, ParquetProfile.Compact, folder);
        foreach (var reader in ParquetReaders.All)
        {
            var table = ParquetReaders.ReadTable(path, reader);
            Assert.Equal(400, table.Rows);
            Assert.Equal(file.Columns.Select(c => c.Name), table.Columns);
            Assert.Equal(file.Values[0], table.Longs("key"));
            Assert.Equal(file.Values[1], table.Ints("year"));
            Assert.Equal(file.Values[2], table.Booleans("flag"));
            Assert.Equal(file.Values[5], table.Floats("float"));
            Assert.Equal(file.Values[6], table.Doubles("double"));
            Assert.Equal(file.Values[8], table.Strings("Größe"));
            Assert.Equal("m²", table.Metadata["column.Größe.unit"]);
            Assert.Throws<InvalidDataException>(() => table.Ints("double"));
        }
    }
}
