using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Stress;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Stress;

/// <summary>
/// What chance alone pays in the trials in which a condition holds, and where volume is shared or high-cost cases are insured:
/// against sums of Poisson probabilities and the normal.
/// </summary>
public sealed class ChanceGivenTests
{
    private const int Trials = 20_000;
    private const double Savings = 0.0205;
    private const double Losses = 0.0305;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_gain_given_a_cost_is_a_conditional_Poisson_probability(int times)
    {
        // The target is £980,000, the core payment: a cost below £970,000 is fewer than 989.8 cases in a thousand.
        var cases = 1000.0 * times;
        var list = Run(Load(), 10_000 * times, "cost_in_scope < £970k");
        var most = (int)Math.Floor(cases * 970 / 980);
        var holds = ChanceTests.PoissonUpTo(most, cases);
        Binomial(holds, list);
        Near(ChanceTests.PoissonUpTo((int)Math.Floor(cases * (1 - Savings)), cases) / holds, list.Gain);
        Assert.Equal(0, list.Loss.Value);

        // A rate that holds 5 % of these trials, and how much their cost varies.
        var counts = Enumerable.Range(0, most + 1).Select(k => (Rate: 1 - (k / cases), Weight: Poisson(k, cases) / holds)).ToList();
        var mean = counts.Sum(c => c.Weight * c.Rate);
        Near(Math.Sqrt(counts.Sum(c => c.Weight * (c.Rate - mean) * (c.Rate - mean))), list.Sd);
        var below = 0.0;
        Near(counts.First(c => (below += c.Weight) > 0.05).Rate, list.SavingsRate, 1 / cases);
    }

    [Fact]
    public void The_index_of_volatility_is_cost_over_what_it_would_be_without()
    {
        var (byCost, byIndex) = (Run(Load(), 10_000, "cost_in_scope < £970k"), Run(Load(), 10_000, "volatility_index < 0.9898 and year = 1"));
        Assert.Equal(byCost with { Metrics = [] }, byIndex with { Metrics = [] });
    }

    [Fact]
    public void A_metric_given_what_it_earned_is_a_conditional_normal_probability()
    {
        // Linear between 60 and 75 %, error 8 % at 2,500 people. What a score is by chance says nothing of cost.
        var list = Run(Load(), 2500, "incentive_earned > 0");
        var metric = Assert.Single(list.Metrics);
        var paid = Scalar.NormalCdf(0.15 / 0.08);
        Binomial(paid, list);
        Near(0.5 / paid, metric.Full);
        Assert.Equal(0, metric.Nothing.Value);
        Near(ChanceTests.PoissonUpTo((int)Math.Floor(250 * (1 - Savings)), 250), list.Gain);
        Near(0.5 / Scalar.NormalCdf(0.05 / 0.08), Assert.Single(Run(Load(), 2500, "quality_score > 70 %").Metrics).Full);
    }

    [Fact]
    public void A_condition_counts_at_each_list_size_by_itself_and_is_refused_where_none_meets_it()
    {
        var scenario = Load();
        var result = Given(scenario, "cost_in_scope < £930k", Trials).Run([10_000, 1_000_000], default);
        Binomial(ChanceTests.PoissonUpTo(948, 1000), result.Lists[0]);
        Assert.Equal((0, double.NaN, double.NaN), (result.Lists[1].GivenTrials, result.Lists[1].Gain.Value, result.Lists[1].SavingsRate.Value));
        var never = Assert.Throws<MeasureException>(() => Given(scenario, "list_size < 9k", 200).Run([10_000, 20_000], default));
        Assert.StartsWith("list_size < 9k: at 1: it holds in none of 200 trials at any list size", never.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_that_always_holds_changes_nothing()
    {
        var (with, without) = (Run(Load(), 10_000, "list_size_index = 1"), Run(Load(), 10_000, null));
        Assert.Equal((Trials, null), (with.GivenTrials, without.GivenTrials));
        Assert.Equal(without with { Metrics = [] }, with with { Metrics = [], GivenTrials = null });
        Assert.Equal(without.Metrics, with.Metrics);
    }

    [Theory]
    [InlineData("£1m", 1.0)]
    [InlineData("£1.3m", 1.3)]
    public void Shared_volume_is_the_number_of_cases_at_their_planned_cost(string value, double target)
    {
        // What a case costs is chance too, and is not shared. S = £1,000 × (1,000 − cases), whatever the target.
        var list = Run(Load(Volume(value), "case_cv: 2"), 10_000, null);
        Near(ChanceTests.PoissonUpTo((int)Math.Floor(1000 * (1 - (Savings * target))), 1000), list.Gain);
        Near(1 - ChanceTests.PoissonUpTo((int)Math.Ceiling(1000 * (1 + (Losses * target))) - 1, 1000), list.Loss);
        Near(1 / Math.Sqrt(1000) / target, list.Sd);
        var (below, cases) = (0.0, -1);
        while (below <= 0.05)
        {
            below += Poisson(++cases, 1000);
        }

        Near((1000 - cases) / 1000.0 / target, list.SavingsRate, 0.001);
    }

    [Fact]
    public void Volume_compared_with_no_income_is_a_share_of_its_planned_cost()
    {
        var result = Given(Load(Volume("£1.3m", "compare: {income: []}", "core"), "case_cv: 2"), null, Trials).Run([10_000], default);
        Assert.Equal("the planned cost of what is shared", result.TargetWords);
        Near(1 / Math.Sqrt(1000), result.Lists[0].Sd);
    }

    [Fact]
    public void Of_shared_volume_what_is_recovered_is_no_part()
    {
        // The planned cost is £1.075m of 1,000 contacts, high-cost cases included.
        var list = Run(Load(Insured("£1m", "£0") + "\n    measure: volume\n"), 10_000, null);
        Near(1.075 / Math.Sqrt(1000), list.Sd);
    }

    [Fact]
    public void Of_insured_cases_what_is_kept_varies()
    {
        // A Poisson number of 1,000 cases of £1,000, and of 5 of which what is above £10,000 is insured for £25,000, what it
        // costs on average: S = £1.05m − £1,000 × (cases + 10 × high-cost cases).
        var list = Run(Load(Insured("£1.075m", "£25k")), 10_000, null);
        const double Target = 1075;
        Near(SumUpTo((int)Math.Floor(1050 - (Savings * Target))), list.Gain);
        Near(1 - SumUpTo((int)Math.Floor(1050 + (Losses * Target))), list.Loss);
        Near(Math.Sqrt(1000 + (100 * 5)) / Target, list.Sd);
        var kept = 0;
        while (SumUpTo(kept) <= 0.05)
        {
            kept++;
        }

        Near((1050 - kept) / Target, list.SavingsRate, 1 / Target);

        static double SumUpTo(int most) => Enumerable.Range(0, 40).Sum(h => Poisson(h, 5) * ChanceTests.PoissonUpTo(most - (10 * h), 1000));
    }

    [Fact]
    public void What_is_insured_moves_with_cost_to_the_target()
    {
        // No premium: all of it is in proportion, so that a value a third above cost leaves every chance.
        var (agreed, generous) = (Run(Load(Insured("£1.05m", "£0")), 10_000, null), Run(Load(Insured("£1.4m", "£0")), 10_000, null));
        Assert.Equal(agreed.Gain.Value, generous.Gain.Value);
        Assert.Equal(agreed.Sd.Value, generous.Sd.Value, 6);
        Assert.Equal(agreed.LossRate.Value, generous.LossRate.Value, 6);
    }

    // Five standard errors: one in 1.7 million by chance.
    private static void Near(double expected, Estimate estimate, double beside = 1e-9) => Assert.InRange(
        estimate.Value, expected - beside - (5 * estimate.StandardError), expected + beside + (5 * estimate.StandardError));

    private static void Binomial(double expected, ListChance list) => Assert.InRange(
        list.GivenTrials!.Value / (double)Trials, expected - (5 * Math.Sqrt(expected * (1 - expected) / Trials)), expected + (5 * Math.Sqrt(expected * (1 - expected) / Trials)));

    private static ListChance Run(Scenario scenario, double list, string? given) => Given(scenario, given, Trials).Run([list], default).Lists[0];

    private static ChanceRun Given(Scenario scenario, string? given, int trials) => new(
        scenario, new RunOptions { Trials = trials, Seed = 3, Threads = 1 }, 1, 0.05, given is null ? null : MeasureParser.Condition(given, MeasureColumns.OfYear(scenario, 1)));

    private static double Poisson(int k, double mean)
    {
        var log = -mean;
        for (var i = 1; i <= k; i++)
        {
            log += Math.Log(mean / i);
        }

        return Math.Exp(log);
    }

    private static string Volume(string value, string compare = "compare: {income: [core]}", string bands = "target") => $$"""
          value: {year_1: {{value}} }
          gain_loss:
            measure: volume
            {{compare}}
            bands_as_share_of: {{bands}}
            gains: [{provider: 50 %}]
            losses: [{provider: 30 %}]
            minimum_savings_rate: 2.05 %
            minimum_loss_rate: 3.05 %
        """;

    private static string Insured(string value, string premium) => $$"""
          value: {year_1: {{value}} }
          stop_loss: {services: [ward], with: insurer, premium: {{premium}} }
          gain_loss:
            bands_as_share_of: target
            gains: [{provider: 50 %}]
            losses: [{provider: 30 %}]
            minimum_savings_rate: 2.05 %
            minimum_loss_rate: 3.05 %
        """;

    private static Scenario Load() => Load("""
          value: {year_1: £1m}
          payments: {quality: 2 %}
          incentives: {quality: {metrics: {recovery: {weight: 100 %, floor: 60 %, target: 75 %, pay: linear} } } }
          gain_loss:
            cost_bearer: commissioner
            bands_as_share_of: target
            gains: [{provider: 50 %}]
            losses: [{provider: 30 %}]
            minimum_savings_rate: 2.05 %
            minimum_loss_rate: 3.05 %
        """);

    private static Scenario Load(string contract, string service = "")
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "chance.yaml");
        var highCost = contract.Contains("stop_loss", StringComparison.Ordinal)
            ? ", high_cost: {ward: {cases: 5, above: £10k, severity: {pareto: {alpha: 3} }, layer: {above: £10k} } }"
            : string.Empty;
        File.WriteAllText(path, $$$"""
            icprisk: 1
            name: chance
            term: {starts: 2020-04-01, years: 1}
            population: {cohorts: {all: 10k}}
            services: {ward: {setting: acute, activity: 1000, unit_cost: £1000{{{(service.Length > 0 ? ", " + service : string.Empty)}}} } }
            metrics: {recovery: {expected: 65 %, sd: 4 %} }
            risks: {utilisation: {sd: 5 %}, volatility: {on: true{{{highCost}}} }, efficiency: {inflation: {planned: 0 %, sd: 3 %} }, quality: {common_sd: 5 %} }
            contract:
              parties:
                payer: {side: commissioner}
                insurer: {side: funder}
                provider: {side: provider}

            """ + contract);
        return Scenario.Load(path);
    }
}
