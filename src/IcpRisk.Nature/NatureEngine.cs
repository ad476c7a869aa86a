using IcpRisk.Nature.Baseline;
using IcpRisk.Nature.Agreement;
using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Quality;
using IcpRisk.Nature.Sampling;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Stress;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Numerics.Streams;
using IcpRisk.Paths;

namespace IcpRisk.Nature;

/// <summary>
/// Nature compiled: the terms turned into flat rows and steps, ready to fill tiles of paths. Immutable, so one engine
/// serves every thread; each thread has a <see cref="NatureWorker"/>.
/// </summary>
public sealed partial class NatureEngine
{
    private readonly PlanBuilder _plan;
    private readonly PopulationKernel _population;
    private readonly NeedKernel _need;
    private readonly BaselineKernel _baseline;
    private readonly MeasurementKernel? _measurement;
    private readonly PriceKernel _price;
    private readonly SavingsKernel _savings;
    private readonly QualityKernel _quality;
    private readonly UseKernel _use;
    private readonly ConditionKernel[] _conditions;
    private readonly ShockKernel _shocks;
    private readonly NeedAverage _average;
    private readonly DemandManagement _demand;
    private readonly Service[] _services;
    private readonly IndexSums _sums;
    private readonly YearContext _context;
    private readonly TopRows _top;
    private readonly Lazy<NatureChecks> _checks;

    /// <param name="terms">The terms, validated.</param>
    /// <param name="time">The contract years.</param>
    /// <param name="options">What to centre on and which risks are on.</param>
    /// <param name="layout">The rows to keep.</param>
    /// <param name="plan">The plan, which indices are relative to; null while the plan itself is worked out.</param>
    /// <exception cref="Dependence.DependenceException">The named correlations cannot hold together.</exception>
    public NatureEngine(NatureTerms terms, TimeAxis time, NatureOptions options, PathLayout layout, PlanPath? plan)
    {
        (Layout, Redrawn) = (layout, options.Redrawn);
        _plan = new PlanBuilder(terms, time, options);
        _population = new PopulationKernel(_plan);
        _need = new NeedKernel(_plan, _population);
        _conditions = [.. terms.Risks.Epidemiological.Conditions.Select(c => new ConditionKernel(_plan, c.Key, c.Value, _population.Cohorts))];
        _shocks = new ShockKernel(_plan);
        _baseline = new BaselineKernel(_plan);
        _measurement = terms.Risks.Baseline.Measurement is { } measurement
            ? new MeasurementKernel(_plan, measurement, _population, layout)
            : null;
        _price = new PriceKernel(_plan);
        _savings = new SavingsKernel(_plan);
        _quality = new QualityKernel(_plan, layout);
        _use = new UseKernel(_plan, _population, _need, _conditions);
        var utilisation = new UtilisationKernel(_plan);
        _demand = new DemandManagement(_plan);
        var needs = terms.Services.Keys.ToDictionary(s => s, s => ServiceNeed.Of(s, _population, _need, _shocks, _baseline));
        var tied = new TiedMeans(_plan, _population, _shocks);
        _sums = new IndexSums(_plan.Rows, layout);
        _services =
        [
            .. terms.Services.OrderBy(s => _demand.Receives(s.Key)).Select(s => new Service(
                new ServiceKernel(_plan, s.Key, s.Value, _use, utilisation, needs[s.Key].Processes, _price, _savings, _baseline, _demand, tied),
                new ServiceSlots(
                    layout.Find(Planning.Activity(s.Key, s.Value.Scope)),
                    layout.Find(new RowId(Quantity.ExpectedActivity, s.Key)),
                    layout.Find(Planning.Cost(s.Key, s.Value.Scope)),
                    layout.Find(new RowId(Quantity.HighCostLayer, s.Key))),
                [.. Enumerable.Range(1, time.Years).Select(y => new YearContext(
                    needs[s.Key].Need(y), needs[s.Key].Baseline.At(y), _price.Index, _savings, _sums))])),
        ];
        var differs = _need.HasGroups || _conditions.Length > 0 || terms.Risks.Epidemiological.Shocks.Count > 0;
        _average = new NeedAverage(_plan, _need.General, differs, _use, needs,
            layout.Find(new RowId(Quantity.NeedIndex)) >= 0 || layout.Find(new RowId(Quantity.NeedWeightedList)) >= 0);
        _context = new YearContext(_average.Need, Param.Of(1), _price.Index, _savings, _sums);
        _top = new TopRows(_plan, _population, layout, plan);
        Latents = _plan.Drivers.Build();
        if (options.Bands.Count > 0)
        {
            Latents.Bands = new DriverBands(options.Bands, Latents.Drawn, Latents.Factors, time.Years, _plan.Rows);
            _plan.Params.Bands = Latents.Bands;
        }

        Rows = _plan.Rows.Count;
        _checks = new Lazy<NatureChecks>(() => new NatureChecks(_plan.Checks.Make(Latents)));
    }

    public PathLayout Layout { get; }

    /// <summary>Contract years.</summary>
    public int Years => _plan.Years;

    /// <summary>All drivers: name as <c>dependence</c> may use it, risk, and whether they surprise yearly or once a trial.</summary>
    public IReadOnlyList<(string Name, Risk Risk, bool IsYearly)> Drivers =>
        [.. _plan.Drivers.All.Select(d => (d.Name, d.Risk, d.Timing == Timing.Yearly))];

    /// <summary>Paths of the uncertain figures that are drawn once a trial.</summary>
    public IReadOnlyList<string> UncertainFigures => [.. _plan.Params.Drawn];

    /// <summary>What can be switched off by itself, of what is drawn in this nature.</summary>
    public IReadOnlyList<NatureSwitch> Switches => _plan.Switches.All;

    /// <summary>The random streams in use and their names, <c>place/driver/item</c>.</summary>
    public IReadOnlyDictionary<StreamId, string> Streams => _plan.Streams.Names;

    /// <summary>Uncertain figures whose mean is moved by the cut to what makes sense.</summary>
    public IReadOnlyList<MovedMean> MovedMeans => _plan.Params.Moved;

    /// <summary>Normals drawn for one trial, cases drawn one by one not counted.</summary>
    public int VariatesPerTrial => Latents.Variates(_plan.Years) + UncertainFigures.Count;

    /// <summary>Rows of working memory a tile needs beside the path.</summary>
    public int Rows { get; }

    /// <summary>What of this nature can be compared with theory; worked out when it is first asked for.</summary>
    public NatureChecks Checks => _checks.Value;

    /// <summary>Every standard normal that a trial draws, cases drawn one by one apart: what is drawn once, then the years'.</summary>
    public IReadOnlyList<SampledNormal> Normals =>
    [
        .. Latents.Once.Select(d => new SampledNormal(d.Name, 0, d.Stream)),
        .. UncertainFigures.Zip(FigureStreams, (path, stream) => new SampledNormal(path, 0, stream)),
        .. Enumerable.Range(1, _plan.Years).SelectMany(y => Latents.Yearly.Select(d => new SampledNormal(d.Name, y, d.Stream))),
    ];

    /// <summary>What is drawn anew.</summary>
    public Redrawn Redrawn { get; }

    internal Latents Latents { get; }

    internal NatureTerms Terms => _plan.Terms;

    internal TimeAxis Time => _plan.Time;

    internal IEnumerable<StreamId> FigureStreams => _plan.Params.Streams;

    internal DriverBook DriverBook => _plan.Drivers;

    /// <param name="work">The thread's rows.</param>
    /// <param name="sampler">How it is drawn.</param>
    /// <param name="mixture">What moves trials; null for nothing.</param>
    /// <param name="path">The tile to fill.</param>
    /// <param name="checks">What to compare with theory; null for nothing.</param>
    /// <param name="sums">Where comparisons are added up.</param>
    /// <param name="checksProcess">Whether more is compared than what is drawn once a set of parameters.</param>
    /// <param name="record">Keeps what the drivers of one trial did; null for none.</param>
    internal void Fill<L>(
        Workspace work, NatureSampler sampler, ImportanceMixture? mixture, PathTile path, NatureChecks? checks, ZeroMeanSums sums, bool checksProcess,
        SurpriseRecord? record)
        where L : struct, ILanes<L>
    {
        work.Begin(path.FirstTrial, path.Padded);
        sampler.Choose<L>(work, mixture);
        Latents.DrawOnce<L>(work, sampler, mixture);
        _plan.Params.Evaluate<L>(work, sampler, mixture);
        Latents.CorrelateOnce<L>(work);
        Latents.DrawTerm<L>(work, sampler, mixture, _plan.Years);
        for (var year = 1; year <= _plan.Years; year++)
        {
            if (year % 2 == 1)
            {
                Latents.DrawYears<L>(work, sampler, mixture, year);
            }

            Year<L>(work, sampler, path, year);
            record?.Take(work, Latents, _plan.Params, year);
            if (mixture is not null && (checks is not null || year == _plan.Years))
            {
                mixture.Weights<L>(path.Weights);
            }

            checks?.Take<L>(work, sums, year, path.Count, mixture is null ? default : path.Weights, checksProcess);
        }
    }

    private void Year<L>(Workspace work, NatureSampler sampler, PathTile path, int year)
        where L : struct, ILanes<L>
    {
        _population.Year<L>(work, Latents, sampler.Cases(Risk.PopulationSize), year);
        _need.Year<L>(work, Latents, year);
        foreach (var condition in _conditions)
        {
            condition.Year<L>(work, Latents, year);
        }

        _shocks.Year<L>(work, Latents, year);
        _baseline.Year<L>(work, Latents, year);
        _measurement?.Year<L>(work, Latents, path, year);
        _price.Year<L>(work, Latents, year);
        _savings.Year<L>(work, Latents, year);
        _demand.Year<L>(work, Latents, year);
        _quality.Year<L>(work, Latents, path, year);
        _use.Year<L>(work, year);
        _average.Year<L>(work, year);
        _sums.Clear(work);
        var cases = sampler.Cases(Risk.Volatility);
        foreach (var service in _services)
        {
            service.Kernel.Year<L>(work, Latents, cases, path, service.Slots, service.Years[year - 1], year);
        }

        _sums.Write<L>(work, path, year);
        _top.Write<L>(work, path, _context, year);
    }

    /// <summary>A service with where its rows go and what it has in common with others, year by year.</summary>
    private sealed record Service(ServiceKernel Kernel, ServiceSlots Slots, YearContext[] Years);
}
