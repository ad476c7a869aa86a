using System.Collections.Concurrent;
using IcpRisk.Analysis.Replays;
using IcpRisk.Analysis.Tests.Datasets;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Streams;
using IcpRisk.Paths;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Replays;

/// <summary>One trial told again.</summary>
public sealed class ReplayTests
{
    public static TheoryData<string, SamplingMethod, bool> Runs => new()
    {
        { "dudley-icp", SamplingMethod.Plain, false },
        { "dudley-icp", SamplingMethod.LatinHypercube, false },
        { "bedfordshire-msk", SamplingMethod.Sobol, true },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_column_of_a_replayed_trial_has_the_bits_of_the_run(string name, SamplingMethod method, bool antithetic)
    {
        var scenario = Scenario.Load(Dataset.ScenarioPath(name));
        var options = new RunOptions
        {
            Trials = 2100, Seed = 11, Threads = 2, Sampling = new SamplingOptions { Method = method, IsAntithetic = antithetic },
        };
        long[] wanted = [0, 5, 1023, 1024, 2099];
        var run = new Kept(scenario, [.. wanted]);
        new Simulator(scenario, options, run).Run();

        foreach (var trial in wanted)
        {
            var story = Replay.Of(scenario, options, trial);
            foreach (var (key, value) in run.Values.Where(v => v.Key.Trial == trial))
            {
                var told = key.Year == 0 ? story.Term[key.Column] : story.Years[key.Year - 1].Columns[key.Column];
                Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(told));
            }

            Assert.True(story.AddsUp, string.Join('\n', story.Years.SelectMany(y => y.Checks).Where(c => !c.Holds)));
        }
    }

    /// <summary>Contracts that end, are taken over, divide, subcontract and move scope: every sum holds, also of years after the end.</summary>
    [Theory]
    [InlineData("cambridgeshire-bid")]
    [InlineData("cambridgeshire-older-people")]
    [InlineData("cambridgeshire-what-happened")]
    [InlineData("staffordshire-cancer-eol")]
    [InlineData("lambeth-ips")]
    [InlineData("salford-older-people")]
    public void Whatever_a_contract_does_the_story_adds_up(string name)
    {
        var scenario = Scenario.Load(Dataset.ScenarioPath(name));
        foreach (var trial in new long[] { 0, 3, 77, 99 })
        {
            var story = Replay.Of(scenario, new RunOptions { Trials = 100, Seed = 12 }, trial);
            Assert.True(story.AddsUp, string.Join('\n', story.Years.SelectMany(y => y.Checks).Where(c => !c.Holds)));
        }
    }

    [Fact]
    public void Surprises_are_the_normals_of_the_drivers_streams()
    {
        // Nothing is correlated in the first driver by name of a scenario without pairs: its normal is that of its stream.
        var scenario = Variants.Gauss.Load();
        var story = Replay.Of(scenario, new RunOptions { Trials = 100, Seed = 5 }, 77);
        var simulator = new Simulator(scenario, new RunOptions { Trials = 100, Seed = 5 });
        var normals = simulator.Engine.Normals;
        var philox = new Philox(5);

        var surprise = Assert.Single(story.Years[0].Surprises);
        var stream = normals.Single(n => n.Name == surprise.Driver);
        Assert.Equal(philox.Normal(77, stream.Stream, stream.Draw), surprise.Normal);
        var figure = Assert.Single(story.Figures);
        var own = philox.Normal(77, normals.Single(n => n.Name == figure.Path).Stream, 0);
        Assert.Equal(1_000_000 + (100_000 * own), figure.Value, 6);

        // By hand: a surplus of £7m less overheads as drawn, less £1,000 a contact.
        var contacts = story.Years[0].Services[0].Activity;
        Assert.Equal(Math.Round(7_000_000 - figure.Value - (1000 * contacts), 2), story.Term["provider_surplus"], 2);
    }

    [Fact]
    public void A_sum_that_does_not_hold_is_told()
    {
        var story = Replay.Of(Variants.Gauss.Load(), new RunOptions { Trials = 8, Seed = 1 }, 3);
        var year = story.Years[0];
        Assert.True(story.AddsUp);
        Assert.False((story with { Years = [year with { Checks = [new SumCheck("x", 1, 2, false)] }] }).AddsUp);
    }

    /// <summary>Keeps every column of a few trials of a run.</summary>
    private sealed class Kept(Scenario scenario, HashSet<long> trials) : ISimulationSink
    {
        public ConcurrentDictionary<(long Trial, string Column, int Year), double> Values { get; } = [];

        public IEnumerable<RowId> Rows => OutcomeCatalogue.Nature.Select(c => c.Row!.Value);

        public IEnumerable<OutcomeColumn> Columns => scenario.Contract.Columns;

        public void Take<L>(PathTile path, OutcomeTile outcomes)
            where L : struct, ILanes<L>
        {
            for (var i = 0; i < path.Count; i++)
            {
                var trial = path.FirstTrial + i;
                if (!trials.Contains(trial))
                {
                    continue;
                }

                foreach (var column in OutcomeCatalogue.Nature.Concat(outcomes.Layout.Columns))
                {
                    for (var year = 0; year <= path.Layout.Years; year++)
                    {
                        if (!column.Scope.HasFlag(year == 0 ? OutcomeScope.Trial : OutcomeScope.TrialYear))
                        {
                            continue;
                        }

                        var value = column.Row is { } row ? path.Row(path.Layout.Slot(row), year)[i]
                            : year == 0 ? outcomes.Term(outcomes.Layout.Slot(column.Name))[i]
                            : outcomes.Row(outcomes.Layout.Slot(column.Name), year)[i];
                        Values[(trial, column.Name, year)] = column.Type == OutcomeType.Money ? value / 100 : value;
                    }
                }
            }
        }

        public void EndGranule(long granule)
        {
        }

        public bool TryWork() => false;
    }
}
