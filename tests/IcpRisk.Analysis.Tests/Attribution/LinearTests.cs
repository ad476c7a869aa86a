using IcpRisk.Analysis.Attribution;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Nature;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Numerics.Streams;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Attribution;

/// <summary>
/// Attribution and reverse stress where all is known: a sum of normals. Seeded; of four standard errors chance exceeds one
/// comparison in 16,000.
/// </summary>
public sealed class LinearTests
{
    private const int Trials = 20_000;

    // φ(Φ⁻¹(p))/(1 − p): the mean of a standard normal beyond its quantile.
    private const double Beyond95 = 2.0627128075;
    private const double Beyond99 = 2.6652142203;
    private static readonly Scenario Place = Linear.Load();
    private static readonly AttributionResult Result = Linear.Attribute(
        Place, Trials, Linear.Grouping, "provider_surplus < -£1.48m", "variance(provider_surplus)", "sd(provider_surplus)", "tvar99(provider_surplus)");

    public static TheoryData<string> Measures() => new("variance", "sd", "tvar99");

    [Theory]
    [MemberData(nameof(Measures))]
    public void Shapley_values_are_those_in_closed_form(string measure)
    {
        var result = Result.Measures.Single(m => m.Measure.Text == $"{measure}(provider_surplus)");
        double V(int subset)
        {
            var variance = Linear.Sds.Where((_, k) => (subset >> k & 1) == 1).Sum(s => s * s);
            return measure switch { "variance" => variance, "sd" => Math.Sqrt(variance), _ => Linear.Mean + (Beyond99 * Math.Sqrt(variance)) };
        }

        var exact = Shapley.Values(3, [.. Enumerable.Range(0, 8).Select(V)]);
        for (var k = 0; k < 3; k++)
        {
            Near(exact[k], result.Shares[k].Value);
            Near(V(1 << k) - V(0), result.Shares[k].Alone);
            Near(V(7) - V(7 & ~(1 << k)), result.Shares[k].Last);
        }

        Assert.Equal(["a", "b", "c"], result.Shares.Select(s => s.Name));
        Assert.Equal(result.All.Value - result.None.Value, result.Shares.Sum(s => s.Value.Value), 1e-6 * result.All.Value);
        Assert.Equal(0, result.Orders);
        if (measure == "variance")
        {
            Assert.All(Linear.Sds.Zip(exact), x => Assert.Equal(x.First * x.First, x.Second, 1e-3));
        }
    }

    /// <summary>Ten players, seven of whom have nothing: orders are sampled, and their error covers the difference.</summary>
    [Fact]
    public void Sampled_orders_come_near_the_closed_form_and_sum_to_the_whole()
    {
        var switches = Grouping.Switches(Place);
        SwitchGroup[] groups =
        [
            .. Linear.Figures.Select(f => new SwitchGroup(f, [switches.Single(s => s.Name == f)])),
            .. Enumerable.Range(0, 7).Select(i => new SwitchGroup($"nothing {i}", [])),
        ];
        var measures = Analysis.Measures.MeasureSet.Parse(["sd(provider_surplus)"], Analysis.Measures.Grammar.MeasureColumns.Of(Place)).Measures;
        var result = new AttributionRun(Place, new RunOptions { Trials = 2_000, Seed = 5, Threads = 2 }, measures, Players.Groups(groups), orders: 40).Run().Measures[0];
        Assert.Equal(40, result.Orders);
        var exact = Shapley.Values(3, [.. Enumerable.Range(0, 8).Select(s => Math.Sqrt(Linear.Sds.Where((_, k) => (s >> k & 1) == 1).Sum(x => x * x)))]);
        for (var k = 0; k < 3; k++)
        {
            Near(exact[k], result.Shares[k].Value);
            Assert.InRange(result.Shares[k].Value.StandardError, 1, 5_000);
        }

        Assert.All(result.Shares.Skip(3), s => Assert.Equal(0, s.Value.Value));
        Assert.Equal(result.Attributed.Value, result.Shares.Sum(s => s.Value.Value), 1e-6);
    }

    /// <summary>E[z_k | worst] = σ_k/σ · φ(z)/(1 − p), and Φ of it is its percentile.</summary>
    [Theory]
    [InlineData(0.95, Beyond95)]
    [InlineData(0.99, Beyond99)]
    public void Drivers_in_the_worst_trials_are_where_theory_has_them(double level, double beyond)
    {
        var table = Result.Stress.Tables.Single(t => t.Level == level);
        Assert.Equal("provider_surplus", table.Loss);
        Assert.Equal((int)Math.Round((1 - level) * Trials), table.Trials);
        Assert.Equal(Linear.Figures.Reverse(), table.Drivers.Take(3).Select(d => d.Name));
        foreach (var (figure, sd) in Linear.Figures.Zip(Linear.Sds))
        {
            var driver = table.Drivers.Single(d => d.Name == figure);
            Assert.Equal(0, driver.Year);
            Near(sd / Linear.Sd * beyond, driver.Mean);
            Assert.Equal(Numerics.Maths.Scalar.NormalCdf(driver.Mean.Value), driver.Percentile);
        }
    }

    /// <summary>The same by brute force: every trial's normals drawn one by one, sorted by the loss they add up to.</summary>
    [Fact]
    public void Drivers_and_the_nearest_path_to_ruin_are_those_of_brute_force()
    {
        var philox = new Philox(11);
        var streams = Linear.Figures.Select(f => StreamId.Of(string.Empty, "parameter", f)).ToArray();
        var scores = Enumerable.Range(0, Trials).Select(t => streams.Select(s => philox.Normal((uint)t, s, 0)).ToArray()).ToArray();
        var losses = scores.Select(z => Linear.Mean + z.Zip(Linear.Sds, (x, s) => x * s).Sum()).ToArray();
        var worst = Enumerable.Range(0, Trials).OrderByDescending(t => losses[t]).Take(Trials / 100).ToArray();
        var table = Result.Stress.Tables.Single(t => t.Level == 0.99);
        for (var k = 0; k < 3; k++)
        {
            var own = worst.Select(t => scores[t][k]).ToArray();
            var driver = table.Drivers.Single(d => d.Name == Linear.Figures[k]);
            Assert.Equal(own.Average(), driver.Mean.Value, 1e-12);
            Assert.Equal(Math.Sqrt(own.Sum(x => (x - own.Average()) * (x - own.Average()))) / own.Length, driver.Mean.StandardError, 1e-12);
        }

        Assert.Equal(losses[worst[^1]], table.Threshold, 0.02);

        var ruin = Result.Stress.Ruin;
        var ruined = Enumerable.Range(0, Trials).Where(t => losses[t] > 1.48e6).ToArray();
        var nearest = ruined.MinBy(t => scores[t].Sum(z => z * z));
        Assert.True(ruin.Asked);
        Assert.Equal("provider_surplus < -£1.48m", ruin.Condition);
        Assert.Equal(ruined.Length, ruin.Ruined);
        Assert.Equal(nearest, ruin.Trial);
        Assert.Equal(3, ruin.Leading);
        Assert.Equal(Math.Sqrt(scores[nearest].Sum(z => z * z)), ruin.Distance, 1e-12);

        // No trial can be ruined nearer than the plane of ruin is.
        Assert.InRange(ruin.Distance, (1.48e6 - Linear.Mean) / Linear.Sd, ruin.MedianDistance);
        Assert.Equal(1, ruin.Surprises.Sum(s => s.Share), 1e-12);
        Assert.Equal(-losses[nearest], ruin.Years[ruin.Series.ToList().IndexOf("provider_surplus")][0], 0.02);
    }

    [Fact]
    public void Where_nobody_is_ruined_the_worst_stand_for_it_and_it_is_said()
    {
        var ruin = Linear.Attribute(Place, 500, Linear.Grouping, "provider_surplus < -£9m", "mean(provider_surplus)").Stress.Ruin;
        Assert.False(ruin.Asked);
        Assert.Equal(("provider_surplus among its worst 1 %", 5), (ruin.Condition, ruin.Ruined));
    }

    [Fact]
    public void Groups_of_risks_are_the_risks()
    {
        var harbour = Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "harbour-care.yaml"));
        var byRisk = Town.Attribute(harbour, 500, "tvar95(provider_surplus)");
        var groups = string.Join(';', Players.RisksOn(harbour).Select(r => $"{RiskNames.Key(r)}={RiskNames.Key(r)}"));
        var measures = Analysis.Measures.MeasureSet.Parse(["tvar95(provider_surplus)"], Analysis.Measures.Grammar.MeasureColumns.Of(harbour)).Measures;
        var byGroup = new AttributionRun(
            harbour, new RunOptions { Trials = 500, Seed = 4, Threads = 2 }, measures, Players.Groups(Grouping.Read(groups, Grouping.Switches(harbour)))).Run();
        Assert.Equal(AttributionRows.Of(byRisk), AttributionRows.Of(byGroup));
    }

    /// <summary>
    /// Given that the loss is above its mean with everything on, a group of standard deviation s makes the loss larger by
    /// s²/σ·√(2/π) on average, σ² being the sum of all s²: in every subset the same trials count.
    /// </summary>
    [Fact]
    public void Measures_given_a_condition_are_of_the_same_trials_in_every_subset()
    {
        var columns = MeasureColumns.Of(Place);
        var given = new AttributionRun(
            Place, new RunOptions { Trials = Trials, Seed = 12, Threads = 2 }, MeasureSet.Parse(["mean(provider_surplus)", "p_loss(provider_surplus)"], columns).Measures,
            Players.Groups(Grouping.Read(Linear.Grouping, Grouping.Switches(Place))), given: MeasureParser.Condition("provider_surplus < -£1.3m", columns)).Run();
        Assert.Equal("provider_surplus < -£1.3m", given.Given!.Value.Condition.Text);
        Assert.InRange(given.Given.Value.Trials, (Trials / 2) - 283, (Trials / 2) + 283);    // 4·√(n/4)
        var mean = given.Measures[0];
        for (var k = 0; k < 3; k++)
        {
            Near(-Linear.Sds[k] * Linear.Sds[k] / Linear.Sd * 0.7978845608, mean.Shares[k].Value);
        }

        Near(-Linear.Mean - (Linear.Sd * 0.7978845608), mean.All);
        Assert.Equal(1, given.Measures[1].All.Value);
    }

    [Fact]
    public void What_is_given_must_hold_often_enough()
    {
        var columns = MeasureColumns.Of(Place);
        var rare = new AttributionRun(
            Place, new RunOptions { Trials = 2_000, Seed = 12, Threads = 2 }, MeasureSet.Parse(["mean(provider_surplus)"], columns).Measures,
            Players.Groups(Grouping.Read(Linear.Grouping, Grouping.Switches(Place))), given: MeasureParser.Condition("provider_surplus < -£2m", columns));
        Assert.Contains("holds in 0 of 2000 trials", Assert.Throws<MeasureException>(() => rare.Run()).Message);
    }

    private static void Near(double exact, Estimate estimate) =>
        Assert.InRange(estimate.Value - exact, -4 * estimate.StandardError, 4 * estimate.StandardError);
}
