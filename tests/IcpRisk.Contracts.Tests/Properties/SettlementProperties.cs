using FsCheck;
using FsCheck.Fluent;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Words;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Tests.Properties;

/// <summary>What must hold of every contract on every path; exceptions are those that <see cref="ContractPlan.Warnings"/> declares.</summary>
public class SettlementProperties
{
    private const int Cases = 200;

    [Fact]
    public void Money_is_conserved_to_the_penny_in_every_trial_year() => ForAll(world =>
    {
        var tile = Settle(world.Plan, world.Path);
        for (var year = 1; year <= world.Time.Years; year++)
        {
            for (var trial = 0; trial < world.Path.Count; trial++)
            {
                // The resource sink, from nature's rows alone; without a contract in force it counts no care.
                var inForce = world.Terms.Extension is null || At("is_in_force") == 1;
                var z = inForce ? PathPence(Quantity.Cost) + PathPence(Quantity.CostOverheads) + PathPence(Quantity.CostOutOfScope) : 0;
                var nets = world.Plan.Accounts.Sum(account => At($"net_{account}"));
                Assert.Equal(-z, nets);
                Assert.Equal(z, At("cost_total"));
                Assert.Equal(At("provider_income") - At("provider_cost"), At("provider_surplus"));
                if (inForce && world.Terms.Reimbursement is null && year >= world.Terms.BudgetFrom
                    && world.Terms.GainLoss?.CostBearer != Contracts.GainLoss.CostBearer.Commissioner)
                {
                    var planned = world.Terms.ActivityPayments.Sum(a =>
                        Pence.Of(a.Value.Price.At(1).Mean * world.Planned(new RowId(Quantity.Activity, a.Key), year)));
                    var fee = world.Terms.Fee?.Funded?.Years.Contains(year) ?? false ? 0 : At("management_fee");
                    Assert.Equal(At("core_payment") + fee + At("incentive_available") + planned, At("contract_value"));
                }

                Assert.Equal(
                    At("core_payment") + At("activity_payment") + At("management_fee") + At("incentive_earned")
                    + (world.Terms.Reimbursement is null ? 0 : At("reimbursement")) + At("gain_loss_transfer")
                    + (world.Terms is { StopLoss: not null, GainLoss.CostBearer: not Contracts.GainLoss.CostBearer.Commissioner } or { StopLoss: not null, GainLoss: null }
                        ? At("stop_loss_recovery") : 0),
                    At("provider_income"));
                var members = world.Terms.Parties.Where(p => p.Value.Side == Contracts.Parties.Side.Provider).Sum(p => At($"net_{p.Key}"));
                Assert.Equal(At("provider_surplus"), members);
                foreach (var column in world.Plan.Columns.Where(c => c is { Type: OutcomeType.Money } && c.Scope.HasFlag(OutcomeScope.TrialYear)))
                    Assert.Equal(Math.Round(At(column.Name)), At(column.Name));

                double At(string column) => tile.Row(tile.Layout.Slot(column), year)[trial];

                double PathPence(Quantity quantity) =>
                    Pence.Of(world.Path.Row(world.Path.Layout.Slot(new RowId(quantity)), year)[trial]);
            }
        }
    });

    [Fact]
    public void The_term_is_the_sum_of_its_years() => ForAll(world =>
    {
        var tile = Settle(world.Plan, world.Path);
        foreach (var column in world.Plan.Columns.Where(c => c.Scope == OutcomeScope.Both))
        {
            var slot = tile.Layout.Slot(column.Name);
            for (var trial = 0; trial < world.Path.Count; trial++)
                Assert.Equal(Enumerable.Range(1, world.Time.Years).Sum(year => tile.Row(slot, year)[trial]), tile.Term(slot)[trial]);
        }
    });

    [Fact]
    public void Every_vector_width_gives_the_same_bits() => ForAll(world =>
    {
        var scalar = Settle(world.Plan, world.Path, world.Plan.Settle<Lanes1>);
        if (Lanes256.IsSupported)
            AssertSame(world, scalar, Settle(world.Plan, world.Path, world.Plan.Settle<Lanes256>));
        if (Lanes512.IsSupported)
            AssertSame(world, scalar, Settle(world.Plan, world.Path, world.Plan.Settle<Lanes512>));
    });

    [Fact]
    public void With_nothing_kept_but_one_column_that_column_is_the_same() => ForAll(world =>
    {
        var all = Settle(world.Plan, world.Path);
        var only = world.Plan.Columns.First(c => c.Name == "provider_surplus");
        var one = new OutcomeTile(new OutcomeLayout(world.Time.Years, [only]), world.Path.Capacity);
        world.Plan.Settle(world.Path, one);
        Assert.True(one.Term(0).SequenceEqual(all.Term(all.Layout.Slot(only.Name))));
    });

    /// <summary>Ten times the money gives ten times the results, up to the roundings of about forty flows: £4 in ten times the money.</summary>
    [Fact]
    public void Ten_times_the_money_gives_ten_times_the_results() => ForAll(
        (seed, world) =>
        {
            var tenfold = new RandomContract(seed, 10);
            var (one, ten) = (Settle(world.Plan, world.Path), Settle(tenfold.Plan, tenfold.Path));
            foreach (var column in world.Plan.Columns.Where(c => c.Type == OutcomeType.Money))
            {
                var slot = one.Layout.Slot(column.Name);
                for (var trial = 0; trial < world.Path.Count; trial++)
                    Assert.True(Math.Abs(ten.Term(slot)[trial] - (10 * one.Term(slot)[trial])) <= 400 * world.Time.Years, column.Name);
            }
        },
        world => !Breaks(world, Words.Breaks.Continuity));

    [Fact]
    public void With_all_risks_off_every_trial_is_the_plan() => ForAll((_, world) =>
    {
        foreach (var row in world.Path.Layout.Rows)
        {
            for (var year = 1; year <= world.Time.Years; year++)
                world.Path.Row(world.Path.Layout.Slot(row), year).Fill(world.Planned(row, year));
        }

        var tile = Settle(world.Plan, world.Path);
        foreach (var column in world.Plan.Columns)
        {
            var slot = tile.Layout.Slot(column.Name);
            var planned = world.Plan.Planned;
            Assert.Equal(planned.Term(planned.Layout.Slot(column.Name))[0], tile.Term(slot)[^1]);
        }

        if (tile.Layout.Find("budget_adjustment") is >= 0 and var adjustment)
            Assert.All(tile.Term(adjustment).ToArray(), pence => Assert.Equal(0, pence));
    }, world => world.Terms.ScopeShifts.Values.All(shift => shift.Actual is null));

    /// <summary>
    /// Dearer care never leaves the provider with more over the term, at the same activity, lists and scores, unless the terms say so
    /// (<see cref="Words.Breaks.Monotonicity"/>). Pennies of rounding apart.
    /// </summary>
    [Fact]
    public void Dearer_care_never_leaves_the_provider_with_more() => ForAll(
        (seed, world) =>
        {
            var before = Surplus(world);
            var year = 1 + (seed % world.Time.Years);
            foreach (var row in new[] { new RowId(Quantity.Cost) })
            {
                foreach (ref var cost in world.Path.Row(world.Path.Layout.Slot(row), year))
                    cost += 1000;
            }

            var after = Surplus(world);
            for (var trial = 0; trial < before.Length; trial++)
                Assert.True(after[trial] <= before[trial] + (5 * world.Time.Years), $"trial {trial}: {before[trial]} to {after[trial]}");
        },
        world => !Breaks(world, Words.Breaks.Monotonicity));

    /// <summary>A penny's difference in cost, list or score moves no money by more than pence, unless the terms say so.</summary>
    [Fact]
    public void Nothing_jumps() => ForAll(
        (seed, world) =>
        {
            var before = Settle(world.Plan, world.Path);
            var year = 1 + (seed % world.Time.Years);
            foreach (var row in world.Path.Layout.Rows)
            {
                // A hundred-millionth of a row: £0.002 of the largest cost here.
                foreach (ref var value in world.Path.Row(world.Path.Layout.Slot(row), year))
                    value *= 1 + 1e-8;
            }

            var after = Settle(world.Plan, world.Path);
            foreach (var column in world.Plan.Columns.Where(c => c.Type == OutcomeType.Money))
            {
                var slot = before.Layout.Slot(column.Name);
                for (var trial = 0; trial < world.Path.Count; trial++)
                    Assert.True(Math.Abs(after.Term(slot)[trial] - before.Term(slot)[trial]) <= 20 * world.Time.Years, column.Name);
            }
        },
        world => !Breaks(world, Words.Breaks.Continuity));

    [Fact]
    public void Without_sharing_every_pound_of_cost_is_the_provider_s() => ForAll(
        (_, world) =>
        {
            var before = Surplus(world);
            foreach (ref var cost in world.Path.Row(world.Path.Layout.Slot(new RowId(Quantity.Cost)), world.Time.Years))
                cost += 100;
            var after = Surplus(world);
            for (var trial = 0; trial < before.Length; trial++)
                Assert.InRange(after[trial], before[trial] - 10_001, before[trial] - 9_999);
        },
        world => world.Terms is { GainLoss: null, Reimbursement: null, Extension: null } && world.Terms.BudgetFrom <= world.Time.Years);

    /// <summary>With all allowable cost reimbursed and no cap, what is left before fee and incentives is the same whatever care costs.</summary>
    [Fact]
    public void Full_reimbursement_leaves_nothing_to_cost() => ForAll(
        (seed, _) =>
        {
            var world = new RandomContract(seed, amend: terms => terms with
            {
                GainLoss = null, Rebase = null, Reopener = null, Extension = null,
                Reimbursement = new Reimbursement.ReimbursementTerms { Share = 1 },
            });
            var before = Left();
            foreach (ref var cost in world.Path.Row(world.Path.Layout.Slot(new RowId(Quantity.Cost)), 1 + (seed % world.Time.Years)))
                cost += 12_345.67;
            Assert.Equal(before, Left());

            double[] Left()
            {
                var tile = Settle(world.Plan, world.Path);
                var (surplus, fee, earned) = (Term("provider_surplus"), Term("management_fee"), Term("incentive_earned"));
                return [.. surplus.Select((s, trial) => s - fee[trial] - earned[trial])];

                double[] Term(string column) => tile.Term(tile.Layout.Slot(column)).ToArray();
            }
        },
        _ => true);

    /// <summary>Whatever ends with the firm years has no money in it afterwards.</summary>
    [Fact]
    public void Nothing_flows_without_a_contract() => ForAll(
        (seed, first) =>
        {
            var world = new RandomContract(seed, amend: terms => terms with
            {
                Extension = new Extension.ExtensionTerms { Years = 1, Exercised = Extension.Exercised.No },
            });
            var tile = Settle(world.Plan, world.Path);
            foreach (var column in world.Plan.Columns.Where(c => c is { Type: OutcomeType.Money } && c.Scope.HasFlag(OutcomeScope.TrialYear)))
                Assert.All(tile.Row(tile.Layout.Slot(column.Name), first.Time.Years).ToArray(), pence => Assert.Equal(0, pence));
        },
        world => world.Time.Years > 1);

    private static bool Breaks(RandomContract world, Breaks what) => world.Plan.Warnings().Any(w => w.Breaks.HasFlag(what));

    private static double[] Surplus(RandomContract world)
    {
        var tile = Settle(world.Plan, world.Path);
        return tile.Term(tile.Layout.Slot("provider_surplus")).ToArray();
    }

    private static OutcomeTile Settle(ContractPlan plan, PathTile path, Action<PathTile, OutcomeTile>? how = null)
    {
        var tile = new OutcomeTile(new OutcomeLayout(path.Layout.Years, plan.Columns), path.Capacity);
        (how ?? plan.Settle)(path, tile);
        return tile;
    }

    private static void AssertSame(RandomContract world, OutcomeTile one, OutcomeTile other)
    {
        foreach (var column in world.Plan.Columns)
        {
            var slot = one.Layout.Slot(column.Name);
            for (var year = 0; year <= world.Time.Years; year++)
            {
                var a = year == 0 ? one.Term(slot) : one.Row(slot, year);
                var b = year == 0 ? other.Term(slot) : other.Row(slot, year);
                for (var trial = 0; trial < a.Length; trial++)
                {
                    if (BitConverter.DoubleToInt64Bits(a[trial]) != BitConverter.DoubleToInt64Bits(b[trial]))
                        Assert.Fail($"{column.Name}, year {year}: {a[trial]:R} and {b[trial]:R}");
                }
            }
        }
    }

    private static void ForAll(Action<RandomContract> property) => ForAll((_, world) => property(world), _ => true);

    // Contracts that a property does not hold for are skipped; at least a tenth must remain, or the property says nothing.
    private static void ForAll(Action<int, RandomContract> property, Func<RandomContract, bool> holdsFor)
    {
        var tried = 0;
        var seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
        Prop.ForAll(seeds, seed =>
        {
            var world = new RandomContract(seed);
            if (!holdsFor(world))
                return;
            tried++;
            property(seed, world);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(2014, 2019));
        Assert.True(tried >= Cases / 10, $"only {tried} contracts were tried");
    }
}
