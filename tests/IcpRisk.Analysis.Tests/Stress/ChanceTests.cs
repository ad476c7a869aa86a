using IcpRisk.Analysis.Stress;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Stress;

/// <summary>What chance alone pays, against sums of Poisson probabilities and the normal.</summary>
public sealed class ChanceTests
{
    private const int Trials = 20_000;
    private const double Savings = 0.0205;
    private const double Losses = 0.0305;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(20)]
    public void Chances_of_gain_and_loss_are_those_of_a_Poisson_number_of_cases(int times)
    {
        // 1,000 cases of one cost a head of 10,000 people. Rates lie between two numbers of cases.
        var cases = 1000.0 * times;
        var list = Run(Load(string.Empty), 10_000 * times);
        var fewest = (int)Math.Floor(cases * (1 - Savings));
        var most = (int)Math.Ceiling(cases * (1 + Losses));
        Near(PoissonUpTo(fewest, cases), list.Gain);
        Near(1 - PoissonUpTo(most - 1, cases), list.Loss);
        Near(1 / Math.Sqrt(cases), list.Sd);
        Near(Quantile(p => PoissonUpTo((int)Math.Round(cases * (1 - p)), cases)), list.SavingsRate, 1 / cases);
    }

    [Fact]
    public void The_rate_that_holds_a_chance_is_the_normal_quantile_of_a_large_list()
    {
        // Dispersion 2 and cases of coefficient of variation 1.5: variance of the cost (2 + 2.25)/n of its mean squared.
        var list = Run(Load("dispersion: 2", "case_cv: 1.5"), 1_000_000);
        var sd = Math.Sqrt((2 + (1.5 * 1.5)) / 100_000);
        Near(sd, list.Sd);
        Near(sd * Scalar.NormalQuantile(0.95), list.SavingsRate, 0.02 * sd);
        Near(sd * Scalar.NormalQuantile(0.95), list.LossRate, 0.02 * sd);
    }

    [Fact]
    public void A_metric_at_its_target_is_paid_as_its_error_has_it()
    {
        // Linear between 60 and 75 %, error 4 % at 10,000 people, so 2 % at 40,000: far from the floor.
        var scenario = Load(string.Empty);
        foreach (var (size, sd) in new[] { (10_000.0, 0.04), (40_000.0, 0.02) })
        {
            var metric = Assert.Single(Run(scenario, size).Metrics);
            Assert.Equal(sd, metric.Sd, 12);
            Near(0.5, metric.Full);
            Near(Scalar.NormalCdf(-0.15 / sd), metric.Nothing, 1e-4);
            Near(1 - (sd / Math.Sqrt(2 * Math.PI) / 0.15), metric.Share, 2e-5);
        }
    }

    [Fact]
    public void Terms_in_shares_give_the_same_chances_wherever_the_value_lies()
    {
        // True performance is the target, whatever was agreed: a value 30 % above cost leaves chances as they are.
        var (agreed, generous) = (Run(Load(string.Empty), 20_000), Run(Load(string.Empty, value: "£1.3m"), 20_000));
        Assert.Equal(agreed.Gain.Value, generous.Gain.Value);
        Assert.Equal(agreed.Loss.Value, generous.Loss.Value);
        Assert.Equal(agreed.SavingsRate.Value, generous.SavingsRate.Value, 12);
    }

    [Fact]
    public void No_value_depends_on_threads()
    {
        var scenario = Load(string.Empty);
        var options = new RunOptions { Trials = 2000, Seed = 3, Threads = 1 };
        var one = new ChanceRun(scenario, options, 1, 0.05).Run([5000, 50_000, 500_000], default);
        var three = new ChanceRun(scenario, options with { Threads = 3 }, 1, 0.05).Run([5000, 50_000, 500_000], default);
        Assert.Equal(one.Lists.Select(l => (l.Sd, l.Gain, l.Loss, l.SavingsRate)), three.Lists.Select(l => (l.Sd, l.Gain, l.Loss, l.SavingsRate)));
    }

    // Five standard errors: one in 1.7 million by chance.
    private static void Near(double expected, Estimate estimate, double beside = 1e-9) => Assert.InRange(
        estimate.Value, expected - beside - (5 * estimate.StandardError), expected + beside + (5 * estimate.StandardError));

    private static ListChance Run(Scenario scenario, double list) =>
        new ChanceRun(scenario, new RunOptions { Trials = Trials, Seed = 3, Threads = 1 }, 1, 0.05).Run([list], default).Lists[0];

    // Where P(rate of savings at least p) falls to 5 %.
    private static double Quantile(Func<double, double> atLeast)
    {
        var (low, high) = (0.0, 0.5);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = atLeast(middle) > 0.05 ? (middle, high) : (low, middle);
        }

        return low;
    }

    internal static double PoissonUpTo(int n, double mean)
    {
        var (sum, log) = (0.0, -mean);
        for (var k = 0; k <= n; k++)
        {
            sum += Math.Exp(log);
            log += Math.Log(mean / (k + 1));
        }

        return sum;
    }

    private static Scenario Load(string volatility, string service = "", string value = "£1m")
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "chance.yaml");
        File.WriteAllText(path, $$$$"""
            icprisk: 1
            name: chance
            term: {starts: 2020-04-01, years: 1}
            population: {cohorts: {all: 10k}}
            services: {ward: {setting: acute, activity: 1000, unit_cost: £1000{{{{(service.Length > 0 ? ", " + service : string.Empty)}}}}} }
            metrics: {recovery: {expected: 65 %, sd: 4 %}}
            risks: {utilisation: {sd: 5 %}, volatility: {on: true{{{{(volatility.Length > 0 ? ", " + volatility : string.Empty)}}}}}, efficiency: {inflation: {planned: 0 %, sd: 3 %} }, quality: {common_sd: 5 %} }
            contract:
              parties:
                payer: {side: commissioner}
                provider: {side: provider}
              value: {year_1: {{{{value}}}} }
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
        return Scenario.Load(path);
    }
}
