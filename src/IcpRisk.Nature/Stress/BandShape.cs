using IcpRisk.Documents;
using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Stress;

/// <summary>Carries standard normals into a band: Φ⁻¹(a + (b − a)·Φ(z)).</summary>
internal sealed class BandShape
{
    // The last uniform below one.
    private const double Edge = 1.0 / (1L << 53);
    private static readonly Marginal Standard = Marginal.Of(new Distribution("normal", new Dictionary<string, double> { ["mean"] = 0, ["sd"] = 1 }));
    private readonly Marginal? _cut;
    private readonly double _at;

    public BandShape(double from, double to)
    {
        var (low, high) = (Normal(from), Normal(to));
        if (from < to)
        {
            _cut = Standard.Within(from <= 0 ? double.NegativeInfinity : low, to >= 1 ? double.PositiveInfinity : high);
        }

        _at = low;
    }

    /// <summary>In place.</summary>
    public void Apply<L>(Span<double> row)
        where L : struct, ILanes<L>
    {
        if (_cut is null)
        {
            row.Fill(_at);
        }
        else
        {
            _cut.Apply<L>(row, row);
        }
    }

    private static double Normal(double p) => Scalar.NormalQuantile(Math.Clamp(p, Edge, 1 - Edge));
}
