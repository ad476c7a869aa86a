using FsCheck;
using IcpRisk.Contracts.Balance;
using IcpRisk.Contracts.Failure;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Parties;
using IcpRisk.Contracts.Words;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Tests.Properties;

/// <content>Cash, balance sheet and failure, each worked again one trial at a time from the nets and nature's rows.</content>
public partial class SettlementProperties
{
    [Fact]
    public void What_is_owed_is_owed_to_somebody_and_paid_in_the_end() => ForAll(
        (_, world) =>
        {
            var tile = Settle(world.Plan, world.Path);
            var lag = world.Terms.PaymentLag!;
            for (var trial = 0; trial < world.Path.Count; trial++)
            {
                var owed = world.Plan.Accounts.ToDictionary(a => a, _ => 0.0);
                for (var year = 1; year <= world.Time.Years; year++)
                {
                    Assert.Equal(Sum("receivable"), Sum("payable"));
                    Assert.Equal(Sum("net"), Sum("cash"));
                    foreach (var account in world.Plan.Accounts)
                    {
                        owed[account] += At($"net_{account}") - At($"cash_{account}");
                        Assert.Equal(owed[account], At($"receivable_{account}") - At($"payable_{account}"));
                        Assert.True(At($"receivable_{account}") >= 0 && At($"payable_{account}") >= 0, account);
                    }

                    double At(string column) => tile.Row(tile.Layout.Slot(column), year)[trial];

                    double Sum(string kind) => world.Plan.Accounts.Sum(account => At($"{kind}_{account}"));
                }

                // After the term: the flows of the last years, each for as many years as it is late.
                var bears = world.Terms.GainLoss?.CostBearer != Contracts.GainLoss.CostBearer.Commissioner;
                var runOff = Last("activity_payment", lag.Activity) + Last("incentive_earned", lag.Incentives) + Last("gain_loss_transfer", lag.GainLoss)
                    + (bears ? Last("budget_adjustment", lag.Adjustment) + Last("stop_loss_recovery", lag.StopLoss) : 0);
                Assert.Equal(runOff, tile.Term(tile.Layout.Slot("provider_run_off"))[trial]);

                double Last(string column, int years) => tile.Layout.Find(column) is >= 0 and var slot
                    ? Enumerable.Range(1, world.Time.Years).Where(year => year > world.Time.Years - years).Sum(year => tile.Row(slot, year)[trial])
                    : 0;
            }
        },
        world => world.Terms.PaymentLag is not null);

    [Fact]
    public void Breach_notice_and_termination_follow_from_the_nets() => ForAll(
        (_, world) =>
        {
            var tile = Settle(world.Plan, world.Path);
            for (var trial = 0; trial < world.Path.Count; trial++)
                FollowFailure(world, tile, trial);
        },
        world => world.Terms.Balance is not null);

    [Fact]
    public void Failure_happens_in_the_contracts_tried()
    {
        var (ended, guaranteed, left, helped) = (0, 0, 0, 0);
        for (var seed = 0; seed < 1000; seed++)
        {
            var world = new RandomContract(seed);
            var tile = Settle(world.Plan, world.Path);
            ended += Positive("termination_year");
            guaranteed += Positive("guarantee_payment");
            left += Positive("loss_relief");
            helped += Positive("backstop_payment");

            int Positive(string column) => tile.Layout.Find(column) is >= 0 and var slot ? tile.Term(slot).ToArray().Count(v => v > 0) : 0;
        }

        Assert.True(Math.Min(Math.Min(ended, guaranteed), Math.Min(left, helped)) > 20, $"{ended}, {guaranteed}, {left}, {helped}");
    }

    [Fact]
    public void A_balance_sheet_alone_changes_no_payment() => ForAll(
        (_, world) =>
        {
            var problems = new Documents.Problems();
            var bare = ContractPlan.Compile(world.Terms with { Balance = null, PaymentLag = null, Subcontracts = Documents.Keyed<SubcontractTerms>.Empty, Division = null }, world.PlanPath, RandomContract.Given, problems)!;
            var (with, without) = (Settle(world.Plan, world.Path), Settle(bare, world.Path));
            foreach (var column in bare.Columns.Where(c => !c.Name.StartsWith("net_", StringComparison.Ordinal) && c.Name is not ("commissioner_spend" or "commissioner_spend_pv" or "allocation_headroom" or "exceeds_allocation")))
                Assert.True(with.Term(with.Layout.Slot(column.Name)).SequenceEqual(without.Term(without.Layout.Slot(column.Name))), column.Name);
        },
        world => world.Terms is { Balance: not null, Failure: null });

    // The replacement in a year, from nature's rows: what conservation is checked against once the contract has ended.
    private static double ReplacementPence(RandomContract world, int year, int trial)
    {
        var terms = world.Terms.Failure!;
        var premium = 1 + terms.Replacement.Premium;
        var tile = Settle(world.Plan, world.Path);
        var ends = tile.Term(tile.Layout.Slot("termination_year"))[trial];
        var replacement = terms.Replacement.Of == ReplacementBasis.Planned ? Pence.Of(world.Planned(new RowId(Quantity.Cost), year) * premium)
            : world.Terms.ScopeShifts.Count == 0
                ? Pence.Of(world.Path.Row(world.Path.Layout.Slot(new RowId(Quantity.Cost)), year)[trial] * premium)
                : Math.Round(Endless(world, "cost_in_scope", year, trial) * premium, MidpointRounding.ToEven);
        return replacement + (ends == year ? Pence.Of(terms.RecommissioningCost) : 0);
    }

    // A column of the same contract without failure: what scope shifts leave of care, whether the contract has ended or not.
    private static double Endless(RandomContract world, string column, int year, int trial)
    {
        var endless = ContractPlan.Compile(world.Terms with { Failure = null }, world.PlanPath, RandomContract.Given, new Documents.Problems())!;
        var tile = Settle(endless, world.Path);
        return tile.Row(tile.Layout.Slot(column), year)[trial];
    }

    private static void FollowFailure(RandomContract world, OutcomeTile tile, int trial)
    {
        var (sheet, failure) = (world.Terms.Balance!, world.Terms.Failure);
        var members = world.Terms.Parties.Where(p => p.Value.Side == Side.Provider).Select(p => $"net_{p.Key}").Append("net_contingency").ToList();
        var safeguards = sheet.Holder == Holder.NonStatutory;
        var worth = Pence.Of(sheet.OpeningCash) + Pence.Of(sheet.FixedAssets) - Pence.Of(sheet.Debt);
        var (cash, borne, guarantee, least, breach, end, left) = (Pence.Of(sheet.OpeningCash), 0.0, Pence.Of(safeguards ? sheet.Guarantee?.Amount ?? 0 : 0), double.MaxValue, 0, 0, false);
        for (var year = 1; year <= world.Time.Years; year++)
        {
            var terminated = end > 0 && year >= end;
            if (failure is not null)
            {
                Assert.Equal(terminated ? 1 : 0, At("is_terminated"));
                Assert.Equal(At("cost_replacement") + At("cost_recommissioning") - At("compensation"), At("failure_cost"));
            }

            if (terminated && (world.Terms.Extension is null || At("is_in_force") == 1))
            {
                foreach (var flow in new[] { "core_payment", "activity_payment", "management_fee", "incentive_earned", "gain_loss_transfer", "cost_in_scope", "cost_overheads", "stop_loss_premium", "stop_loss_recovery", "subcontract_payment", "loss_relief", "backstop_payment", "distribution" })
                    Assert.Equal(0, At(flow));
                var claim = (failure!.Compensation.Contains(CompensatedFor.Recommissioning) ? At("cost_recommissioning") : 0)
                    + (failure.Compensation.Contains(CompensatedFor.Premium) ? Math.Max(0, At("cost_replacement") - Endless(world, "cost_in_scope", year, trial)) : 0);
                var paid = left ? 0 : Math.Min(claim, Math.Max(worth, 0) + guarantee);
                var called = left ? 0 : Math.Max(0, paid - Math.Max(worth, 0));
                guarantee -= called;
                Assert.Equal(paid + (left && year == end ? Pence.Of(failure.WalkAway!.Exit) : 0), At("compensation"));
                Assert.Equal(called, At("guarantee_payment"));
            }

            borne += At("provider_surplus");
            var relief = failure?.WalkAway is { } leaves ? Math.Max(0, -Pence.Of(leaves.After) - borne) : 0;
            borne += relief;
            Assert.Equal(relief, At("loss_relief"));
            var deficit = Math.Max(0, -(At("provider_surplus") + relief));
            var backstop = safeguards || sheet.Backstop is null
                ? 0
                : sheet.Backstop.From == BackstopFrom.FirstPound ? deficit : Math.Min(deficit, Math.Max(0, deficit - worth));
            Assert.Equal(backstop, At("backstop_payment"));
            worth += members.Sum(At);
            cash += tile.Layout.Find("provider_cash_flow") >= 0 ? At("provider_cash_flow") : members.Sum(At);
            least = Math.Min(least, worth);
            Assert.Equal(worth, At("provider_net_worth"));
            Assert.Equal(cash, At("provider_cash"));
            if (failure is null)
                continue;
            var minimum = sheet.MinimumNetWorth!.Amount is { } amount ? Pence.Of(amount) : Pence.Of(sheet.MinimumNetWorth.ShareOfValue!.Value * world.FullValue(year));
            var breaches = (safeguards && worth < minimum)
                || (safeguards && failure.Breach is null && sheet.CurrentRatio is { } ratio && Math.Max(cash, 0) + At("provider_receivable") < ratio * (At("provider_payable") + Math.Max(-cash, 0)))
                || (failure.Breach is not null && cash < 0);
            if (breach == 0 && (breaches || relief > 0))
                (breach, end, left) = (year, year + 1 + failure.Notice, !breaches);
            Assert.Equal(breach > 0 ? 1 : 0, At("is_breach"));

            double At(string column) => tile.Layout.Find(column) is >= 0 and var slot ? tile.Row(slot, year)[trial] : 0;
        }

        Assert.Equal(least, tile.Term(tile.Layout.Slot("minimum_net_worth"))[trial]);
        if (failure is null)
            return;
        Assert.Equal(breach, tile.Term(tile.Layout.Slot("breach_year"))[trial]);
        Assert.Equal(end > world.Time.Years ? 0 : end, tile.Term(tile.Layout.Slot("termination_year"))[trial]);
    }
}
