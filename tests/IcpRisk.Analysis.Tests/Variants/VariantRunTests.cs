using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Variants;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Variants;

public sealed class VariantRunTests
{
    private static readonly string[] Asked = ["mean(provider.net)", "tvar95(provider.net)", "prob(any(is_deficit))", "mean(max(list_size_index))", "sd(trust.net)"];
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "scenarios", "harbour-care.yaml");
    private static readonly RunOptions Options = new() { Trials = 3_000, Seed = 5, Threads = 2 };

    // Contracts with other bands, other columns (an adjustment), another value; then another nature.
    private static readonly string[][] Sets =
    [
        [], ["contract.gain_loss.gains[0].provider=40 %"], ["contract.adjustment={for: [size]}"], ["contract.value.uplift=3 %"],
        ["risks.utilisation.sd=5 %"], ["simulation.discount_rate=0 %"],
    ];

    [Theory]
    [InlineData(SamplingMethod.Plain)]
    [InlineData(SamplingMethod.Sobol)]
    public void Contracts_on_one_sample_are_what_they_are_alone_to_the_bit(SamplingMethod method)
    {
        var options = Options with { Sampling = new SamplingOptions { Method = method } };
        var variants = Sets.Select((s, i) => Make($"{i}", s)).ToList();
        var together = new IReadOnlyList<MeasureResult>[variants.Count];
        var run = new VariantRun(variants, options, keepAll: false);
        run.Run((i, sink) => together[i] = sink.Results());
        Assert.Equal(2, run.Passes);
        for (var i = 0; i < variants.Count; i++)
        {
            var alone = new MeasureSink(variants[i].Measures, options);
            new Simulator(variants[i].Scenario, options, alone).Run();
            Assert.Equal(alone.Results().Select(r => r.Estimate), together[i].Select(r => r.Estimate));
        }

        Assert.True(together.Select(t => t[0].Estimate.Value).Distinct().Count() >= 5);
    }

    [Fact]
    public void Where_memory_is_short_there_are_more_passes_and_the_same_answers()
    {
        var variants = Sets.Take(4).Select((s, i) => Make($"{i}", s)).ToList();
        var (one, more) = (new VariantRun(variants, Options, false), new VariantRun(variants, Options with { Memory = 50_000 }, false));
        Assert.Equal((1, 2), (one.Passes, more.Passes));
        Assert.Equal(Answers(one), Answers(more));

        static List<Numerics.Statistics.Estimate> Answers(VariantRun run)
        {
            var answers = new List<Numerics.Statistics.Estimate>();
            run.Run((_, sink) => answers.AddRange(sink.Results().Select(r => r.Estimate)));
            return answers;
        }
    }

    [Fact]
    public void What_nature_is_made_of_tells_samples_apart()
    {
        var paths = Sets.Select((s, i) => Make($"{i}", s).Paths).ToList();
        Assert.Single(paths.Where((_, i) => i != 4).Distinct());
        Assert.NotEqual(paths[0], paths[4]);
    }

    private static Variant Make(string name, string[] set)
    {
        var scenario = Scenario.Load(File, set);
        return new Variant(name, scenario, MeasureSet.Parse(Asked, MeasureColumns.Of(scenario)));
    }
}
