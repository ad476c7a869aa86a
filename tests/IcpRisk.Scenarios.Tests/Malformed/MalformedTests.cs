using System.Text;
using IcpRisk.Documents;

namespace IcpRisk.Scenarios.Tests.Malformed;

/// <summary>Whatever is wrong with a scenario file: messages for its writer, quickly, and no other exception.</summary>
public sealed class MalformedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("malformed-").FullName + "/";

    public static TheoryData<string> Files => [.. MalformedFiles.Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void When_nothing_is_wrong_then_the_scenario_loads() =>
        Assert.Equal(3, Scenario.Load(MalformedFiles.Folder + "valid.yaml").Time.Years);

    [Theory]
    [MemberData(nameof(Files))]
    public void When_a_file_is_wrong_then_its_messages_say_what_and_where(string name)
    {
        var expected = MalformedFiles.Expected(name);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Fail(MalformedFiles.Folder + name + ".yaml", MalformedFiles.Folder));
    }

    [Fact]
    public void When_the_folder_is_looked_through_then_there_are_enough_files() =>
        Assert.InRange(MalformedFiles.Names.Count(), 50, 200);

    [Fact]
    public void When_files_are_read_then_nothing_is_written()
    {
        var before = Snapshot();
        foreach (var name in MalformedFiles.Names)
            Fail(MalformedFiles.Folder + name + ".yaml", MalformedFiles.Folder);
        Assert.Equal(before, Snapshot());

        string Snapshot() => string.Join('\n', Directory.EnumerateFileSystemEntries(MalformedFiles.Folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(entry => $"{entry} {File.GetLastWriteTimeUtc(entry):O}"));
    }

    [Theory]
    [InlineData("", "x.yaml: the file is empty")]
    [InlineData("   \n\n", "x.yaml: the file is empty")]
    [InlineData("[1, 2]", "x.yaml:1:1: found a list; allowed a map with icprisk, name, title, term, scope, population, services, use, overheads, metrics, allocation, risks, dependence, contract, stresses, simulation")]
    public void When_there_is_no_scenario_in_the_file_then_that_is_said(string text, string expected)
    {
        File.WriteAllText(_folder + "x.yaml", text);
        Assert.Equal([expected], Fail(_folder + "x.yaml", _folder));
    }

    [Fact]
    public void When_there_is_no_file_then_that_is_said()
    {
        Directory.CreateDirectory(_folder + "d.yaml");
        Assert.Equal(["y.yaml: there is no file y.yaml"], Fail(_folder + "y.yaml", _folder));
        Assert.Equal(["d.yaml: d.yaml is a directory, not a file"], Fail(_folder + "d.yaml", _folder));
    }

    [Fact]
    public void When_the_file_is_no_text_then_that_is_said()
    {
        var bytes = new byte[100_000];
        new Random(2014).NextBytes(bytes);
        byte[] parquet = [.. "PAR1"u8, 0x15, 0x00, 0x15, 0x86];
        Assert.Equal(["x.yaml:1:5: not text: control character 15"], FailBytes(parquet));
        var message = Assert.Single(FailBytes(bytes));
        Assert.Matches("^x.yaml:[0-9]+:[0-9]+: not (UTF-8 text|text: control character [0-9A-F]{2})$", message);
    }

    [Fact]
    public void When_there_are_ten_megabytes_of_anything_then_refused_at_once()
    {
        var bytes = new byte[10_000_000];
        new Random(2015).NextBytes(bytes);
        Assert.Equal(["x.yaml: the file is over 4 MB"], FailBytes(bytes));
        Array.Fill(bytes, (byte)'a');
        Assert.Equal(["x.yaml: the file is over 4 MB"], FailBytes(bytes));
    }

    [Fact]
    public void When_nested_5000_levels_deep_then_refused()
    {
        var deep = new StringBuilder();
        for (var level = 0; level < 5000; level++)
            deep.Append(' ', level % 60).Append("a:\n");
        var flow = "population: " + new string('[', 5000) + new string(']', 5000);
        Assert.Equal("nested deeper than 64 levels", Last(FailText(flow)));
        Assert.Equal("nested deeper than 64 levels", Last(FailText(string.Concat(Enumerable.Repeat("{risks: ", 5000)))));
        var indented = new StringBuilder("population:\n");
        for (var level = 1; level < 2500; level++)
            indented.Append(' ', level).Append("a:\n");
        Assert.Equal("nested deeper than 64 levels", Last(FailText(indented.ToString())));
        Assert.NotEmpty(FailText(deep.ToString()));

        static string Last(IReadOnlyList<string> messages) => Assert.Single(messages).Split(": ")[^1];
    }

    [Fact]
    public void When_thousands_of_things_are_wrong_then_fifty_are_told_and_the_rest_counted()
    {
        var text = File.ReadAllText(MalformedFiles.Folder + "valid.yaml")
            + string.Concat(Enumerable.Range(0, 3000).Select(i => $"key_{i}: {i}\n"));
        var messages = FailText(text);
        Assert.Equal(51, messages.Count);
        Assert.Equal("and 2950 more", messages[^1]);
    }

    [Theory]
    [InlineData("services.surgry.activity=1", "--set services.surgry.activity=1: services.surgry: unknown key; did you mean surgery?")]
    [InlineData("services.surgery.activity=many", "--set services.surgery.activity=many: services.surgery.activity: found many; not a number; a count is meant, such as 1,530 or 150k")]
    [InlineData("risks.utilisation.sd=7", "--set risks.utilisation.sd=7: risks.utilisation.sd: found 7; a share is meant: 7 % or 700 %?")]
    [InlineData("term.years=9", "x.yaml:16:24: risks.efficiency.savings.planned: year 4 is missing; allowed one value for every year, or years 1 to 9")]
    public void When_an_override_is_wrong_then_its_message_names_it(string set, string expected)
    {
        File.Copy(MalformedFiles.Folder + "valid.yaml", _folder + "x.yaml");
        Assert.Equal([expected], Fail(_folder + "x.yaml", _folder, set));
    }

    private IReadOnlyList<string> FailText(string text) => FailBytes(Encoding.UTF8.GetBytes(text));

    private IReadOnlyList<string> FailBytes(byte[] bytes)
    {
        File.WriteAllBytes(_folder + "x.yaml", bytes);
        return Fail(_folder + "x.yaml", _folder);
    }

    private static IReadOnlyList<string> Fail(string path, string folder, params string[] set)
    {
        var refused = Assert.Throws<InvalidDocumentException>(() => Scenario.Load(path, set));
        return refused.Message.Replace(folder, "", StringComparison.Ordinal).Split('\n');
    }
}
