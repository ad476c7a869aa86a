using IcpRisk.Analysis.Attribution;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Attribution;

/// <summary>Attribution of whole scenarios.</summary>
public sealed class AttributionTests
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "scenarios", "harbour-care.yaml");
    private static readonly Scenario Harbour = Scenario.Load(File);
    private static readonly RunOptions Options = new() { Trials = 2_048, Seed = 7, Threads = 2 };
    private static readonly AttributionResult Result = Run(Harbour, Options);

    /// <summary>
    /// Cost is £1m·exp(N(−½s², s²)) with s² the sum of the variances of the risks that are on, so v(S) = (£1m)²·(exp(s²) − 1),
    /// nearly linear in the variances. Seeded; 4 standard errors are exceeded by chance once in 16,000.
    /// </summary>
    [Fact]
    public void Where_independent_risks_add_up_each_has_its_own_variance()
    {
        var result = Town.Attribute(Town.Load(), 20_000, "variance(provider_surplus)").Measures[0];
        Dictionary<string, double> variances = new()
        {
            ["population_size"] = 9e-4, ["utilisation"] = 16e-4, ["efficiency"] = 4e-4, ["baseline"] = 1e-4, ["epidemiological"] = 0, ["quality"] = 0,
        };
        double[] own = [.. result.Shares.Select(s => variances[s.Name])];
        double[] v = [.. Enumerable.Range(0, 1 << own.Length).Select(s => Town.Cost * Town.Cost * (Math.Exp(own.Where((_, k) => (s >> k & 1) == 1).Sum()) - 1))];
        foreach (var (exact, share) in Shapley.Values(own.Length, v).Zip(result.Shares))
        {
            Assert.InRange(share.Value.Value - exact, -4 * share.Value.StandardError, 4 * share.Value.StandardError);
            Assert.Equal(variances[share.Name] / 30e-4, share.Share.Value, 0.02);
        }

        Assert.All(result.Shares.Where(s => variances[s.Name] == 0), s => Assert.Equal(0, s.Value.Value));
    }

    [Fact]
    public void Parts_sum_to_what_is_attributed()
    {
        Assert.Equal(6, Result.Measures.Count);
        foreach (var m in Result.Measures)
        {
            Assert.Equal(m.All.Value - m.None.Value, m.Attributed.Value);
            Assert.Equal(m.Attributed.Value, m.Shares.Sum(s => s.Value.Value), 1e-9 * Math.Max(1, Math.Abs(m.All.Value)));
            Assert.Equal(1, m.Shares.Sum(s => s.Share.Value), 1e-8);
        }
    }

    [Fact]
    public void With_all_on_a_measure_is_that_of_a_run()
    {
        var set = MeasureSet.Parse(AttributionRun.Default, MeasureColumns.Of(Harbour));
        var ran = new DatasetRun(Harbour, Options, null, OutputLevel.Trials, ParquetProfile.Compat, set).Run().Summary.Asked!;
        foreach (var r in ran.Results)
        {
            Assert.Equal(r.Estimate.Value, Result.Measures.Single(m => m.Measure.Text == r.Measure.Text).All.Value);
        }
    }

    /// <summary>Draws are addressed: what is on alone is drawn as it is in a scenario that switches the others off itself.</summary>
    [Fact]
    public void Alone_is_the_scenario_with_the_others_switched_off()
    {
        var others = Players.RisksOn(Harbour).Select(Nature.RiskNames.Key).Where(k => k != "utilisation");
        var alone = Scenario.Load(File, [.. others.Select(o => $"risks.{o}.on=false")]);
        var set = MeasureSet.Parse(["sd(provider_surplus)"], MeasureColumns.Of(alone));
        var sd = new DatasetRun(alone, Options, null, OutputLevel.Trials, ParquetProfile.Compat, set).Run().Summary.Asked!.Results[0].Estimate.Value;
        Assert.Equal(sd, Result.Measures[0].Shares.Single(s => s.Name == "utilisation").Alone.Value);
        Assert.Equal(["utilisation"], Run(alone, Options).Measures[0].Shares.Select(s => s.Name));
    }

    [Fact]
    public void A_risk_with_nothing_to_draw_has_nothing()
    {
        var still = Scenario.Load(File, ["risks.quality.common_sd=0", "metrics.recovery.sd=0"]);
        foreach (var m in Run(still, Options).Measures)
        {
            Assert.Equal(0, m.Shares.Single(s => s.Name == "quality").Value.Value);
        }
    }

    [Fact]
    public void No_value_depends_on_threads_or_tiles()
    {
        var other = Run(Harbour, Options with { Threads = 1, Tile = 40 });
        Assert.Equal(AttributionRows.Of(Result), AttributionRows.Of(other));
        Assert.Equal(Result.Bearing.Select(b => b.Verdict), other.Bearing.Select(b => b.Verdict));
    }

    /// <summary>A yearly driver over the term is the sum of its years over their root, and so is its mean.</summary>
    [Fact]
    public void A_yearly_driver_over_the_term_is_the_sum_of_its_years()
    {
        foreach (var table in Result.Stress.Tables)
        {
            double Of(int year) => table.Drivers.Single(d => d.Name == "utilisation.ward" && d.Year == year).Mean.Value;
            Assert.Equal((Of(1) + Of(2) + Of(3)) / Math.Sqrt(3), Of(0), 1e-12);
            Assert.InRange(Of(0), 0.1, 3);
        }
    }

    [Fact]
    public void Too_little_memory_is_told() =>
        Assert.Throws<InvalidOperationException>(() => Run(Harbour, Options with { Memory = 1 << 19 }));

    private static AttributionResult Run(Scenario scenario, RunOptions options) => new AttributionRun(
        scenario, options, MeasureSet.Parse(AttributionRun.Default, MeasureColumns.Of(scenario)).Measures, Players.Risks(scenario)).Run();
}
