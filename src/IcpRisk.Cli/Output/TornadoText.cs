using System.Globalization;
using System.Text.Json;
using IcpRisk.Analysis;
using IcpRisk.Analysis.Stress;
using IcpRisk.Analysis.Variants;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Output;

/// <summary>A tornado with bars, as JSON, and as a table for a file.</summary>
internal static class TornadoText
{
    private const int Width = 41;
    private const int Shown = 25;

    public static string Of(Tornado tornado, RunOptions options, string? given, bool ascii)
    {
        var page = new TextPage(ascii);
        var unit = tornado.Measure.Unit;
        page.Words(string.Create(
            CultureInfo.InvariantCulture,
            $"{tornado.Measure.Text} with one input at a time held at its 10 % and its 90 %, all else as it varies; {options.Trials:#,0} trials, seed {options.Seed}, the same draws for all{(given is null ? string.Empty : $", given {given}")}."));
        page.Line($"Base: {UnitText.Value(tornado.Base.Value, unit)} {UnitText.Error(tornado.Base, unit)}. Bars: - towards the value at 10 %, █ towards that at 90 %, | the base.");
        page.Line();
        var bars = tornado.Bars.Take(Shown).ToList();
        var values = bars.SelectMany(b => new[] { b.Low.Value, b.High.Value }).Append(tornado.Base.Value).ToList();
        var table = new TextTable("input", "at 10 %", "error", "at 90 %", "error", string.Empty) { WordsAtEnd = 1 };
        foreach (var bar in bars)
        {
            table.Add(
                bar.Input, UnitText.Value(bar.Low.Value, unit), UnitText.Error(bar.LowDifference, unit), UnitText.Value(bar.High.Value, unit),
                UnitText.Error(bar.HighDifference, unit), Bar(bar, tornado.Base.Value, values.Min(), values.Max()));
        }

        page.Table(table);
        page.Words("Errors are of the difference to the base.");
        if (tornado.Bars.Count > Shown)
        {
            page.Words($"{tornado.Bars.Count - Shown} more move it less; --json and --out have all.");
        }

        return page.ToString();
    }

    public static string Json(Tornado tornado, RunOptions options, string? given) => JsonSerializer.Serialize(
        new { options.Trials, options.Seed, Given = given, Measure = tornado.Measure.Text, tornado.Measure.Unit, tornado.Base, tornado.Bars }, SummaryFiles.Json) + "\n";

    public static VariantTable Table(Tornado tornado) => new VariantTable()
        .Text("input", "driver, or path of an uncertain figure", tornado.Bars.Select(b => b.Input))
        .Text("measure", "the measure, as asked", tornado.Bars.Select(_ => tornado.Measure.Text))
        .Text("unit", "unit of the figures", tornado.Bars.Select(_ => tornado.Measure.Unit))
        .Number("swing", "see unit", "how far apart base, low and high lie", tornado.Bars.Select(b => b.Swing))
        .Estimates("low_", "see unit", "the estimate with the input at its 10 %", [.. tornado.Bars.Select(b => b.Low)])
        .Estimates("high_", "see unit", "the estimate with the input at its 90 %", [.. tornado.Bars.Select(b => b.High)])
        .Estimates("low_difference_", "see unit", "the same less the base, with the paired error", [.. tornado.Bars.Select(b => b.LowDifference)])
        .Estimates("high_difference_", "see unit", "the same less the base, with the paired error", [.. tornado.Bars.Select(b => b.HighDifference)]);

    private static string Bar(TornadoBar bar, double middle, double least, double greatest)
    {
        if (!(greatest > least))
        {
            return string.Empty;
        }

        var cells = new char[Width];
        Array.Fill(cells, ' ');
        Fill(bar.Low.Value, '-');
        Fill(bar.High.Value, '█');
        cells[At(middle)] = '|';
        return new string(cells).TrimEnd();

        int At(double value) => (int)Math.Round((value - least) / (greatest - least) * (Width - 1));

        void Fill(double value, char mark)
        {
            for (var i = Math.Min(At(value), At(middle)); i <= Math.Max(At(value), At(middle)); i++)
            {
                cells[i] = mark;
            }
        }
    }
}
