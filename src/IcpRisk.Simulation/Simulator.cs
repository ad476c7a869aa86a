using IcpRisk.Contracts.Outcomes;
using IcpRisk.Nature;
using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Numerics.Streams;
using IcpRisk.Paths;
using IcpRisk.Scenarios;

namespace IcpRisk.Simulation;

/// <summary>
/// Runs a scenario: granules of 1,024 trials are taken in turn by all threads; each is worked in tiles that stay in cache,
/// filled by nature, settled by every contract and handed to its sinks while hot. Memory does not grow with trials, except
/// for what a sink keeps.
/// </summary>
public sealed partial class Simulator
{
    // About a second-level cache. Not all of it is in use at a time, and longer rows cost less a trial: tiles of 128 were
    // faster than those of 72 that half of it would hold (docs/benchmarks.md).
    private const int StateBytes = 1024 * 1024;
    internal const long MostChecked = 1 << 15;
    private readonly RunOptions _options;
    private readonly IReadOnlyList<ISimulationSink> _sinks;
    private readonly PathLayout _paths;
    private readonly IReadOnlyList<OutcomeLayout> _layouts;
    private readonly IReadOnlyList<(Settlement Settlement, int Layout)> _settlements;

    public Simulator(Scenario scenario, RunOptions options, params IReadOnlyList<ISimulationSink> sinks)
        : this(scenario, options, NatureOptions.Full, sinks)
    {
    }

    /// <param name="scenario">What to simulate.</param>
    /// <param name="options">How.</param>
    /// <param name="nature">What nature centres on and which risks are on.</param>
    /// <param name="sinks">Who takes the trials.</param>
    public Simulator(Scenario scenario, RunOptions options, NatureOptions nature, IReadOnlyList<ISimulationSink> sinks)
        : this(scenario, scenario.Nature, options, nature, sinks)
    {
    }

    private Simulator(
        Scenario scenario, NatureTerms terms, RunOptions options, NatureOptions nature, IReadOnlyList<ISimulationSink> sinks)
        : this(scenario, terms, options, nature, [new Settlement(scenario.Contract, sinks)])
    {
    }

    private Simulator(
        Scenario scenario, NatureTerms terms, RunOptions options, NatureOptions nature, IReadOnlyList<Settlement> settlements)
    {
        options.Validate();
        MachineCheck.Verify();
        _options = options;
        _sinks = [.. settlements.SelectMany(s => s.Sinks).Distinct()];
        _paths = new PathLayout(scenario.Time.Years, [.. settlements.SelectMany(s => s.Contract.Reads), .. _sinks.SelectMany(s => s.Rows)]);
        var layouts = new List<OutcomeLayout>();
        _settlements = [.. settlements.Select(s => (s, Layout(layouts, new OutcomeLayout(scenario.Time.Years, s.Sinks.SelectMany(k => k.Columns)))))];
        _layouts = layouts;
        Engine = new NatureEngine(terms, scenario.Time, nature, _paths, scenario.Plan);
        var sampling = options.Sampling;
        Sampler = new NatureSampler(
            Engine,
            new TrialPoints(sampling.Method, new Philox((ulong)options.Seed), options.Trials, sampling.IsAntithetic),
            sampling.Importance is not { } importance ? null
                : importance.Drivers.Count > 0 ? ImportanceShifts.Of(Engine, importance.Nominal, importance.Drivers)
                : ImportancePilot.Find(scenario, options, importance));
        Tile = options.Tile > 0 ? options.Tile : TileFor(Engine, _paths, _layouts);
    }

    /// <summary>Nature as it is compiled for this run.</summary>
    public NatureEngine Engine { get; }

    /// <summary>What was drawn, compared with theory: of the first <see cref="CheckedTrials"/> trials.</summary>
    public FixedTree<double[]> Checks { get; } = new(ZeroMeanSums.Merge);

    /// <summary>Trials that are compared with theory: enough to see a wrong sampler, few enough to cost a long run nothing.</summary>
    public long CheckedTrials => _options.SelfCheck ? Math.Min(_options.Trials, MostChecked) : 0;

    /// <summary>Sets of parameters whose once-a-trial draws are compared with theory: all of a nested run.</summary>
    public long CheckedSets => IsNested && _options.SelfCheck ? (_options.Trials + _options.TrialsPerSet - 1) / _options.TrialsPerSet : CheckedTrials;

    /// <summary>Whether trials share sets of parameters.</summary>
    public bool IsNested => _options.TrialsPerSet > 1;

    /// <summary>Granules of which comparisons have been added up, from the first.</summary>
    public long CheckedGranules => Granule.Count(IsNested && _options.SelfCheck ? _options.Trials : CheckedTrials);

    /// <summary>How it is drawn.</summary>
    public NatureSampler Sampler { get; }

    /// <summary>Trials worked on at a time.</summary>
    public int Tile { get; }

    /// <summary>Threads used.</summary>
    public int Threads => _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;

    public RunProgress Progress { get; } = new();

    /// <summary>A run in which several contracts settle the same paths.</summary>
    /// <param name="scenario">Whose paths are sampled.</param>
    /// <param name="options">How.</param>
    /// <param name="nature">What nature centres on, which risks are on, and what is stressed.</param>
    /// <param name="settlements">Contracts, each made for the scenario's plan, with who takes their trials.</param>
    public static Simulator Settling(Scenario scenario, RunOptions options, NatureOptions nature, IReadOnlyList<Settlement> settlements) =>
        new(scenario, scenario.Nature, options, nature, settlements);

    /// <summary>A run of a scenario with every risk on, whatever its switches say.</summary>
    internal static Simulator AllRisks(Scenario scenario, RunOptions options, ISimulationSink sink) =>
        new(scenario, scenario.Nature.AllOn(), options, NatureOptions.Full, [sink]);

    /// <summary>Runs all trials.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; sinks have whole granules only.</exception>
    /// <exception cref="IOException">A sink could not write.</exception>
    public void Run(CancellationToken cancel = default)
    {
        Progress.Total = _options.Trials;
        GranuleLoop.Run(_options.Trials, Threads, _sinks, () => new Worker(this, Tile), cancel);
    }

    /// <summary>Works one trial again, to the bit as in the run, and hands it to no sink.</summary>
    /// <param name="trial">From 0, below the number of trials.</param>
    public ReplayedTrial Replay(long trial)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trial);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(trial, _options.Trials);
        var first = trial / 8 * 8;
        var record = new SurpriseRecord((int)(trial - first));
        var path = new PathTile(_paths, 8, Sampler.Importance is not null);
        path.Begin(first, (int)Math.Min(8, _options.Trials - first));
        new NatureWorker(Engine, Sampler, 8, null, _options.TrialsPerSet) { Record = record }.Fill(path);
        var (settlement, layout) = _settlements[0];
        var outcomes = new OutcomeTile(_layouts[layout], 8);
        settlement.Contract.Settle(path, outcomes);
        return new ReplayedTrial(path, outcomes, (int)(trial - first), record);
    }

    // Contracts of which the same columns are kept share a tile, one after another.
    private static int Layout(List<OutcomeLayout> layouts, OutcomeLayout layout)
    {
        var at = layouts.FindIndex(l => l.Columns.SequenceEqual(layout.Columns));
        if (at < 0)
        {
            at = layouts.Count;
            layouts.Add(layout);
        }

        return at;
    }

    /// <summary>Trials of which all rows fit the cache.</summary>
    /// <param name="engine">Nature, with its rows.</param>
    /// <param name="paths">What is kept of paths.</param>
    /// <param name="outcomes">What is kept of outcomes, a layout for each tile of them.</param>
    internal static int TileFor(NatureEngine engine, PathLayout paths, IEnumerable<OutcomeLayout> outcomes)
    {
        var rows = engine.Rows + (paths.Rows.Count * paths.Years) + outcomes.Sum(l => (l.Columns.Count + 1) * (paths.Years + 1));
        return Math.Clamp(StateBytes / (rows * sizeof(double)) / 8 * 8, 32, PathTile.MaxTrials);
    }


    /// <summary>What one thread works with.</summary>
    private sealed class Worker(Simulator run, int capacity) : IGranuleWorker
    {
        private readonly NatureWorker _nature = new(
            run.Engine, run.Sampler, capacity, run.Engine.Checks, run._options.TrialsPerSet);
        private readonly PathTile _path = new(run._paths, capacity, run.Sampler.Importance is not null);
        private readonly OutcomeTile[] _outcomes = [.. run._layouts.Select(l => new OutcomeTile(l, capacity))];

        public void Granule<L>(long granule)
            where L : struct, ILanes<L>
        {
            var first = granule * Numerics.Statistics.Granule.Trials;
            var end = Math.Min(first + Numerics.Statistics.Granule.Trials, run._options.Trials);
            _nature.IsChecking = first < run.CheckedTrials;
            for (var trial = first; trial < end; trial += capacity)
            {
                Work<L>(trial, (int)Math.Min(capacity, end - trial));
            }

            if (_nature.IsChecking || (run.IsNested && run._options.SelfCheck))
            {
                run.Checks.Add(granule, _nature.TakeChecks());
            }

            foreach (var sink in run._sinks)
            {
                sink.EndGranule(granule);
            }

            run.Progress.Add(end - first);
        }

        /// <summary>Works some trials with draws of a sampler, and compares none of them with theory.</summary>
        public void Again<L>(NatureSampler sampler, long first, int count)
            where L : struct, ILanes<L>
        {
            (_nature.Sampler, _nature.IsChecking) = (sampler, false);
            Work<L>(first, count);
        }

        private void Work<L>(long first, int count)
            where L : struct, ILanes<L>
        {
            _path.Begin(first, count);
            _nature.Fill<L>(_path);
            foreach (var (settlement, layout) in run._settlements)
            {
                settlement.Contract.Settle<L>(_path, _outcomes[layout]);
                foreach (var sink in settlement.Sinks)
                {
                    sink.Take<L>(_path, _outcomes[layout]);
                }
            }
        }
    }
}
