using System.Globalization;
using System.Text.Json;
using IcpRisk.Analysis;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Variants;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Output;

/// <summary>A sweep as a table, as JSON, and as a table for a file.</summary>
internal sealed class SweepText(
    IReadOnlyList<Axis> axes, IReadOnlyList<double[]> points, IReadOnlyList<IReadOnlyList<MeasureResult>> results, bool[]? efficient, int passes, RunOptions options, string? given)
{
    private const int MostShown = 60;

    public string Text(bool ascii)
    {
        var page = new TextPage(ascii);
        page.Words(string.Create(
            CultureInfo.InvariantCulture,
            $"{points.Count:#,0} points, {options.Trials:#,0} trials, seed {options.Seed}, the same draws for all; paths sampled {(passes == 1 ? "once" : $"{passes} times")}{(given is null ? string.Empty : $", given {given}")}.{(efficient is null ? string.Empty : " * is efficient: no other point is better in one figure of the frontier and as good in the other.")}"));
        page.Line();
        var measures = results[0].Select(r => r.Measure).ToList();
        var table = new TextTable([
            .. axes.Select(a => a.Path), .. measures.SelectMany(m => new[] { m.Text, "error" }), .. efficient is null ? Array.Empty<string>() : [string.Empty]]);

        // Of a large sweep the efficient points, or the first ones.
        var shown = Enumerable.Range(0, points.Count).Where(i => points.Count <= MostShown || efficient is null || efficient[i]).Take(MostShown).ToList();
        foreach (var i in shown)
        {
            table.Add([
                .. axes.Select((a, k) => a.Text(points[i][k])),
                .. results[i].SelectMany(r => new[] { UnitText.Value(r.Estimate.Value, r.Measure.Unit), UnitText.Error(r.Estimate, r.Measure.Unit) }),
                .. efficient is null ? Array.Empty<string>() : [efficient[i] ? "*" : string.Empty]]);
        }

        page.Table(table);
        if (shown.Count < points.Count)
        {
            page.Line(string.Create(CultureInfo.InvariantCulture, $"{shown.Count} of {points.Count:#,0} points; --out FILE and --json have all."));
        }

        return page.ToString();
    }

    public string Json() => JsonSerializer.Serialize(
        new
        {
            options.Trials,
            options.Seed,
            Given = given,
            Passes = passes,
            Points = points.Select((p, i) => new
            {
                Figures = axes.Select((a, k) => (a.Path, p[k])).ToDictionary(x => x.Path, x => x.Item2),
                Measures = results[i].Select(r => new { Measure = r.Measure.Text, r.Measure.Unit, r.Estimate.Value, r.Estimate.StandardError, r.Estimate.Lower, r.Estimate.Upper }),
                IsEfficient = efficient?[i],
            }),
        },
        SummaryFiles.Json) + "\n";

    public VariantTable Table()
    {
        var table = new VariantTable();
        for (var k = 0; k < axes.Count; k++)
        {
            var axis = k;
            table.Number($"figure_{k + 1}", "see meaning", axes[k].Path, points.Select(p => p[axis]));
        }

        for (var m = 0; m < results[0].Count; m++)
        {
            var measure = results[0][m].Measure;
            table.Estimates($"measure_{m + 1}_", measure.Unit, measure.Text, [.. results.Select(r => r[m].Estimate)]);
        }

        return efficient is null ? table : table.Number("efficient", "1", "1 where no other point beats it in both figures of the frontier", efficient.Select(e => e ? 1.0 : 0));
    }
}
