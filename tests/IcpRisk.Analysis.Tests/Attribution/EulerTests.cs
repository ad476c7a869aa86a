using IcpRisk.Analysis.Attribution;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Attribution;

/// <summary>TVaR allocated to components.</summary>
public sealed class EulerTests
{
    private static readonly Scenario Harbour = Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "harbour-care.yaml"));
    private static readonly AttributionResult Result = Town.Attribute(Harbour, 2_000, "tvar95(provider_surplus)", "tvar99.5(provider_surplus)");

    [Fact]
    public void Parts_sum_to_the_TVaR_which_is_the_measures()
    {
        Assert.Equal([0.95, 0.99, 0.995, 0.95, 0.99, 0.995], Result.Euler.Select(t => t.Level));
        foreach (var table in Result.Euler)
        {
            Assert.Equal(table.Tvar.Value, table.Parts.Sum(p => p.InTail.Value), 1e-8 * Math.Abs(table.Tvar.Value));
            Assert.Equal(table.Mean.Value, table.Parts.Sum(p => p.Mean.Value), 1e-6);
            Assert.All(table.Parts, p => Assert.Equal(p.InTail.Value - p.Mean.Value, p.Excess.Value, 1e-6));
        }

        Assert.Equal(Result.Measures.Single(m => m.Measure.Text == "tvar95(provider_surplus)").All.Value, Result.Euler[0].Tvar.Value, 1e-6);
        Assert.Equal(Result.Measures.Single(m => m.Measure.Text == "tvar99.5(provider_surplus)").All.Value, Result.Euler[2].Tvar.Value, 1e-6);
    }

    /// <summary>What the components leave over is rounding to whole pence: half a penny for each figure and year at most.</summary>
    [Fact]
    public void Services_and_payments_make_up_the_loss()
    {
        var table = Result.Euler[1];
        Assert.Equal(
            ["cost_of_clinic", "cost_of_ward", "incentive_earned", "gain_loss_transfer", "planned", "rest"], table.Parts.Select(p => p.Name));
        Assert.InRange(table.Parts.Single(p => p.Name == "rest").InTail.Value, -0.1, 0.1);
        Assert.Equal(0, table.Parts.Single(p => p.Name == "planned").InTail.StandardError, 1e-9);
    }

    [Fact]
    public void A_part_is_the_plain_mean_over_the_worst_trials()
    {
        StatisticKey[] keys = [new("provider_surplus", 0), new("gain_loss_transfer", 0)];
        var kept = new StatisticsSink(keys, Harbour.Contract.Columns, 2_000, long.MaxValue);
        new Simulator(Harbour, new RunOptions { Trials = 2_000, Seed = 4, Threads = 1 }, kept).Run();
        var (surplus, transfer) = (kept.Values(keys[0]).ToArray(), kept.Values(keys[1]).ToArray());
        var worst = Enumerable.Range(0, 2_000).OrderBy(i => surplus[i]).ThenBy(i => i).Take(20);
        var expected = -worst.Average(i => transfer[i] - Harbour.Contract.PlannedTerm("gain_loss_transfer"));
        Assert.Equal(expected, Result.Euler[1].Parts.Single(p => p.Name == "gain_loss_transfer").InTail.Value, 1e-6);
    }

    /// <summary>Of the resources used, accounts lose what is used: provider £1m·(c − value) and so on sum to it in each trial.</summary>
    [Fact]
    public void Accounts_make_up_the_resources_used()
    {
        var table = Result.Euler[4];
        Assert.Equal("cost_total", table.Loss);
        Assert.Equal(["net_council", "net_trust"], table.Parts.Select(p => p.Name));
    }

    /// <summary>Of independent normal components the part in the tail is Var(component)/sd · E[Z | tail] beyond its mean (Tasche 1999).</summary>
    [Fact]
    public void Of_normal_components_parts_go_as_variances()
    {
        const int Trials = 20_000;
        var philox = new Numerics.Streams.Philox(3);
        double[] Normals(double sd, string name) => [.. Enumerable.Range(0, Trials).Select(i =>
            sd * philox.Normal((uint)i, Numerics.Streams.StreamId.Of("", name, ""), 0))];
        var (x, y) = (Normals(3, "x"), Normals(4, "y"));
        var table = EulerAllocation.Of(
            ("sum", "sum"), [.. x.Zip(y, (a, b) => a + b)], [("x", "x", x), ("y", "y", y)], new Resamples(3, Trials, 2))[1];
        const double Tail = 2.6652142; // φ(Φ⁻¹(0.99))/0.01
        foreach (var (part, exact) in table.Parts.Zip([9 / 5.0 * Tail, 16 / 5.0 * Tail]))
        {
            Assert.InRange(part.InTail.Value - exact, -4 * part.InTail.StandardError, 4 * part.InTail.StandardError);
        }
    }
}
