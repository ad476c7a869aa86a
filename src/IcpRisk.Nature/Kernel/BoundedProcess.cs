using IcpRisk.Documents;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// A yearly quantity with a marginal of its own and a memory: a stationary AR(1) of standard normals
/// q[y] = ρ q[y−1] + √(1−ρ²) z[y], carried through the marginal's quantile function. So the marginal is exact in every year.
/// </summary>
internal sealed class BoundedProcess
{
    private readonly Driver _driver;
    private readonly Marginal _marginal;
    private readonly BetaByTrial? _byTrial;
    private readonly Param _persistence;
    private readonly Param _fresh;
    private readonly int _state;
    private readonly int _row;

    public BoundedProcess(PlanBuilder plan, Driver driver, Distribution distribution, Param persistence)
        : this(plan, driver, distribution, null, persistence)
    {
        for (var y = 1; y <= plan.Years; y++)
        {
            plan.Checks.Value($"{driver.Name}, year {y}", _row, y, _marginal);
        }
    }

    /// <summary>
    /// A beta whose shapes differ by trial; <paramref name="typical"/> is the one they centre on. What is drawn is a mixture,
    /// which is not compared with theory.
    /// </summary>
    public BoundedProcess(PlanBuilder plan, Driver driver, Distribution typical, BetaByTrial? byTrial, Param persistence)
    {
        _byTrial = byTrial;
        _driver = driver;
        _marginal = Marginal.Of(typical);
        _persistence = persistence;
        plan.Spreads.Add(driver, _marginal);
        var p = plan.Params;
        _fresh = p.Sqrt(p.Subtract(Param.Of(1), p.Multiply(persistence, persistence)));
        _state = plan.Rows.Next();
        _row = plan.Rows.Next();
    }

    public Param Value => Param.OfRow(_row);

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        ref var z = ref latents.First(work, _driver, year);
        ref var q = ref work.First(_state);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var surprise = L.Load(ref z, i);
            var value = year == 1
                ? surprise
                : L.Fma(_persistence.At<L>(work, i), L.Load(ref q, i), _fresh.At<L>(work, i) * surprise);
            L.Store(value, ref q, i);
        }

        if (_byTrial is not null)
        {
            _byTrial.Apply(work, work.Row(_state), work.Row(_row));
        }
        else
        {
            _marginal.Apply<L>(work.Row(_state), work.Row(_row));
        }
    }
}
