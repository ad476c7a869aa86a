using System.Globalization;

namespace IcpRisk.Contracts.Tests.Golden;

/// <summary>A golden table of one rule: a CSV file whose second comment line names the columns; the last is the hand calculation.</summary>
internal sealed class RuleTable
{
    private readonly Dictionary<string, string> _cells;

    private RuleTable(Dictionary<string, string> cells) => _cells = cells;

    public string Case => _cells["case"];

    public string this[string column] => _cells[column];

    public bool Has(string column) => _cells.ContainsKey(column);

    /// <summary>A number: plain, or a share in per cent; "none" is no limit.</summary>
    public double Number(string column) => _cells[column] switch
    {
        "none" => double.MaxValue,
        var text when text.EndsWith('%') => double.Parse(text[..^1], CultureInfo.InvariantCulture) / 100,
        var text => double.Parse(text, CultureInfo.InvariantCulture),
    };

    /// <summary>Bands as "5%:100 rest:50".</summary>
    public (double[] Edges, double[] Shares) Bands()
    {
        var parts = _cells["bands"].Split(' ').Select(part => part.Split(':')).ToList();
        return (
            [.. parts.SkipLast(1).Select(part => double.Parse(part[0].TrimEnd('%'), CultureInfo.InvariantCulture) / 100)],
            [.. parts.Select(part => double.Parse(part[1], CultureInfo.InvariantCulture) / 100)]);
    }

    public static IReadOnlyList<RuleTable> Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "rules", name + ".csv"));
        var header = lines[1].TrimStart('#', ' ').Split(',').Select(cell => cell.Trim()).ToArray();
        return [.. lines.Skip(2).Select(line => line.Split(',', header.Length).Select(cell => cell.Trim()).ToArray())
            .Select(cells => new RuleTable(header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second)))];
    }
}
