using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Stress;
using IcpRisk.Analysis.Tests.Attribution;
using IcpRisk.Analysis.Tests.Variants;
using IcpRisk.Analysis.Variants;
using IcpRisk.Numerics.Maths;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Stress;

/// <summary>One input at a time, against the product of log-normals that the town's cost is.</summary>
public sealed class TornadoTests
{
    [Fact]
    public void Each_input_moves_the_mean_by_its_own_factor()
    {
        var tornado = Of(Town.Load(), "mean(provider.cumulative)");

        // All but the driver's own factor has mean one: cost is £1m · exp(σ z − σ²/2) on average.
        (string Input, double Sd)[] inputs = [("utilisation.ward", 0.04), ("population_size.level", 0.03), ("efficiency.inflation", 0.02), ("baseline.unit_cost", 0.01)];
        Assert.Equal(inputs.Select(i => i.Input), tornado.Bars.Select(b => b.Input));
        foreach (var (bar, sd) in tornado.Bars.Zip(inputs, (b, i) => (b, i.Sd)))
        {
            // Four standard errors: one in 16,000 by chance, of eight looked at.
            Assert.InRange(bar.Low.Value, Surplus(sd, 0.1) - (4 * bar.Low.StandardError), Surplus(sd, 0.1) + (4 * bar.Low.StandardError));
            Assert.InRange(bar.High.Value, Surplus(sd, 0.9) - (4 * bar.High.StandardError), Surplus(sd, 0.9) + (4 * bar.High.StandardError));
            Assert.Equal(bar.High.Value - tornado.Base.Value, bar.HighDifference.Value, 6);
            Assert.Equal(bar.Low.Value - bar.High.Value, bar.Swing, 6);
        }
    }

    [Fact]
    public void An_uncertain_figure_is_held_at_its_own_percentiles()
    {
        // Overheads of £1m ± £100k beside a Poisson number of contacts: the surplus follows them pound for pound.
        var tornado = Of(Gauss.Load(), "mean(provider.cumulative)");
        var bar = tornado.Bars.Single(b => b.Input.StartsWith("overheads.management", StringComparison.Ordinal));
        Assert.Equal(2 * 100_000 * Scalar.NormalQuantile(0.9), bar.Low.Value - bar.High.Value, 1);
    }

    private static double Surplus(double sd, double p) => Town.Cost * (1 - Scalar.Exp((sd * Scalar.NormalQuantile(p)) - (sd * sd / 2)));

    private static Tornado Of(Scenario scenario, string measure) => Tornado.Of(
        new Variant("base", scenario, MeasureSet.Parse([measure], MeasureColumns.Of(scenario))), new RunOptions { Trials = 20_000, Seed = 6, Threads = 2 });
}
