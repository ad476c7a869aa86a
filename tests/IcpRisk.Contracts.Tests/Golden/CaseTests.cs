namespace IcpRisk.Contracts.Tests.Golden;

/// <summary>Tables of small contracts, each settled by hand, to the penny.</summary>
public class CaseTests
{
    public static IEnumerable<string> Names => Directory.GetFiles(CaseTable.Folder, "*.md")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static TheoryData<string> Tables => [.. Names];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Each_case_settles_as_by_hand(string table)
    {
        var wrong = new List<string>();
        foreach (var golden in CaseTable.Read(table))
        {
            Assert.NotEmpty(golden.Expected);
            wrong.AddRange(golden.Differences());
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_case_is_there() => Assert.Equal(225, Names.Sum(name => CaseTable.Read(name).Count()));
}
