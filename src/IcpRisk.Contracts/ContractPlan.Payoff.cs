using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Payoff;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Contracts.Words;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts;

/// <content>One year by itself: what it pays at one cost of care or another.</content>
public sealed partial class ContractPlan
{
    /// <summary>
    /// Settles one year as if it were the first, with its own terms: no gains or losses brought forward, no pressure from the
    /// year before. Rows of other years are still read where a term looks back (an adjustment with a lag).
    /// </summary>
    /// <param name="path">A tile whose layout keeps <see cref="Reads"/>, all years.</param>
    /// <param name="outcomes">Takes the columns its layout keeps, in that year's rows.</param>
    /// <param name="year">The year, from 1.</param>
    /// <exception cref="KeyNotFoundException">The path does not keep a row that the contract reads.</exception>
    public void SettleYear(PathTile path, OutcomeTile outcomes, int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, _time.Years);
        outcomes.Begin(path.Count);
        var binding = Bind(path.Layout, outcomes.Layout);
        for (var at = 0; at < path.Padded; at++)
        {
            var trials = new Trials<Lanes1>(path, binding.Rows, at);
            var book = new Booking<Lanes1>(outcomes, binding.Columns, at);
            var state = First<Lanes1>();
            BeginTerm(ref state, ref outcomes.Nets);
            SettleYear(trials, book, ref state, ref outcomes.Nets, year - 1);
        }
    }

    /// <summary>What a year's cost is compared with, and where its payoff bends, if all but the cost of care goes as planned.</summary>
    /// <param name="plan">The plan the contract was compiled against.</param>
    /// <param name="year">The year, from 1.</param>
    public PayoffTerms PayoffTerms(PlanPath plan, int year)
    {
        var y = year - 1;
        var path = PlanTile(plan);
        var trials = new Trials<Lanes1>(path, Bind(path.Layout, Planned.Layout).Rows, 0);
        var state = First<Lanes1>();
        SettleCosts(trials, ref state, y);
        SettleValue(trials, ref state, y);
        SettlePayments(trials, ref state, y);
        var (income, words) = Compared(in state);
        var beside = state.Premium.Value - state.Recovery.Value + (_gainLoss.Overheads ? state.Overheads.Value : 0);
        var leftOut = 0.0;
        foreach (var row in _gainLoss.Excluded)
            leftOut += Pence.Of(Covered(trials, row, y).Value);
        var compared = (state.InScope.Value - leftOut) / state.InScope.Value;
        var kinks = new List<Kink>();
        if (compared > 0)
            kinks.Add(new Kink((income - beside) / compared / 100, "gain_loss", $"cost meets {words}", false));
        // What is reimbursed follows cost by itself, so that a band is not met where its edge alone would have it.
        var isReimbursed = _reimbursement is { } rule && rule.Share[y] > 0;
        if (compared > 0 && Started(y) && !isReimbursed && _gainLoss is { Sharing: { } sharing, Volume: false })
        {
            var discount = Pence.Share(new Lanes1(income), new Lanes1(_gainLoss.Discount[y])).Value;
            var (shareBase, name) = _gainLoss.ShareBase switch
            {
                SharingBase.Core => (state.Target.Value, "the core payment"),
                SharingBase.ContractValue => (state.ContractValue.Value, "the contract value"),
                _ => (income - discount, discount > 0 ? "the target less its discount" : "the target"),
            };
            kinks.AddRange(new SharingKinks(sharing, Math.Max(shareBase, 0), name, state.Quality.Value, y).All()
                .Select(at => new Kink((income - discount - beside - at.Surplus) / compared / 100, at.Term, at.Words, at.IsJump)));
        }

        return new PayoffTerms(income / 100, words, state.InScope.Value / 100, compared, beside / 100, [.. kinks.OrderBy(kink => kink.Cost)]);
    }

    // The income that gains and losses are measured on, pence.
    private (double Income, string Words) Compared(in YearState<Lanes1> state)
    {
        var parts = new List<(bool Counts, double Amount, string Words)>
        {
            (_gainLoss.Core, state.Target.Value, "the core payment"), (_gainLoss.Activity, state.Activity.Value, "activity payments"),
            (_gainLoss.Management, state.Fee.Value, "the fee"), (_gainLoss.Incentives, state.Earned.Value, "incentives earned"),
        };
        return (parts.Where(p => p.Counts).Sum(p => p.Amount), Say.List(parts.Where(p => p.Counts).Select(p => p.Words)));
    }

    private PathTile PlanTile(PlanPath plan)
    {
        var path = new PathTile(new PathLayout(_time.Years, _rows.Rows), 8);
        path.Begin(0, 1);
        foreach (var row in _rows.Rows)
        {
            for (var year = 1; year <= _time.Years; year++)
                path.Row(path.Layout.Slot(row), year).Fill(plan.Value(row, year));
        }

        return path;
    }
}
