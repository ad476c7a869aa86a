using IcpRisk.Nature.Baseline;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Baseline;

public sealed class BaselineTests
{
    [Fact]
    public void When_the_baseline_is_wrong_it_is_wrong_in_every_year_alike()
    {
        var terms = Sampling.Quiet().With(r => r with
        {
            Volatility = new() { On = false },
            Baseline = new BaselineRisk { UnitCostSd = 0.04, ServiceUnitCostSd = 0.03, ActivitySd = 0.02, ServiceActivitySd = 0.01 },
        });
        var ward = new RowId(Quantity.Cost, "ward");
        var plan = Planning.Plan(terms, Sampling.Years(4));

        var cost = Sampling.Row(terms, ward);

        Compare.Variance((0.04 * 0.04) + (0.03 * 0.03) + (0.02 * 0.02) + (0.01 * 0.01), Compare.Log(cost[0], 1));
        Compare.Mean(plan.Value(ward, 1), cost[0]);
        Assert.All(cost[0].Zip(cost[3]).Take(500), p => Assert.Equal(p.First / plan.Value(ward, 1), p.Second / plan.Value(ward, 4), 12));
    }

    [Fact]
    public void When_services_share_the_error_their_costs_move_together()
    {
        var terms = Sampling.Quiet().With(r => r with
        {
            Volatility = new() { On = false },
            Baseline = new BaselineRisk { UnitCostSd = 0.04, ServiceUnitCostSd = 0.03 },
        });

        var rows = Sampling.Rows(terms, [new(Quantity.Cost, "ward"), new(Quantity.Cost, "clinic")]);

        Compare.Correlation(16.0 / 25, Compare.Log(rows[0][0], 1), Compare.Log(rows[1][0], 1));
    }
}
