using System.Diagnostics;
using System.Reflection;
using IcpRisk.Analysis.Measures;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Analysis;

/// <summary>How fine the files of a dataset are; each level has the files of those before it.</summary>
public enum OutputLevel
{
    /// <summary>One row a trial.</summary>
    Trials,

    /// <summary>And one row a trial and contract year.</summary>
    TrialYears,
}

/// <summary>What came of a run.</summary>
/// <param name="Summary">The distributions.</param>
/// <param name="Files">Files written; none without a directory.</param>
/// <param name="Seconds">Seconds by phase.</param>
/// <param name="VariatesPerTrial">Normals drawn for one trial.</param>
public sealed record RunResult(
    Summary Summary, IReadOnlyList<DatasetFile> Files, IReadOnlyDictionary<string, double> Seconds, int VariatesPerTrial);

/// <summary>The whole of a run: simulate, write the tables on the way, summarise, write the manifest last.</summary>
public sealed class DatasetRun
{
    private readonly Scenario _scenario;
    private readonly RunOptions _options;
    private readonly StatisticsSink _statistics;
    private readonly MeasureSink? _measures;
    private readonly DatasetDirectory? _directory;
    private readonly List<TableSink> _tables = [];
    private readonly OutputLevel _level;
    private readonly ParquetProfile _profile;

    /// <param name="scenario">What to run.</param>
    /// <param name="options">How.</param>
    /// <param name="directory">Where the dataset goes; null for no files.</param>
    /// <param name="level">How fine its files are.</param>
    /// <param name="profile">What its files are tuned for.</param>
    /// <param name="measures">What is asked beside the summary; null for nothing.</param>
    public DatasetRun(
        Scenario scenario, RunOptions options, DatasetDirectory? directory, OutputLevel level, ParquetProfile profile, MeasureSet? measures = null)
    {
        (_scenario, _options, _directory, _level, _profile) = (scenario, options, directory, level, profile);
        var columns = scenario.Contract.Columns;
        OutcomeColumn[] weight = options.Sampling.Importance is null ? [] : [OutcomeCatalogue.Weight];
        _statistics = new StatisticsSink(Summary.Keys(scenario), columns, options.Trials, options.Memory, options.Sampling);
        if (options.TrialsPerSet > 1 && !_statistics.IsExact)
        {
            throw new ArgumentException("A nested run keeps its columns whole: they do not fit the memory allowed.", nameof(options));
        }

        if (directory is not null)
        {
            _tables.Add(new TableSink(
                directory, "trials", [.. weight, .. columns.Where(c => c.Scope.HasFlag(OutcomeScope.Trial))], 0, options.Trials, Parquet()));
            if (level == OutputLevel.TrialYears)
            {
                _tables.Add(new TableSink(
                    directory, "trial_years",
                    [.. weight, .. OutcomeCatalogue.Nature, .. columns.Where(c => c.Scope.HasFlag(OutcomeScope.TrialYear))],
                    scenario.Time.Years, options.Trials, Parquet()));
            }
        }

        if (measures is not null)
        {
            var taken = _statistics.IsExact ? StatisticsSink.Bytes(_statistics.Keys.Count, options.Trials, options.Sampling) : 0;
            _measures = new MeasureSink(measures, options with { Memory = options.Memory - taken });
        }

        Simulator = new Simulator(scenario, options, [_statistics, .. _measures is null ? Array.Empty<ISimulationSink>() : [_measures], .. _tables]);
    }

    public Simulator Simulator { get; }

    /// <summary>Whether the columns of the summary fit the memory allowed, as a nested run needs them to.</summary>
    public static bool IsExact(Scenario scenario, RunOptions options) =>
        Numerics.Statistics.ColumnStore.Fits(Summary.Keys(scenario).Count, options.Trials, options.Memory);

    /// <summary>Runs, and commits the dataset.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the dataset is unfinished.</exception>
    /// <exception cref="IOException">A file could not be written; the dataset is unfinished.</exception>
    public RunResult Run(CancellationToken cancel = default)
    {
        try
        {
            var seconds = new Dictionary<string, double>();
            var clock = Stopwatch.StartNew();
            Simulator.Run(cancel);
            var files = _tables.SelectMany(t => t.Finish()).ToList();
            Lap("simulate_and_write");
            var summary = Summary.Of(_scenario, _statistics, Simulator.Threads, _options.Sampling, SelfCheck.Of(Simulator), _options.TrialsPerSet) with
            {
                Asked = _measures is null ? null : AskedMeasures.Of(_measures),
                Convergence = Convergence.Of(_scenario, _statistics, _options),
            };
            Lap("summarise");
            if (_directory is not null)
            {
                files.Add(PlanTable.Write(_scenario, _directory, Parquet()));
                files.AddRange(SummaryFiles.Write(summary, _directory, Parquet()));
                files.Add(_directory.WriteText("scenario.yaml", _scenario.Document.ResolvedYaml));
                cancel.ThrowIfCancellationRequested();
                _directory.Commit(Manifest(summary, files, seconds), SummaryFiles.Json);
            }

            return new RunResult(summary, files, seconds, Simulator.Engine.VariatesPerTrial);

            void Lap(string phase)
            {
                seconds[phase] = Math.Round(clock.Elapsed.TotalSeconds, 3);
                clock.Restart();
            }
        }
        finally
        {
            foreach (var table in _tables)
            {
                table.Dispose();
            }
        }
    }

    internal static string Version() =>
        typeof(DatasetRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private ParquetOptions Parquet() => new()
    {
        Profile = _profile,
        Metadata =
        [
            new("icprisk.scenario", _scenario.Terms.Name),
            new("icprisk.scenario_hash", _scenario.Document.Hash),
            new("icprisk.seed", _options.Seed.ToString()),
            new("icprisk.stream_layout", Philox.StreamLayoutVersion.ToString()),
            new("icprisk.sampling", _options.Sampling.Name),
            new("icprisk.trials_per_set", _options.TrialsPerSet.ToString()),
            new("icprisk.engine", Version()),
        ],
    };

    private object Manifest(Summary summary, IReadOnlyList<DatasetFile> files, IReadOnlyDictionary<string, double> seconds) => new
    {
        Format = "icprisk-dataset 1",
        Scenario = _scenario.Terms.Name,
        ScenarioHash = _scenario.Document.Hash,
        _options.Seed,
        StreamLayout = Philox.StreamLayoutVersion,
        Engine = Version(),
        _options.Trials,
        _options.TrialsPerSet,
        _scenario.Time.Years,
        Level = _level == OutputLevel.Trials ? "trials" : "trial-years",
        Profile = _profile.ToString().ToLowerInvariant(),
        VariatesPerTrial = Simulator.Engine.VariatesPerTrial,
        Sampling = SamplingRecord.Of(_options.Sampling, Simulator.Sampler, summary),
        QuantilesExact = _statistics.IsExact,
        _scenario.Warnings,
        SelfCheck = SummaryFiles.Told(summary.SelfCheck),
        Machine = new { Vectors = Wide.Name, Simulator.Threads, Simulator.Tile, Seconds = seconds },
        Files = files,
        ContentHash = _tables.ToDictionary(
            t => t.Name, t => t.Hashes),
    };
}
