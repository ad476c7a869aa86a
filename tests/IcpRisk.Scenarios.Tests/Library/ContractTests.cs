using IcpRisk.Scenarios.Tests.Files;

namespace IcpRisk.Scenarios.Tests.Library;

/// <summary>Whole contracts of the library: with the parties and the value of their place they are the shipped scenario.</summary>
public sealed class ContractTests
{
    [Theory]
    [InlineData("bedfordshire-msk", "")]
    [InlineData("dudley-icp", "activity_payments: {extends: SHIPPED}, incentives: {local: {extends: SHIPPED}}")]
    public void With_its_parties_and_value_it_is_the_contract_that_is_shipped(string name, string more)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, $$"""
                extends: SHIPPED
                contract: {extends: {{name}}, parties: {extends: SHIPPED}, value: {extends: SHIPPED}, {{more}}}

                """.Replace("SHIPPED", Path.Combine(AppContext.BaseDirectory, "scenarios", name + ".yaml"), StringComparison.Ordinal));
            Assert.Equal(ScenarioFiles.Shipped(name).Document.Hash, Scenario.Load(file).Document.Hash);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
