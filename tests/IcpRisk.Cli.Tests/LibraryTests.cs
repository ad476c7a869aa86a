using System.Text.RegularExpressions;
using IcpRisk.Scenarios.Library;

namespace IcpRisk.Cli.Tests;

public sealed class LibraryTests
{
    [Fact]
    public void Every_name_is_listed_with_what_it_is()
    {
        var ran = Here.Run("library");
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Equal(
            TermLibrary.All.Keys.Select(name => $"{name} {TermLibrary.About(name)}"),
            ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => Regex.Replace(line, " +", " ")));
    }

    [Fact]
    public void A_name_prints_its_terms_as_they_are_in_ASCII()
    {
        foreach (var (name, yaml) in TermLibrary.All)
        {
            var ran = Here.Run(ascii: true, "library", name);
            Assert.Equal((0, yaml, ""), (ran.Exit, ran.Out, ran.Error));
            Assert.All(yaml, c => Assert.True(char.IsAscii(c), $"{name}: {c}"));
        }
    }

    [Fact]
    public void A_name_that_is_not_there_is_wrong_use()
    {
        var ran = Here.Run("library", "msp-enhanced");
        Assert.Equal((2, ""), (ran.Exit, ran.Out));
        Assert.Equal("the library has no terms msp-enhanced, did you mean mssp-enhanced?; icprisk library lists what there is\n", ran.Error);
    }

    [Fact]
    public void The_page_lists_exactly_what_the_library_holds()
    {
        var page = File.ReadAllLines(Path.Combine(Files.Root(), "docs", "library.md"));
        Assert.Equal(
            TermLibrary.All.Select(term => $"| `{term.Key}` | {TermLibrary.About(term.Key)} | {string.Join("; ", Sources(term.Value))} |"),
            page.Where(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    // The texts under `sources:`, each on a line in quotes.
    private static IEnumerable<string> Sources(string yaml) => yaml.Split('\n')
        .SkipWhile(line => line != "sources:").Skip(1).TakeWhile(line => line.StartsWith(' '))
        .Select(line => line[(line.IndexOf('"') + 1)..^1]);
}
