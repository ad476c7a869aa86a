using System.Text.RegularExpressions;

namespace IcpRisk.House.Tests;

/// <summary>The project stands alone and keeps its own rules.</summary>
public sealed partial class StandAloneTests
{
    [Fact]
    public void When_links_in_the_docs_name_a_file_it_is_there()
    {
        var broken = new List<string>();
        foreach (var page in Repository.Tracked().Where(f => f.EndsWith(".md", StringComparison.Ordinal)))
        {
            var folder = Path.GetDirectoryName(Repository.Path(page))!;
            foreach (Match link in Link().Matches(File.ReadAllText(Repository.Path(page))))
            {
                var target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://") && !Path.Exists(Path.Combine(folder, target)))
                {
                    broken.Add($"{page}: {target}");
                }
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void When_a_project_is_in_the_tree_it_is_in_the_solution()
    {
        var solution = Repository.Read("IcpRisk.sln").Replace('\\', '/');

        var missing = Repository.Tracked().Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) && !solution.Contains(f));

        Assert.Empty(missing);
    }

    [Fact]
    public void When_a_source_file_grows_past_400_lines_it_has_more_than_one_concern() => Assert.All(
        Repository.Tracked().Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)),
        f => Assert.True(File.ReadLines(Repository.Path(f)).Count() <= 400, f));

    [Fact]
    public void When_something_is_unfinished_it_is_not_committed()
    {
        string[] marks = ["NotImplemented" + "Exception", "TO" + "DO", "FIX" + "ME", "Skip " + "= "];

        string[] found =
        [
            .. Repository.Tracked().Where(f => f.EndsWith(".cs", StringComparison.Ordinal))
                .Where(f => marks.Any(m => Repository.Read(f).Contains(m, StringComparison.Ordinal))),
        ];

        Assert.Empty(found);
    }

    [Fact]
    public void When_an_outcome_column_exists_the_dataset_page_explains_it()
    {
        var page = Repository.Read("docs", "dataset.md");

        var columns = Contracts.Outcomes.OutcomeCatalogue.Nature.Concat(Contracts.Outcomes.OutcomeCatalogue.Settled).Select(c => c.Name);

        Assert.All(columns, c => Assert.Contains($"`{c}`", page));
    }

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
