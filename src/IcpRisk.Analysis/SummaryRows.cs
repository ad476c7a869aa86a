using IcpRisk.Analysis.Measures;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis;

/// <summary>One figure of a summary, as it stands in its files.</summary>
/// <param name="Column">Outcome column; empty of a measure that was asked for.</param>
/// <param name="Year">Contract year; 0 for the term.</param>
/// <param name="Measure">mean, sd, skewness, quantile, var, tvar, prob_below_zero, prob_above_zero, planned; of a nested run also sd_parameters, sd_process, mean_by_set, prob_below_zero_by_set; of a measure that was asked for its text.</param>
/// <param name="Level">Probability of a quantile (of all trials, or over sets of parameters), level of a VaR or TVaR; 0 of other measures.</param>
/// <param name="Unit">Unit of value, error and interval.</param>
/// <param name="Estimate">Value, standard error and 95 % interval.</param>
public sealed record SummaryRow(string Column, int Year, string Measure, double Level, string Unit, Estimate Estimate);

/// <summary>A summary as a long table: what the Parquet and JSON files hold, and the console picks from.</summary>
public static class SummaryRows
{
    public static IReadOnlyList<SummaryRow> Of(Summary summary) => [.. summary.Columns.SelectMany(Of), .. Asked(summary.Asked)];

    private static IEnumerable<SummaryRow> Asked(AskedMeasures? asked) =>
        asked?.Results.Select(r => new SummaryRow(string.Empty, 0, asked.Name(r), r.Measure.Level, r.Measure.Unit, r.Estimate)) ?? [];

    internal static IEnumerable<SummaryRow> Of(SummaryColumn column)
    {
        var (name, year) = (column.Key.Column, column.Key.Year);
        var d = column.Distribution;
        var unit = column.Column.Unit;
        yield return Row("planned", 0, unit, Estimate.Normal(column.Planned, 0));
        yield return Row("mean", 0, unit, column.Nested?.Mean ?? d.Mean);
        yield return Row("sd", 0, unit, column.Nested?.Sd ?? d.StandardDeviation);
        if (column.Nested is { } nested)
        {
            yield return Row("sd_parameters", 0, unit, nested.ParameterSd);
            yield return Row("sd_process", 0, unit, nested.ProcessSd);
            foreach (var (probability, value) in nested.SetMeans)
            {
                yield return Row("mean_by_set", probability, unit, Estimate.Unknown with { Value = value });
            }

            foreach (var (probability, value) in column.Column.Bad == BadSide.Low ? column.NestedBelow!.SetMeans : [])
            {
                yield return Row("prob_below_zero_by_set", probability, "share", Estimate.Unknown with { Value = Math.Clamp(value, 0, 1) });
            }
        }

        yield return Row("skewness", 0, "1", Error(d.Skewness));
        foreach (var (probability, value) in d.Quantiles)
        {
            yield return Row("quantile", probability, unit, Error(value));
        }

        foreach (var (level, var, tvar) in d.Tails)
        {
            yield return Row("var", level, unit, Error(var));
            yield return Row("tvar", level, unit, Error(tvar));
        }

        foreach (var (threshold, probability) in d.Probabilities)
        {
            var below = threshold.Side == ThresholdSide.Below;
            yield return Row(
                below ? "prob_below_zero" : "prob_above_zero", 0, "share", (below ? column.NestedBelow : column.NestedAbove)?.Mean ?? probability);
        }

        // Trials of a set hang together: an error that takes them for independent would be too small.
        Estimate Error(Estimate e) => column.Nested is null ? e : Estimate.Unknown with { Value = e.Value };

        SummaryRow Row(string measure, double level, string u, Estimate e) => new(name, year, measure, level, u, e);
    }
}
