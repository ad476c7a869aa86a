using IcpRisk.Analysis.Attribution;
using IcpRisk.Nature;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Tests.Attribution;

/// <summary>Who bears a risk, worked by hand and by contracts whose answer is known.</summary>
public sealed class BearingTests
{
    private static readonly double[] Cost = [.. Enumerable.Range(0, 1000).Select(i => 1e6 + (1e5 * (i * 0.6180339887498949 % 1)))];
    private static readonly Resamples Resampled = new(1, 1000, 1);

    [Fact]
    public void Shares_of_a_cost_that_is_split_are_its_parts()
    {
        var bearing = EffectiveBearing.Of(Cost, [[.. Cost.Select(c => 9e5 - (0.3 * c))], [.. Cost.Select(c => -9e5 - (0.7 * c))]], 1e6, [6e5, -1.6e6], Resampled);
        Assert.Equal([0.3, 0.7], bearing.Accounts.Select(a => a.Beta.Value), new Near(1e-12));
        Assert.Equal([0.3, 0.7], bearing.Accounts.Select(a => a.Tail.Value), new Near(1e-9));
        Assert.Equal(0, bearing.Accounts[0].Beta.StandardError, 1e-12);
        Assert.Equal(Cost.Average() - 1e6, bearing.Cost.Value, 1e-6);
        Assert.Equal(-0.3 * bearing.Cost.Value, bearing.Accounts[0].Transfer.Value, 1e-6);
        Assert.Equal(0, bearing.CostInTail.Value + bearing.Accounts.Sum(a => a.InTail.Value), 1e-6);
    }

    /// <summary>Who gains as cost rises has a share below 0, and another more than all; neither is clipped.</summary>
    [Fact]
    public void Shares_outside_0_to_1_are_told_as_they_are()
    {
        var bearing = EffectiveBearing.Of(Cost, [[.. Cost.Select(c => 0.25 * c)], [.. Cost.Select(c => -1.25 * c)]], 1e6, [2.5e5, -1.25e6], Resampled);
        Assert.Equal([-0.25, 1.25], bearing.Accounts.Select(a => a.Beta.Value), new Near(1e-12));
    }

    /// <summary>The error of a slope with independent noise of sd σ is σ/(sd·√n); White's is within a fifth of it here.</summary>
    [Fact]
    public void The_error_is_that_of_a_regression()
    {
        double[] noise = [.. Enumerable.Range(0, 1000).Select(i => 2e4 * ((i * 0.7548776662466927 % 1) - 0.5))];
        var bearing = EffectiveBearing.Of(Cost, [[.. Cost.Select((c, i) => (-0.5 * c) + noise[i])], [.. Cost.Select((c, i) => (-0.5 * c) - noise[i])]], 0, [0, 0], Resampled);
        var known = Moments.Of(noise).StandardDeviation / (Moments.Of(Cost).StandardDeviation * Math.Sqrt(1000));
        Assert.InRange(bearing.Accounts[0].Beta.StandardError / known, 0.8, 1.2);
        Assert.InRange(Math.Abs(bearing.Accounts[0].Beta.Value - 0.5) / known, 0, 4);
    }

    [Fact]
    public void A_risk_that_moves_no_cost_has_transfers_and_no_shares()
    {
        double[] paid = [.. Enumerable.Range(0, 1000).Select(i => (double)i)];
        var bearing = EffectiveBearing.Of([.. Cost.Select(_ => 5e5)], [paid, [.. paid.Select(p => -5e5 - p)]], 5e5, [500, -5e5 - 500], Resampled);
        Assert.False(bearing.MovesCost);
        Assert.All(bearing.Accounts, a => Assert.True(double.IsNaN(a.Beta.Value) && double.IsNaN(a.Tail.Value)));
        Assert.Equal(-0.5, bearing.Accounts[0].Transfer.Value, 12);
        Assert.Equal(288.8, bearing.Accounts[1].TransferSd.Value, 0.1);
    }

    /// <summary>A payment that never changes leaves all cost with the provider; sharing leaves it the share it keeps, to the penny.</summary>
    [Theory]
    [InlineData("", 1)]
    [InlineData("gain_loss: {compare: {income: [core], cost: in_scope}, gains: [{provider: 60 %}], losses: [{provider: 60 %}]}", 0.6)]
    [InlineData("gain_loss: {compare: {income: [core], cost: in_scope}, gains: [{provider: 30 %}], losses: [{provider: 30 %}]}", 0.3)]
    public void A_contract_that_shares_leaves_the_provider_its_share_of_every_risk(string sharing, double share)
    {
        var result = Town.Attribute(Town.Load(sharing), 2_000, "sd(provider_surplus)");
        foreach (var risk in result.Bearing.Where(b => b.Bearing.MovesCost))
        {
            var provider = risk.Bearing.Accounts[0];
            Assert.Equal(new BearingAccount("provider", true, "provider"), risk.Accounts[0]);
            Assert.Equal(share, provider.Beta.Value, 1e-6);
            Assert.Equal(share, provider.Tail.Value, 1e-6);
            Assert.Equal(1, risk.BetaSum, 1e-12);
        }

        Assert.Equal(["population_size", "utilisation", "efficiency", "baseline", "all"], result.Bearing.Where(b => b.Bearing.MovesCost).Select(b => b.Name));
        Assert.Equal(Bearer.Commissioner, result.Bearing[0].Intended);
        Assert.StartsWith(
            share switch { 1 => "mostly not as meant: provider 100 %, commissioner 0 %; ", 0.6 => "mostly not as meant: provider 60 %, commissioner 40 %; ", _ => "mostly as meant: provider 30 %, commissioner 70 %; " },
            result.Bearing[0].Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("harbour-care.yaml")]
    [InlineData("dudley-icp.yaml")]
    public void Shares_of_all_accounts_sum_to_one(string file)
    {
        var result = Town.Attribute(Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", file)), 500, "mean(provider_surplus)");
        foreach (var risk in result.Bearing.Where(b => b.Bearing.MovesCost))
        {
            Assert.Equal(1, risk.BetaSum, 1e-9);
            Assert.Equal(1, risk.Accounts.Zip(risk.Bearing.Accounts).Where(x => x.First.IsSide).Sum(x => x.Second.Beta.Value), 1e-9);
            Assert.Equal(0, risk.Bearing.CostInTail.Value + risk.Accounts.Zip(risk.Bearing.Accounts).Where(x => !x.First.IsSide).Sum(x => x.Second.InTail.Value), 0.01);
        }
    }
}
