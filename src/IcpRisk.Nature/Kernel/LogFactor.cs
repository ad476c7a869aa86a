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
    private readonly Param[] _correction;
    private readonly int _row = -1;
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
            _row = plan.Rows.Next();
            _onceOnly = _own.All(p => p.Kind == Shape.Level) && _correction.All(c => c == _correction[0]);
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

        ref var row = ref work.First(_row);
        var correction = _correction[year - 1];
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(-correction.At<L>(work, i), ref row, i);
        }

        foreach (var process in _own)
        {
            process.Add<L>(work, latents, year, _row);
        }

        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(VectorMath.Exp(L.Load(ref row, i)), ref row, i);
        }
    }
}
