using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Efficiency;

/// <summary>
/// The general price level: Π (1 + π̂[u]) · exp(Σ e[u] − ½Var), e an AR(1) in the rate. Year 1 is priced as planned but for
/// its own surprise.
/// </summary>
internal sealed class PriceKernel
{
    private readonly Param[] _expected;
    private readonly LogFactor _surprise;
    private readonly int _row;

    public PriceKernel(PlanBuilder plan)
    {
        var terms = plan.Terms.Risks.Efficiency.Inflation;
        const string Path = "risks.efficiency.inflation";
        var rates = plan.Pick(terms.Planned, terms.Expected ?? terms.Planned);
        _expected = plan.Growth(rates, Risk.Efficiency, Path);
        _surprise = new LogFactor(plan, Population.PopulationKernel.Present(plan.Process(
            "efficiency.inflation", Risk.Efficiency, Shape.CumulatedRate, terms.Sd, terms.Persistence, $"{Path}.sd", $"{Path}.persistence")));
        _row = plan.Rows.Next();
        Planned = plan.PlannedGrowth(terms.Planned);
    }

    /// <summary>The planned price level by year, from year 1.</summary>
    public double[] Planned { get; }

    public IReadOnlyList<LogProcess> Processes => _surprise.Processes;

    /// <summary>Price level over year 1 as planned.</summary>
    public Param Index => Param.OfRow(_row);

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        _surprise.Year<L>(work, latents, year);
        var (expected, surprise) = (_expected[year - 1], _surprise.At(year));
        ref var row = ref work.First(_row);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(expected.At<L>(work, i) * surprise.At<L>(work, i), ref row, i);
        }
    }
}
