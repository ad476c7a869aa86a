using IcpRisk.Contracts;
using IcpRisk.Documents;
using IcpRisk.Scenarios.Library;
using IcpRisk.Scenarios.Tests.Files;

namespace IcpRisk.Scenarios.Tests.Library;

/// <summary>Only the contract of a scenario.</summary>
public sealed record ContractPart
{
    public required ContractTerms Contract { get; init; }
}

/// <summary>All of the library as parts of contracts; and whole contracts: with the parties and the value of their place they are the shipped scenario.</summary>
public sealed class ContractTests
{
    public static TheoryData<string> Names => [.. TermLibrary.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_valid_and_every_figure_has_its_source_and_reason(string name)
    {
        var file = Path.GetTempFileName();
        try
        {
            var revenue = TermLibrary.All[name].Contains("of_revenue", StringComparison.Ordinal) ? "\n  gain_loss: {revenue: £1m}" : "";
            File.WriteAllText(file, $$"""
                contract:
                  extends: {{name}}
                  parties: {payer: {side: commissioner}, member: {side: provider} }
                  value: {by_year: £1m}{{revenue}}

                """);
            var document = DocumentReader.Read<ContractPart>(file, new ReadOptions { Library = TermLibrary.All });
            var register = document.Register.Where(r => r.Where.File.StartsWith("library/", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(register);
            Assert.All(register, r => Assert.True(r.SourceText is not null && r.Because is not null, $"{r.Where}"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("bedfordshire-msk", "")]
    [InlineData("dudley-icp", "activity_payments: {extends: SHIPPED}, incentives: {local: {extends: SHIPPED}}")]
    [InlineData("cambridgeshire-older-people", "adjustment: {need_weights: {extends: SHIPPED}}, scope_shifts: {extends: SHIPPED}")]
    [InlineData("staffordshire-cancer-eol", "fee: {funded: {extends: SHIPPED}}, subcontracts: {extends: SHIPPED}")]
    [InlineData("lambeth-ips", "")]
    [InlineData("salford-older-people", "subcontracts: {extends: SHIPPED}")]
    [InlineData("ics-single-pot", "", "ics/borough")]
    public void With_its_parties_and_value_it_is_the_contract_that_is_shipped(string name, string more, string? shipped = null)
    {
        shipped ??= name;
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, $$"""
                extends: SHIPPED
                contract: {extends: {{name}}, parties: {extends: SHIPPED}, value: {extends: SHIPPED}, {{more}}}

                """.Replace("SHIPPED", Path.Combine(AppContext.BaseDirectory, "scenarios", shipped + ".yaml"), StringComparison.Ordinal));
            Assert.Equal(ScenarioFiles.Shipped(shipped).Document.Hash, Scenario.Load(file).Document.Hash);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
