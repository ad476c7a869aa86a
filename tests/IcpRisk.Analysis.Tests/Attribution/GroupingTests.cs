using IcpRisk.Analysis.Attribution;
using IcpRisk.Nature;
using IcpRisk.Nature.Sampling;

namespace IcpRisk.Analysis.Tests.Attribution;

/// <summary>Groupings as typed.</summary>
public sealed class GroupingTests
{
    private static readonly NatureSwitch[] There =
    [
        new("population_size.level", Risk.PopulationSize, false), new("utilisation.ward", Risk.Utilisation, false),
        new("utilisation.clinic", Risk.Utilisation, false), new("utilisation.trend.ward", Risk.Utilisation, false),
        new("efficiency.inflation", Risk.Efficiency, false), new("efficiency.inflation.ward", Risk.Efficiency, false),
        new("quality.common", Risk.Quality, false), new("quality.outcomes", Risk.Quality, false),
        new("epidemiological.prevalence.diabetes.old", Risk.Epidemiological, false),
        new("overheads.management", Risk.Efficiency, true), new("risks.utilisation.sd", Risk.Utilisation, true),
        new("dependence.a.b", null, true),
    ];

    [Fact]
    public void Drivers_are_grouped_by_kind_and_figures_by_risk() => Assert.Equal(
        [
            "population_size.level: population_size.level", "utilisation: utilisation.ward, utilisation.clinic", "utilisation.trend: utilisation.trend.ward",
            "efficiency.inflation: efficiency.inflation, efficiency.inflation.ward", "quality: quality.common, quality.outcomes",
            "epidemiological.prevalence: epidemiological.prevalence.diabetes.old", "efficiency.figures: overheads.management",
            "utilisation.figures: risks.utilisation.sd", "dependence.figures: dependence.a.b",
        ],
        Read("drivers"));

    [Fact]
    public void Switches_stand_alone() => Assert.Equal(There.Select(s => $"{s.Name}: {s.Name}"), Read("switches"));

    [Theory]
    [InlineData("x=utilisation", "x: utilisation.ward, utilisation.clinic, utilisation.trend.ward, risks.utilisation.sd")]
    [InlineData(" x = utilisation.ward , quality ;", "x: utilisation.ward, quality.common, quality.outcomes")]
    [InlineData("x=*.ward", "x: utilisation.ward, utilisation.trend.ward, efficiency.inflation.ward")]
    [InlineData("x=u*.w*d", "x: utilisation.ward, utilisation.trend.ward")]
    [InlineData("x=efficiency.inflation*", "x: efficiency.inflation, efficiency.inflation.ward")]
    [InlineData("x=overheads.management", "x: overheads.management")]
    public void Members_are_risks_drivers_figures_or_many_by_a_star(string text, string group)
    {
        var read = Read(text);
        Assert.Equal(group, read[0]);
        Assert.StartsWith("rest: ", read[1], StringComparison.Ordinal);
        Assert.Equal(There.Length, read.Sum(g => g.Split(", ").Length));
    }

    [Fact]
    public void Where_all_are_named_there_is_no_rest() => Assert.Equal(2, Read("a=*.ward;b=population_size,utilisation.clinic,risks*,efficiency.inflation,quality,epidemiological,overheads*,dependence*").Length);

    [Theory]
    [InlineData("demand", "'demand' is no group: ")]
    [InlineData("=quality", "'=quality' is no group: ")]
    [InlineData(" ; ", "no group is named")]
    [InlineData("a=", "the group 'a' has no members")]
    [InlineData("a=quality;a=utilisation", "two groups are called 'a'")]
    [InlineData("rest=quality", "'rest' is what no group names")]
    [InlineData("a=qualty", "'qualty' is no risk, driver or uncertain figure that is drawn here; the nearest is 'quality'")]
    [InlineData("a=x*y", "'x*y' is no risk, driver or uncertain figure that is drawn here")]
    [InlineData("a=ward*ward", "'ward*ward' is no risk")]
    [InlineData("a=utilisation;b=*.ward", "'utilisation.ward' is in 'a' and in 'b'")]
    public void What_cannot_be_read_is_said(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<GroupingException>(() => Grouping.Read(text, There)).Message, StringComparison.Ordinal);

    [Fact]
    public void There_are_only_so_many()
    {
        NatureSwitch[] many = [.. Enumerable.Range(0, Players.Most + 1).Select(i => new NatureSwitch($"utilisation.s{i}", Risk.Utilisation, false))];
        Assert.StartsWith("121 groups are more than the 120", Assert.Throws<GroupingException>(() => Grouping.Read("switches", many)).Message, StringComparison.Ordinal);
        Assert.Equal(["utilisation"], Grouping.Read("drivers", many).Select(g => g.Name));
    }

    /// <summary>What a subset leaves off, and which risks it leaves on.</summary>
    [Fact]
    public void A_subset_is_what_is_on()
    {
        var players = Players.Groups(Grouping.Read("a=utilisation.ward;b=utilisation.clinic,quality", There));
        Assert.Equal(["a", "b", "rest"], players.Names);
        var first = players.Nature(1);
        Assert.Equal([Risk.Utilisation], first.On);
        Assert.Contains("utilisation.clinic", first.Off);
        Assert.DoesNotContain("utilisation.ward", first.Off);
        Assert.Empty(players.Nature(players.All).Off);
        Assert.Empty(players.Nature(0).On);
    }

    private static string[] Read(string text) => [.. Grouping.Read(text, There).Select(g => $"{g.Name}: {string.Join(", ", g.Members.Select(m => m.Name))}")];
}
