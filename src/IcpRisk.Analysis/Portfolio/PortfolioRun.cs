using System.Diagnostics;
using System.Text.Json;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;
using IcpRisk.Parquet;
using IcpRisk.Scenarios.Portfolio;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Analysis.Portfolio;

/// <summary>What came of a portfolio's run.</summary>
/// <param name="Summary">The distributions.</param>
/// <param name="Files">Files written; none without a directory.</param>
/// <param name="Seconds">Seconds by phase.</param>
public sealed record PortfolioResult(
    PortfolioSummary Summary, IReadOnlyList<DatasetFile> Files, IReadOnlyDictionary<string, double> Seconds);

/// <summary>
/// The whole of a portfolio's run. The pot's tables stand where a scenario's would; each place's in a folder of its own below
/// <c>places/</c>. The manifest comes last.
/// </summary>
public sealed class PortfolioRun
{
    private readonly PortfolioScenario _portfolio;
    private readonly RunOptions _options;
    private readonly DatasetDirectory? _directory;
    private readonly OutputLevel _level;
    private readonly ParquetProfile _profile;
    private readonly StatisticsSink _statistics;
    private readonly List<TableSink> _potTables = [];
    private readonly List<TableSink>[] _placeTables;

    /// <param name="portfolio">What to run.</param>
    /// <param name="options">How.</param>
    /// <param name="directory">Where the dataset goes; null for no files.</param>
    /// <param name="level">How fine its files are.</param>
    /// <param name="profile">What its files are tuned for.</param>
    public PortfolioRun(PortfolioScenario portfolio, RunOptions options, DatasetDirectory? directory, OutputLevel level, ParquetProfile profile)
    {
        (_portfolio, _options, _directory, _level, _profile) = (portfolio, options, directory, level, profile);
        _statistics = new StatisticsSink(PortfolioSummary.Keys(portfolio), portfolio.Pot.Columns, options.Trials, options.Memory);
        _placeTables = [.. portfolio.Places.Select(_ => new List<TableSink>())];
        if (directory is not null)
        {
            AddTables(_potTables, string.Empty, portfolio.Terms.Name, portfolio.Pot.Columns, []);
            for (var p = 0; p < portfolio.Places.Count; p++)
            {
                var place = portfolio.Places[p];
                AddTables(_placeTables[p], Folder(place), place.Name, place.Scenario.Contract.Columns, OutcomeCatalogue.Nature);
            }
        }

        Simulator = new PortfolioSimulator(portfolio, options, [.. _placeTables.Select(t => t.ToArray())], [_statistics, .. _potTables]);
    }

    public PortfolioSimulator Simulator { get; }

    private IEnumerable<TableSink> Tables => [.. _potTables, .. _placeTables.SelectMany(t => t)];

    /// <inheritdoc cref="DatasetRun.Run"/>
    public PortfolioResult Run(CancellationToken cancel = default)
    {
        try
        {
            var seconds = new Dictionary<string, double>();
            var clock = Stopwatch.StartNew();
            Simulator.Run(cancel);
            var files = Tables.SelectMany(t => t.Finish()).ToList();
            Lap("simulate_and_write");
            var summary = PortfolioSummary.Of(
                _portfolio, _statistics, [.. _portfolio.Places.Select((_, p) => SelfCheck.Of(Simulator.Moments(p), Simulator.CheckedTrials))]);
            Lap("summarise");
            if (_directory is not null)
            {
                foreach (var place in _portfolio.Places)
                {
                    files.Add(PlanTable.Write(place.Scenario, _directory, Parquet(place.Name, place.Scenario.Document.Hash), Folder(place)));
                    files.Add(_directory.WriteText(Folder(place) + "scenario.yaml", place.Scenario.Document.ResolvedYaml));
                }

                files.Add(_directory.WriteText("portfolio.yaml", _portfolio.Document.ResolvedYaml));
                files.Add(SummaryFiles.WriteParquet(summary.Rows(), _directory, Parquet(_portfolio.Terms.Name, _portfolio.Hash)));
                files.Add(_directory.WriteText("summary.json", ToJson(summary)));
                cancel.ThrowIfCancellationRequested();
                _directory.Commit(Manifest(summary, files, seconds), SummaryFiles.Json);
            }

            return new PortfolioResult(summary, files, seconds);

            void Lap(string phase)
            {
                seconds[phase] = Math.Round(clock.Elapsed.TotalSeconds, 3);
                clock.Restart();
            }
        }
        finally
        {
            foreach (var table in Tables)
            {
                table.Dispose();
            }
        }
    }

    /// <summary>A summary as JSON.</summary>
    public static string ToJson(PortfolioSummary summary) => JsonSerializer.Serialize(
        new
        {
            Portfolio = summary.Portfolio.Terms.Name,
            PortfolioHash = summary.Portfolio.Hash,
            Trials = summary.Columns[0].Distribution.Count,
            QuantilesExact = summary.Statistics.IsExact,
            Places = summary.Portfolio.Pot.Places,
            SurplusCorrelations = summary.Correlations,
            SelfCheck = Checks(summary),
            Measures = summary.Rows().Select(SummaryFiles.Told),
        },
        SummaryFiles.Json) + "\n";

    private static Dictionary<string, object?> Checks(PortfolioSummary summary) =>
        summary.Portfolio.Pot.Places.Zip(summary.SelfChecks).ToDictionary(x => x.First, x => SummaryFiles.Told(x.Second));

    private static string Folder(Place place) => $"places/{place.Name}/";

    private void AddTables(List<TableSink> tables, string folder, string place, IReadOnlyList<OutcomeColumn> columns, IReadOnlyList<OutcomeColumn> nature)
    {
        var parquet = Parquet(place, _portfolio.Hash);
        tables.Add(new TableSink(
            _directory!, $"{folder}trials", columns.Where(c => c.Scope.HasFlag(OutcomeScope.Trial)), 0, _options.Trials, parquet));
        if (_level == OutputLevel.TrialYears)
        {
            tables.Add(new TableSink(
                _directory!, $"{folder}trial_years", [.. nature, .. columns.Where(c => c.Scope.HasFlag(OutcomeScope.TrialYear))],
                _portfolio.Time.Years, _options.Trials, parquet));
        }
    }

    private ParquetOptions Parquet(string place, string hash) => new()
    {
        Profile = _profile,
        Metadata =
        [
            new("icprisk.portfolio", _portfolio.Terms.Name),
            new("icprisk.place", place),
            new("icprisk.scenario_hash", hash),
            new("icprisk.seed", _options.Seed.ToString()),
            new("icprisk.stream_layout", Philox.StreamLayoutVersion.ToString()),
            new("icprisk.engine", DatasetRun.Version()),
        ],
    };

    private object Manifest(PortfolioSummary summary, IReadOnlyList<DatasetFile> files, IReadOnlyDictionary<string, double> seconds) => new
    {
        Format = "icprisk-portfolio 1",
        Portfolio = _portfolio.Terms.Name,
        PortfolioHash = _portfolio.Hash,
        Places = _portfolio.Places.ToDictionary(p => p.Name, p => new { Scenario = p.Scenario.Terms.Name, ScenarioHash = p.Scenario.Document.Hash }),
        _options.Seed,
        StreamLayout = Philox.StreamLayoutVersion,
        Engine = DatasetRun.Version(),
        _options.Trials,
        _portfolio.Time.Years,
        Level = _level == OutputLevel.Trials ? "trials" : "trial-years",
        Profile = _profile.ToString().ToLowerInvariant(),
        Simulator.VariatesPerTrial,
        QuantilesExact = _statistics.IsExact,
        SelfCheck = Checks(summary),
        Machine = new { Vectors = Wide.Name, Simulator.Threads, Simulator.Tile, Seconds = seconds },
        Files = files,
        ContentHash = Tables.ToDictionary(t => t.Name, t => t.Hashes),
    };
}
