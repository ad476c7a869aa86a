using IcpRisk.Nature;
using IcpRisk.Paths;
using IcpRisk.Simulation;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>A small scenario worked by hand, line by line, in docs/hand-calculation.md.</summary>
public sealed class HandCalculationTests
{
    private static readonly Dictionary<string, double[]> Settled = new()
    {
        ["contract_value"] = [1680000.00, 1713600.00, 1747872.00],
        ["management_fee"] = [50400.00, 51408.00, 52436.16],
        ["incentive_available"] = [84000.00, 85680.00, 87393.60],
        ["core_payment"] = [1545600.00, 1576512.00, 1608042.24],
        ["cost_in_scope"] = [1510000.00, 1581148.67, 1648273.29],
        ["cost_outside_use"] = [110000.00, 117103.10, 124707.21],
        ["cost_overheads"] = [70000.00, 40000.00, 40000.00],
        ["gain_loss_transfer"] = [-10072.00, 0.00, 4842.12],
        ["incentive_earned"] = [84000.00, 72828.00, 74107.21],
        ["provider_income"] = [1669928.00, 1700748.00, 1739427.73],
        ["provider_cost"] = [1580000.00, 1621148.67, 1688273.29],
        ["provider_surplus"] = [89928.00, 79599.33, 51154.44],
        ["commissioner_spend"] = [1669928.00, 1700748.00, 1739427.73],
        ["net_ccg"] = [-1391606.67, -1417290.00, -1449523.11],
        ["net_council"] = [-278321.33, -283458.00, -289904.62],
        ["net_lead"] = [73128.00, 65033.73, 36333.00],
        ["net_practices"] = [16800.00, 14565.60, 14821.44],
    };

    private static readonly Scenario Scenario = ScenarioFiles.Test("hand-calculation");

    public static TheoryData<string> Columns => [.. Settled.Keys];

    [Theory]
    [MemberData(nameof(Columns))]
    public void The_plan_settles_to_the_penny(string column)
    {
        for (var year = 1; year <= 3; year++)
        {
            Assert.Equal(Settled[column][year - 1], Scenario.Contract.PlannedValue(column, year), 9);
        }

        Assert.Equal(Settled[column].Sum(), Scenario.Contract.PlannedTerm(column), 6);
    }

    [Fact]
    public void People_activity_and_cost_are_as_worked_by_hand()
    {
        Row(Quantity.List, "under 65", [8000, 8080, 8160.8]);
        Row(Quantity.List, "65 and over", [2000, 2100, 2205]);
        Row(Quantity.ListSize, "", [10000, 10180, 10365.8]);
        Row(Quantity.Activity, "clinics", [10000, 10476.857143, 10980.530229]);
        Row(Quantity.Activity, "surgery", [400, 413.426667, 427.449103]);
        Row(Quantity.PriceIndex, "", [1, 1.03, 1.0609]);
        Row(Quantity.Cost, "clinics", [500000, 521259.13, 544047.66], 0.005);
        Row(Quantity.Cost, "surgery", [1010000, 1059889.54, 1104225.63], 0.005);

        static void Row(Quantity quantity, string item, double[] values, double within = 1e-6)
        {
            for (var year = 1; year <= 3; year++)
            {
                Assert.Equal(values[year - 1], Scenario.Plan.Value(new RowId(quantity, item), year), within);
            }
        }
    }

    [Fact]
    public void Every_trial_is_the_plan_when_the_run_has_all_risks_off() =>
        ScenarioFiles.AssertEveryTrialIsThePlan(Scenario, NatureOptions.AllOff);

    [Fact]
    public void Every_trial_is_the_plan_when_the_scenario_has_all_risks_off() =>
        ScenarioFiles.AssertEveryTrialIsThePlan(ScenarioFiles.Test("hand-calculation", [.. ScenarioFiles.AllOff]), NatureOptions.Full);

    [Fact]
    public void With_risks_on_trials_differ()
    {
        var key = new StatisticKey("provider_surplus", 1);
        Assert.True(ScenarioFiles.Run(Scenario, NatureOptions.Full, [key])[key].Distinct().Count() > 1000);
    }
}
