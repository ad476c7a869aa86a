using System.Globalization;
using IcpRisk.Analysis.Measures;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>How a measure came to the precision that was wanted: estimate and error against trials.</summary>
internal static class PrecisionTable
{
    /// <summary>The table; empty where no precision was wanted.</summary>
    public static string Of(Precision? precision, bool ascii)
    {
        if (precision is null)
        {
            return string.Empty;
        }

        var (page, measure) = (new TextPage(ascii), precision.Goal.Measure);
        page.Line();
        page.Line($"Convergence of {measure.Text}");
        var table = new TextTable("trials", "value", "error", "95 % interval");
        foreach (var (trials, estimate) in precision.Stages)
        {
            table.Add(
                trials.ToString("#,0", CultureInfo.InvariantCulture), UnitText.Value(estimate.Value, measure.Unit), UnitText.Error(estimate, measure.Unit),
                UnitText.Interval(estimate, measure.Unit));
        }

        page.Table(table);
        page.Words(string.Create(
            CultureInfo.InvariantCulture,
            $"{(precision.IsMet ? "Precise enough" : "Not precise enough")}; by the last error about {precision.Needed:#,0} trials are needed."));
        return page.ToString();
    }
}
