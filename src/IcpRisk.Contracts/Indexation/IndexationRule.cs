using System.Runtime.CompilerServices;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Indexation;

/// <summary>Indexation to actual prices, compiled; absent where the value follows the plan.</summary>
internal sealed record IndexationRule(int PriceRow, double[] PlannedPrice, double Share, double Fall, double Rise)
{
    /// <summary>1 + share × (actual / planned − 1), its distance from 1 kept between −fall and +rise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Factor<L>(L actual, L planned, L share, L fall, L rise)
        where L : struct, ILanes<L>
    {
        var change = share * ((actual / planned) - L.Of(1));
        return L.Of(1) + L.Max(-fall, L.Min(rise, change));
    }

    public static IndexationRule? Compile(IndexationTerms terms, PlanPath plan, RowTable rows, PlanChecks checks)
    {
        if (terms.To == IndexedTo.Plan)
            return null;
        var row = new RowId(Quantity.PriceIndex);
        if (!plan.Has(row))
        {
            checks.Error(terms, nameof(terms.To), "the value is indexed to actual prices, but the plan has no price index");
            return null;
        }

        var planned = Enumerable.Range(1, checks.Years).Select(year => plan.Value(row, year)).ToArray();
        return new IndexationRule(
            rows.Read(row), planned, terms.Share, terms.Collar ?? double.MaxValue, terms.Cap ?? double.MaxValue);
    }
}
