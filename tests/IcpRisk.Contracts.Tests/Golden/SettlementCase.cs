using IcpRisk.Contracts.Outcomes;
using IcpRisk.Documents;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Tests.Golden;

/// <summary>Only the contract of a scenario.</summary>
public sealed record ContractOnly
{
    public required ContractTerms Contract { get; init; }
}

/// <summary>
/// A settlement worked by hand: a Markdown file with the calculation in prose, the contract as YAML, the path as a table
/// (rows that start with "plan" are the plan's; the others are what happened, and the plan's where it has none) and the
/// expected outcomes by year and over the term, money in pounds and pence.
/// </summary>
internal sealed class SettlementCase
{
    private SettlementCase(string name, ContractTerms terms, ContractInputs inputs, World world, List<(string Column, string[] Cells)> expected) =>
        (Name, Terms, Inputs, World, Expected) = (name, terms, inputs, world, expected);

    public string Name { get; }

    public ContractTerms Terms { get; }

    public ContractInputs Inputs { get; }

    public World World { get; }

    public IReadOnlyList<(string Column, string[] Cells)> Expected { get; }

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden", "settlements");

    public static SettlementCase Read(string name) => Parse(name, File.ReadAllLines(Path.Combine(Folder, name + ".md")));

    /// <summary>A case from the lines of its file.</summary>
    public static SettlementCase Parse(string name, string[] lines)
    {
        var yaml = lines.SkipWhile(line => line != "```yaml").Skip(1).TakeWhile(line => line != "```").ToList();
        var path = Table(lines, "path");
        var given = Table(lines, "given").ToDictionary(row => row.Name, row => row.Cells[0]);
        var years = path[0].Cells.Length;
        var time = given.TryGetValue("exposure", out var exposure)
            ? new TimeAxis(new DateOnly(2020, 4, 1), [.. exposure.Split(',').Select(World.Number)])
            : TimeAxis.Whole(new DateOnly(2020, 4, 1), years);
        var world = new World(time);
        foreach (var (row, cells) in path.OrderBy(row => !row.Name.StartsWith("plan ", StringComparison.Ordinal)))
        {
            var values = cells.Select(World.Number).ToArray();
            if (row.StartsWith("plan ", StringComparison.Ordinal))
                world.Planned(row[5..], values);
            else
                world.With(row, values);
        }

        var inputs = new ContractInputs
        {
            NeedWeights = Named(given, "need_weight", World.Number),
            Pressure = Named(given, "pressure", World.Number),
            ScoreBounds = Named(given, "bounds", text => (World.Number(text.Split(',')[0]), World.Number(text.Split(',')[1]))),
            DiscountRate = given.TryGetValue("discount_rate", out var rate) ? World.Number(rate) : 0,
        };
        var terms = yaml[0].StartsWith("file: ", StringComparison.Ordinal)
            ? ReadContract.FromScenario(yaml[0][6..])
            : ReadContract.FromYaml(string.Join('\n', yaml));
        return new SettlementCase(name, terms, inputs, world, Table(lines, "expected"));
    }

    /// <summary>Settles the path and compares with what was worked by hand, money to the penny; what differs, in words.</summary>
    public IReadOnlyList<string> Differences()
    {
        var contract = Compile();
        var settled = World.Settle(contract);
        var years = World.Time.Years;
        var wrong = new List<string>();
        foreach (var (column, cells) in Expected)
        {
            var kind = contract.Columns.Single(c => c.Name == column).Type;
            for (var year = 1; year <= years; year++)
                Compare(column, $"year {year}", cells[year - 1], kind, settled[column, year]);
            Compare(column, "term", cells[years], kind, settled.Term(column));
        }

        return wrong;

        void Compare(string column, string when, string cell, OutcomeType kind, double found)
        {
            if (cell.Length == 0)
                return;
            var expected = World.Number(cell);
            var value = kind == OutcomeType.Money ? OutcomeTile.Pounds(found) : found;
            var tolerance = kind == OutcomeType.Number ? 1e-9 : 0;
            if (!(Math.Abs(value - expected) <= tolerance))
                wrong.Add($"{Name}: {column}, {when}: expected {cell}, found {value:N2}");
        }
    }

    public ContractPlan Compile()
    {
        var problems = new Problems();
        var plan = ContractPlan.Compile(Terms, World.Plan, Inputs, problems);
        Assert.True(plan is not null, $"{Name}: {problems}");
        return plan;
    }

    private static Dictionary<string, T> Named<T>(Dictionary<string, string> given, string kind, Func<string, T> read) => given
        .Where(pair => pair.Key.StartsWith(kind + "[", StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[(kind.Length + 1)..^1], pair => read(pair.Value));

    private static List<(string Name, string[] Cells)> Table(string[] lines, string head) =>
    [
        .. lines.SkipWhile(line => !line.StartsWith($"| {head} |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
            .Select(cells => (cells[0], cells[1..])),
    ];
}
