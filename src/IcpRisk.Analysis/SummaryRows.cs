using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis;

/// <summary>One figure of a summary, as it stands in its files.</summary>
/// <param name="Column">Outcome column.</param>
/// <param name="Year">Contract year; 0 for the term.</param>
/// <param name="Measure">mean, sd, skewness, quantile, var, tvar, prob_below_zero, prob_above_zero, planned.</param>
/// <param name="Level">Probability of a quantile, level of a VaR or TVaR; 0 of other measures.</param>
/// <param name="Unit">Unit of value, error and interval.</param>
/// <param name="Estimate">Value, standard error and 95 % interval.</param>
public sealed record SummaryRow(string Column, int Year, string Measure, double Level, string Unit, Estimate Estimate);

/// <summary>A summary as a long table: what the Parquet and JSON files hold, and the console picks from.</summary>
public static class SummaryRows
{
    public static IReadOnlyList<SummaryRow> Of(Summary summary) => [.. summary.Columns.SelectMany(Of)];

    private static IEnumerable<SummaryRow> Of(SummaryColumn column)
    {
        var (name, year) = (column.Key.Column, column.Key.Year);
        var d = column.Distribution;
        var unit = column.Column.Unit;
        yield return Row("planned", 0, unit, Estimate.Normal(column.Planned, 0));
        yield return Row("mean", 0, unit, d.Mean);
        yield return Row("sd", 0, unit, d.StandardDeviation);
        yield return Row("skewness", 0, "1", d.Skewness);
        foreach (var (probability, value) in d.Quantiles)
        {
            yield return Row("quantile", probability, unit, value);
        }

        foreach (var (level, var, tvar) in d.Tails)
        {
            yield return Row("var", level, unit, var);
            yield return Row("tvar", level, unit, tvar);
        }

        foreach (var (threshold, probability) in d.Probabilities)
        {
            yield return Row(threshold.Side == ThresholdSide.Below ? "prob_below_zero" : "prob_above_zero", 0, "share", probability);
        }

        SummaryRow Row(string measure, double level, string u, Estimate e) => new(name, year, measure, level, u, e);
    }
}
