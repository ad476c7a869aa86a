using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Tables;

namespace IcpRisk.Validation.Tests.Chapter;

/// <summary>The pages of docs/validation say what the engine gives.</summary>
public class ChapterTests
{
    public static TheoryData<string> Tables => [.. AllTables.Tables.Select(t => t.Name)];

    /// <summary>Quick cases of every table, from their seeds: each row stands in the page to the last digit.</summary>
    [Fact]
    public void When_quick_cases_are_worked_again_then_their_rows_stand_in_the_pages()
    {
        var missing = new List<string>();
        foreach (var table in AllTables.Tables)
        {
            var page = Page.Read(table.Page, table.Name);
            var cells = page.Contains("cells ±", StringComparison.Ordinal);
            missing.AddRange(table.Cases.Where(c => c.Quick)
                .SelectMany(c => table.Work(c).Select(r => Table.Line(c, r, cells)))
                .Where(line => !page.Contains(line, StringComparison.Ordinal)));
        }

        Assert.Empty(missing);
    }

    /// <summary>The pages were written by the tables as they are: same heading, same cases, none left out.</summary>
    [Theory]
    [MemberData(nameof(Tables))]
    public void When_a_case_is_in_a_table_then_it_is_in_its_page(string name)
    {
        var table = AllTables.Tables.Single(t => t.Name == name);
        var page = Page.Read(table.Page, name);

        Assert.Contains(table.Exact, page);
        Assert.Contains(table.Simulated, page);
        Assert.All(table.Cases, c => Assert.Contains($"| {string.Join(" | ", c.Keys)} |", page));
    }

    [Fact]
    public void When_cases_share_a_name_they_would_share_a_seed() =>
        Assert.All(AllTables.Tables, t => Assert.Equal(t.Cases.Count, t.Cases.Select(t.SeedOf).Distinct().Count()));

    [Fact]
    public void When_a_page_has_no_place_for_a_table_the_message_says_so() =>
        Assert.Contains("<!-- table nowhere -->", Assert.Throws<InvalidDataException>(() => Page.Read("README.md", "nowhere")).Message);

    /// <summary>500 comparisons: chance makes a largest |z| of 3.5 with probability 0.21, and of 6 with 1e-6.</summary>
    [Theory]
    [InlineData(3.5, 0.2076, true)]
    [InlineData(-3.5, 0.2076, true)]
    [InlineData(6, 9.866e-7, false)]
    [InlineData(double.NaN, 0, false)]
    public void When_one_z_stands_out_the_verdict_is_what_chance_makes_of_it(double worst, double probability, bool plausible)
    {
        var all = Enumerable.Range(0, 500).Select(i => ("row", new Comparison("figure", 1, 1 + (i == 250 ? worst : 0.5), 1))).ToArray();

        var verdict = new Verdict(all);

        Assert.Equal(probability, verdict.Probability, Math.Max(1e-12, 0.002 * probability));
        Assert.Equal(plausible, verdict.Plausible);
    }
}
