using IcpRisk.Contracts.Value;
using IcpRisk.Documents;
using IcpRisk.Paths;
using IcpRisk.Scenarios;
using static IcpRisk.Benchmarks.Plain.Plainly;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>The planned value by year, from its streams, uplift and transformation money.</summary>
internal static class PlainBudget
{
    public static double[] Of(Scenario scenario, out IReadOnlyDictionary<string, double[]> streams)
    {
        var (terms, years) = (scenario.Terms.Contract.Value, scenario.Time.Years);
        Require(terms.Streams.Count > 0, "a value that is not given by streams");
        var uplift = terms.BuildUp is { } parts ? BuiltUp(parts, scenario.Plan, years) : ByYear(terms.Uplift ?? 0, years);
        var grown = terms.Streams.ToDictionary(
            s => s.Key, s => Grown(s.Value.Year1, s.Value.Uplift is { } own ? ByYear(own, years) : uplift));
        var value = terms.Transformation is { } added ? ByYear(added, years) : new double[years];
        foreach (var stream in grown.Values)
        {
            for (var y = 0; y < years; y++)
                value[y] += stream[y];
        }

        streams = grown;
        return value;
    }

    private static double[] BuiltUp(BuildUpTerms parts, PlanPath plan, int years)
    {
        var (inflation, other, efficiency) = (ByYear(parts.Inflation, years), ByYear(parts.Other, years), ByYear(parts.Efficiency, years));
        var uplift = new double[years];
        for (var y = 1; y < years; y++)
        {
            var people = plan.Value(Quantity.ListSize, y + 1) / plan.Value(Quantity.ListSize, y);
            var need = plan.Value(Quantity.NeedWeightedList, y + 1) / plan.Value(Quantity.NeedWeightedList, y) / people;
            uplift[y] = ((1 + inflation[y]) * (1 + other[y]) * (1 - efficiency[y])
                * (parts.Population == FromPlan.Planned ? people : 1) * (parts.Need == FromPlan.Planned ? need : 1)) - 1;
        }

        return uplift;
    }

    private static double[] Grown(double first, double[] uplift)
    {
        var values = new double[uplift.Length];
        values[0] = first;
        for (var y = 1; y < values.Length; y++)
            values[y] = values[y - 1] * (1 + uplift[y]);
        return values;
    }
}
