using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>Need a head: M[y] = (τ + δ)(y − 1) + e[y], e an AR(1), δ the uncertainty of the slope.</summary>
internal sealed class NeedKernel
{
    private readonly LogFactor _morbidity;
    private readonly UncertainSlope _slope;
    private readonly int _row;

    public NeedKernel(PlanBuilder plan, PopulationKernel population)
    {
        var terms = plan.Terms.Risks.Epidemiological.Morbidity;
        const string Path = "risks.epidemiological.morbidity";
        _slope = new UncertainSlope(plan, plan.Pick(terms.Trend), Risk.Epidemiological, $"{Path}.trend");
        var shape = terms.Start == Start.Stationary ? Shape.Stationary : Shape.Autoregressive;
        var own = PopulationKernel.Present(
            plan.Process("epidemiological.trend", Risk.Epidemiological, Shape.Trend, _slope.NormalSd, null, $"{Path}.trend.sd"),
            plan.Process("epidemiological.morbidity", Risk.Epidemiological, shape, terms.Sd, terms.Persistence, $"{Path}.sd", $"{Path}.persistence"));
        _morbidity = new LogFactor(plan, own, population.SizeProcesses);
        _row = plan.Rows.Next();
    }

    public IReadOnlyList<LogProcess> Processes => _morbidity.Processes;

    /// <summary>Need a head over that of year 1 as planned.</summary>
    public Param Need => Param.OfRow(_row);

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        _morbidity.Year<L>(work, latents, year);
        _slope.Factor<L>(work, year, _row);
        var factor = _morbidity.At(year);
        ref var row = ref work.First(_row);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(L.Load(ref row, i) * factor.At<L>(work, i), ref row, i);
        }
    }
}
