using IcpRisk.Contracts.Outcomes;

namespace IcpRisk.Contracts.Tests.Golden;

/// <summary>Whole contracts on plain numbers, settled by hand, to the penny.</summary>
public class SettlementTests
{
    public static IEnumerable<string> Names => Directory.GetFiles(SettlementCase.Folder, "*.md")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static TheoryData<string> Cases => [.. Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settles_as_by_hand(string name)
    {
        var golden = SettlementCase.Read(name);
        var contract = golden.Compile();
        var settled = golden.World.Settle(contract);
        var years = golden.World.Time.Years;
        var wrong = new List<string>();
        Assert.NotEmpty(golden.Expected);
        foreach (var (column, cells) in golden.Expected)
        {
            var kind = contract.Columns.Single(c => c.Name == column).Type;
            for (var year = 1; year <= years; year++)
                Compare(column, $"year {year}", cells[year - 1], kind, settled[column, year]);
            Compare(column, "term", cells[years], kind, settled.Term(column));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        void Compare(string column, string when, string cell, OutcomeType kind, double found)
        {
            if (cell.Length == 0)
                return;
            var expected = World.Number(cell);
            var value = kind == OutcomeType.Money ? OutcomeTile.Pounds(found) : found;
            var tolerance = kind == OutcomeType.Number ? 1e-9 : 0;
            if (!(Math.Abs(value - expected) <= tolerance))
                wrong.Add($"{column}, {when}: expected {cell}, found {value:N2}");
        }
    }

    [Fact]
    public void Every_golden_settlement_is_there() => Assert.Equal(43, Names.Count());
}
