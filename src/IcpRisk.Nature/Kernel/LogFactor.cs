using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// One multiplicative factor exp(Σ X[y] − c[y]) of nature, with c chosen so that its mean, together with the factors it is
/// multiplied with, is one.
/// </summary>
internal sealed class LogFactor
{
    private readonly LogProcess[] _own;
    private readonly LogProcess[] _levels;
    private readonly LogProcess[] _trends;
    private readonly LogProcess[] _yearly;
    private readonly Param[] _correction;
    private readonly int _row = -1;
    private readonly int _level = -1;
    private readonly int _slope = -1;
    private readonly bool _onceOnly;

    /// <param name="plan">Where rows and parameters come from.</param>
    /// <param name="own">The processes whose sum this is.</param>
    /// <param name="part">Processes of earlier factors of the same product, corrected already.</param>
    /// <param name="other">Processes of one more earlier factor that was corrected by itself, not together with <paramref name="part"/>.</param>
    public LogFactor(
        PlanBuilder plan,
        IReadOnlyList<LogProcess> own,
        IReadOnlyList<LogProcess>? part = null,
        IReadOnlyList<LogProcess>? other = null)
    {
        _own = [.. own];
        _levels = [.. own.Where(p => p.Kind == Shape.Level)];
        _trends = [.. own.Where(p => p.Kind == Shape.Trend)];
        _yearly = [.. own.Where(p => p.Driver.Timing == Timing.Yearly)];
        part ??= [];
        other ??= [];
        _correction = new Param[plan.Years];
        for (var y = 1; y <= plan.Years; y++)
        {
            var sum = MeanCorrection.Remainder(plan, [.. part, .. other], own, y);
            _correction[y - 1] = plan.Params.Add(sum, MeanCorrection.Covariance(plan, part, other, y));
        }

        var varies = _own.Length > 0 || _correction.Any(c => !c.IsConstant);
        if (varies)
        {
            _level = _levels.Length > 0 ? plan.Rows.Next() : -1;
            _slope = _trends.Length > 0 ? plan.Rows.Next() : -1;
            _onceOnly = _levels.Length == _own.Length && _correction.All(c => c == _correction[0]);
            _row = plan.Rows.Next();
            for (var y = 1; y <= (_onceOnly ? 1 : plan.Years) && _own.Length > 0; y++)
            {
                plan.Checks.Factor(own, [.. part, .. other], _row, y, _correction[y - 1]);
            }
        }
    }

    public IReadOnlyList<LogProcess> Processes => _own;

    /// <summary>The factor in a year; valid for the tile once <see cref="Year"/> has been called for that year.</summary>
    public Param At(int year) => _row >= 0
        ? Param.OfRow(_row)
        : Param.Of(_correction[year - 1].IsZero ? 1 : Scalar.Exp(-_correction[year - 1].Constant));

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        if (_row < 0 || (_onceOnly && year > 1))
        {
            return;
        }

        if (year == 1)
        {
            Once<L>(work, latents, _levels, _level);
            Once<L>(work, latents, _trends, _slope);
        }

        ref var row = ref work.First(_row);
        var level = _level < 0 ? Param.Of(0) : Param.OfRow(_level);
        var slope = _slope < 0 ? Param.Of(0) : Param.OfRow(_slope);
        var start = new DrawnOnce<L>(level.Read<L>(work), slope.Read<L>(work), year - 1, _correction[year - 1].Read<L>(work));
        if (_yearly.Length == 0)
        {
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                L.Store(start.At(i), ref row, i);
            }
        }
        else
        {
            _yearly[0].Add<L, DrawnOnce<L>>(work, latents, year, start, _row);
            for (var k = 1; k < _yearly.Length; k++)
            {
                _yearly[k].Add<L>(work, latents, year, _row);
            }
        }

        Rows.ExpHeld<L>(work.Row(_row), work.Row(_row));
    }

    // What was drawn once a trial stays in two rows: a level, and a slope over the years.
    private static void Once<L>(Workspace work, Latents latents, LogProcess[] processes, int target)
        where L : struct, ILanes<L>
    {
        if (target < 0)
        {
            return;
        }

        work.Row(target).Clear();
        foreach (var process in processes)
        {
            process.AddOnce<L, SumInRow<L>>(work, latents, 1, new SumInRow<L>(ref work.First(target)), target);
        }
    }
}
