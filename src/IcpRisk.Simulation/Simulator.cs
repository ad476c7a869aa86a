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
/// filled by nature, settled by the contract and handed to the sinks while hot. Memory does not grow with trials, except
/// for what a sink keeps.
/// </summary>
public sealed class Simulator
{
    // About a second-level cache. Not all of it is in use at a time, and longer rows cost less a trial: tiles of 128 were
    // faster than those of 72 that half of it would hold (docs/benchmarks.md).
    internal const int StateBytes = 1024 * 1024;
    internal const long MostChecked = 1 << 15;
    private readonly Scenario _scenario;
    private readonly RunOptions _options;
    private readonly IReadOnlyList<ISimulationSink> _sinks;
    private readonly PathLayout _paths;
    private readonly OutcomeLayout _outcomes;

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
    {
        options.Validate();
        MachineCheck.Verify();
        _scenario = scenario;
        _options = options;
        _sinks = sinks;
        _paths = new PathLayout(scenario.Time.Years, [.. scenario.Contract.Reads, .. sinks.SelectMany(s => s.Rows)]);
        _outcomes = new OutcomeLayout(scenario.Time.Years, sinks.SelectMany(s => s.Columns));
        Engine = new NatureEngine(terms, scenario.Time, nature, _paths, scenario.Plan);
        var sampling = options.Sampling;
        Sampler = new NatureSampler(
            Engine,
            new TrialPoints(sampling.Method, new Philox((ulong)options.Seed), options.Trials, sampling.IsAntithetic),
            sampling.Importance is not { } importance ? null
                : importance.Drivers.Count > 0 ? ImportanceShifts.Of(Engine, importance.Nominal, importance.Drivers)
                : ImportancePilot.Find(scenario, options, importance));
        Tile = options.Tile > 0 ? options.Tile : ChooseTile();
    }

    /// <summary>Nature as it is compiled for this run.</summary>
    public NatureEngine Engine { get; }

    /// <summary>What was drawn, compared with theory: of the first <see cref="CheckedTrials"/> trials.</summary>
    public FixedTree<double[]> Checks { get; } = new(ZeroMeanSums.Merge);

    /// <summary>Trials that are compared with theory: enough to see a wrong sampler, few enough to cost a long run nothing.</summary>
    public long CheckedTrials => IsChecked ? Math.Min(_options.Trials, MostChecked) : 0;

    /// <summary>
    /// Whether what is drawn is compared with theory: where that is wanted, and not in a nested run, whose trials share what
    /// is drawn once.
    /// </summary>
    public bool IsChecked => _options.SelfCheck && _options.TrialsPerSet == 1;

    /// <summary>How it is drawn.</summary>
    public NatureSampler Sampler { get; }

    /// <summary>Trials worked on at a time.</summary>
    public int Tile { get; }

    /// <summary>Threads used.</summary>
    public int Threads => _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;

    public RunProgress Progress { get; } = new();

    /// <summary>A run of a scenario with every risk on, whatever its switches say.</summary>
    internal static Simulator AllRisks(Scenario scenario, RunOptions options, ISimulationSink sink) =>
        new(scenario, scenario.Nature.AllOn(), options, NatureOptions.Full, [sink]);

    /// <summary>Runs all trials.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; sinks have whole granules only.</exception>
    /// <exception cref="IOException">A sink could not write.</exception>
    public void Run(CancellationToken cancel = default)
    {
        Progress.Total = _options.Trials;
        GranuleLoop.Run(_options.Trials, Threads, _sinks, () => new Worker(this).Granule, cancel);
    }

    private int ChooseTile()
    {
        var rows = Engine.Rows + (_paths.Rows.Count * _paths.Years) + ((_outcomes.Columns.Count + 1) * (_paths.Years + 1));
        var fits = StateBytes / (rows * sizeof(double)) / 8 * 8;
        return Math.Clamp(fits, 32, PathTile.MaxTrials);
    }

    /// <summary>What one thread works with.</summary>
    private sealed class Worker(Simulator run)
    {
        private readonly NatureWorker _nature = new(
            run.Engine, run.Sampler, run.Tile, run.IsChecked ? run.Engine.Checks : null, run._options.TrialsPerSet);
        private readonly PathTile _path = new(run._paths, run.Tile, run.Sampler.Importance is not null);
        private readonly OutcomeTile _outcomes = new(run._outcomes, run.Tile);

        public void Granule(long granule)
        {
            var pass = new Pass(this, granule);
            Wide.Run(ref pass);
        }

        private void Granule<L>(long granule)
            where L : struct, ILanes<L>
        {
            var first = granule * Numerics.Statistics.Granule.Trials;
            var end = Math.Min(first + Numerics.Statistics.Granule.Trials, run._options.Trials);
            _nature.IsChecking = first < run.CheckedTrials;
            for (var trial = first; trial < end; trial += run.Tile)
            {
                _path.Begin(trial, (int)Math.Min(run.Tile, end - trial));
                _nature.Fill<L>(_path);
                run._scenario.Contract.Settle<L>(_path, _outcomes);
                foreach (var sink in run._sinks)
                {
                    sink.Take<L>(_path, _outcomes);
                }
            }

            if (_nature.IsChecking)
            {
                run.Checks.Add(granule, _nature.TakeChecks());
            }

            foreach (var sink in run._sinks)
            {
                sink.EndGranule(granule);
            }

            run.Progress.Add(end - first);
        }

        private readonly struct Pass(Worker worker, long granule) : ILanePass
        {
            public void Run<L>()
                where L : struct, ILanes<L> => worker.Granule<L>(granule);
        }
    }
}
