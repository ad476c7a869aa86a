using IcpRisk.Analysis;
using IcpRisk.Benchmarks.Plain;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>One contestant's trials a second over the rounds.</summary>
internal sealed record Contestant(string Name, int Threads, Spread Wall, Spread Cpu);

/// <summary>How many times as fast the engine was, round by round.</summary>
internal sealed record Ratio(string Against, int Threads, Spread Wall, Spread Cpu);

/// <summary>A whole run with its files.</summary>
internal sealed record FilesRun(long Trials, Spread Seconds, Spread CpuSeconds, double Megabytes);

/// <summary>All that a comparison measures.</summary>
internal sealed record ComparisonResult(
    Machine Machine, string LoadAfter, DateTimeOffset At, string Scenario, int Trials, int PlainTrials, int Rounds,
    VariateCount Variates, IReadOnlyList<Contestant> Contestants, IReadOnlyList<Ratio> Ratios,
    Spread WallPerVariate, Spread CpuPerVariate, Spread NatureNanoseconds, Spread SettleNanoseconds, FilesRun? Files);

/// <summary>
/// Engine and plain models in turn, round after round, so that a machine that slows down slows both; the ratio is taken
/// within a round.
/// </summary>
internal sealed class Comparison(Scenario scenario, int trials, int plainTrials, int rounds)
{
    private const string EngineName = "engine";
    private readonly PlainModel _plain = new(scenario);
    private readonly List<(string Name, int Threads, Rate Rate)> _rates = [];

    public ComparisonResult Run(bool files)
    {
        var machine = Machine.Here();
        var cores = Environment.ProcessorCount;
        foreach (var runs in Enumerable.Range(0, rounds + 1))
        {
            // The first round is for the compiler.
            if (runs == 1)
                _rates.Clear();
            Round(1);
            if (cores > 1)
                Round(cores);
        }

        var parts = new EngineParts(scenario, new Engine(scenario, new RunOptions { Trials = trials, Seed = 1 }).Simulator.Tile);
        var (nature, settle) = (Part(parts.Fill, parts.Tile), Part(parts.Settle, parts.Tile));
        var variates = VariateCount.Of(scenario, parts.Engine);
        var one = _rates.Where(r => r.Name == EngineName && r.Threads == 1).ToList();
        return new ComparisonResult(
            machine, Machine.LoadNow(), TimeProvider.System.GetUtcNow(), scenario.Terms.Name, trials, plainTrials, rounds, variates,
            [.. Names().Select(n => new Contestant(n.Name, n.Threads, Wall(n.Name, n.Threads), Cpu(n.Name, n.Threads)))],
            [.. Names().Where(n => n.Name != EngineName).Select(n => RatioTo(n.Name, n.Threads))],
            Spread.Of(one.Select(r => 1e9 / (r.Rate.Wall * variates.Total))),
            Spread.Of(one.Select(r => 1e9 / (r.Rate.Cpu * variates.Total))),
            nature, settle, files ? Files() : null);
    }

    private void Round(int threads)
    {
        var engine = new Engine(scenario, new RunOptions { Trials = trials, Seed = 1, Threads = threads });
        Add(EngineName, threads, trials, engine.Run);
        Plain("plain, Mersenne Twister", PlainSource.Mersenne, false);
        Plain("plain, System.Random", PlainSource.System, false);
        if (threads == 1)
        {
            Plain("plain, Xoshiro256**", PlainSource.Xoshiro, false);
            Plain("plain, Mersenne Twister, normal counts", PlainSource.Mersenne, true);
        }

        void Plain(string name, PlainSource source, bool normalCounts) =>
            Add(name, threads, plainTrials, () => _plain.Run(plainTrials, 1, threads, source, normalCounts));
    }

    private void Add(string name, int threads, long count, Action run) => _rates.Add((name, threads, Rate.Of(count, run)));

    private IEnumerable<(string Name, int Threads)> Names() => _rates.Select(r => (r.Name, r.Threads)).Distinct();

    private IEnumerable<Rate> Rates(string name, int threads) =>
        _rates.Where(r => r.Name == name && r.Threads == threads).Select(r => r.Rate);

    private Spread Wall(string name, int threads) => Spread.Of(Rates(name, threads).Select(r => r.Wall));

    private Spread Cpu(string name, int threads) => Spread.Of(Rates(name, threads).Select(r => r.Cpu));

    private Ratio RatioTo(string name, int threads)
    {
        var pairs = Rates(EngineName, threads).Zip(Rates(name, threads)).ToList();
        return new Ratio(
            name, threads, Spread.Of(pairs.Select(p => p.First.Wall / p.Second.Wall)),
            Spread.Of(pairs.Select(p => p.First.Cpu / p.Second.Cpu)));
    }

    // Processor nanoseconds a trial.
    private Spread Part(Action work, int tile)
    {
        const int Repeats = 100;
        return Spread.Of(Enumerable.Range(0, rounds + 1).Select(_ => Rate.Of((long)Repeats * tile, () =>
        {
            for (var i = 0; i < Repeats; i++)
                work();
        })).Skip(1).Select(r => 1e9 / r.Cpu).ToList());
    }

    private FilesRun Files()
    {
        var path = Directory.CreateTempSubdirectory("icprisk-bench").FullName;
        try
        {
            var bytes = 0L;
            var runs = new List<Rate>();
            for (var i = 0; i < Math.Min(rounds, 3); i++)
            {
                runs.Add(Rate.Of(trials, () =>
                {
                    using var directory = DatasetDirectory.Begin(Path.Combine(path, $"{i}"), force: false);
                    var options = new RunOptions { Trials = trials, Seed = 1 };
                    bytes = new DatasetRun(scenario, options, directory, OutputLevel.Trials, ParquetProfile.Compat).Run().Files.Sum(f => f.Bytes);
                }));
            }

            return new FilesRun(
                trials, Spread.Of(runs.Select(r => trials / r.Wall)), Spread.Of(runs.Select(r => trials / r.Cpu)), bytes / 1e6);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
