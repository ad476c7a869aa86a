namespace IcpRisk.Contracts.Tests.Golden;

/// <summary>
/// Many settlements of one contract, each worked by hand: a Markdown file with the rule in prose, the contract as YAML with
/// {places} to fill in, tables of what all cases share, and a table with a line a case. Its columns: the case; {places};
/// rows of the path ("Cost", "plan Cost"); outcomes ("= core_payment"); the hand calculation. Several years stand in one cell
/// as "1 / 2"; of an outcome, one more is that of the term.
/// </summary>
internal static class CaseTable
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden", "cases");

    public static IEnumerable<SettlementCase> Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".md"));
        var yaml = lines.SkipWhile(line => line != "```yaml").Skip(1).TakeWhile(line => line != "```").ToList();
        var table = lines.SkipWhile(line => !line.StartsWith("| case |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|')).Select(Cells).ToList();
        var head = table[0];
        foreach (var row in table.Skip(2))
        {
            Assert.True(row.Length == head.Length, $"{name}: {row[0]} has {row.Length} cells, not {head.Length}");
            Assert.NotEqual("", row[^1]);
            var cells = head.Zip(row).ToList();
            var filled = string.Join('\n', yaml);
            foreach (var (place, value) in cells.Where(c => c.First.StartsWith('{')))
                filled = filled.Replace(place, value, StringComparison.Ordinal);
            var path = Shared(lines, "path").ToDictionary(shared => shared[0], shared => shared[1..]);
            foreach (var (column, value) in cells.Where(c => char.IsLetter(c.First[0])).Skip(1).SkipLast(1))
                path[column] = Years(value);
            var years = path.Values.Max(values => values.Length);
            yield return SettlementCase.Parse($"{name}: {row[0]}", [
                "```yaml", .. filled.Split('\n'), "```",
                "| given | value |", "| --- | --- |", .. Shared(lines, "given").Select(Line),
                "", "| path | |", "| --- | --- |", .. path.Select(p => Line([p.Key, .. p.Value.Length == 1 ? Enumerable.Repeat(p.Value[0], years) : p.Value])),
                "", "| expected | |", "| --- | --- |",
                .. cells.Where(c => c.First.StartsWith('=')).Select(c => Line([c.First[2..], .. Years(c.Second), .. Years(c.Second).Length == years ? new[] { "" } : []]))]);
        }
    }

    private static IEnumerable<string[]> Shared(string[] lines, string head) => lines
        .SkipWhile(line => !line.StartsWith($"| {head} |", StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|')).Select(Cells).Select(cells => (string[])[cells[0], .. Years(cells[1])]);

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];

    private static string[] Years(string cell) => [.. cell.Split(" / ").Select(part => part.Trim())];

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells)} |";
}
