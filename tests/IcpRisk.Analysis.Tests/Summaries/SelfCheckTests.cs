using System.Text.Json.Nodes;
using IcpRisk.Analysis.Tests.Datasets;
using IcpRisk.Nature.Agreement;

namespace IcpRisk.Analysis.Tests.Summaries;

/// <summary>The verdict on what a run drew: words, limit and files.</summary>
[Collection(DatasetCollection.Name)]
public class SelfCheckTests(SharedDatasets datasets)
{
    private static CheckedMoment Moment(double z, string name = "utilisation.surgery", bool judged = true) =>
        new(name, "mean", 0.5, 0.5 + (z * 0.01), 0.01, judged);

    [Theory]
    [InlineData(1, 3.2905)]
    [InlineData(312, 4.6571)]
    public void The_limit_is_what_chance_exceeds_once_in_a_thousand_runs(int comparisons, double limit)
    {
        // One comparison: Φ⁻¹(1 − 0.0005). Of n independent ones: Φ⁻¹ of half of 1 − 0.999^(1/n), by tables.
        var check = SelfCheck.Of([.. Enumerable.Range(0, comparisons).Select(_ => Moment(1))], 1000);

        Assert.Equal(limit, check.ChanceGives, 1e-4);
    }

    [Fact]
    public void Moments_within_the_limit_agree()
    {
        var check = SelfCheck.Of([Moment(0.3), Moment(-3.1), Moment(2)], 65_536);

        Assert.True(check.Agrees);
        Assert.Equal("3 moments agree with theory; largest |z| 3.1, chance stays below 3.6 in 999 of 1,000 runs", check.Words);
    }

    [Fact]
    public void A_moment_beyond_it_is_named_with_what_it_is_and_should_be()
    {
        var check = SelfCheck.Of([Moment(0.3), Moment(7, "efficiency.savings, year 2"), Moment(-12), Moment(99, judged: false)], 65_536);

        Assert.False(check.Agrees);
        Assert.Equal((3, 1), (check.Compared, check.NotJudged));
        Assert.Equal(
            "2 of 3 moments do not agree with theory (chance stays below 3.6 in 999 of 1,000 runs): "
            + "utilisation.surgery: mean 0.38 where 0.5 is right (z -12.0); efficiency.savings, year 2: mean 0.57 where 0.5 is right (z 7.0)",
            check.Words);
    }

    [Fact]
    public void A_moment_that_is_no_number_does_not_agree() =>
        Assert.False(SelfCheck.Of([Moment(0.3), Moment(double.NaN)], 100).Agrees);

    [Fact]
    public void Nothing_to_compare_is_said() =>
        Assert.StartsWith("nothing to compare", SelfCheck.Of([], 100).Words, StringComparison.Ordinal);

    [Theory]
    [InlineData("bedfordshire-msk")]
    [InlineData("dudley-icp")]
    public void The_runs_that_come_with_the_engine_agree_and_say_so_in_both_files(string name)
    {
        var set = datasets.Of(name, 30_000);
        var check = set.Result.Summary.SelfCheck!;

        Assert.True(check.Agrees, check.Words);
        Assert.InRange(check.Compared, 50, 5_000);
        foreach (var file in new[] { set.Manifest, JsonNode.Parse(File.ReadAllText(set.Path + "summary.json"))! })
        {
            var told = file["self_check"]!;
            Assert.True((bool)told["agrees"]!);
            Assert.Equal(check.Words, (string)told["verdict"]!);
            Assert.Equal((check.Compared, 30_000), ((int)told["compared"]!, (int)told["trials"]!));
            Assert.Empty(told["misses"]!.AsArray());
            Assert.Empty(file["warnings"]!.AsArray());
        }
    }
}
