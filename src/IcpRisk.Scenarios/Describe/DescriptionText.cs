using System.Globalization;

namespace IcpRisk.Scenarios.Describe;

/// <summary>A description in plain words and tables.</summary>
internal sealed partial class DescriptionText(Description told, Scenario scenario, TextPage page)
{
    public void Write()
    {
        Head();
        Risks();
        Contract();
        Money();
        Services();
        Persons();
        Spreads();
        Rest();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Head()
    {
        page.Line(told.Title.Length > 0 ? told.Title : told.Name);
        page.Line(new string('=', Math.Min(100, (told.Title.Length > 0 ? told.Title : told.Name).Length)));
        page.Words($"Scenario {told.Name}, hash {told.Hash[..12]}.");
        var stubs = told.Term.Exposure.Select((x, y) => (Share: x, Year: y + 1)).Where(s => s.Share < 1)
            .Select(s => Text($" Contract year {s.Year} covers {s.Share * 12:0} months."));
        page.Words(Text($"Term: {told.Term.Years:0.##} {(told.Term.Years == 1 ? "year" : "years")}, {told.Term.Starts:d MMMM yyyy} to {told.Term.Ends:d MMMM yyyy}.") + string.Concat(stubs));
        if (told.Includes.Count > 0)
        {
            page.Words($"Covers: {string.Join("; ", told.Includes)}.");
        }

        if (told.Excludes.Count > 0)
        {
            page.Words($"Leaves out: {string.Join("; ", told.Excludes)}.");
        }
    }

    private void Risks()
    {
        page.Heading("Who is meant to bear what");
        var table = new TextTable("risk", "bearer", "drivers") { WordsAtEnd = 2 };
        foreach (var risk in told.Risks)
        {
            var drivers = SpreadGroup.Stems(risk.Drivers.Select(d => d[(risk.Risk.Length + 1)..]), Kinds);
            var text = !risk.On ? "off: every driver takes its mean" : drivers.Count == 0 ? "none here" : string.Join(", ", drivers);
            var first = true;
            foreach (var line in Wrapped(text, 66))
            {
                table.Add(first ? risk.Words : string.Empty, first ? risk.IntendedBearer == "none" ? "not stated" : risk.IntendedBearer : string.Empty, line);
                first = false;
            }
        }

        page.Table(table, 2);
    }

    private void Contract()
    {
        page.Heading("The contract");
        foreach (var passage in told.Contract)
        {
            page.Words($"  {Named(passage.Rule)}: {string.Join(" ", passage.Sentences)}", 4);
        }

        foreach (var warning in told.ScenarioWarnings)
        {
            page.Words($"  Beware ({warning.Where}): {warning.Text}", 4);
        }

        foreach (var warning in told.Warnings)
        {
            page.Words($"  Beware ({warning.Term}): {warning.Text}", 4);
        }
    }

    private static string Named(string rule)
    {
        var name = rule.Replace("incentives.", "incentive ", StringComparison.Ordinal).Replace('_', ' ');
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = string.Empty;
        foreach (var part in text.Split(", "))
        {
            if (line.Length > 0 && line.Length + 2 + part.Length > width)
            {
                yield return line + ",";
                line = part;
            }
            else
            {
                line = line.Length == 0 ? part : $"{line}, {part}";
            }
        }

        yield return line;
    }

    // Names that drivers repeat over.
    private IReadOnlyList<IReadOnlyCollection<string>> Kinds =>
        [[.. scenario.Terms.Services.Keys], [.. scenario.Terms.Population.Cohorts.Keys], [.. scenario.Terms.Metrics.Keys]];
}
