using System.Globalization;
using System.Text;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Validation.Chapter;

/// <summary>A table of the chapter: cases that are compared with the same kind of exact answer.</summary>
/// <param name="Name">Its marker in the page, and the word by which the command takes it.</param>
/// <param name="Page">File under docs/validation.</param>
/// <param name="Keys">Headings of the key columns.</param>
/// <param name="Exact">Where the exact values come from, a sentence or two.</param>
/// <param name="Simulated">What the engine ran.</param>
/// <param name="Cases">Its cases.</param>
internal sealed record Table(
    string Name, string Page, IReadOnlyList<string> Keys, string Exact, string Simulated, IReadOnlyList<Case> Cases)
{
    /// <summary>The seed of a case depends on its name alone, so that a new case moves no figure of another.</summary>
    public long SeedOf(Case one) => (long)(StreamId.Of("validation", Name, string.Join('|', one.Keys)).Value >> 1);

    public IReadOnlyList<Comparison> Work(Case one) => [.. one.Work(SeedOf(one))];

    /// <summary>The table in Markdown, with what is compared above it.</summary>
    public string Text(IReadOnlyList<IReadOnlyList<Comparison>> results)
    {
        var cells = results.Any(r => r.Any(c => !double.IsNaN(c.Cells)));
        var text = new StringBuilder();
        text.AppendLine($"*Exact:* {Exact}").AppendLine().AppendLine($"*Simulated:* {Simulated}").AppendLine();
        text.AppendLine($"| {string.Join(" | ", Keys)} | figure | exact |{(cells ? " cells ± |" : string.Empty)} simulated | standard error | z |");
        text.AppendLine($"|{string.Concat(Keys.Select(_ => " --- |"))} --- | ---: |{(cells ? " ---: |" : string.Empty)} ---: | ---: | ---: |");
        for (var i = 0; i < Cases.Count; i++)
        {
            foreach (var comparison in results[i])
                text.AppendLine(Line(Cases[i], comparison, cells));
        }

        return text.ToString();
    }

    /// <summary>One row in Markdown.</summary>
    public static string Line(Case one, Comparison c, bool cells)
    {
        // Two digits of the standard error, and the values to the same place.
        var places = Math.Clamp(1 - (int)Math.Floor(Math.Log10(c.StandardError)), 0, 9);
        string Number(double value) => value.ToString($"N{places}", CultureInfo.InvariantCulture);
        var cell = !cells ? string.Empty : double.IsNaN(c.Cells) ? " |" : string.Create(CultureInfo.InvariantCulture, $" {c.Cells:0.0e+0} |");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {string.Join(" | ", one.Keys)} | {c.Figure} | {Number(c.Exact)} |{cell} {Number(c.Simulated)} | {Number(c.StandardError)} | {c.Z:+0.0;-0.0;0.0} |");
    }
}
