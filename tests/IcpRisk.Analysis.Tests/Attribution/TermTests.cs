using IcpRisk.Analysis.Attribution;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Tests.Attribution;

/// <summary>What single terms of a contract do to who bears a risk.</summary>
public sealed class TermTests
{
    private const string Sharing = "gain_loss: {compare: {income: [core], cost: in_scope}, gains: [{provider: 60 %}], losses: [{provider: 60 %}]}";

    /// <summary>Two fifths of every gain and loss are taken off the provider, to the penny, whatever the risk.</summary>
    [Fact]
    public void Sharing_takes_off_the_provider_what_it_shares()
    {
        var result = Town.Attribute(Town.Load(Sharing), 2_000, "sd(provider_surplus)");
        foreach (var risk in result.Bearing.Where(b => b.Bearing.MovesCost))
        {
            var sharing = risk.Terms.Single(t => t.Name == "gain_loss");
            Assert.Equal(-0.4, sharing.Effect.Value, 1e-6);
            Assert.Equal(-0.4, sharing.InTail.Value, 1e-6);
        }

        var utilisation = result.Bearing.Single(b => b.Name == "utilisation");
        Assert.Equal("mostly as meant: provider 60 %, commissioner 40 %; gain and loss sharing takes 40 % of utilisation risk off the provider", utilisation.Verdict);
        Assert.Equal(
            ["bears 60 % of it (60 % in the tail), as meant", "bears 40 % of it (40 % in the tail), not as meant", "bears 40 % of it (40 % in the tail), not as meant", "bears 60 % of it (60 % in the tail), as meant"],
            utilisation.Parties);
        Assert.DoesNotContain(result.Bearing.Single(b => b.Name == "efficiency").Terms, t => t.Name.StartsWith("adjustment.tolerance", StringComparison.Ordinal));
    }

    /// <summary>
    /// The value follows the list beyond 2 %, whose departure x is normal with an sd of 3 %. What the tolerance leaves with the
    /// provider is Cov(clamp(x, ±2 %), x)/Var(x) = P(|x| &lt; 2 %) by Stein's lemma. Log-normal x differs from normal by its
    /// skewness, of second order in 3 %: allowed for by 0.003.
    /// </summary>
    [Fact]
    public void A_tolerance_leaves_what_theory_has_it_leave()
    {
        var result = Town.Attribute(Town.Load("adjustment: {for: [size], method: excess, tolerance: 2 %, lag: 0}"), 20_000, "mean(provider_surplus)");
        var size = result.Bearing.Single(b => b.Name == "population_size");
        var tolerance = size.Terms.Single(t => t.Name == "adjustment.tolerance");
        const double Stein = 0.4950149; // 2Φ(2/3) − 1
        Assert.InRange(tolerance.Effect.Value - Stein, (-4 * tolerance.Effect.StandardError) - 0.003, (4 * tolerance.Effect.StandardError) + 0.003);
        Assert.Equal(size.Bearing.Accounts[0].Beta.Value, tolerance.Effect.Value, 1e-6);
        Assert.Matches(@"^mostly as meant: provider (49|50) %, commissioner (50|51) %; the 2 % tolerance leaves (49|50) % of population size risk with the provider$", size.Verdict);

        // It has nothing to do with what does not move the list.
        Assert.Equal(0, result.Bearing.Single(b => b.Name == "efficiency").Terms.Single(t => t.Name == "adjustment.tolerance").Effect.Value);
    }

    /// <summary>A term that is missing is held against the contract with it: adjusted for size, or indexed, the value follows cost to the penny.</summary>
    [Fact]
    public void What_is_missing_is_named()
    {
        var result = Town.Attribute(Town.Load(), 2_000, "mean(provider_surplus)");
        var size = result.Bearing.Single(b => b.Name == "population_size");
        Assert.Equal(1, size.Terms.Single(t => t.Name == "adjustment.for_size").Effect.Value, 1e-6);
        Assert.Equal(
            "mostly not as meant: provider 100 %, commissioner 0 %; that the value is not adjusted for size leaves 100 % of population size risk with the provider",
            size.Verdict);
        Assert.Equal(1, result.Bearing.Single(b => b.Name == "efficiency").Terms.Single(t => t.Name == "indexation.to").Effect.Value, 1e-6);
        Assert.Equal("as meant: provider 100 %, commissioner 0 %", result.Bearing.Single(b => b.Name == "efficiency").Verdict);
    }

    /// <summary>Beyond a corridor of 2 % the commissioner bears all: the corridor leaves P(|x| &lt; 2 %) with the provider.</summary>
    [Fact]
    public void A_corridor_leaves_what_lies_in_it()
    {
        const string Corridor = """
            gain_loss: {compare: {income: [core], cost: in_scope}, gains: [{to: 2 %, provider: 100 %}, {provider: 0 %}], losses: [{to: 2 %, provider: 100 %}, {provider: 0 %}]}
            """;
        var efficiency = Town.Attribute(Town.Load(Corridor.Trim()), 20_000, "mean(provider_surplus)").Bearing.Single(b => b.Name == "efficiency");
        var corridor = efficiency.Terms.Single(t => t.Name == "gain_loss.corridor");
        const double Stein = 0.6826895; // 2Φ(1) − 1: the sd is 2 %
        Assert.InRange(corridor.Effect.Value - Stein, (-4 * corridor.Effect.StandardError) - 0.003, (4 * corridor.Effect.StandardError) + 0.003);
        Assert.Equal("the corridor of 2 %", corridor.Words);
        Assert.Equal(1, -efficiency.Terms.Single(t => t.Name == "gain_loss").Effect.Value + efficiency.Bearing.Accounts[0].Beta.Value, 1e-6);
    }

    [Fact]
    public void Every_term_that_decides_is_found_in_a_rich_contract()
    {
        var dudley = Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "dudley-icp.yaml"));
        Assert.Equal(
            [
                "adjustment.tolerance", "adjustment.cap", "adjustment.lag", "indexation.share", "indexation.limits", "gain_loss", "gain_loss.corridor",
                "capped_at_allocation",
            ],
            ContractTermList.Of(dudley).Select(t => t.Name));
        Assert.Equal(["the 0.5 % tolerance", "the cap on adjustment", "the lag of 1 year before adjustment"], ContractTermList.Of(dudley).Take(3).Select(t => t.Words));
    }
}
