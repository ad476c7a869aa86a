using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace IcpRisk.Documents.Tests;

/// <summary>Files that are no document at all: one clear message, quickly, and never another exception.</summary>
public class MalformedTests
{
    [Theory]
    [InlineData("", "x.yaml: the file is empty")]
    [InlineData("# only a comment\n", "x.yaml: the file is empty")]
    [InlineData("---\n", "x.yaml: the file is empty")]
    [InlineData("- a\n", "x.yaml:1:1: found a list; allowed a map with name, title, term, ferries, fees, at_risk, links, bands, tides, stresses, questions, run")]
    [InlineData("hello", "x.yaml:1:1: found hello; allowed a map with name, title, term, ferries, fees, at_risk, links, bands, tides, stresses, questions, run")]
    [InlineData("name: a\n---\nname: b\n", "x.yaml:2:1: a second YAML document begins here: one file is one document")]
    [InlineData("name: a\n\tx: b\n", "x.yaml:2:1: a tab in the indentation: indent with spaces")]
    [InlineData("name: a: b\n", "x.yaml:1:8: not valid YAML: while scanning a plain scalar value, found invalid mapping")]
    [InlineData("name: [a, b\nx: c\n", "x.yaml:1:9: not valid YAML after this: is a bracket, brace or quote left open?")]
    [InlineData("name: \"a\n", "x.yaml:1:7: not valid YAML: while scanning a quoted scalar, found unexpected end of stream")]
    [InlineData("name: &a [b, *a]\n", "x.yaml:1:14: name[1]: the anchor &a contains itself")]
    [InlineData("name: &abc 1\ntitle: *abd\n", "x.yaml:2:8: title: found *abd; allowed abc; did you mean abc?")]
    [InlineData("name: !!str a\n", "x.yaml:1:7: name: found the tag tag:yaml.org,2002:str; tags have no meaning here")]
    [InlineData("? [a]\n: b\n", "x.yaml:1:3: a key must be a text, not a list or map")]
    [InlineData("name: a\n~: b\n", "x.yaml:2:1: a key is empty")]
    [InlineData("name: a\nx\u0001y: b\n", "x.yaml:2:2: not text: control character 01")]
    [InlineData("name: a\0b\n", "x.yaml:1:8: not text: control character 00")]
    [InlineData("<<: 5\nname: a\n", "x.yaml:1:1: << takes in a map, or a list of maps")]
    public void When_the_text_is_no_document_then_one_message_says_why(string text, string expected) =>
        Assert.Equal(expected, Sandbox.Fail(text));

    [Fact]
    public void When_bytes_are_not_utf8_then_the_first_bad_one_is_placed()
    {
        Assert.Equal("x.yaml:2:8: not UTF-8 text", FailBytes([.. "name: a\ntitle: "u8, 0xC3, 0x28, 0x0A]));
        Assert.Equal("x.yaml: the text is UTF-16: save it as UTF-8", FailBytes(Encoding.Unicode.GetPreamble()));
    }

    [Fact]
    public void When_there_is_a_byte_order_mark_then_it_is_passed_over() =>
        Assert.Equal("a", Sandbox.Read("\ufeff" + Sandbox.Ferries).Value.Name);

    [Fact]
    public void When_the_file_is_missing_or_a_directory_then_that_is_said()
    {
        using var sandbox = new Sandbox();
        Assert.Equal("y.yaml: there is no file y.yaml", Fail("y.yaml"));
        Assert.Equal("no/y.yaml: there is no file no/y.yaml", Fail("no/y.yaml"));
        Directory.CreateDirectory(sandbox.Folder + "d.yaml");
        Assert.Equal("d.yaml: d.yaml is a directory, not a file", Fail("d.yaml"));
        Assert.StartsWith(
            "an empty text: cannot read an empty text: ",
            Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read<Harbour>("")).Message, StringComparison.Ordinal);

        string Fail(string name) => sandbox.Strip(
            Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read<Harbour>(sandbox.Folder + name)).Message);
    }

    [Fact]
    public void When_nested_too_deep_then_refused_without_reading_on()
    {
        Quick("x.yaml:1:66: " + Path(65) + ": nested deeper than 64 levels", new string('[', 2_000_000), skip: 0);
        Quick("nested deeper than 64 levels", string.Concat(Enumerable.Repeat("- ", 100_000)));
        Quick("nested deeper than 64 levels", string.Concat(Enumerable.Repeat("{a: ", 100_000)));
        Quick("a key must be a text, not a list or map", string.Concat(Enumerable.Repeat("? ", 100_000)));
        Quick("nested deeper than 64 levels", string.Concat(Enumerable.Range(0, 3000).Select(i => new string(' ', i % 1000) + "a:\n")));

        static string Path(int levels) => string.Concat(Enumerable.Repeat("[0]", levels));
    }

    [Fact]
    public void When_aliases_multiply_then_the_budget_stops_them()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        Quick("more than 50,000 values, aliases expanded", bomb.ToString());

        var chain = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < 200; i++)
            chain.Append($"a{i}: &a{i} [*a{i - 1}]\n");
        Quick("nested deeper than 64 levels, aliases expanded", chain.ToString());

        var merge = new StringBuilder("a0: &a0 {x: 1}\n");
        for (var i = 1; i < 40; i++)
            merge.Append($"a{i}: &a{i} {{y{i}: [*a{i - 1}, *a{i - 1}, *a{i - 1}], <<: *a{i - 1}}}\n");
        Quick("aliases expanded", merge.ToString());
    }

    [Fact]
    public void When_the_file_is_huge_then_refused_at_once()
    {
        Quick("x.yaml: the file is over 4 MB", new string('a', 10_000_000), skip: 0);
        Quick("more than 50,000 values, aliases expanded", "a: [" + string.Concat(Enumerable.Repeat("1,", 1_500_000)) + "]");
        Quick("", string.Concat(Enumerable.Repeat("&a ", 1_000_000)));
        Quick("", "\"" + new string('a', 3_000_000));
        Quick("", new string('{', 3_000_000));
        var garbage = new byte[10_000_000];
        new Random(1).NextBytes(garbage);
        Assert.Equal("x.yaml: the file is over 4 MB", FailBytes(garbage));
        Assert.StartsWith("x.yaml:", FailBytes(garbage[..4_000_000]), StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_good_document_is_damaged_anywhere_then_only_problems_come_of_it()
    {
        var good = Encoding.UTF8.GetBytes(HarbourTests.Full);
        byte[] tokens = [.. "[]{}:,-\n \"'&*!#%?|>@`~<0+.£"u8];
        var damage = from at in Gen.Choose(0, good.Length - 1)
                     from token in Gen.Elements(tokens)
                     from how in Gen.Choose(0, 2)
                     from length in Gen.Choose(1, 40)
                     select (at, token, how, length);
        Prop.ForAll(damage.ListOf(3).ToArbitrary(), changes =>
        {
            var bytes = good.ToList();
            foreach (var (at, token, how, length) in changes)
            {
                var i = Math.Min(at, bytes.Count - 1);
                if (how == 0)
                    bytes[i] = token;
                else if (how == 1)
                    bytes.Insert(i, token);
                else
                    bytes.RemoveRange(i, Math.Min(length, bytes.Count - i - 1));
            }

            using var sandbox = new Sandbox();
            File.WriteAllBytes(sandbox.Folder + "x.yaml", [.. bytes]);
            try
            {
                DocumentReader.Read<Harbour>(sandbox.Folder + "x.yaml");
            }
            catch (InvalidDocumentException e)
            {
                Assert.All(e.Message.Split('\n'), line => Assert.True(
                    line.StartsWith(sandbox.Folder, StringComparison.Ordinal) || line.StartsWith("and ", StringComparison.Ordinal), line));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void When_aliases_and_merges_are_ordinary_then_they_work()
    {
        var h = Sandbox.Read(
            "name: &n a\ntitle: *n\nferries:\n  north: &north {crossings: 100, growth: 1 %}\n  south: {<<: *north, growth: 2 %}\n  west: *north\n").Value;
        Assert.Equal("a", h.Title);
        Assert.Equal(0.02, h.Ferries["south"].Growth.Plan.Constant);
        Assert.Equal(100, h.Ferries["south"].Crossings!.Plan.At(1).Constant);
        Assert.Equal(0.01, h.Ferries["west"].Growth.Plan.Constant);
    }

    private static void Quick(string expected, string text, int skip = 1)
    {
        // Were any of these not refused early, this test would not end: there is no clock in it.
        var message = Sandbox.Fail(text);
        Assert.DoesNotContain('\n', message);
        if (skip == 0)
            Assert.Equal(expected, message);
        else
            Assert.EndsWith(expected, message, StringComparison.Ordinal);
    }

    private static string FailBytes(byte[] bytes)
    {
        using var sandbox = new Sandbox();
        File.WriteAllBytes(sandbox.Folder + "x.yaml", bytes);
        return sandbox.Strip(
            Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read<Harbour>(sandbox.Folder + "x.yaml")).Message);
    }
}
