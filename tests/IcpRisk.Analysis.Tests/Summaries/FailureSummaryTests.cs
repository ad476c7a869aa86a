using IcpRisk.Analysis.Tests.Datasets;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Analysis.Tests.Summaries;

/// <summary>A contract that can end early, run whole: what the summary says of failure, worked out again from the files by DuckDB.</summary>
public sealed class FailureSummaryTests : IDisposable
{
    private const int Trials = 4_000;
    private static readonly string[] Terms =
    [
        "contract.balance={holder: non_statutory, opening_cash: £1m, minimum_net_worth: £0.2m}",
        "contract.failure={notice: 1, recommissioning_cost: £0.5m, replacement: 5 %}",
        "contract.payment_lag={incentives: 1, gain_loss: 1}",
    ];

    private readonly TempFolder _folder = new();
    private readonly Dataset _set;

    public FailureSummaryTests()
    {
        var path = _folder.Path + "failure/";
        var scenario = Scenario.Load(Dataset.ScenarioPath("bedfordshire-msk"), Terms);
        using var directory = DatasetDirectory.Begin(path, force: false);
        var run = new DatasetRun(
            scenario, new RunOptions { Trials = Trials, Seed = 3, Threads = 2 }, directory, OutputLevel.TrialYears, ParquetProfile.Compat);
        _set = new(scenario, run.Run(), path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Breach_and_termination_by_year_are_first_passages()
    {
        var rows = SummaryRows.Of(_set.Result.Summary);
        for (var year = 1; year <= 5; year++)
        {
            foreach (var (flag, first) in new[] { ("is_breach", "breach_year"), ("is_terminated", "termination_year") })
            {
                var share = Number($"SELECT avg(({first} BETWEEN 1 AND {year})::INT)::DOUBLE n FROM $t");
                var row = rows.Single(r => r.Column == flag && r.Year == year && r.Measure == "prob_above_zero");
                Assert.Equal(share, row.Estimate.Value, 1e-12);
                Assert.Equal(Math.Sqrt(share * (1 - share) / Trials), row.Estimate.StandardError, 1e-12);
            }
        }

        // A year of notice: who is breached by year 3 has gone by year 5.
        Assert.Equal(Value("is_breach", 3), Value("is_terminated", 5));
        Assert.InRange(Value("is_terminated", 5), 0.1, 0.9);
        Assert.Equal(Value("is_breach", 5), Value("breach_year", 0));
        Assert.Equal(Value("is_terminated", 5), Value("termination_year", 0));

        double Value(string column, int year) => rows.Single(r => r.Column == column && r.Year == year && r.Measure == "prob_above_zero").Estimate.Value;
    }

    [Fact]
    public void Failure_costs_what_the_worst_hundredth_of_trials_pay()
    {
        var rows = SummaryRows.Of(_set.Result.Summary).Where(r => r.Column == "failure_cost" && r.Year == 0).ToList();
        var cost = "cost_replacement + cost_recommissioning - compensation";
        Assert.Equal(Number($"SELECT avg({cost}) n FROM $t"), rows.Single(r => r.Measure == "mean").Estimate.Value, 1e-3);

        // 40 of 4,000 trials: TVaR is their mean.
        Assert.Equal(
            Number($"SELECT avg(c) n FROM (SELECT {cost} c FROM $t ORDER BY c DESC LIMIT {Trials / 100})"),
            rows.Single(r => r is { Measure: "tvar", Level: 0.99 }).Estimate.Value, 1e-3);
    }

    [Theory]
    [InlineData("round(100 * (cost_in_scope + cost_overheads + cost_out_of_scope + cost_replacement + cost_recommissioning)) <> round(100 * cost_total)")]
    [InlineData("round(100 * (net_ccg + net_circle)) <> -round(100 * cost_total)")]
    [InlineData("round(100 * (cash_ccg + cash_circle)) <> -round(100 * cost_total)")]
    [InlineData("round(100 * net_circle) <> round(100 * (provider_surplus - compensation))")]
    [InlineData("round(100 * (receivable_circle - payable_ccg)) <> 0 OR round(100 * (payable_circle - receivable_ccg)) <> 0")]
    [InlineData("is_terminated AND (core_payment <> 0 OR incentive_earned <> 0 OR cost_in_scope <> 0 OR cost_replacement <= 0)")]
    [InlineData("NOT is_terminated AND (cost_replacement <> 0 OR compensation <> 0)")]
    public void No_row_breaks_an_identity(string broken) =>
        Assert.Equal(0, Number($"SELECT count(*)::DOUBLE n FROM $y WHERE {broken}"));

    private double Number(string query) => _set.Sql([query])[0][0]["n"]!.GetValue<double>();
}
