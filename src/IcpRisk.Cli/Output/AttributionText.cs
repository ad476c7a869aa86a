using System.Globalization;
using IcpRisk.Analysis.Attribution;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>An attribution on paper.</summary>
internal static class AttributionText
{
    private const double EulerLevel = 0.99;

    public static string Of(AttributionResult result, string? directory, bool ascii)
    {
        var (terms, years) = (result.Scenario.Terms, result.Scenario.Time.Years);
        var page = new TextPage(ascii);
        page.Line(terms.Title.Length > 0 ? $"{terms.Name}: {terms.Title}" : terms.Name);
        page.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"hash {result.Scenario.Document.Hash[..12]}, {result.Runs} runs of {result.Options.Trials:#,0} trials, seed {result.Options.Seed}, {years} contract {(years == 1 ? "year" : "years")}"));
        page.Words("± is one standard error, by a bootstrap over trials.");
        if (result.Measures.FirstOrDefault() is { Orders: > 0 } sampled)
        {
            page.Words($"Parts are means over {sampled.Orders} sampled orders of {sampled.Shares.Count} groups; their ± holds the error of that too.");
        }

        if (result.Given is { } given)
        {
            page.Words(string.Create(
                CultureInfo.InvariantCulture,
                $"Given {given.Condition.Text}: measures and their parts are of the {given.Trials:#,0} trials in which it holds with everything on, in every subset the same; what follows them is of all trials."));
        }

        Measures(page, result.Measures);
        BearingText.Write(page, result.Bearing);
        foreach (var table in result.Euler.Where(t => t.Level == EulerLevel))
        {
            Euler(page, table);
        }

        ReverseStressText.Write(page, result.Stress, result.Options.Seed);
        page.Line();
        page.Words(directory is null
            ? "No files: --out DIR writes every figure, with its interval, as Parquet."
            : $"Files: {directory} (attribution.parquet, attribution.json).");
        return page.ToString();
    }

    private static void Measures(TextPage page, IReadOnlyList<MeasureAttribution> measures)
    {
        page.Heading("What each risk or group adds");
        page.Words("A part is a risk's mean contribution over all orders in which risks can be switched on, one that is off taking its conditional mean (toggle Shapley values; not Sobol indices). Parts sum to what is attributed and may be negative. Alone: with no other risk on. Last: what goes when it alone is taken away. The parts of a mean are mean effects.");
        foreach (var m in measures)
        {
            page.Heading($"{m.Measure.Text}: {Value(m.All.Value, m)} with all on, {Value(m.None.Value, m)} with all off");
            var table = new TextTable("risk or group", "part", "±", "share", "95 % interval", "alone", "last");
            foreach (var share in m.Shares)
            {
                table.Add(
                    share.Words, Value(share.Value.Value, m), Error(share.Value, m), YearTable.Share(share.Share), Interval(share.Share),
                    Value(share.Alone.Value, m), Value(share.Last.Value, m));
            }

            table.Add("attributed", Value(m.Attributed.Value, m), Error(m.Attributed, m), "100.0 %");
            page.Table(table);
        }
    }

    private static void Euler(TextPage page, EulerTable table)
    {
        var scale = MoneyScale.Of([table.Tvar.Value]);
        page.Heading(string.Create(
            CultureInfo.InvariantCulture, $"What the {table.Words} is made of in its worst {(1 - table.Level) * 100:0.##} %, {scale.Name}"));
        var text = new TextTable("component", "mean", "in the tail", "±", "beyond its mean");
        foreach (var part in table.Parts)
        {
            text.Add(part.Words, scale.Format(part.Mean.Value), scale.Format(part.InTail.Value), Error(part.InTail, scale), scale.Format(part.Excess.Value));
        }

        text.Add(
            "the whole", scale.Format(table.Mean.Value), scale.Format(table.Tvar.Value), Error(table.Tvar, scale),
            scale.Format(table.Tvar.Value - table.Mean.Value));
        page.Table(text);
    }

    private static string Value(double value, MeasureAttribution of) => of.Measure.Unit == "GBP"
        ? UnitText.Scaled(value, of.All.Value, of.Attributed.Value)
        : UnitText.Value(value, of.Measure.Unit);

    private static string Error(Estimate estimate, MeasureAttribution of) => of.Measure.Unit == "GBP"
        ? YearTable.Error(estimate, MoneyScale.Of([of.All.Value, of.Attributed.Value])).TrimStart('±')
        : UnitText.Error(estimate, of.Measure.Unit).TrimStart('±');

    // A constant's error is rounding.
    private static string Error(Estimate estimate, MoneyScale scale) =>
        estimate.StandardError < 0.005 ? string.Empty : YearTable.Error(estimate, scale).TrimStart('±');

    private static string Interval(Estimate share) => double.IsNaN(share.Lower)
        ? string.Empty
        : $"{MoneyScale.Number(100 * share.Lower, 1)} to {MoneyScale.Number(100 * share.Upper, 1)} %";
}
