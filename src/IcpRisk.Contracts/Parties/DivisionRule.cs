using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.Parties;

/// <summary>Division of the provider side's result, compiled.</summary>
/// <param name="Members">Places of the members.</param>
/// <param name="Rest">Split of what no rule of order takes: all of it under a plain split.</param>
/// <param name="Needs">Place and investment needed (whole pence) of each member that needs any, in the order named.</param>
/// <param name="Contingency">Place of the network's account, or −1.</param>
/// <param name="UpTo">The most it holds; infinite where there is no limit.</param>
internal sealed record DivisionRule(int[] Members, Split Rest, (int Member, double Pence)[] Needs, int Contingency, double UpTo)
{
    public static DivisionRule? Compile(ContractTerms contract, PartyRule parties, PlanChecks checks)
    {
        if (contract.Division is not { } terms)
            return null;
        var members = contract.Parties.Select((p, i) => (p.Key, p.Value, Place: i)).Where(p => p.Value.Side == Side.Provider).ToList();
        var ordered = terms.By is DivisionBy.Investment or DivisionBy.Contingency;
        var needs = terms.By != DivisionBy.Investment
            ? []
            : members.Where(m => m.Value.Investment > 0).Select(m => (m.Place, Pence.Of(m.Value.Investment!.Value))).ToArray();
        if (terms.By == DivisionBy.Investment && needs.Length == 0)
            checks.Error(terms, nameof(terms.By), "no member says what investment it needs", allowed: "investment of at least one member");
        if (SplitBy(ordered ? terms.Otherwise : terms.By) is not { } rest)
            return null;
        return new DivisionRule(
            [.. members.Select(m => m.Place)], rest, needs, parties.Contingency, terms.UpTo is { } most ? Pence.Of(most) : double.PositiveInfinity);

        Split? SplitBy(DivisionBy by) => by switch
        {
            DivisionBy.Equal => Of(_ => 1),
            DivisionBy.Equity => Whole("equity", p => p.Equity),
            DivisionBy.Performance => Positive(p => p.Performance),
            _ => parties.Income,
        };

        Split Of(Func<PartyTerms, double> weight)
        {
            var weights = contract.Parties.Values.Select(p => p.Side == Side.Provider ? weight(p) : 0).ToArray();
            return Split.Of([.. weights.Select(w => w / weights.Sum())]);
        }

        Split? Whole(string kind, Func<PartyTerms, double?> share)
        {
            var total = members.Sum(m => share(m.Value) ?? 0);
            if (Math.Abs(total - 1) <= 1e-9)
                return Of(p => share(p) ?? 0);
            checks.Error(
                contract, nameof(contract.Parties), $"the shares of {kind} on the provider side make up the whole",
                Documents.NumberText.Format(total, Documents.Unit.Share), "100 %");
            return null;
        }

        Split? Positive(Func<PartyTerms, double?> score)
        {
            if (members.Sum(m => score(m.Value) ?? 0) > 0)
                return Of(p => score(p) ?? 0);
            checks.Error(terms, nameof(terms.By), "no member has a performance to divide by", allowed: "performance of at least one member");
            return null;
        }
    }

    /// <summary>Replaces the members' nets by their parts of the sum.</summary>
    /// <param name="nets">First of the nets.</param>
    /// <param name="kept">What the network holds; brought up to date.</param>
    public void Divide<L>(ref double nets, ref L kept)
        where L : struct, ILanes<L>
    {
        var result = L.Zero;
        foreach (var member in Members)
        {
            result += L.Load(ref nets, member * 8);
            L.Store(L.Zero, ref nets, member * 8);
        }

        var gain = L.Max(result, L.Zero);
        var loss = L.Min(result, L.Zero);
        foreach (var (member, _) in Needs)
        {
            var need = L.Load(ref nets, Scratch.Need + (member * 8));
            var part = L.Min(need, gain);
            gain -= part;
            L.Store(need - part, ref nets, Scratch.Need + (member * 8));
            L.Store(part, ref nets, member * 8);
        }

        if (Contingency >= 0)
        {
            var into = L.Min(gain, L.Max(L.Of(UpTo) - kept, L.Zero));
            var drawn = L.Min(kept, -loss);
            gain -= into;
            loss += drawn;
            kept += into - drawn;
            L.Store(into - drawn, ref nets, Contingency * 8);
        }

        Rest.Book(gain + loss, 1, ref nets);
    }
}
