using System.Runtime.CompilerServices;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts;

/// <content>
/// Settlement: a vector of trials goes through all contract years. Within a year: costs, value (rebasing, budget, adjustment, fee), payments
/// (incentives, split), sharing (gain/loss base, bands), accounts (parties, results). Every flow is rounded to whole pence
/// when it is booked, and what follows works with the booked amounts, so that a reader can follow it from the columns.
/// </content>
public sealed partial class ContractPlan
{
    private Binding? _binding;

    private bool ProviderBears => _gainLoss.Sharing?.ProviderBears ?? true;

    /// <summary>Settles all padded trials of the tile at the widest vector this processor has.</summary>
    /// <param name="path">A tile whose layout keeps <see cref="Reads"/>.</param>
    /// <param name="outcomes">Takes the columns its layout keeps; at least as large as the path tile's count.</param>
    /// <remarks>Threads should share one pair of layouts: where rows and columns are is looked up again when a layout changes.</remarks>
    /// <exception cref="KeyNotFoundException">The path does not keep a row that the contract reads.</exception>
    public void Settle(PathTile path, OutcomeTile outcomes)
    {
        var pass = new Pass(this, path, outcomes);
        Wide.Run(ref pass);
    }

    /// <summary>Settles all padded trials with vectors of <typeparamref name="L"/>; every width gives the same bits.</summary>
    /// <inheritdoc cref="Settle(PathTile, OutcomeTile)"/>
    public void Settle<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(path.Layout.Years, _time.Years);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outcomes.Layout.Years, _time.Years);
        outcomes.Begin(path.Count);
        var binding = Bind(path.Layout, outcomes.Layout);
        for (var at = 0; at < path.Padded; at += L.Width)
        {
            if (at % 8 == 0 && at + 8 < path.Padded)
                Fetch(path, binding.Rows, at + 8);
            var trials = new Trials<L>(path, binding.Rows, at);
            var book = new Booking<L>(outcomes, binding.Columns, at);
            var state = First<L>();
            BeginTerm(ref state, ref outcomes.Nets);
            for (var y = 0; y < _time.Years; y++)
                SettleYear(trials, book, ref state, ref outcomes.Nets, y);
            BookTerm(book, ref state);
        }
    }

    // Nothing has happened before: levels are as planned.
    private static YearState<L> First<L>()
        where L : struct, ILanes<L>
    {
        var state = default(YearState<L>);
        (state.Level, state.ListBase, state.SeenAtReset) = (L.Of(1), L.Of(1), L.Of(-1));
        return state;
    }

    // The stages of a year, in the order in which a contract settles.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SettleYear<L>(in Trials<L> trials, Booking<L> book, ref YearState<L> state, ref double nets, int y)
        where L : struct, ILanes<L>
    {
        BeginYear(trials, ref state, y);
        EndYear(trials, book, ref state, ref nets, y);
    }

    // Up to where incentives are measured.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BeginYear<L>(in Trials<L> trials, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        if (_extension is not null)
            SettleTerm(_extension, ref state, y);
        SettleCosts(trials, ref state, y);
        SettleValue(trials, ref state, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndYear<L>(in Trials<L> trials, Booking<L> book, ref YearState<L> state, ref double nets, int y)
        where L : struct, ILanes<L>
    {
        SettlePayments(trials, ref state, y);
        SettleSharing(trials, ref state, y);
        if (_failure is not null)
            SettleTermination(trials, ref state, y);
        if (_extension is not null)
            Lapse(ref state);
        SettleAccounts(ref state, ref nets, y);
        if (_subcontracts.Length > 0)
            SettleSubcontracts(trials, book, ref state, ref nets, y);
        _division?.Divide(ref nets, ref state.Kept);
        if (_balance is not null)
            SettleSupport(book, ref state, ref nets, y);
        BookAccounts(book, ref state, ref nets, y);
        if (_deferrals is not null)
            SettleCash(book, ref state, ref nets, y);
        if (_balance is not null)
            SettleBalance(book, ref state, ref nets, y);
        BookCosts(trials, book, ref state, y);
        BookPayments(book, ref state, y);
    }

    // A vector reads one cache line of every row and year, a pattern that processors do not foresee: the next ones are asked for.
    private void Fetch(PathTile path, int[] rows, int at)
    {
        ref var values = ref path.First(0, 1);
        foreach (var row in rows)
        {
            ref var first = ref Unsafe.Add(ref values, (row * _time.Years * path.Capacity) + at);
            for (var y = 0; y < _time.Years; y++)
                Cache.Fetch(ref Unsafe.Add(ref first, y * path.Capacity));
        }
    }

    // Threads may race to bind; whichever wins, every binding of the same layouts is the same.
    private Binding Bind(PathLayout path, OutcomeLayout outcomes)
    {
        var binding = _binding;
        if (binding is null || !binding.Fits(path, outcomes))
        {
            binding = new Binding(path, outcomes, _rows.Rows, [
                .. OutcomeCatalogue.Settled.Select(column => column.Name), .. _ofParties.Select(column => column.Name)]);
            _binding = binding;
        }

        return binding;
    }

    private readonly struct Pass(ContractPlan plan, PathTile path, OutcomeTile outcomes) : ILanePass
    {
        public void Run<L>()
            where L : struct, ILanes<L> => plan.Settle<L>(path, outcomes);
    }
}
