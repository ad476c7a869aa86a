using IcpRisk.Documents;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// A yearly trend τ on the log scale that may be uncertain: the factor exp(τ (y − 1)), with the mean that τ at its own mean
/// would give. A normal slope is left to a driver of its own (<see cref="NormalSd"/>), so that it can be correlated by
/// name; any other distribution, or a normal that is cut, is drawn as a parameter and corrected by its exact mean, worked out by quadrature.
/// </summary>
internal sealed class UncertainSlope
{
    private readonly double _mean;
    private readonly Param? _drawn;
    private readonly double[] _logMean;

    public UncertainSlope(PlanBuilder plan, Figure slope, Risk risk, string path)
    {
        _mean = slope.Mean;
        _logMean = new double[plan.Years];
        if (slope.Distribution is not { } distribution || !plan.IsOn(risk))
        {
            return;
        }

        if (distribution is { Kind: "normal", IsCut: false })
        {
            NormalSd = distribution["sd"];
            return;
        }

        if (plan.Of(slope, risk, path) is not { IsConstant: false } drawn)
        {
            return;
        }

        _drawn = drawn;
        var marginal = Marginal.Of(distribution);
        for (var y = 2; y <= plan.Years; y++)
        {
            _logMean[y - 1] = Scalar.Log(marginal.Mean(v => Scalar.Exp((v - _mean) * (y - 1))));
        }
    }

    /// <summary>Standard deviation of a normal slope; zero of any other.</summary>
    public Figure NormalSd { get; } = 0;

    /// <summary>Writes the year's factor into a row.</summary>
    public void Factor<L>(Workspace work, int year, int row)
        where L : struct, ILanes<L>
    {
        if (_drawn is not { } drawn)
        {
            work.Row(row).Fill(Scalar.Exp(_mean * (year - 1)));
            return;
        }

        ref var target = ref work.First(row);
        var (t, correction) = (L.Of(year - 1), L.Of(-_logMean[year - 1]));
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(VectorMath.Exp(L.Fma(drawn.At<L>(work, i), t, correction)), ref target, i);
        }
    }
}
