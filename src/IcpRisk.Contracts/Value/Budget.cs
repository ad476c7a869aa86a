using System.Runtime.CompilerServices;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Documents;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Value;

/// <summary>The planned value by year, compiled.</summary>
/// <param name="FullYear">Planned value of each year as a full year, GBP.</param>
/// <param name="Streams">Each stream's part of it, by year; one stream without a name where the value is given as a whole.</param>
internal sealed record Budget(double[] FullYear, Keyed<double[]> Streams)
{
    /// <summary>Value of a year before allocation and exposure: planned × index × (1 + adjustment), GBP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Value<L>(L planned, L index, L adjustment)
        where L : struct, ILanes<L> => planned * index * (L.Of(1) + adjustment);

    public static Budget Compile(ValueTerms terms, PlanPath plan, PlanChecks checks)
    {
        var growth = Growth(terms, plan, checks);
        var streams = terms switch
        {
            { ByYear: { } byYear } => [("", checks.Table(byYear))],
            { Year1: { } first } => [("", Grow(first, growth))],
            _ => terms.Streams.Select(s => (
                s.Key, Grow(s.Value.Year1, s.Value.Uplift is { } own ? Factors(checks.Table(own)) : growth))).ToList(),
        };
        var total = new double[checks.Years];
        foreach (var (_, amounts) in streams)
            Add(total, amounts);
        if (terms.Transformation is { } transformation)
            Add(total, checks.Table(transformation));
        for (var y = 0; y < total.Length; y++)
        {
            if (!(total[y] > 0))
                checks.Error(terms, "", $"the contract has no value in year {y + 1}");
        }

        return new Budget(total, Keyed<double[]>.Of(streams));
    }

    private static double[] Growth(ValueTerms terms, PlanPath plan, PlanChecks checks)
    {
        if (terms.BuildUp is not { } parts)
            return Factors(checks.Table(terms.Uplift ?? 0));
        var (inflation, other, efficiency) = (checks.Table(parts.Inflation), checks.Table(parts.Other), checks.Table(parts.Efficiency));
        var size = Planned(Quantity.ListSize, parts.Population == FromPlan.Planned || parts.Need == FromPlan.Planned);
        var need = Planned(Quantity.NeedWeightedList, parts.Need == FromPlan.Planned);
        var factors = new double[checks.Years];
        factors[0] = 1;
        for (var y = 1; y < factors.Length; y++)
        {
            var people = size is null ? 1 : size[y] / size[y - 1];
            factors[y] = (1 + inflation[y]) * (1 + other[y]) * (1 - efficiency[y])
                * (parts.Population == FromPlan.Planned ? people : 1)
                * (need is null ? 1 : need[y] / need[y - 1] / people);
        }

        return factors;

        double[]? Planned(Quantity quantity, bool wanted)
        {
            if (!wanted)
                return null;
            if (plan.Has(new RowId(quantity)))
                return [.. Enumerable.Range(1, checks.Years).Select(year => plan.Value(quantity, year))];
            checks.Error(parts, "", $"the plan has no {RowCatalogue.Meaning(quantity)}");
            return null;
        }
    }

    private static double[] Factors(double[] rates) => [.. rates.Select((rate, y) => y == 0 ? 1 : 1 + rate)];

    private static double[] Grow(double first, double[] factors)
    {
        var values = new double[factors.Length];
        for (var y = 0; y < values.Length; y++)
            values[y] = y == 0 ? first : values[y - 1] * factors[y];
        return values;
    }

    private static void Add(double[] total, double[] amounts)
    {
        for (var y = 0; y < total.Length; y++)
            total[y] += amounts[y];
    }
}
