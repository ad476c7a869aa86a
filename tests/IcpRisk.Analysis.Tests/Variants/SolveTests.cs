using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Variants;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Variants;

public sealed class SolveTests
{
    private static readonly RunOptions Options = new() { Trials = 20_000, Seed = 4 };

    /// <summary>
    /// P(value &lt; £7m + chance) = 10 % at £7m + 1.2816 · £126,491. The sample's own quantile lies within a share of an
    /// sd of it at one standard error, √(0.09/20,000)/φ(1.2816) = 0.0121; the answer must be within four, and say that error.
    /// </summary>
    [Fact]
    public void The_value_at_which_a_loss_has_one_chance_in_ten()
    {
        var axis = Axis.Of("contract.value.year_1", "£6.8m..£7.4m")!;
        var crossing = Crossing.Find(axis, 0.1, 9, xs => Work(xs, "p_loss(provider.net)", axis));
        var truth = 7e6 + (1.2815515655 * Gauss.Sd);
        var error = 0.0120874 * Gauss.Sd;
        Assert.InRange(crossing.Value, truth - (4 * error), truth + (4 * error));
        Assert.InRange(crossing.Answer.StandardError, 0.9 * error, 1.1 * error);
        Assert.Equal(0.1, crossing.Measured.Value, 1e-3);
        Assert.True(crossing.HoldsAbove);
        Assert.Equal(0, crossing.Others);
    }

    /// <summary>One point at a time is bisection, and comes to the same.</summary>
    [Fact]
    public void Fewer_points_at_a_time_find_the_same()
    {
        var axis = Axis.Of("contract.value.year_1", "£6.8m..£7.4m")!;
        var (nine, one) = (Find(9), Find(1));
        Assert.Equal(nine, one, 0.1);

        double Find(int atOnce) => Crossing.Find(axis, 50_000, atOnce, xs => Work(xs, "mean(provider.net)", axis)).Value;
    }

    [Fact]
    public void Without_a_crossing_the_ends_are_told()
    {
        var axis = Axis.Of("contract.value.year_1", "£8m..£9m")!;
        var crossing = Crossing.Find(axis, 0.1, 3, xs => Work(xs, "p_loss(provider.net)", axis));
        Assert.False(crossing.IsFound);
        Assert.Equal((0, 0), crossing.Ends);
    }

    [Fact]
    public void Several_crossings_are_counted_and_the_lowest_is_taken()
    {
        var axis = new Axis("x", 0, 3, false, 0);
        var crossing = Crossing.Find(axis, 0, 9, xs => [.. xs.Select(x => Estimate.Normal((x - 0.5) * (x - 1.5) * (x - 2.6), 0.01))]);
        Assert.Equal(0.5, crossing.Value, 1e-6);
        Assert.Equal(2, crossing.Others);
        Assert.False(crossing.HoldsAbove);
    }

    /// <summary>Least x + 2y with xy at least 2 between 0 and 4: x = 2, y = 1.</summary>
    [Fact]
    public void A_search_with_a_goal_finds_the_corner_of_calculus()
    {
        Axis[] axes = [new("x", 0, 4, false, 0), new("y", 0, 4, false, 0)];
        var found = ConstrainedSearch.Find(axes, at => (at[0] + (2 * at[1]), Math.Max(0, 2 - (at[0] * at[1])) / 2));
        Assert.Equal(2, found.Values[0], 0.02);
        Assert.Equal(1, found.Values[1], 0.02);
    }

    private static IReadOnlyList<Estimate> Work(IReadOnlyList<double> xs, string measure, Axis axis)
    {
        var variants = xs.Select((x, i) => Gauss.Variant($"{i}", [measure], axis.Set(x))).ToList();
        var results = new Estimate[xs.Count];
        var run = new VariantRun(variants, Options, keepAll: false);
        run.Run((i, sink) => results[i] = sink.Results()[0].Estimate);
        Assert.Equal(1, run.Passes);
        return results;
    }
}
