using System.Diagnostics;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Tests.Golden;
using IcpRisk.Paths;
using Xunit.Abstractions;

namespace IcpRisk.Contracts.Tests;

/// <summary>Settling costs little and allocates nothing. The bound is loose, for loaded machines; the figure is printed.</summary>
public class SpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Ten_years_of_a_rich_contract_settle_in_microseconds_without_allocating()
    {
        var (contract, path) = TenYears();
        var outcomes = new OutcomeTile(new OutcomeLayout(10, contract.Columns), 256);
        for (var i = 0; i < 400; i++)
            contract.Settle(path, outcomes);

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        contract.Settle(path, outcomes);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);

        var best = double.MaxValue;
        for (var round = 0; round < 40; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < 20; i++)
                contract.Settle(path, outcomes);
            best = Math.Min(best, watch.Elapsed.TotalMicroseconds / (20 * 256));
        }

        output.WriteLine($"{best * 1000:0} ns a trial of ten years");
        Assert.True(best < 2, $"{best:0.000} µs a trial");
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
