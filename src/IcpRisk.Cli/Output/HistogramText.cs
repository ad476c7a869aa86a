using System.Globalization;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>A histogram lying on its side: a line a bin, blocks in eighths of a character, or # in ASCII.</summary>
internal static class HistogramText
{
    private const int Longest = 56;
    private const string Eighths = " ▏▎▍▌▋▊▉";

    public static void Write(TextPage page, HistogramBins bins, long trials)
    {
        var scale = MoneyScale.Of([bins.Lower, bins.Upper]);
        page.Heading($"Provider surplus over the term, {scale.Name}, from the figure to the one below");
        if (bins.Width == 0)
        {
            page.Line($"always {scale.Format(bins.Lower)}");
            return;
        }

        var most = bins.Counts.Max();
        var edges = Enumerable.Range(0, bins.Counts.Count).Select(i => scale.Format(bins.Lower + (i * bins.Width))).ToList();
        var wide = edges.Max(e => e.Length);
        for (var i = 0; i < bins.Counts.Count; i++)
        {
            var share = string.Create(CultureInfo.InvariantCulture, $"{100.0 * bins.Counts[i] / trials:0.0} %");
            page.Line($"{edges[i].PadLeft(wide)} |{Bar((double)bins.Counts[i] / most, page.IsAscii)} {share}");
        }
    }

    private static string Bar(double part, bool ascii)
    {
        if (ascii)
        {
            return new string('#', (int)Math.Round(part * Longest));
        }

        var eighths = (int)Math.Round(part * Longest * 8);
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? string.Empty : Eighths[eighths % 8]);
    }
}
