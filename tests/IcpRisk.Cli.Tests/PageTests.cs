using System.Text.RegularExpressions;

namespace IcpRisk.Cli.Tests;

/// <summary>What the page of the command line shows is what the program prints.</summary>
public sealed partial class PageTests
{
    // Lines that a machine or a folder makes.
    private static readonly string[] Volatile = [" a second", "Dataset: ", "duckdb", "--force replaces it", "Files: "];

    public static TheoryData<string, string> Examples()
    {
        var examples = new TheoryData<string, string>();
        foreach (Match block in Block().Matches(File.ReadAllText(Path.Combine(Files.Root(), "docs", "command-line.md")).ReplaceLineEndings("\n")))
        {
            var text = block.Groups["text"].Value.Replace("\\\n", " ", StringComparison.Ordinal);
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            var command = text[..end];
            if (command.Contains("harbour-care.yaml", StringComparison.Ordinal) && !command.Contains('|', StringComparison.Ordinal))
            {
                examples.Add(command, text[(end + 1)..]);
            }
        }

        return examples;
    }

    [Fact]
    public void There_are_examples_of_most_verbs() => Assert.InRange(Examples().Count, 12, 60);

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_what_it_shows(string command, string shown)
    {
        using var files = new Files();
        string[] words = [.. Word().Matches(command).Select(w => w.Value.Replace("'", string.Empty, StringComparison.Ordinal))];
        string[] arguments = [.. words.Select(w => w == "harbour-care.yaml" ? Files.Harbour : w)];
        var to = Array.IndexOf(arguments, "--out");
        if (to >= 0)
        {
            arguments[to + 1] = files.In("out");
        }

        var ran = Here.Run(arguments);
        var printed = (ran.Out + ran.Error).Split('\n').Select(l => l.Trim()).ToHashSet();
        Assert.All(
            shown.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l != "…" && !Volatile.Any(v => l.Contains(v, StringComparison.Ordinal))),
            line => Assert.Contains(line, printed));
    }

    [GeneratedRegex("```\n\\$ icprisk (?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("(?:'[^']*'|[^\\s'])+")]
    private static partial Regex Word();
}
