using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace IcpRisk.Cli.Tests;

/// <summary>What the pages show is what the program prints.</summary>
public sealed partial class PageTests
{
    // Lines that a machine or a folder makes.
    private static readonly string[] Volatile = [" a second", "Dataset: ", "duckdb", "--force replaces it", "Files: "];

    // One command may stand on several pages, or have several parts of its output shown.
    private static readonly ConcurrentDictionary<string, Lazy<HashSet<string>>> Ran = new();

    public static TheoryData<string, string, string> Examples()
    {
        var examples = new TheoryData<string, string, string>();
        foreach (var page in (string[])["command-line.md", "deciding.md", .. Contracts()])
        {
            var blocks = page.StartsWith("contracts", StringComparison.Ordinal) ? Sentence() : Block();
            foreach (Match block in blocks.Matches(File.ReadAllText(Path.Combine(Docs(), page)).ReplaceLineEndings("\n")))
            {
                // What is cut short, or passed on to another program, cannot be run.
                var command = block.Groups["command"].Value.Replace("\\\n", " ", StringComparison.Ordinal);
                if (!command.Contains('|', StringComparison.Ordinal) && !command.Contains('…', StringComparison.Ordinal)
                    && Words(command).Any(w => w == "harbour-care.yaml" || w.StartsWith("scenarios/", StringComparison.Ordinal)))
                {
                    examples.Add(page, command, block.Groups["shown"].Value);
                }
            }
        }

        return examples;
    }

    [Fact]
    public void There_are_examples_of_most_verbs() => Assert.InRange(Examples().Count(e => (string)e[0] == "command-line.md"), 12, 60);

    [Fact]
    public void There_are_examples_for_those_who_decide() => Assert.InRange(Examples().Count(e => (string)e[0] == "deciding.md"), 8, 30);

    [Fact]
    public void Every_contract_has_a_result() => Assert.All(Contracts(), page => Assert.Contains(Examples(), e => (string)e[0] == page));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_what_it_shows(string page, string command, string shown)
    {
        var printed = Ran.GetOrAdd(command, c => new Lazy<HashSet<string>>(() => Run(c))).Value;
        Assert.All(
            shown.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l != "…" && !Volatile.Any(v => l.Contains(v, StringComparison.Ordinal))),
            line => Assert.True(printed.Contains(line), $"{page}: {line}"));
    }

    private static HashSet<string> Run(string command)
    {
        using var files = new Files();
        string[] arguments =
        [
            .. Words(command).Select(w => w == "harbour-care.yaml" ? Files.Harbour
                : w.StartsWith("scenarios/", StringComparison.Ordinal) ? Path.Combine(Files.Root(), w) : w),
        ];
        var to = Array.IndexOf(arguments, "--out");
        if (to >= 0)
        {
            arguments[to + 1] = files.In("out");
        }

        var ran = Here.Run(arguments);
        return (ran.Out + ran.Error).Split('\n').Select(l => l.Trim()).ToHashSet();
    }

    private static string Docs() => Path.Combine(Files.Root(), "docs");

    private static IEnumerable<string> Contracts() =>
        Directory.GetFiles(Path.Combine(Docs(), "contracts"), "*.md").Select(f => $"contracts/{Path.GetFileName(f)}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Words(string command) =>
        Word().Matches(command).Select(w => w.Value.Replace("'", string.Empty, StringComparison.Ordinal));

    // A command and what it prints.
    [GeneratedRegex("```\n\\$ icprisk (?<command>(?:[^\n]*\\\\\n)*[^\n]*)\n(?<shown>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    // A sentence that begins with a command, and the block after it.
    [GeneratedRegex("^`icprisk (?<command>[^`]+)`[^`]*```\n(?<shown>.*?)```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Sentence();

    [GeneratedRegex("(?:'[^']*'|[^\\s'])+")]
    private static partial Regex Word();
}
