namespace IcpRisk.Documents.Tests;

public class TableTests
{
    private const string Yaml = Sandbox.Ferries + "tides:\n  file: t.csv\n";

    [Fact]
    public void When_a_csv_is_named_then_its_rows_are_bound_by_header()
    {
        var tides = Read("year,port,high_water,remark\n\n1,dover,60 %,\"calm, \"\"mostly\"\"\"\n2, calais ,.5,\n").Value.Tides;
        Assert.Equal("t.csv", tides.Name);
        Assert.Equal(
            [new Tide { Port = "dover", Year = 1, High = 0.6, Remark = "calm, \"mostly\"" }, new Tide { Port = "calais", Year = 2, High = 0.5 }],
            tides);
        Assert.Empty(Read("year,port\n").Value.Tides);
    }

    [Theory]
    [InlineData("year,prot\n1,a\n", "t.csv:1: tides.prot: unknown column; did you mean port?\nt.csv:1: tides.port: the column is missing")]
    [InlineData("year,port,year\n1,a,1\n", "t.csv:1: tides.year: the column is given twice")]
    [InlineData("year,\n1,a\n", "t.csv:1: tides[\"an empty text\"]: a column has no name; allowed port, year, high_water, remark\nt.csv:1: tides.port: the column is missing")]
    [InlineData("year,port\n\n1,a\n0,b\nx,c\n1.5,d\n", "t.csv:4: tides[1].year: found 0; allowed at least 1 year\nt.csv:5: tides[2].year: found x; not a number; a number of years is meant, such as 5 or 5 years\nt.csv:6: tides[3].year: found 1.5; a whole number is meant")]
    [InlineData("year,port\n1\n", "t.csv:2: tides[0]: found a row of 1; allowed a row of 2, a cell for each column")]
    [InlineData("year,port\n,a\n", "t.csv:2: tides[0].year: found an empty cell; allowed at least 1 year")]
    [InlineData("", "t.csv: tides: the table is empty: a header line is meant")]
    [InlineData("year,port,high_water\n1,\"two\nlines\",5 %\n1,a,5\n", "t.csv:4: tides[1].high_water: found 5; a share is meant: 5 % or 500 %?")]
    public void When_a_table_is_wrong_then_the_line_of_the_csv_is_given(string csv, string expected)
    {
        using var sandbox = new Sandbox();
        sandbox.File("t.csv", csv);
        Assert.Equal(expected, Fail(sandbox, Yaml));
    }

    [Fact]
    public void When_quotes_are_left_open_then_the_line_is_given()
    {
        using var sandbox = new Sandbox();
        sandbox.File("t.csv", "year,port\n1,\"a\n");
        Assert.StartsWith("t.csv:2: tides: not valid CSV: ", Fail(sandbox, Yaml), StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_csv_cannot_be_read_then_the_place_that_names_it_is_given()
    {
        using var sandbox = new Sandbox();
        Assert.Equal("x.yaml:4:9: tides.file: there is no file t.csv", Fail(sandbox, Yaml));
        Directory.CreateDirectory(sandbox.Folder + "t.csv");
        Assert.Equal("x.yaml:4:9: tides.file: t.csv is a directory, not a file", Fail(sandbox, Yaml));
        File.WriteAllBytes(sandbox.Folder + "u.csv", [0x61, 0x2C, 0x62, 0x0A, 0xFF]);
        Assert.Equal("u.csv:2:1: not UTF-8 text", Fail(sandbox, Sandbox.Ferries + "tides: {file: u.csv}\n"));
    }

    [Theory]
    [InlineData("{fil: t.csv}", "x.yaml:3:9: tides.fil: unknown key; did you mean file?")]
    [InlineData("{file: []}", "x.yaml:3:8: tides: allowed {file: name.csv} or {csv: text}, one of them")]
    [InlineData("{file: t.csv, csv: a}", "x.yaml:3:8: tides: allowed {file: name.csv} or {csv: text}, one of them")]
    [InlineData("t.csv", "x.yaml:3:8: tides: found t.csv; allowed {file: name.csv}")]
    [InlineData("\n  csv: |\n    port,year\n    a,1\n    b,0\n", "x.yaml:7: tides[1].year: found 0; allowed at least 1 year")]
    public void When_the_naming_of_a_table_is_wrong_then_that_is_said(string table, string expected) =>
        Assert.Equal(expected, Sandbox.FailWith($"tides: {table}\n"));

    [Fact]
    public void When_a_table_is_resolved_then_it_is_written_in_and_has_the_same_hash()
    {
        var document = Read("year,port,remark\n1,dover,\n2,\"a, \"\"b\"\": #\n- c\",null\n");
        var again = Sandbox.Read(document.ResolvedYaml);
        Assert.Equal(document.Hash, again.Hash);
        Assert.Equal(document.Value.Tides, again.Value.Tides);
        Assert.NotEqual(document.Hash, Read("year,port\n2,dover\n").Hash);
        Assert.Equal(("{file: t.csv}", "2 rows of year, port, remark"), (document.Register[^1].Text, document.Register[^1].Value));
    }

    private static Document<Harbour> Read(string csv)
    {
        using var sandbox = new Sandbox();
        sandbox.File("t.csv", csv);
        return DocumentReader.Read<Harbour>(sandbox.File("x.yaml", Yaml));
    }

    private static string Fail(Sandbox sandbox, string yaml) => sandbox.Strip(
        Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read<Harbour>(sandbox.File("x.yaml", yaml))).Message);
}
