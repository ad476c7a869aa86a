using IcpRisk.Nature.Baseline;
using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Quality;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Numerics.Lanes;
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
    private readonly PriceKernel _price;
    private readonly SavingsKernel _savings;
    private readonly QualityKernel _quality;
    private readonly UseKernel _use;
    private readonly (ServiceKernel Kernel, ServiceSlots Slots)[] _services;
    private readonly IndexSums _sums;
    private readonly YearContext _context;
    private readonly TopRows _top;

    /// <param name="terms">The terms, validated.</param>
    /// <param name="time">The contract years.</param>
    /// <param name="options">What to centre on and which risks are on.</param>
    /// <param name="layout">The rows to keep.</param>
    /// <param name="plan">The plan, which indices are relative to; null while the plan itself is worked out.</param>
    /// <exception cref="Dependence.DependenceException">The named correlations cannot hold together.</exception>
    public NatureEngine(NatureTerms terms, TimeAxis time, NatureOptions options, PathLayout layout, PlanPath? plan)
    {
        Layout = layout;
        _plan = new PlanBuilder(terms, time, options);
        _population = new PopulationKernel(_plan);
        _need = new NeedKernel(_plan, _population);
        List<LogProcess> need = [.. _population.SizeProcesses, .. _need.Processes];
        _baseline = new BaselineKernel(_plan, need);
        need.AddRange(_baseline.Activity.Processes);
        _price = new PriceKernel(_plan);
        _savings = new SavingsKernel(_plan);
        _quality = new QualityKernel(_plan);
        _use = new UseKernel(_plan, _population);
        var utilisation = new UtilisationKernel(_plan);
        _services =
        [
            .. terms.Services.Select(s => (
                new ServiceKernel(_plan, s.Key, s.Value, _use, utilisation, need, _price, _savings, _baseline),
                new ServiceSlots(
                    layout.Find(Planning.Activity(s.Key, s.Value.Scope)),
                    layout.Find(new RowId(Quantity.ExpectedActivity, s.Key)),
                    layout.Find(Planning.Cost(s.Key, s.Value.Scope)),
                    layout.Find(new RowId(Quantity.HighCostLayer, s.Key))))),
        ];
        _sums = new IndexSums(_plan.Rows, layout);
        _context = new YearContext(_need.Need, Param.Of(1), _price.Index, _savings, _sums);
        _top = new TopRows(_plan, _population, layout, plan);
        Latents = _plan.Drivers.Build();
        Rows = _plan.Rows.Count;
    }

    public PathLayout Layout { get; }

    /// <summary>All drivers: name as <c>dependence</c> may use it, risk, and whether they surprise yearly or once a trial.</summary>
    public IReadOnlyList<(string Name, Risk Risk, bool IsYearly)> Drivers =>
        [.. _plan.Drivers.All.Select(d => (d.Name, d.Risk, d.Timing == Timing.Yearly))];

    /// <summary>Paths of the uncertain figures that are drawn once a trial.</summary>
    public IReadOnlyList<string> UncertainFigures => [.. _plan.Params.Drawn];

    /// <summary>Normals drawn for one trial, cases drawn one by one not counted.</summary>
    public int VariatesPerTrial => Latents.Variates(_plan.Years) + UncertainFigures.Count;

    /// <summary>Rows of working memory a tile needs beside the path.</summary>
    public int Rows { get; }

    internal Latents Latents { get; }

    internal void Fill<L>(Workspace work, in Philox philox, PathTile path)
        where L : struct, ILanes<L>
    {
        work.Begin(path.FirstTrial, path.Padded);
        Latents.DrawOnce<L>(work, philox);
        _plan.Params.Evaluate<L>(work, philox);
        for (var year = 1; year <= _plan.Years; year++)
        {
            if (year % 2 == 1)
            {
                Latents.DrawYears<L>(work, philox, year);
            }

            Year<L>(work, philox, path, year);
        }
    }

    private void Year<L>(Workspace work, in Philox philox, PathTile path, int year)
        where L : struct, ILanes<L>
    {
        _population.Year<L>(work, Latents, year);
        _need.Year<L>(work, Latents, year);
        _baseline.Activity.Year<L>(work, Latents, year);
        _price.Year<L>(work, Latents, year);
        _savings.Year<L>(work, Latents, year);
        _quality.Year<L>(work, Latents, path, year);
        _use.Year<L>(work);
        _sums.Clear(work);
        var context = _context with { BaselineActivity = _baseline.Activity.At(year) };
        foreach (var (kernel, slots) in _services)
        {
            kernel.Year<L>(work, Latents, philox, path, slots, context, year);
        }

        _sums.Write<L>(work, path, year);
        _top.Write<L>(work, path, _context, year);
    }
}
