using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Tests.Golden;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Tests;

/// <summary>Settling allocates nothing; how fast it is stands in the benchmarks.</summary>
public class AllocationTests
{
    [Fact]
    public void Ten_years_of_a_rich_contract_settle_without_allocating()
    {
        var (contract, path) = TenYears();
        var outcomes = new OutcomeTile(new OutcomeLayout(10, contract.Columns), 256);
        for (var i = 0; i < 400; i++)
            contract.Settle(path, outcomes);

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        contract.Settle(path, outcomes);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private static (ContractPlan Contract, PathTile Path) TenYears()
    {
        var golden = SettlementCase.Read("whole-population");
        var world = new World(10);
        foreach (var row in golden.World.Plan.Rows)
            world.With(row.ToString(), [.. Enumerable.Repeat(golden.World.Plan.Value(row, 1), 10)]);
        var terms = golden.Terms with { ActivityPayments = Documents.Keyed<Payments.ActivityPriceTerms>.Of(("vaccinations", new Payments.ActivityPriceTerms { Price = 10 })) };
        var contract = ContractPlan.Compile(terms, world.Plan, golden.Inputs, new Documents.Problems())!;
        return (contract, world.Tile(contract, 256));
    }
}
