using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Tests.Attribution;
using IcpRisk.Analysis.Variants;
using IcpRisk.Nature;
using IcpRisk.Nature.Stress;
using IcpRisk.Numerics.Maths;
using IcpRisk.Paths;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Stress;

/// <summary>What happens is moved or held; the plan, the contract and all other draws stay.</summary>
public sealed class StressTests
{
    private const int Trials = 40_000;
    private static readonly string Dudley = Datasets.Dataset.ScenarioPath("dudley-icp");

    [Fact]
    public void A_driver_held_in_its_worst_decile_has_the_conditional_mean()
    {
        // Cost is £1m times independent log-normal factors of mean one; that of prices given z > z90 is Φ(σ − z90)/0.1.
        var expected = Town.Cost * Scalar.NormalCdf(0.02 - Scalar.NormalQuantile(0.9)) / 0.1;
        var cost = Mean(NatureOptions.Full with { Bands = [new DriverBand("efficiency.inflation", 0.9, 1, [])] }, "mean(cost_in_scope)");
        Assert.InRange(cost.Estimate.Value, expected - (4 * cost.Estimate.StandardError), expected + (4 * cost.Estimate.StandardError));
        Assert.True(cost.Estimate.Value > 1.03 * Town.Cost);
    }

    [Fact]
    public void A_driver_held_at_one_percentile_is_that_value()
    {
        // All else off: £1m · exp(σ z90 − σ²/2), to the penny.
        var only = new NatureOptions(Centre.Expected, new HashSet<Risk> { Risk.Efficiency }) { Bands = [new DriverBand("efficiency.inflation", 0.9, 0.9, [1])] };
        var expected = Town.Cost * Scalar.Exp((0.02 * Scalar.NormalQuantile(0.9)) - (0.02 * 0.02 / 2));
        Assert.Equal(expected, Mean(only, "q1(cost_in_scope)").Estimate.Value, 2);
        Assert.Equal(expected, Mean(only, "q99(cost_in_scope)").Estimate.Value, 2);
    }

    [Fact]
    public void A_yearly_driver_held_over_the_term_keeps_its_deviations_and_all_other_draws()
    {
        var scenario = Scenario.Load(Dudley);
        var options = new RunOptions { Trials = 400, Seed = 2, SelfCheck = false };
        const string Name = "efficiency.inflation";
        var (plain, held) = (new Simulator(scenario, options), new Simulator(
            scenario, options, NatureOptions.Full with { Bands = [new DriverBand(Name, 0.75, 1, [])] }, []));
        var least = Scalar.NormalQuantile(0.75);
        for (var trial = 0; trial < 400; trial += 7)
        {
            var (a, b) = (plain.Replay(trial).Record, held.Replay(trial).Record);
            Assert.Equal(a.Surprises.Where(s => s.Driver != Name), b.Surprises.Where(s => s.Driver != Name));
            Assert.Equal(a.Figures, b.Figures);
            double[] before = [.. a.Surprises.Where(s => s.Driver == Name).Select(s => s.Normal)];
            double[] after = [.. b.Surprises.Where(s => s.Driver == Name).Select(s => s.Normal)];
            var root = Math.Sqrt(before.Length);
            Assert.True(after.Sum() / root >= least - 1e-12);
            Assert.Equal(0.75 + (0.25 * Scalar.NormalCdf(before.Sum() / root)), Scalar.NormalCdf(after.Sum() / root), 12);
            for (var y = 1; y < before.Length; y++)
            {
                Assert.Equal(before[y] - before[0], after[y] - after[0], 12);
            }
        }
    }

    [Fact]
    public void Moves_multiply_what_happens_in_their_years_and_leave_the_plan()
    {
        var scenario = Scenario.Load(Dudley);
        var options = new RunOptions { Trials = 64, Seed = 2, SelfCheck = false };
        var moves = new NatureMoves { List = [1, 1.05], Price = [1.03, 1.03], Savings = [.. Enumerable.Repeat(0.0, scenario.Time.Years)] };
        RowId[] rows = [new(Quantity.ListSize), new(Quantity.PriceIndex), new(Quantity.SavingsRealised), new(Quantity.ListSizeIndex)];
        var (plain, moved) = (Replay(NatureOptions.Full), Replay(NatureOptions.Full with { Moves = moves }));
        for (var year = 1; year <= scenario.Time.Years; year++)
        {
            var (list, price) = (year == 2 ? 1.05 : 1, year <= 2 ? 1.03 : 1);
            Assert.Equal(list, moved.Value(rows[0], year) / plain.Value(rows[0], year), 12);
            Assert.Equal(list, moved.Value(rows[3], year) / plain.Value(rows[3], year), 12);
            Assert.Equal(price, moved.Value(rows[1], year) / plain.Value(rows[1], year), 12);
        }

        Assert.Equal(0, moved.Value(rows[2], scenario.Time.Years));
        Assert.NotEqual(0, plain.Value(rows[2], scenario.Time.Years));

        ReplayedTrial Replay(NatureOptions nature) => new Simulator(scenario, options, nature, [new Wants(rows)]).Replay(9);
    }

    [Fact]
    public void More_activity_and_dearer_care_cost_in_proportion()
    {
        // A service without fixed cost and chance: 10 % more activity at 5 % more a case.
        var moves = new NatureMoves
        {
            Activity = new Dictionary<string, IReadOnlyList<double>> { ["ward"] = [1.1] },
            UnitCost = new Dictionary<string, IReadOnlyList<double>> { ["ward"] = [1.05] },
        };
        var (plain, moved) = (Mean(NatureOptions.Full, "mean(cost_in_scope)"), Mean(NatureOptions.Full with { Moves = moves }, "mean(cost_in_scope)"));
        Assert.Equal(1.155, moved.Estimate.Value / plain.Estimate.Value, 6);
    }

    [Fact]
    public void Variants_that_are_stressed_apart_do_not_share_paths()
    {
        var scenario = Town.Load();
        var measures = MeasureSet.Parse(["mean(provider.cumulative)"], MeasureColumns.Of(scenario));
        Variant[] variants =
        [
            new("base", scenario, measures),
            new("up", scenario, measures) { Nature = NatureOptions.Full with { Moves = new NatureMoves { Price = [1.1] } } },
        ];
        var comparison = Comparison.Of(variants, new RunOptions { Trials = 4096, Seed = 3, SelfCheck = false });
        Assert.Equal(2, comparison.Passes);
        var (cost, difference) = (1_000_000 - comparison.Measures[0].Estimate.Value, comparison.Measures[1].Difference!.Value);

        // The difference is −10 % of each trial's cost: so is its error.
        Assert.Equal(-0.1 * cost, difference.Value, 2);
        Assert.Equal(0.1 * comparison.Measures[0].Estimate.StandardError, difference.StandardError, 2);
    }

    private static MeasureResult Mean(NatureOptions nature, string measure)
    {
        var scenario = Town.Load();
        var options = new RunOptions { Trials = Trials, Seed = 4, Threads = 2, SelfCheck = false };
        var sink = new MeasureSink(MeasureSet.Parse([measure], MeasureColumns.Of(scenario)), options);
        new Simulator(scenario, options, nature, [sink]).Run();
        return sink.Results()[0];
    }
}
