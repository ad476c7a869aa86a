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
        Assert.NotEmpty(golden.Expected);
        var wrong = golden.Differences();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_golden_settlement_is_there() => Assert.Equal(48, Names.Count());
}
