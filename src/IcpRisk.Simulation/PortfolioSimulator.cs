using IcpRisk.Contracts.Outcomes;
using IcpRisk.Nature;
using IcpRisk.Nature.Agreement;
using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Paths;
using IcpRisk.Scenarios.Portfolio;

namespace IcpRisk.Simulation;

/// <summary>
/// Runs the places of a portfolio side by side: a tile of trials is filled and settled for each place, then for their pot,
/// while hot. Trial i of every place is trial i of the pot. A place's values are those of its scenario run by itself under
/// the place's name, but for what it has in common with others.
/// </summary>
public sealed class PortfolioSimulator
{
    private readonly PortfolioScenario _portfolio;
    private readonly RunOptions _options;
    private readonly PlaceRun[] _places;
    private readonly IReadOnlyList<ISimulationSink> _potSinks;
    private readonly OutcomeLayout _pot;
    private readonly int _tile;

    /// <param name="portfolio">What to simulate.</param>
    /// <param name="options">How: plainly, and not nested.</param>
    /// <param name="placeSinks">Who takes the trials of each place, in the portfolio's order.</param>
    /// <param name="potSinks">Who takes the pot's; they read no rows of a path.</param>
    public PortfolioSimulator(
        PortfolioScenario portfolio, RunOptions options, IReadOnlyList<IReadOnlyList<ISimulationSink>> placeSinks, IReadOnlyList<ISimulationSink> potSinks)
    {
        options.Validate();
        if (options.Sampling != SamplingOptions.Plain || options.TrialsPerSet != 1)
        {
            throw new ArgumentException("A portfolio is drawn plainly, and not nested.", nameof(options));
        }

        MachineCheck.Verify();
        (_portfolio, _options, _potSinks) = (portfolio, options, potSinks);
        _pot = new OutcomeLayout(portfolio.Time.Years, potSinks.SelectMany(s => s.Columns));
        _places = [.. portfolio.Places.Select((p, i) => new PlaceRun(p, options, placeSinks[i], portfolio.Pot.Reads))];
        _tile = options.Tile > 0 ? options.Tile : _places.Min(p => Simulator.TileFor(p.Engine, p.Paths, [p.Outcomes]));
    }

    public RunProgress Progress { get; } = new();

    public int Threads => _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;

    /// <summary>Trials worked on at a time.</summary>
    public int Tile => _tile;

    /// <summary>Trials compared with theory in each place.</summary>
    public long CheckedTrials => Math.Min(_options.Trials, Simulator.MostChecked);

    /// <summary>Normals drawn for one trial of all places, common ones counted at each.</summary>
    public int VariatesPerTrial => _places.Sum(p => p.Engine.VariatesPerTrial);

    /// <summary>What a place drew, compared with theory.</summary>
    public IReadOnlyList<CheckedMoment> Moments(int place) =>
        _places[place].Engine.Checks.Read(_places[place].Checks.Result(Granule.Count(CheckedTrials)), CheckedTrials, CheckedTrials);

    /// <inheritdoc cref="Simulator.Run"/>
    public void Run(CancellationToken cancel = default)
    {
        Progress.Total = _options.Trials;
        GranuleLoop.Run(_options.Trials, Threads, [.. _places.SelectMany(p => p.Sinks), .. _potSinks], () => new Worker(this), cancel);
    }

    /// <summary>A place's nature and where its results go.</summary>
    private sealed class PlaceRun
    {
        public PlaceRun(Place place, RunOptions options, IReadOnlyList<ISimulationSink> sinks, IReadOnlyList<OutcomeColumn> potReads)
        {
            var scenario = place.Scenario;
            (Place, Sinks) = (place, sinks);
            Paths = new PathLayout(scenario.Time.Years, [.. scenario.Contract.Reads, .. sinks.SelectMany(s => s.Rows)]);
            Outcomes = new OutcomeLayout(scenario.Time.Years, [.. potReads, .. sinks.SelectMany(s => s.Columns)]);
            Engine = new NatureEngine(scenario.Nature, scenario.Time, NatureOptions.Full, Paths, scenario.Plan);
            Sampler = new NatureSampler(Engine, TrialPoints.Plain((ulong)options.Seed), null, place.Systemic);
        }

        public Place Place { get; }

        public IReadOnlyList<ISimulationSink> Sinks { get; }

        public PathLayout Paths { get; }

        public OutcomeLayout Outcomes { get; }

        public NatureEngine Engine { get; }

        public NatureSampler Sampler { get; }

        public FixedTree<double[]> Checks { get; } = new(ZeroMeanSums.Merge);
    }

    /// <summary>What one thread works with.</summary>
    private sealed class Worker(PortfolioSimulator run) : IGranuleWorker
    {
        private readonly NatureWorker[] _nature = [.. run._places.Select(p => new NatureWorker(p.Engine, p.Sampler, run._tile, p.Engine.Checks))];
        private readonly PathTile[] _paths = [.. run._places.Select(p => new PathTile(p.Paths, run._tile))];
        private readonly OutcomeTile[] _outcomes = [.. run._places.Select(p => new OutcomeTile(p.Outcomes, run._tile))];
        private readonly PathTile _potPath = new(new PathLayout(run._portfolio.Time.Years, []), run._tile);
        private readonly OutcomeTile _pot = new(run._pot, run._tile);

        public void Granule<L>(long granule)
            where L : struct, ILanes<L>
        {
            var first = granule * Numerics.Statistics.Granule.Trials;
            var end = Math.Min(first + Numerics.Statistics.Granule.Trials, run._options.Trials);
            for (var trial = first; trial < end; trial += run._tile)
            {
                Tile<L>(trial, (int)Math.Min(run._tile, end - trial), first < run.CheckedTrials);
            }

            for (var p = 0; p < _nature.Length; p++)
            {
                if (first < run.CheckedTrials)
                {
                    run._places[p].Checks.Add(granule, _nature[p].TakeChecks());
                }

                End(run._places[p].Sinks, granule);
            }

            End(run._potSinks, granule);
            run.Progress.Add(end - first);
        }

        private void Tile<L>(long trial, int count, bool isChecking)
            where L : struct, ILanes<L>
        {
            for (var p = 0; p < _nature.Length; p++)
            {
                _paths[p].Begin(trial, count);
                _nature[p].IsChecking = isChecking;
                _nature[p].Fill<L>(_paths[p]);
                run._places[p].Place.Scenario.Contract.Settle<L>(_paths[p], _outcomes[p]);
                Take<L>(run._places[p].Sinks, _paths[p], _outcomes[p]);
            }

            _potPath.Begin(trial, count);
            run._portfolio.Pot.Settle<L>(_outcomes, _pot);
            Take<L>(run._potSinks, _potPath, _pot);
        }

        private static void Take<L>(IReadOnlyList<ISimulationSink> sinks, PathTile path, OutcomeTile outcomes)
            where L : struct, ILanes<L>
        {
            foreach (var sink in sinks)
            {
                sink.Take<L>(path, outcomes);
            }
        }

        private static void End(IReadOnlyList<ISimulationSink> sinks, long granule)
        {
            foreach (var sink in sinks)
            {
                sink.EndGranule(granule);
            }
        }
    }
}
