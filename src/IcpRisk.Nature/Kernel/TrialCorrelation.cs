using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// A group of drivers some of whose correlations differ by trial: the lower-triangular factor of each trial's matrix
/// (Cholesky–Banachiewicz, as <see cref="Numerics.Dependence.CorrelationFactor"/>), its elements constants or rows that are
/// worked once a trial. The order is that of the drivers: the first keeps its own draws.
/// </summary>
internal sealed class TrialCorrelation
{
    // A squared pivot below it is rounding of a matrix at the edge of what can hold; the most a variance comes out off by.
    private const double LeastPivot = 1e-12;

    private readonly Driver[] _drivers;
    private readonly Param[][] _factor;

    /// <param name="p">Where elements are worked out.</param>
    /// <param name="drivers">The group, of one timing.</param>
    /// <param name="correlation">Correlation of two of them by place; positive semi-definite whatever is drawn.</param>
    public TrialCorrelation(ParamBook p, Driver[] drivers, Func<int, int, Param> correlation)
    {
        _drivers = drivers;
        _factor = new Param[drivers.Length][];
        for (var i = 0; i < drivers.Length; i++)
        {
            _factor[i] = new Param[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var rest = i == j ? Param.Of(1) : correlation(i, j);
                for (var k = 0; k < j; k++)
                {
                    rest = p.Subtract(rest, p.Multiply(_factor[i][k], _factor[j][k]));
                }

                _factor[i][j] = j < i ? Quotient(p, rest, _factor[j][j]) : p.Sqrt(p.Max(rest, Param.Of(LeastPivot)));
            }
        }
    }

    public Timing Timing => _drivers[0].Timing;

    /// <summary>Correlates the drivers' independent normals of a year, in place.</summary>
    public void Correlate<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        // From the last up, so that each still finds the draws above it as they were.
        for (var row = _drivers.Length - 1; row > 0; row--)
        {
            ref var target = ref latents.First(work, _drivers[row], year);
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var sum = L.Zero;
                for (var k = 0; k <= row; k++)
                {
                    if (!_factor[row][k].IsZero)
                    {
                        sum = L.Fma(_factor[row][k].At<L>(work, i), L.Load(ref latents.First(work, _drivers[k], year), i), sum);
                    }
                }

                L.Store(sum, ref target, i);
            }
        }
    }

    private static Param Quotient(ParamBook p, Param rest, Param pivot) => rest.IsZero ? rest : p.Divide(rest, pivot);
}
