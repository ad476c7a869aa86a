using IcpRisk.Documents;

namespace IcpRisk.Scenarios.Describe;

/// <summary>The register of figures as text: grouped by source and reason, in file order within each.</summary>
internal static class AssumptionsText
{
    public static void Write(IReadOnlyList<RegisterEntry> register, TextPage page)
    {
        foreach (var group in register.GroupBy(r => (r.Source, r.SourceText, r.Because)).OrderBy(g => g.First().IsUnfounded ? 0 : 1))
        {
            page.Gap();
            page.Words(Rests(group.First()));
            var table = new TextTable("path", "as written", "value") { WordsAtEnd = 2 };
            foreach (var entry in group)
            {
                table.Add(entry.Where.Path, entry.Text, entry.Value == entry.Text ? string.Empty : entry.Value);
            }

            page.Table(table, 2);
        }

        var unfounded = register.Count(r => r.IsUnfounded);
        page.Heading($"{Count(register.Count)}, {(unfounded == 0 ? "each with a source or a reason" : $"{unfounded} with neither source nor reason")}.");
    }

    private static string Rests(RegisterEntry entry)
    {
        if (entry.IsUnfounded)
        {
            return "UNFOUNDED: neither source nor reason";
        }

        var source = entry.Source is null ? string.Empty
            : string.IsNullOrEmpty(entry.SourceText) || entry.SourceText == entry.Source ? entry.Source : $"{entry.Source}: {entry.SourceText}";
        return entry.Because is null ? source : source.Length == 0 ? $"Because: {entry.Because}" : $"{source}. Because: {entry.Because}";
    }

    private static string Count(int figures) => figures == 1 ? "1 figure" : $"{figures} figures";
}
