using System.Globalization;
using IcpRisk.Analysis;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Output;

/// <summary>What the head of a summary says.</summary>
internal sealed record SummaryHead(string Name, string Title, string Hash, long Trials, long Seed, int Years, bool QuantilesExact)
{
    /// <summary>How trials were drawn, in words; empty of plain ones.</summary>
    public string Sampling { get; init; } = string.Empty;

    /// <summary>Trials that would tell a mean as well, were they all to count alike.</summary>
    public double? EffectiveTrials { get; init; }
}

/// <summary>The summary of a run in tables, picked from the rows that its files hold.</summary>
internal static class SummaryText
{
    private const int Bins = 16;
    private static readonly StatisticKey Surplus = new("provider_surplus", 0);

    public static string Of(Summary summary, RunOptions options, bool ascii)
    {
        var (terms, document) = (summary.Scenario.Terms, summary.Scenario.Document);
        var head = new SummaryHead(
            terms.Name, terms.Title, document.Hash, options.Trials, options.Seed, summary.Scenario.Time.Years, summary.Statistics.IsExact)
        {
            Sampling = summary.Sampling.Words(),
            EffectiveTrials = summary.Sampling.Importance is null ? null : summary.EffectiveTrials,
        };
        return Of(head, SummaryRows.Of(summary), summary.Statistics.Bins(Surplus, Bins), ascii) + MeasureTable.Of(summary.Asked, ascii);
    }

    /// <param name="head">What was run.</param>
    /// <param name="rows">The figures.</param>
    /// <param name="surplus">Histogram of the provider's surplus over the term.</param>
    /// <param name="ascii">Whether the output knows ASCII only.</param>
    public static string Of(SummaryHead head, IReadOnlyList<SummaryRow> rows, HistogramBins surplus, bool ascii)
    {
        var page = new TextPage(ascii);
        var figures = new Figures(rows);
        page.Line(head.Title.Length > 0 ? $"{head.Name}: {head.Title}" : head.Name);
        page.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"hash {head.Hash[..Math.Min(12, head.Hash.Length)]}, {head.Trials:#,0} trials, seed {head.Seed}, {head.Years} contract {(head.Years == 1 ? "year" : "years")}"));
        page.Words("VaR and TVaR are of the loss: of the provider's surplus with its sign turned, of the commissioner's spend as it is. ± is one standard error.");
        if (head.Sampling.Length > 0)
        {
            var effective = head.EffectiveTrials is { } trials
                ? string.Create(CultureInfo.InvariantCulture, $" Weighted trials: for a mean they are worth {trials:#,0} plain ones.")
                : string.Empty;
            page.Words($"Sampling: {head.Sampling}.{effective}");
        }

        if (!head.QuantilesExact)
        {
            page.Words("Quantiles and VaR come from fine bins, as the columns did not fit in memory; --memory allows more.");
        }

        YearTable.Write(page, figures, head.Years, "provider_surplus", "Provider surplus", "chance\nof loss", (year, f) =>
            f.Find("provider_surplus", year, "prob_below_zero"));
        YearTable.Write(page, figures, head.Years, "commissioner_spend", "Commissioner spend", "chance over\nallocation", (year, f) =>
            f.Find("exceeds_allocation", year, "prob_above_zero"));
        NestedTable.Write(page, figures, head.Years, "provider_surplus", "Provider surplus");
        NestedTable.Write(page, figures, head.Years, "commissioner_spend", "Commissioner spend");
        TermTable.Write(page, figures);
        HistogramText.Write(page, surplus, head.Trials);
        return page.ToString();
    }
}

/// <summary>The rows of a summary by what they are.</summary>
internal sealed class Figures(IEnumerable<SummaryRow> rows)
{
    private readonly Dictionary<(string, int, string, double), Estimate> _rows =
        rows.ToDictionary(r => (r.Column, r.Year, r.Measure, r.Level), r => r.Estimate);

    /// <summary>A figure, or null where the summary has none.</summary>
    public Estimate? Find(string column, int year, string measure, double level = 0) =>
        _rows.TryGetValue((column, year, measure, level), out var estimate) ? estimate : null;
}
