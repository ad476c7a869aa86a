using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.Pot;

/// <summary>
/// A pot compiled: a pure function from the settled outcomes of several places, trial by trial, to those of all together.
/// Within a year: places put the pooled share of their surplus in (a deficit takes out); the contingency takes of a gain and
/// gives to a loss; the rest is divided by the places' shares, the remainder of a penny to the last. In the last year
/// nothing is kept. Immutable.
/// </summary>
public sealed class PotPlan
{
    private readonly int _years;
    private readonly double _pooled;
    private readonly double[][] _shares;
    private readonly double[] _room;
    private readonly OutcomeColumn[] _summed;
    private readonly OutcomeColumn[] _summedOnce;
    private readonly int _places;
    private readonly int _kept;
    private readonly int _deficit;
    private readonly int _exceeds;
    private readonly int _count;
    private readonly int _surplus;
    private readonly int _headroom;

    /// <param name="terms">The terms, validated.</param>
    /// <param name="places">The places' names, in their order.</param>
    /// <param name="contracts">Their contracts, compiled; all of the same contract years.</param>
    /// <param name="shares">Shares of the pot as stated, summing to 1; null to make them as the terms say.</param>
    /// <exception cref="ArgumentException">Contract years differ.</exception>
    public PotPlan(PotTerms terms, IReadOnlyList<string> places, IReadOnlyList<ContractPlan> contracts, IReadOnlyList<double>? shares)
    {
        _years = contracts[0].Planned.Layout.Years;
        if (contracts.Any(c => c.Planned.Layout.Years != _years))
            throw new ArgumentException("Places of a pot have the same contract years.", nameof(contracts));
        Places = places;
        _pooled = terms.Pooled;
        var values = Enumerable.Range(1, _years)
            .Select(y => contracts.Select(c => c.PlannedValue("contract_value", y)).ToArray()).ToArray();
        _shares = [.. values.Select(year => shares is not null ? shares.ToArray()
            : terms.Divide == PotDivision.Equal ? [.. year.Select(_ => 1.0 / year.Length)]
            : [.. year.Select(v => v / year.Sum())])];
        _room = [.. values.Select((year, y) => y == _years - 1 ? 0 : Pence.Of(terms.Contingency * year.Sum()))];

        var columns = contracts.Select(c => c.Columns).ToList();
        _summed = [.. PotColumns.Summed(columns)];
        _summedOnce = [.. PotColumns.SummedOnce(columns)];
        _surplus = Array.FindIndex(_summed, c => c.Name == "provider_surplus");
        _headroom = Array.FindIndex(_summed, c => c.Name == "allocation_headroom");
        _places = _summed.Length;
        _kept = _places + (3 * places.Count);
        _deficit = _kept + 2;
        _exceeds = _headroom < 0 ? -1 : _deficit + 1;
        _count = _deficit + (_headroom < 0 ? 1 : 2);
        Columns =
        [
            .. _summed, .. places.SelectMany(PotColumns.Of), .. PotColumns.Kept(), .. PotColumns.Flags(_headroom >= 0),
            .. PotColumns.Counts(), .. _summedOnce,
        ];
    }

    public IReadOnlyList<string> Places { get; }

    /// <summary>The columns it settles.</summary>
    public IReadOnlyList<OutcomeColumn> Columns { get; }

    /// <summary>The columns it reads of every place.</summary>
    public IReadOnlyList<OutcomeColumn> Reads => [.. _summed, .. _summedOnce];

    /// <summary>Share of the pot by place in a year (from 1).</summary>
    public IReadOnlyList<double> Shares(int year) => _shares[year - 1];

    /// <summary>Settles all padded trials of the tiles.</summary>
    /// <param name="places">Settled outcomes of each place, the same trials; keep <see cref="Reads"/>.</param>
    /// <param name="pot">Takes the columns its layout keeps.</param>
    public void Settle<L>(IReadOnlyList<OutcomeTile> places, OutcomeTile pot)
        where L : struct, ILanes<L>
    {
        pot.Begin(places[0].Count);
        int[] slots = [.. Columns.Select(c => pot.Layout.Find(c.Name))];
        int[][] summed = [.. places.Select(p => _summed.Select(c => p.Layout.Slot(c.Name)).ToArray())];
        int[][] once = [.. places.Select(p => _summedOnce.Select(c => p.Layout.Slot(c.Name)).ToArray())];
        for (var at = 0; at < pot.Padded; at += L.Width)
        {
            var book = new Booking<L>(pot, slots, at);
            L balance = L.Zero, deficits = L.Zero, first = L.Zero;
            for (var y = 0; y < _years; y++)
            {
                for (var c = 0; c < _summed.Length; c++)
                {
                    var sum = L.Zero;
                    for (var p = 0; p < places.Count; p++)
                        sum += Read<L>(places[p], summed[p][c], y + 1, at);
                    book.Year(c, y + 1, sum);
                    if (c == _surplus)
                        Deficit(book, sum, y, ref deficits, ref first);
                    else if (c == _headroom)
                        book.Year(_exceeds, y + 1, L.AndBits(L.Less(sum, L.Zero), L.Of(1)));
                }

                Divide(places, summed, book, ref balance, y, at);
            }

            Term(places, once, pot, slots, deficits, first, at);
        }
    }

    private void Deficit<L>(in Booking<L> book, L surplus, int y, ref L deficits, ref L first)
        where L : struct, ILanes<L>
    {
        var deficit = L.Less(surplus, L.Zero);
        book.Year(_deficit, y + 1, L.AndBits(deficit, L.Of(1)));
        first = L.Select(L.AndBits(deficit, L.Equal(first, L.Zero)), L.Of(y + 1), first);
        deficits += L.AndBits(deficit, L.Of(1));
    }

    private void Divide<L>(IReadOnlyList<OutcomeTile> places, int[][] summed, in Booking<L> book, ref L balance, int y, int at)
        where L : struct, ILanes<L>
    {
        var pot = L.Zero;
        for (var p = 0; p < places.Count; p++)
            pot += Pence.Share(Read<L>(places[p], summed[p][_surplus], y + 1, at), L.Of(_pooled));

        // What there is room for of a gain; what is there to meet a loss. A room that shrinks gives back what is too much.
        var kept = L.Max(L.Min(pot, L.Of(_room[y]) - balance), -balance);
        balance += kept;
        var divided = pot - kept;
        var rest = divided;
        for (var p = 0; p < places.Count; p++)
        {
            var surplus = Read<L>(places[p], summed[p][_surplus], y + 1, at);
            var part = p == places.Count - 1 ? rest : Pence.Share(divided, L.Of(_shares[y][p]));
            rest -= part;
            var transfer = part - Pence.Share(surplus, L.Of(_pooled));
            book.Year(_places + (3 * p), y + 1, surplus);
            book.Year(_places + (3 * p) + 1, y + 1, transfer);
            book.Year(_places + (3 * p) + 2, y + 1, surplus + transfer);
        }

        book.Year(_kept, y + 1, kept);
        book.Year(_kept + 1, y + 1, balance);
    }

    private void Term<L>(IReadOnlyList<OutcomeTile> places, int[][] once, OutcomeTile pot, int[] slots, L deficits, L first, int at)
        where L : struct, ILanes<L>
    {
        Store(_count, deficits);
        Store(_count + 1, first);
        for (var c = 0; c < _summedOnce.Length; c++)
        {
            var sum = L.Zero;
            for (var p = 0; p < places.Count; p++)
                sum += Read<L>(places[p], once[p][c], 0, at);
            Store(_count + 2 + c, sum);
        }

        void Store(int column, L value)
        {
            if (slots[column] >= 0)
                L.Store(value, ref pot.Values, (slots[column] * (_years + 1) * pot.Capacity) + at);
        }
    }

    private static L Read<L>(OutcomeTile tile, int slot, int year, int at)
        where L : struct, ILanes<L> =>
        L.Load(ref tile.Values, (((slot * (tile.Layout.Years + 1)) + year) * tile.Capacity) + at);
}
