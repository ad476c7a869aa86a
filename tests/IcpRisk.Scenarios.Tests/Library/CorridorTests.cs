using IcpRisk.Contracts.GainLoss;
using IcpRisk.Documents;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Scenarios.Library;

namespace IcpRisk.Scenarios.Tests.Library;

/// <summary>
/// Every sharing arrangement of the library on a benchmark of £1m, just below, on and just above each of its edges. What the
/// provider ends up with is worked by hand: where the commissioner bears the cost its part of the saving, else what it keeps.
/// </summary>
public sealed class CorridorTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    /// <summary>Terms, contract year, and pairs of actual cost and what the provider has of it. £ and pence.</summary>
    public static TheoryData<string, int, double[]> Cases => new()
    {
        // Half from the first pound past 2 % (£20,000), to £100,000, which is half of £200,000.
        { "mssp-track-1", 1, [980_100, 0, 980_000, 0, 979_900, 10_050, 800_100, 99_950, 800_000, 100_000, 799_900, 100_000, 1_100_000, 0] },

        // 60 % past 2 %, to £150,000 at £250,000; 40 % of losses past 2 %, to £50,000 at £125,000, £75,000 at £187,500, £100,000 at £250,000.
        { "mssp-track-2", 1, [980_100, 0, 980_000, 0, 979_900, 12_060, 750_100, 149_940, 750_000, 150_000, 749_900, 150_000] },
        { "mssp-track-2", 1, [1_019_900, 0, 1_020_000, 0, 1_020_100, -8_040, 1_124_900, -49_960, 1_125_000, -50_000, 1_125_100, -50_000] },
        { "mssp-track-2", 2, [1_187_400, -74_960, 1_187_500, -75_000, 1_187_600, -75_000] },
        { "mssp-track-2", 3, [1_249_900, -99_960, 1_250_000, -100_000, 1_250_100, -100_000] },

        // Three quarters to £200,000, at £266,666.67; 40 % of losses to £150,000, at £375,000.
        { "mssp-enhanced", 1, [999_900, 75, 1_000_000, 0, 1_000_100, -40, 733_400, 199_950, 733_333.33, 200_000, 733_300, 200_000] },
        { "mssp-enhanced", 3, [1_374_900, -149_960, 1_375_000, -150_000, 1_375_100, -150_000] },
        { "mssp-track-3", 3, [999_900, 75, 1_000_100, -40, 733_400, 199_950, 733_300, 200_000, 1_374_900, -149_960, 1_375_100, -150_000] },

        // 40 % past 2 %, to £100,000 at £250,000.
        { "mssp-basic-a", 2, [980_100, 0, 980_000, 0, 979_900, 8_040, 750_100, 99_960, 750_000, 100_000, 749_900, 100_000, 1_200_000, 0] },

        // Half to £100,000 at £200,000; 30 % of losses to 1, 2 and 4 %: at £33,333.33, £66,666.67 and £133,333.33.
        { "mssp-basic-c", 1, [999_900, 50, 1_000_000, 0, 1_000_100, -30, 800_100, 99_950, 800_000, 100_000, 799_900, 100_000] },
        { "mssp-basic-c", 3, [1_033_300, -9_990, 1_033_333.33, -10_000, 1_033_400, -10_000] },
        { "mssp-basic-d", 1, [800_100, 99_950, 800_000, 100_000, 799_900, 100_000, 1_066_600, -19_980, 1_066_666.67, -20_000, 1_066_700, -20_000] },
        { "mssp-basic-e", 1, [800_100, 99_950, 800_000, 100_000, 799_900, 100_000, 1_133_300, -39_990, 1_133_333.33, -40_000, 1_133_400, -40_000] },

        // 50 % of £50,000 is £25,000; 35 % of the next makes £42,500, 15 % of the next £50,000.
        { "aco-reach-professional", 1, [950_100, 24_950, 950_000, 25_000, 949_900, 25_035, 900_100, 42_465, 900_000, 42_500, 899_900, 42_515, 850_100, 49_985, 850_000, 50_000, 849_900, 50_005] },
        { "aco-reach-professional", 3, [1_049_900, -24_950, 1_050_000, -25_000, 1_050_100, -25_035, 1_099_900, -42_465, 1_100_000, -42_500, 1_100_100, -42_515, 1_149_900, -49_985, 1_150_000, -50_000, 1_150_100, -50_005] },

        // The benchmark less 2 % is £980,000, of which 25 % is £245,000, 35 % £343,000 and 50 % £490,000: all of £245,000; half of the next
        // £98,000 makes £294,000, a quarter of the next £147,000 makes £330,750. Past £735,000, £637,000 and £490,000; £1,225,000, £1,323,000 and £1,470,000.
        { "aco-reach-global", 1, [980_100, -100, 980_000, 0, 979_900, 100, 735_100, 244_900, 735_000, 245_000, 734_900, 245_050, 637_100, 293_950, 637_000, 294_000, 636_900, 294_025, 490_100, 330_725, 490_000, 330_750, 489_900, 330_760] },
        { "aco-reach-global", 3, [1_224_900, -244_900, 1_225_000, -245_000, 1_225_100, -245_050, 1_322_900, -293_950, 1_323_000, -294_000, 1_323_100, -294_025, 1_469_900, -330_725, 1_470_000, -330_750, 1_470_100, -330_760] },

        // All of £50,000, half of the next £50,000, a fifth of the rest.
        { "medicare-part-d", 1, [950_100, 49_900, 950_000, 50_000, 949_900, 50_050, 900_100, 74_950, 900_000, 75_000, 899_900, 75_020] },
        { "medicare-part-d", 2, [1_049_900, -49_900, 1_050_000, -50_000, 1_050_100, -50_050, 1_099_900, -74_950, 1_100_000, -75_000, 1_100_100, -75_020] },

        // All of £30,000, half of the next £50,000, a fifth of the rest.
        { "aca-risk-corridors", 1, [970_100, 29_900, 970_000, 30_000, 969_900, 30_050, 920_100, 54_950, 920_000, 55_000, 919_900, 55_020] },
        { "aca-risk-corridors", 2, [1_029_900, -29_900, 1_030_000, -30_000, 1_030_100, -30_050, 1_079_900, -54_950, 1_080_000, -55_000, 1_080_100, -55_020] },
    };

    public static TheoryData<string> Arrangements => [.. Cases.Select(row => (string)row[0]).Distinct()];

    public void Dispose() => File.Delete(_file);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Around_each_edge_the_provider_has_what_was_worked_by_hand(string name, int year, double[] pairs)
    {
        var costs = pairs.Where((_, i) => i % 2 == 0).ToList();
        var found = new PayoffCurve(Load(name), year).At([.. costs.Select(cost => cost * 100)]);
        Assert.Equal(
            pairs.Where((_, i) => i % 2 == 1).Select((has, i) => (costs[i], has)), found.Select((at, i) => (costs[i], at.Surplus / 100)));
    }

    // Shares follow quality: at 80 % Track 2 has 48 % of £100,000 and 52 % of a loss of it; at a half its share of losses, 70 %, is cut to 60.
    // ENHANCED at 40 %: 30 % of savings, 70 % of losses; at 90 % of quality, 32.5 % of losses, raised to 40. BASIC: of losses always 30 %.
    [Theory]
    [InlineData("mssp-track-1", "80 %", 900_000, 40_000)]
    [InlineData("mssp-track-2", "80 %", 900_000, 48_000)]
    [InlineData("mssp-track-2", "80 %", 1_050_000, -26_000)]
    [InlineData("mssp-track-2", "50 %", 1_050_000, -30_000)]
    [InlineData("mssp-enhanced", "40 %", 900_000, 30_000)]
    [InlineData("mssp-enhanced", "40 %", 1_100_000, -70_000)]
    [InlineData("mssp-enhanced", "90 %", 1_100_000, -40_000)]
    [InlineData("mssp-basic-a", "80 %", 900_000, 32_000)]
    [InlineData("mssp-basic-c", "80 %", 900_000, 40_000)]
    [InlineData("mssp-basic-c", "80 %", 1_020_000, -6_000)]
    public void Shares_follow_quality(string name, string quality, double cost, double has) =>
        Assert.Equal(has, Assert.Single(new PayoffCurve(Load(name, quality), 3).At([cost * 100])).Surplus / 100);

    // 30 % of £100,000 or £200,000, at most 2, 4 or 8 % of a revenue of £400,000: £8,000, £16,000 and £32,000, below 1, 2 and 4 % of £1m.
    [Theory]
    [InlineData("mssp-basic-c", "£400k", 1_100_000, -8_000)]
    [InlineData("mssp-basic-d", "£400k", 1_100_000, -16_000)]
    [InlineData("mssp-basic-e", "£400k", 1_200_000, -32_000)]
    [InlineData("mssp-basic-c", "£600k", 1_100_000, -10_000)]
    [InlineData("mssp-basic-e", "£600k", 1_200_000, -40_000)]
    public void Losses_are_capped_at_the_lower_of_revenue_and_benchmark(string name, string revenue, double cost, double has) =>
        Assert.Equal(has, Assert.Single(new PayoffCurve(Load(name, revenue: revenue), 1).At([cost * 100])).Surplus / 100);

    [Fact]
    public void Without_revenue_or_metrics_it_is_refused()
    {
        Assert.Contains("revenue goes with a cap", Refused("mssp-basic-c", "100 %", ""), StringComparison.Ordinal);
        Assert.Contains("the contract has no metrics", Refused("mssp-enhanced", "", ""), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Arrangements))]
    public void Every_edge_is_named_in_the_payoff_and_nothing_else_bends(string name)
    {
        var scenario = Load(name);
        for (var year = 1; year <= 3; year++)
        {
            var kinks = Describing.PayoffOf(scenario, year).Points.SelectMany(p => p.Kinks).ToList();
            Assert.DoesNotContain(kinks, kink => kink.Term.Length == 0);
            Assert.Equal(Edges(scenario.Terms.Contract.GainLoss!), kinks.Count(kink => kink.Term != "contract.gain_loss"));
        }
    }

    // What has a form is a whole contract.
    [Fact]
    public void No_arrangement_of_the_library_is_left_out() => Assert.Equal(
        TermLibrary.All.Where(term => !term.Value.Contains("\n  form:", StringComparison.Ordinal)).Select(term => term.Key),
        Cases.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));

    private static int Edges(GainLossTerms terms) => Math.Max(terms.Gains.Count - 1, 0) + Math.Max(terms.Losses.Count - 1, 0)
        + (terms.GainCap is null ? 0 : 1) + (terms.LossCap is null ? 0 : 1)
        + (terms.MinimumSavingsRate is null ? 0 : 1) + (terms.MinimumLossRate is null ? 0 : 1);

    private string Refused(string name, string quality, string revenue) =>
        Assert.Throws<InvalidDocumentException>(() => Load(name, quality, revenue)).Message;

    // Without a quality there are no metrics, without a revenue it is left out.
    private Scenario Load(string name, string quality = "100 %", string revenue = "£1m")
    {
        var metrics = quality.Length == 0 ? "" : $"\nmetrics: {{quality: {{expected: {quality}}} }}";
        var scheme = quality.Length == 0 ? "" : "\n  payments: {quality: 0 %}\n  incentives: {quality: {metrics: {quality: {published: true} } } }";
        var capped = name is "mssp-basic-c" or "mssp-basic-d" or "mssp-basic-e" && revenue.Length > 0;
        File.WriteAllText(_file, $$"""
            icprisk: 1
            name: million
            term: {starts: 2020-04-01, years: 3}
            population: {cohorts: {all: {list: 1000} } }
            services: {care: {activity: 1000, unit_cost: £1000} }{{metrics}}
            contract:
              parties: {commissioner: {side: commissioner}, provider: {side: provider} }
              value: {by_year: £1m}{{scheme}}
              gain_loss: {extends: {{name}}{{(capped ? $", revenue: {revenue}" : "")}}}

            """);
        return Scenario.Load(_file);
    }
}
