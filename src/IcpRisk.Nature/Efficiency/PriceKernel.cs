using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Stress;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Efficiency;

/// <summary>
/// The general price level: Π (1 + π̂[u]) · exp(Σ e[u] − ½Var) · Π (1 + B[u]J[u]) / (1 + mean of it as planned), e an AR(1)
/// in the rate, B·J jumps. Year 1 is priced as planned but for its own surprise and jump.
/// </summary>
internal sealed class PriceKernel
{
    private readonly PlanBuilder _plan;
    private readonly Param[] _expected;
    private readonly LogFactor _surprise;
    private readonly JumpProcess? _jumps;
    private readonly OutsidePrice? _outside;
    private readonly int _level;
    private readonly IReadOnlyList<double> _moves;
    private readonly int _row;

    public PriceKernel(PlanBuilder plan)
    {
        _plan = plan;
        var terms = plan.Terms.Risks.Efficiency.Inflation;
        const string Path = "risks.efficiency.inflation";
        var rates = plan.Pick(terms.Planned, terms.Expected ?? terms.Planned);
        _expected = plan.Growth(rates, Risk.Efficiency, Path);
        _surprise = new LogFactor(plan, Population.PopulationKernel.Present(plan.Process(
            "efficiency.inflation", Risk.Efficiency, Shape.CumulatedRate, terms.Sd, terms.Persistence, $"{Path}.sd", $"{Path}.persistence")));
        if (terms.Jumps is { } jumps)
        {
            // A jump is a change of price level, like growth: a part year has all of it.
            _jumps = new JumpProcess(
                plan, Risk.Efficiency, ("efficiency.price_jump", "efficiency.price_jump_size"),
                jumps.Probability, jumps.Size, $"{Path}.jumps", _ => 1);
            _level = plan.Rows.Next();
            Still(plan, _jumps);
            for (var y = 1; y <= plan.Years; y++)
            {
                _expected[y - 1] = plan.Params.Multiply(_expected[y - 1], Tied([], _surprise.Processes, y));
            }
        }

        _row = plan.Rows.Next();
        _moves = plan.Moves.Price;
        Planned = plan.PlannedGrowth(terms.Planned);
        if (plan.Terms.Risks.Efficiency.OutsideUse is { } outside)
        {
            _outside = new OutsidePrice(plan, outside, _surprise.Processes);
        }
    }

    /// <summary>The planned price level by year, from year 1.</summary>
    public double[] Planned { get; }

    public IReadOnlyList<LogProcess> Processes => _surprise.Processes;

    /// <summary>Price level over year 1 as planned.</summary>
    public Param Index => Param.OfRow(_row);

    /// <summary>Price of care outside over the planned unit cost at this year's prices.</summary>
    public Param Outside => _outside?.Ratio ?? Param.Of(1);

    /// <summary>Mean of jumps beside some log factors over that beside these and more; 1 where no jump is tied to any.</summary>
    public Param Tied(IReadOnlyList<LogProcess> before, IReadOnlyList<LogProcess> added, int year)
    {
        var p = _plan.Params;
        var (one, other) = (new Tilt(_plan, before, year), new Tilt(_plan, [.. before, .. added], year));
        return _jumps is { } jumps && (jumps.IsTied(one) || jumps.IsTied(other))
            ? Enumerable.Range(1, year).Aggregate(Param.Of(1), (product, u) => p.Multiply(product, p.Divide(Lift(one, u), Lift(other, u))))
            : Param.Of(1);

        Param Lift(Tilt tilt, int u) => p.Add(Param.Of(1), jumps.Mean(tilt, u));
    }

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

        if (_jumps is { IsDrawn: true } jumps)
        {
            Jump<L>(work, latents, jumps, year);
        }

        if (NatureMoves.At(_moves, year) is var move and not 1)
        {
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                L.Store(L.Load(ref row, i) * L.Of(move), ref row, i);
            }
        }

        _outside?.Year<L>(work, latents, year);
    }

    private void Jump<L>(Workspace work, Latents latents, JumpProcess jumps, int year)
        where L : struct, ILanes<L>
    {
        jumps.Year<L>(work, latents, year);
        var (jump, one, mean) = (jumps.At(year), L.Of(1), L.Of(1 / (1 + jumps.PlannedMean[year - 1])));
        ref var level = ref work.First(_level);
        ref var row = ref work.First(_row);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var lift = (one + jump.At<L>(work, i)) * mean;
            var now = year == 1 ? lift : L.Load(ref level, i) * lift;
            L.Store(now, ref level, i);
            L.Store(L.Load(ref row, i) * now, ref row, i);
        }
    }

    // Jumps that are not drawn have their mean, which cancels where expected is planned.
    private void Still(PlanBuilder plan, JumpProcess jumps)
    {
        var level = 1.0;
        for (var y = 1; y <= plan.Years && !jumps.IsDrawn; y++)
        {
            level *= (1 + jumps.At(y).Constant) / (1 + jumps.PlannedMean[y - 1]);
            _expected[y - 1] = plan.Params.Scale(_expected[y - 1], level);
        }
    }
}
