using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>Need a head of one group: M[y] = (τ + δ)(y − 1) + e[y], e an AR(1), δ the uncertainty of the slope.</summary>
internal sealed class NeedGroup
{
    private readonly LogFactor _morbidity;
    private readonly UncertainSlope _slope;
    private readonly int _row;

    /// <param name="plan">What it is made with.</param>
    /// <param name="size">Processes of list size, which need is multiplied with.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="suffix">What the names of its drivers end in: nothing, or a dot and the group's name.</param>
    /// <param name="path">Path of the terms.</param>
    public NeedGroup(PlanBuilder plan, IReadOnlyList<LogProcess> size, MorbidityTerms terms, string suffix, string path)
    {
        _slope = new UncertainSlope(plan, plan.Pick(terms.Trend), Risk.Epidemiological, $"{path}.trend");
        var shape = terms.Start == Start.Stationary ? Shape.Stationary : Shape.Autoregressive;
        var own = PopulationKernel.Present(
            plan.Process($"epidemiological.trend{suffix}", Risk.Epidemiological, Shape.Trend, _slope.NormalSd, null, $"{path}.trend.sd"),
            plan.Process($"epidemiological.morbidity{suffix}", Risk.Epidemiological, shape, terms.Sd, terms.Persistence, $"{path}.sd", $"{path}.persistence"));
        _morbidity = new LogFactor(plan, own, size);
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
