using System.Runtime.CompilerServices;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Adjustment;

/// <summary>Adjustment for population and need, compiled; absent where nothing is adjusted for.</summary>
/// <param name="Lists">Rows of the lists that are compared: the whole list for size, the cohorts for need.</param>
/// <param name="Weights">By year of observation and list: need weight over the plan's need-weighted list, so that the weighted lists sum to 1 as planned.</param>
/// <param name="Sizes">By year of observation: one over the planned list, where need alone is adjusted for; otherwise empty.</param>
/// <param name="Whole">The whole departure counts once it passes the tolerance.</param>
/// <param name="Above">Departure above the forecast that is not paid for, and the largest adjustment upwards.</param>
/// <param name="Below">The same below the forecast.</param>
/// <param name="Lag">Years between departure and the year whose value it changes.</param>
/// <param name="PaidLag">Years between the year whose value it changes and payment.</param>
internal sealed record AdjustmentRule(
    int[] Lists, double[][] Weights, double[] Sizes, bool Whole, AdjustmentRule.Bounds Above, AdjustmentRule.Bounds Below, int Lag, int PaidLag)
{
    /// <summary>What limits an adjustment on one side.</summary>
    internal readonly record struct Bounds(double Tolerance, double Cap);

    /// <summary>The adjustment for an observed ratio to plan, as a share of the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Of<L>(L ratio, Bounds above, Bounds below, bool whole)
        where L : struct, ILanes<L>
    {
        var departure = ratio - L.Of(1);
        var tolerated = L.Max(L.Of(-below.Tolerance), L.Min(L.Of(above.Tolerance), departure));
        var beyond = whole
            ? L.Select(L.Equal(tolerated, departure), L.Zero, departure)
            : departure - tolerated;
        return L.Max(L.Of(-below.Cap), L.Min(L.Of(above.Cap), beyond));
    }

    /// <summary>What was seen in a year over what was planned; 1 as planned.</summary>
    /// <param name="seen">The year, from 0.</param>
    public L Ratio<L>(in Trials<L> trials, int seen)
        where L : struct, ILanes<L>
    {
        L weighted = L.Zero, people = L.Zero;
        for (var i = 0; i < Lists.Length; i++)
        {
            var list = trials.Read(Lists[i], seen + 1);
            weighted += L.Of(Weights[seen][i]) * list;
            people += list;
        }

        return Sizes.Length == 0 ? weighted : weighted / (people * L.Of(Sizes[seen]));
    }

    /// <param name="needWeights">The plan's need weight of each cohort, used where the terms give none.</param>
    public static AdjustmentRule? Compile(
        AdjustmentTerms? terms, PlanPath plan, IReadOnlyDictionary<string, double> needWeights, RowTable rows, PlanChecks checks)
    {
        if (terms is null || terms.For.Count == 0)
            return null;
        var forNeed = terms.For.Contains(AdjustedFor.Need);
        var onlyNeed = forNeed && !terms.For.Contains(AdjustedFor.Size);
        // Payment follows what is recorded, where that is told apart from the people there are.
        var recorded = plan.Has(new RowId(Quantity.RecordedListSize));
        var (cohortList, wholeList) = recorded ? (Quantity.RecordedList, Quantity.RecordedListSize) : (Quantity.List, Quantity.ListSize);
        var cohorts = forNeed ? plan.Items(cohortList).ToList() : [];
        foreach (var name in terms.NeedWeights.Keys)
            checks.Known(terms, $"{nameof(terms.NeedWeights)}.{name}", name, cohorts);
        if (forNeed ? cohorts.Count == 0 : !plan.Has(new RowId(wholeList)))
        {
            checks.Error(terms, nameof(terms.For), "the plan has no list to adjust for");
            return null;
        }

        var lists = forNeed ? cohorts.Select(c => new RowId(cohortList, c)).ToList() : [new RowId(wholeList)];
        var need = forNeed ? cohorts.Select(Need).ToArray() : [1.0];
        var weights = new double[checks.Years][];
        var sizes = new double[onlyNeed ? checks.Years : 0];
        for (var y = 0; y < checks.Years; y++)
        {
            var weighted = lists.Select((row, i) => need[i] * plan.Value(row, y + 1)).Sum();
            weights[y] = [.. need.Select(weight => weight / weighted)];
            if (onlyNeed)
                sizes[y] = 1 / lists.Sum(row => plan.Value(row, y + 1));
        }

        var cap = terms.Cap ?? double.MaxValue;
        var prospective = terms.Settlement == AdjustmentSettlement.Prospective;
        return new AdjustmentRule(
            [.. lists.Select(rows.Read)], weights, sizes, terms.Method == AdjustmentMethod.Whole, new(terms.Tolerance, cap),
            new(terms.ToleranceBelow ?? terms.Tolerance, terms.CapBelow ?? cap), prospective ? terms.Lag : 0, prospective ? 0 : terms.Lag);

        double Need(string cohort)
        {
            if (terms.NeedWeights.TryGetValue(cohort, out var weight))
                return weight;
            if (terms.NeedWeights.Count == 0 && needWeights.TryGetValue(cohort, out weight))
                return weight;
            checks.Error(terms, nameof(terms.NeedWeights), $"the cohort {cohort} has no need weight");
            return 1;
        }
    }
}
