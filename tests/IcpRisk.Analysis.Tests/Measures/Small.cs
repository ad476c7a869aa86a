using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;

namespace IcpRisk.Analysis.Tests.Measures;

/// <summary>Three years and four trials of made-up outcomes, small enough to work by hand.</summary>
internal sealed class Small : ITrialBlock
{
    // Trial by trial: years 1 to 3.
    private static readonly Dictionary<string, double[][]> Values = new(StringComparer.Ordinal)
    {
        ["provider_surplus"] = [[1, -2, 3], [-1, -1, -1], [0, 0, 0], [5, -7, 1]],
        ["commissioner_spend"] = [[10, 11, 12], [10, 10, 10], [9, 9, 9], [20, 20, 20]],
        ["list_size"] = [[100, 99, 99], [100, 90, 99], [100, 100, 100], [100, 101, 90]],
        ["list_size_index"] = [[1, 0.97, 1], [0.9, 0.9, 0.9], [1, 1, 1], [1, 1, 0.95]],
        ["is_deficit"] = [[0, 1, 0], [1, 1, 1], [0, 0, 0], [0, 1, 0]],
        ["net_trust"] = [[1, 1, 1], [2, 2, 2], [3, 3, 3], [4, 4, 4]],
        ["provider_surplus_pv"] = [[1], [-3], [0], [-1]],
    };

    public static MeasureColumns Columns { get; } = new(
        [.. OutcomeCatalogue.Settled.Concat(OutcomeCatalogue.Nature).Where(c => Values.ContainsKey(c.Name)), OutcomeCatalogue.NetOf("trust")], 3);

    public int Count => 4;

    public static double[] Of(Expression expression)
    {
        var into = new double[4];
        expression.Evaluate(new Small(), 0, into);
        return into;
    }

    public void Read(string column, int year, Span<double> into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = year == 0 ? Values[column][i].Sum() : Values[column][i][year - 1];
        }
    }
}
