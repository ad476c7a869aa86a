using IcpRisk.Analysis.Variants;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Scenarios.Stress;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Output;

/// <summary>Stresses beside the base: what each is, then a table a measure.</summary>
internal static class StressText
{
    public static string Of(
        Comparison comparison, IReadOnlyList<KeyValuePair<string, StressTerms>> stresses, RunOptions options, string? given, bool ascii)
    {
        var page = new TextPage(ascii);
        var table = new TextTable("stress", "is") { WordsAtEnd = 1 };
        foreach (var (name, stress) in stresses)
        {
            table.Add(name, stress.Title);
        }

        page.Table(table);
        page.Line();
        return page + CompareText.Of(comparison, options, given, ascii);
    }
}
