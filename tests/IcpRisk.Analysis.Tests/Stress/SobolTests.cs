using IcpRisk.Analysis.Attribution;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Stress;
using IcpRisk.Analysis.Tests.Variants;
using IcpRisk.Nature;
using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Stress;

/// <summary>Sobol's indices against closed forms: a sum, and a product, of independent factors.</summary>
public sealed class SobolTests
{
    private const int Trials = 100_000;

    [Fact]
    public void Of_a_sum_first_and_total_are_shares_of_the_variance()
    {
        // A surplus of £7m less overheads, normal with sd £100k, less £1,000 for each of a Poisson number of 6,000.
        var scenario = Gauss.Load();
        var variance = Gauss.Sd * Gauss.Sd;
        var indices = Run(scenario, InputGroup.ByDriver(scenario));
        var overheads = indices.Single(i => i.Group.Name.StartsWith("overheads.management", StringComparison.Ordinal)).Index;
        var contacts = indices.Single(i => i.Group.Name == "volatility.activity.care").Index;
        Near(1e10 / variance, overheads.First);
        Near(1e10 / variance, overheads.Total);
        Near(6e9 / variance, contacts.First);
        Near(6e9 / variance, contacts.Total);
    }

    [Fact]
    public void Of_a_product_totals_are_what_is_shared_on_top()
    {
        // Cost is £1m times log-normals of mean one: with w = exp(σ²) − 1, S = w/(Π(1 + w) − 1), T = w·Π of the others/(Π(1 + w) − 1).
        double[] sds = [0.5, 0.4];
        var scenario = Product(sds);
        double[] w = [.. sds.Select(s => Scalar.Exp(s * s) - 1)];
        var whole = ((1 + w[0]) * (1 + w[1])) - 1;
        var indices = Run(scenario, InputGroup.ByRisk(scenario)).ToDictionary(i => i.Group.Name, i => i.Index);
        Near(w[0] / whole, indices["utilisation"].First);
        Near(w[0] * (1 + w[1]) / whole, indices["utilisation"].Total);
        Near(w[1] / whole, indices["efficiency"].First);
        Near(w[1] * (1 + w[0]) / whole, indices["efficiency"].Total);
        Assert.True(indices["utilisation"].First.Upper < w[0] * (1 + w[1]) / whole, "first and total could not be told apart");
    }

    [Fact]
    public void What_is_drawn_anew_leaves_all_other_draws()
    {
        var scenario = Scenario.Load(Datasets.Dataset.ScenarioPath("dudley-icp"));
        var options = new RunOptions { Trials = 64, Seed = 9, SelfCheck = false };
        var groups = InputGroup.ByRisk(scenario);
        Assert.Equal(Players.RisksOn(scenario).Count, groups.Count(g => g.Name != "dependence"));
        var plain = new Simulator(scenario, options).Replay(17).Record;

        // Each drawn input is in exactly one group.
        var engine = new Simulator(scenario, options).Engine;
        Assert.Equal(
            engine.Normals.Select(n => n.Name).Distinct().Order(StringComparer.Ordinal), groups.SelectMany(g => g.Inputs.Names).Order(StringComparer.Ordinal));
        foreach (var group in groups)
        {
            var again = new Simulator(scenario, options, NatureOptions.Full with { Redrawn = group.Inputs }, []).Replay(17).Record;
            foreach (var (a, b) in plain.Figures.Zip(again.Figures))
            {
                Assert.Equal(group.Inputs.Names.Contains(a.Path), a != b);
            }

            // Tied drivers have some of each other: of those without ties just the group's differ.
            foreach (var (a, b) in plain.Surprises.Zip(again.Surprises).Where(s => !Tied(scenario, s.First.Driver)))
            {
                Assert.Equal(group.Inputs.Names.Contains(a.Driver), a != b);
            }
        }
    }

    [Fact]
    public void Single_cases_drawn_anew_leave_every_driver_and_change_what_cases_cost()
    {
        var scenario = Scenario.Load(Datasets.Dataset.ScenarioPath("dudley-icp"));
        var options = new RunOptions { Trials = 64, Seed = 9, SelfCheck = false };
        var cases = InputGroup.ByDriver(scenario).Single(g => g.Name == "cases.volatility");
        var plain = new Simulator(scenario, options, NatureOptions.Full, [new Wants([new(Paths.Quantity.Cost)])]);
        var again = new Simulator(scenario, options, NatureOptions.Full with { Redrawn = cases.Inputs }, [new Wants([new(Paths.Quantity.Cost)])]);
        var changed = 0;
        for (var trial = 0; trial < 64; trial++)
        {
            var (a, b) = (plain.Replay(trial), again.Replay(trial));
            Assert.Equal(a.Record.Surprises, b.Record.Surprises);
            Assert.Equal(a.Record.Figures, b.Record.Figures);
            changed += a.Value(new Paths.RowId(Paths.Quantity.Cost), 1) == b.Value(new Paths.RowId(Paths.Quantity.Cost), 1) ? 0 : 1;
        }

        // High-cost cases are drawn as a sum but for the largest, which not every year has.
        Assert.InRange(changed, 1, 63);
    }

    [Fact]
    public void All_drawn_anew_is_an_independent_run()
    {
        var scenario = Gauss.Load();
        var groups = InputGroup.ByDriver(scenario);
        var (a, b) = (Values(scenario, Redrawn.None), Values(scenario, InputGroup.All(groups)));
        var correlation = a.Zip(b, (x, y) => (x - a.Average()) * (y - b.Average())).Average() / (Gauss.Sd * Gauss.Sd);

        // Of independent runs the correlation is normal with sd 1/√n.
        Assert.InRange(correlation, -4 / Math.Sqrt(a.Length), 4 / Math.Sqrt(a.Length));
    }

    [Fact]
    public void Intervals_hold_the_truth_about_as_often_as_they_say()
    {
        // 200 runs of 400 trials of X + 0.5 Y + X·Y, X and Y standard normal: V = 2.25, S of X 1/2.25, T of X 2/2.25.
        var (first, total) = (0, 0);
        var philox = new Numerics.Streams.Philox(8);
        for (var run = 0; run < 200; run++)
        {
            var (a, b, mixed) = (new double[400], new double[400], new double[400]);
            for (var t = 0; t < 400; t++)
            {
                double[] z = [.. Enumerable.Range(0, 4).Select(s => philox.Normal((uint)((run * 400) + t), Numerics.Streams.StreamId.Of("test", "sobol", $"{s}"), 0))];
                (a[t], b[t], mixed[t]) = (Of(z[0], z[1]), Of(z[2], z[3]), Of(z[2], z[1]));
            }

            var index = SobolIndex.Of(a, b, mixed);
            first += index.First.Lower <= 1 / 2.25 && 1 / 2.25 <= index.First.Upper ? 1 : 0;
            total += index.Total.Lower <= 2 / 2.25 && 2 / 2.25 <= index.Total.Upper ? 1 : 0;
        }

        // 95 % of 200 is 190 ± 3; heavy tails of a product cost a little.
        Assert.InRange(first, 178, 200);
        Assert.InRange(total, 178, 200);

        static double Of(double x, double y) => x + (0.5 * y) + (x * y);
    }

    // Five standard errors: one in 1.7 million by chance.
    private static void Near(double expected, Estimate estimate) => Assert.InRange(
        estimate.Value, expected - (5 * estimate.StandardError), expected + (5 * estimate.StandardError));

    private static bool Tied(Scenario scenario, string driver) =>
        scenario.Nature.Dependence.Any(p => p.One == driver || p.Other == driver) || driver.StartsWith("utilisation.", StringComparison.Ordinal);

    private static IReadOnlyList<GroupIndex> Run(Scenario scenario, IReadOnlyList<InputGroup> groups) => new SobolRun(
        scenario, new RunOptions { Trials = Trials, Seed = 5, Threads = 2 },
        MeasureSet.Parse(["mean(provider.cumulative)"], MeasureColumns.Of(scenario)).Measures[0], groups).Run();

    private static double[] Values(Scenario scenario, Redrawn redrawn)
    {
        var options = new RunOptions { Trials = 20_000, Seed = 5, Threads = 2, SelfCheck = false };
        var sink = new MeasureSink(MeasureSet.Parse(["mean(provider.cumulative)"], MeasureColumns.Of(scenario)), options, keepAll: true);
        new Simulator(scenario, options, NatureOptions.Full with { Redrawn = redrawn }, [sink]).Run();
        return sink.Values(0).ToArray();
    }

    private static Scenario Product(double[] sds)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "product.yaml");
        File.WriteAllText(path, FormattableString.Invariant($$"""
            icprisk: 1
            name: product
            term: {starts: 2020-04-01, years: 1}
            population: {cohorts: {all: 10k} }
            services: {ward: {setting: acute, activity: 1000, unit_cost: £1000} }
            risks:
              volatility: {on: false}
              utilisation: {sd: {{sds[0]}} }
              efficiency: {inflation: {planned: 0 %, sd: {{sds[1]}} } }
            contract:
              parties:
                payer: {side: commissioner}
                provider: {side: provider}
              value: {year_1: £1m}
            """));
        return Scenario.Load(path);
    }
}
