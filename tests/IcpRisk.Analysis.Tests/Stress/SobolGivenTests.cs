using IcpRisk.Analysis.Attribution;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Stress;
using IcpRisk.Analysis.Tests.Variants;
using IcpRisk.Nature;
using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Numerics.Streams;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Stress;

/// <summary>
/// Sobol's indices under a condition against closed forms: cost is overheads, normal with mean £1m and sd £100,000, and £1,000
/// for each of a Poisson number of 6,000 contacts.
/// </summary>
public sealed class SobolGivenTests
{
    private const double Mean = 1e6;
    private const double Sd = 1e5;
    private const double Contacts = 6000;
    private const double Price = 1000;

    [Fact]
    public void A_condition_on_one_input_leaves_inputs_independent_and_that_one_its_truncated_variance()
    {
        var indices = Run(Gauss.Load(), "cost_overheads > £1.05m", 40_000);
        var cut = CutVariance(0.5) * Sd * Sd;
        var whole = cut + (Contacts * Price * Price);
        Near(cut / whole, Of(indices, "overheads").First);
        Near(cut / whole, Of(indices, "overheads").Total);
        Near(1 - (cut / whole), Of(indices, "volatility").First);
        Near(1 - (cut / whole), Of(indices, "volatility").Total);
        Assert.All(indices.Indices, i => Assert.Equal((0, 0), (i.Stayed!.Value.First.Share, i.Stayed.Value.Total.Share)));
    }

    [Theory]
    [InlineData(7e6)]
    [InlineData(7.15e6)]
    public void A_condition_on_the_sum_ties_its_parts(double least)
    {
        // What a part makes by itself and what is left when the other is known add up to the variance, and neither is the other's.
        var (overheads, contacts) = FirstOfTied(least);
        var indices = Run(Gauss.Load(), FormattableString.Invariant($"provider_cost > {least}"), 40_000);
        Near(overheads, Of(indices, "overheads").First);
        Near(contacts, Of(indices, "volatility").First);
        Near(1 - contacts, Of(indices, "overheads").Total);
        Near(1 - overheads, Of(indices, "volatility").Total);
        Assert.True(Of(indices, "overheads").First.Upper < 1 - contacts - 0.1, "first and total could not be told apart");
    }

    [Fact]
    public void A_condition_that_always_holds_gives_the_indices_of_all_trials()
    {
        var scenario = Gauss.Load();
        var groups = InputGroup.ByDriver(scenario);
        var without = new SobolRun(scenario, Options(20_000), Surplus(scenario), groups).Run().ToDictionary(g => g.Group.Name, g => g.Index);
        foreach (var (group, index, _) in Run(scenario, "year = 1", 20_000).Indices)
        {
            // Both are of the same trials, so their errors are no more independent than that.
            Near(without[group.Name].First.Value, index.First);
            Near(without[group.Name].Total.Value, index.Total);
            Assert.InRange(index.First.StandardError, 0, 1.3 * without[group.Name].First.StandardError);
        }
    }

    [Fact]
    public void No_bit_depends_on_threads_or_tiles()
    {
        var scenario = Gauss.Load();
        var runs = new[] { (1, 0), (3, 0), (2, 32), (2, 256) }.Select(o => new SobolGiven(
            scenario, Options(5000) with { Threads = o.Item1, Tile = o.Item2 }, Surplus(scenario), Condition(scenario, "provider_cost > £7.1m"), InputGroup.ByDriver(scenario)).Run()).ToList();
        Assert.All(runs, r => Assert.Equal(
            runs[0].Indices.Select(i => (i.Group.Name, i.Index, i.Stayed)), r.Indices.Select(i => (i.Group.Name, i.Index, i.Stayed))));
    }

    [Fact]
    public void Each_redraw_is_that_of_a_run_with_the_group_drawn_anew_that_often()
    {
        var scenario = Gauss.Load();
        var (measure, all) = (Surplus(scenario), InputGroup.All(InputGroup.ByDriver(scenario)));
        using var sink = new GivenSink(measure.Series, Condition(scenario, "provider_cost > £7.1m").Expression, 4000);
        var simulator = new Simulator(scenario, Options(4000) with { SelfCheck = false }, NatureOptions.Full, [sink]);
        simulator.Run();
        var stayed = sink.Drawn().Select(_ => true).ToArray();
        var seen = 0;
        for (var most = 1; most <= 3; most++)
        {
            using var whole = new SeriesSink([measure.Series, Condition(scenario, "provider_cost > £7.1m").Expression], 4000);
            new Simulator(scenario, Options(4000) with { SelfCheck = false }, NatureOptions.Full with { Redrawn = all with { Attempt = most } }, [whole]).Run();
            sink.Begin();
            var held = Enumerable.Range(0, 4000).Where(t => sink.IsWanted(t)).ToArray();
            simulator.Again(all, most, sink.IsWanted, new RunProgress());
            var (again, left) = (sink.Again(), sink.Stayed());
            for (var i = 0; i < held.Length; i++)
            {
                Assert.Equal(stayed[i] && whole.Values[1][held[i]] == 1, stayed[i] && !left[i]);
                if (stayed[i] && !left[i])
                {
                    Assert.Equal(whole.Values[0][held[i]], again[i]);
                    seen++;
                }
            }

            stayed = left;
        }

        Assert.InRange(seen, 300, stayed.Length);
    }

    [Fact]
    public void Single_cases_are_drawn_anew_each_time()
    {
        var scenario = Scenario.Load(Datasets.Dataset.ScenarioPath("dudley-icp"));
        var cases = InputGroup.ByDriver(scenario).Single(g => g.Name == "cases.volatility").Inputs;
        var costs = new[] { 1, 2 }.Select(attempt =>
        {
            var simulator = new Simulator(
                scenario, Options(64) with { SelfCheck = false }, NatureOptions.Full with { Redrawn = cases with { Attempt = attempt } }, [new Wants([new(Paths.Quantity.Cost)])]);
            return Enumerable.Range(0, 64).Select(t => simulator.Replay(t).Value(new Paths.RowId(Paths.Quantity.Cost), 1)).ToArray();
        }).ToArray();

        // Not every year has a case that is drawn by itself.
        Assert.InRange(costs[0].Zip(costs[1]).Count(c => c.First != c.Second), 1, 63);
    }

    [Fact]
    public void A_trial_without_a_redraw_that_meets_the_condition_stays_as_it_was()
    {
        var scenario = Gauss.Load();
        var measure = Surplus(scenario);
        using var sink = new GivenSink(measure.Series, Condition(scenario, "provider_cost > £7.1m").Expression, 4000);
        var simulator = new Simulator(scenario, Options(4000) with { SelfCheck = false }, NatureOptions.Full, [sink]);
        simulator.Run();
        sink.Begin();
        var progress = new RunProgress();
        simulator.Again(InputGroup.All(InputGroup.ByDriver(scenario)), 1, sink.IsWanted, progress);

        // Drawn wholly anew once, a trial meets the condition as any does: 1 − Φ(100/126.5) = 21.5 %, of about 860; five sds.
        var (drawn, again, stayed) = (sink.Drawn(), sink.Again(), sink.Stayed());
        Assert.InRange(stayed.Count(s => !s) / (double)stayed.Length, 0.145, 0.285);
        Assert.All(Enumerable.Range(0, drawn.Length), t => Assert.Equal(stayed[t], drawn[t] == again[t]));
        Assert.All(again, surplus => Assert.True(surplus < -1e5));
        Assert.Equal((drawn.Length, drawn.Length), ((int)progress.Done, (int)progress.Total));
    }

    [Fact]
    public void Intervals_hold_the_truth_about_as_often_as_they_say()
    {
        // 200 runs of X + Y/2 given X + Y > 0, X and Y standard normal, 400 trials in which it holds.
        const int Trials = 400;
        var (first, total) = TruthOfHalf();
        var (firsts, totals) = (0, 0);
        var philox = new Philox(18);
        for (var run = 0; run < 200; run++)
        {
            var (a, own, others, all) = (new double[Trials], new double[Trials], new double[Trials], new double[Trials]);
            for (var t = 0; t < Trials; t++)
            {
                var trial = (uint)((run * Trials) + t);
                var (x, y) = Held(trial, "drawn", null, null);
                a[t] = x + (y / 2);
                own[t] = Held(trial, "own", null, y) is var c ? c.X + (c.Y / 2) : 0;
                others[t] = Held(trial, "all", x, null) is var d ? d.X + (d.Y / 2) : 0;
                all[t] = Held(trial, "all", null, null) is var b ? b.X + (b.Y / 2) : 0;
            }

            var index = SobolIndex.OfPairs(a, own, others, all);
            firsts += index.First.Lower <= first && first <= index.First.Upper ? 1 : 0;
            totals += index.Total.Lower <= total && total <= index.Total.Upper ? 1 : 0;
        }

        // 95 % of 200 is 190 ± 3.
        Assert.InRange(firsts, 178, 200);
        Assert.InRange(totals, 178, 200);

        (double X, double Y) Held(uint trial, string what, double? x, double? y)
        {
            for (var attempt = 0; ; attempt++)
            {
                var (nextX, nextY) = (x ?? philox.Normal(trial, StreamId.Of("test", what, "x"), attempt), y ?? philox.Normal(trial, StreamId.Of("test", what, "y"), attempt));
                if (nextX + nextY > 0)
                {
                    return (nextX, nextY);
                }
            }
        }
    }

    [Fact]
    public void A_condition_that_hardly_ever_holds_is_refused() => Assert.Equal(
        "provider_cost > £7.5m: at 1: it holds in 0 of 1000 trials, and Sobol's indices need 100",
        Assert.Throws<MeasureException>(() => Run(Gauss.Load(), "provider_cost > £7.5m", 1000)).Message);

    // Five standard errors: one in 1.7 million by chance.
    private static void Near(double expected, Estimate estimate) => Assert.InRange(
        estimate.Value, expected - (5 * estimate.StandardError), expected + (5 * estimate.StandardError));

    private static SobolIndex Of(GivenIndices indices, string name) =>
        indices.Indices.Single(i => i.Group.Name.StartsWith(name, StringComparison.Ordinal)).Index;

    private static GivenIndices Run(Scenario scenario, string given, long trials) =>
        new SobolGiven(scenario, Options(trials), Surplus(scenario), Condition(scenario, given), InputGroup.ByDriver(scenario)
            .Where(g => g.Name.StartsWith("overheads", StringComparison.Ordinal) || g.Name == "volatility.activity.care").ToList()).Run();

    private static RunOptions Options(long trials) => new() { Trials = trials, Seed = 5, Threads = 2 };

    private static Measure Surplus(Scenario scenario) => MeasureSet.Parse(["mean(provider_surplus)"], MeasureColumns.Of(scenario)).Measures[0];

    private static Condition Condition(Scenario scenario, string text) => MeasureParser.Condition(text, MeasureColumns.Of(scenario));

    // Mean and variance of a standard normal above a point.
    private static double CutMean(double from) => Density(from) / Scalar.NormalCdf(-from);

    private static double CutVariance(double from) => 1 + (from * CutMean(from)) - (CutMean(from) * CutMean(from));

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    // First indices of overheads and of the number of contacts where the cost of both is above an amount: sums over the number,
    // and Simpson's rule over overheads.
    private static (double Overheads, double Contacts) FirstOfTied(double least)
    {
        double[] poisson = [.. Enumerable.Range(0, 7000).Select(k => Math.Exp((k * Math.Log(Contacts)) - Contacts - LogFactorial(k)))];
        var (weight, mean, square, between) = (0.0, 0.0, 0.0, 0.0);
        for (var k = 5200; k < 6800; k++)
        {
            var from = (least - (k * Price) - Mean) / Sd;
            var w = poisson[k] * Scalar.NormalCdf(-from);
            var (m, v) = (Mean + (Sd * CutMean(from)) + (k * Price), Sd * Sd * CutVariance(from));
            (weight, mean, square, between) = (weight + w, mean + (w * m), square + (w * ((m * m) + v)), between + (w * m * m));
        }

        mean /= weight;
        var variance = (square / weight) - (mean * mean);
        return (Between(poisson, least, mean, weight) / variance, ((between / weight) - (mean * mean)) / variance);
    }

    private static double Between(double[] poisson, double least, double mean, double whole)
    {
        var (chance, first) = (new double[7002], new double[7002]);
        for (var k = 6999; k >= 0; k--)
        {
            (chance[k], first[k]) = (chance[k + 1] + poisson[k], first[k + 1] + (k * poisson[k]));
        }

        // The number jumps with overheads: a fine grid, so that what a step takes or leaves is far below the error of a run.
        var sum = 0.0;
        const double Step = 1e-4;
        for (var z = -6.0; z < 6; z += Step)
        {
            var overheads = Mean + (Sd * z);
            var from = Math.Clamp((int)Math.Floor((least - overheads) / Price) + 1, 0, 7000);
            if (chance[from] > 1e-300)
            {
                var m = overheads + (Price * first[from] / chance[from]) - mean;
                sum += Density(z) * Step * chance[from] * m * m;
            }
        }

        return sum / whole;
    }

    private static double LogFactorial(int n)
    {
        var sum = 0.0;
        for (var k = 2; k <= n; k++)
        {
            sum += Math.Log(k);
        }

        return sum;
    }

    // First and total index of X, of X + Y/2 given X + Y > 0: midpoints over the one that is known.
    private static (double First, double Total) TruthOfHalf()
    {
        var (weight, mean, square, ofX, ofY) = (0.0, 0.0, 0.0, 0.0, 0.0);
        const double Step = 1e-3;
        for (var z = -8 + (Step / 2); z < 8; z += Step)
        {
            var w = Density(z) * Scalar.NormalCdf(z);
            var (m, v) = (CutMean(-z), CutVariance(-z));
            weight += w;
            mean += w * (z + (m / 2));
            square += w * (((z + (m / 2)) * (z + (m / 2))) + (v / 4));
            ofX += w * (z + (m / 2)) * (z + (m / 2));
            ofY += w * v;
        }

        mean /= weight;
        var variance = (square / weight) - (mean * mean);
        return (((ofX / weight) - (mean * mean)) / variance, ofY / weight / variance);
    }
}
