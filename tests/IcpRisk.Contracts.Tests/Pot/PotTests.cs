using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Pot;
using IcpRisk.Documents;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.Tests.Pot;

/// <summary>One pot of three places, worked by hand.</summary>
public class PotTests
{
    private static readonly string[] Names = ["hill", "town", "coast"];

    // Values £1,000, £2,000 and £1,000 a year: shares 25, 50 and 25 %, and room for 1 % of £4,000 = £40.
    // Year 1: surpluses 100.00, 10.00, −20.01. 60 % of each: 60.00, 6.00, −12.01 (1,200.6 pence). Pot 53.99: 40.00 kept,
    // 13.99 divided: 3.50 (349.75 pence), 7.00 (699.5, to the even penny), and the last has 3.49.
    // Year 2: −100.00, 0, 0. Pot −60.00: the 40.00 kept go, −20.00 divided: −5.00, −10.00, −5.00.
    // Year 3: 50.00, 0, 0. Pot 30.00, nothing kept in the last year: 7.50, 15.00, 7.50.
    [Fact]
    public void When_a_pot_keeps_a_gain_it_meets_the_next_loss()
    {
        var pot = Settle(
            new PotTerms { Pooled = 0.6, Contingency = 0.01 }, null, [900, 1100, 950], [1990, 2000, 2000], [1020.01, 1000, 1000]);
        Year(pot, 1, kept: 4000, balance: 4000, (10000, -5650), (1000, 100), (-2001, 1550));
        Year(pot, 2, kept: -4000, balance: 0, (-10000, 5500), (0, -1000), (0, -500));
        Year(pot, 3, kept: 0, balance: 0, (5000, -2250), (0, 1500), (0, 750));
        Assert.Equal(0, pot.Term("contingency_change"));
        Assert.Equal(1, pot.Term("deficit_years"));
        Assert.Equal(2, pot.Term("first_deficit_year"));
        Assert.Equal(10000 - 10000 + 5000, pot.Term("surplus_hill"));
    }

    // Year 1: 100.00 into the pot, 40.00 kept, 60.00 divided. Year 2: nothing. Year 3: the 40.00 are divided: 10, 20, 10.
    [Fact]
    public void When_the_last_year_comes_then_what_is_kept_is_divided()
    {
        var pot = Settle(new PotTerms { Contingency = 0.01 }, null, [900, 1000, 1000], [2000, 2000, 2000], [1000, 1000, 1000]);
        Year(pot, 1, kept: 4000, balance: 4000, (10000, -8500), (0, 3000), (0, 1500));
        Year(pot, 2, kept: 0, balance: 4000, (0, 0), (0, 0), (0, 0));
        Year(pot, 3, kept: -4000, balance: 0, (0, 1000), (0, 2000), (0, 1000));
    }

    // A loss of £100.01: stated shares give 50.00 (5,000.5, to the even penny), 30.00 (3,000.3), and 20.01 to the last.
    [Fact]
    public void When_shares_are_stated_they_divide_the_pot() =>
        Year(Settle(new PotTerms(), [0.5, 0.3, 0.2], [1100.01, 1000, 1000], [2000, 2000, 2000], [1000, 1000, 1000]), 1, 0, 0,
            (-10001, 10001 - 5000), (0, -3000), (0, -2001));

    [Fact]
    public void When_the_pot_is_divided_equally_the_last_has_the_odd_penny() =>
        Year(Settle(new PotTerms { Divide = PotDivision.Equal }, null, [900, 1000, 1000], [2000, 2000, 2000], [1000, 1000, 1000]), 1, 0, 0,
            (10000, 3333 - 10000), (0, 3333), (0, 3334));

    [Fact]
    public void When_the_pot_has_nothing_to_pool_then_every_place_has_its_own() =>
        Year(Settle(new PotTerms { Pooled = 0 }, null, [900, 1000, 1000], [2100, 2000, 2000], [1000, 1000, 1000]), 1, 0, 0,
            (10000, 0), (-10000, 0), (0, 0));

    [Fact]
    public void When_places_have_columns_in_common_then_the_pot_has_their_sums()
    {
        var pot = Settle(new PotTerms(), null, [900, 1100, 950], [1990, 2000, 2000], [1020.01, 1000, 1000]);
        Assert.Equal(400000, pot["contract_value", 1]);
        Assert.Equal(391001, pot["provider_cost", 1]);
        Assert.Equal(8999, pot["provider_surplus", 1]);
        Assert.Equal(8999 - 10000 + 5000, pot.Term("provider_surplus"));
    }

    private static Settled Settle(PotTerms terms, double[]? shares, params double[][] costs)
    {
        var contracts = new List<ContractPlan>();
        var tiles = new List<OutcomeTile>();
        foreach (var (cost, value) in costs.Zip([1000.0, 2000, 1000]))
        {
            var world = new World(3).Planned("Cost", value, value, value).With("Cost", cost);
            var contract = ContractPlan.Compile(
                ReadContract.FromYaml($"contract: {{parties: {{ccg: {{side: commissioner}}, trust: {{side: provider}}}}, value: {{year_1: £{value}}}}}"),
                world.Plan, new ContractInputs(), new Problems())!;
            contracts.Add(contract);
            tiles.Add(world.Settle(contract).Tile);
        }

        var plan = new PotPlan(terms, Names, contracts, shares);
        var pot = new OutcomeTile(new OutcomeLayout(3, plan.Columns), 8);
        plan.Settle<Lanes1>(tiles, pot);
        return new Settled(pot);
    }

    private static void Year(Settled pot, int year, double kept, double balance, params (double Surplus, double Transfer)[] places)
    {
        Assert.Equal((kept, balance), (pot["contingency_change", year], pot["contingency_balance", year]));
        for (var p = 0; p < places.Length; p++)
        {
            var (surplus, transfer) = places[p];
            Assert.Equal((surplus, transfer), (pot[$"surplus_{Names[p]}", year], pot[$"pot_transfer_{Names[p]}", year]));
            Assert.Equal(surplus + transfer, pot[$"position_{Names[p]}", year]);
        }

        Assert.Equal(places.Sum(p => p.Surplus) - kept, Names.Sum(n => pot[$"position_{n}", year]));
    }
}
