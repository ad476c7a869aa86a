using IcpRisk.Contracts.GainLoss;
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

        // All of £250,000; half of the next £100,000 makes £300,000, a quarter of the next £150,000 makes £337,500.
        { "aco-reach-global", 1, [750_100, 249_900, 750_000, 250_000, 749_900, 250_050, 650_100, 299_950, 650_000, 300_000, 649_900, 300_025, 500_100, 337_475, 500_000, 337_500, 499_900, 337_510] },
        { "aco-reach-global", 3, [1_249_900, -249_900, 1_250_000, -250_000, 1_250_100, -250_050, 1_349_900, -299_950, 1_350_000, -300_000, 1_350_100, -300_025, 1_499_900, -337_475, 1_500_000, -337_500, 1_500_100, -337_510] },

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

    private Scenario Load(string name)
    {
        File.WriteAllText(_file, """
            icprisk: 1
            name: million
            term: {starts: 2020-04-01, years: 3}
            population: {cohorts: {all: {list: 1000}}}
            services: {care: {activity: 1000, unit_cost: £1000}}
            contract:
              parties: {commissioner: {side: commissioner}, provider: {side: provider}}
              value: {by_year: £1m}
              gain_loss: {extends: NAME}

            """.Replace("NAME", name, StringComparison.Ordinal));
        return Scenario.Load(_file);
    }
}
