using System.Text.RegularExpressions;

namespace IcpRisk.House.Tests;

/// <summary>What the README tells a newcomer to type works.</summary>
public sealed partial class ReadMeTests
{
    private static string ReadMe => Repository.Read("README.md");

    [Fact]
    public void When_the_main_job_is_typed_as_written_it_makes_a_whole_dataset()
    {
        var command = Commands().Single(c => c.Contains(" run scenarios/"));
        var output = Output().Match(command).Groups[1].Value;
        var directory = Path.Combine(Path.GetTempPath(), $"icprisk-readme-{Environment.ProcessId}");
        try
        {
            var arguments = command["dotnet ".Length..].Replace($"--out {output}", $"--out {directory}");

            var (code, text, error) = Repository.Run("dotnet", arguments, TimeSpan.FromMinutes(20));

            Assert.True(code == 0, error);
            Assert.Contains("1,000,000 trials", text);
            var printed = text.Split('\n').Select(l => l.Trim()).ToHashSet();
            Assert.All(Shown(), line => Assert.Contains(line, printed));
            Assert.True(File.Exists(Path.Combine(directory, "manifest.json")));
            Assert.True(File.Exists(Path.Combine(directory, "trials.parquet")));
        }
        finally
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    [Fact]
    public void When_the_tests_are_run_it_is_by_the_command_that_continuous_integration_uses()
    {
        var test = Commands().Single(c => c.StartsWith("dotnet test", StringComparison.Ordinal));

        Assert.Contains($"{test} ", Repository.Read(".ci", "run"));
    }

    // What the README shows of the output, but for what a machine or a folder makes.
    private static IEnumerable<string> Shown() => Shot().Match(ReadMe).Groups[1].Value.Split('\n').Select(l => l.Trim())
        .Where(l => l.Length > 0 && !l.Contains(" a second") && !l.StartsWith("Dataset: ", StringComparison.Ordinal));

    private static IEnumerable<string> Commands() => Fence().Matches(ReadMe)
        .SelectMany(m => m.Groups[1].Value.Split('\n'))
        .Where(l => l.StartsWith("dotnet ", StringComparison.Ordinal))
        .Select(l => l.Split('#')[0].Trim());

    [GeneratedRegex(@"```(?:sh|bash)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shot();

    [GeneratedRegex(@"--out (\S+)")]
    private static partial Regex Output();
}
