using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// A marginal given that its normal lies between two others, a and b: Φ⁻¹(Φ(a) + (Φ(b) − Φ(a))·Φ(z)), which is what drawing
/// again until the value fits would give, without drawing again. Each half of the draws is worked out in the tail, lower or
/// upper, in which its probability is small, so that a cut far out in a tail keeps its digits.
/// </summary>
internal sealed class CutMarginal : Marginal
{
    private readonly Marginal _whole;
    private readonly double _from;
    private readonly double _to;
    private readonly double _least;
    private readonly double _greatest;
    private readonly double _kept;
    private readonly Half _low;
    private readonly Half _high;

    /// <param name="whole">What is cut.</param>
    /// <param name="from">The normal below which it is cut off, or −∞.</param>
    /// <param name="to">The normal above which it is cut off, or +∞; above <paramref name="from"/>.</param>
    /// <param name="least">The value at <paramref name="from"/>, which rounding must not undercut.</param>
    /// <param name="greatest">The value at <paramref name="to"/>, which rounding must not exceed.</param>
    public CutMarginal(Marginal whole, double from, double to, double least, double greatest)
    {
        (_whole, _from, _to, _least, _greatest) = (whole, from, to, least, greatest);
        _kept = from > 0 ? Above(from) - Above(to) : Below(to) - Below(from);
        _low = from >= 0 ? new Half(Above(from), -_kept, -1) : new Half(Below(from), _kept, 1);
        _high = to <= 0 ? new Half(Below(to), -_kept, 1) : new Half(Above(to), _kept, -1);
    }

    /// <inheritdoc/>
    public override IEnumerable<double> Breaks => _whole.Breaks.Where(b => b > _from && b < _to).Select(b => b < 0
        ? Scalar.NormalQuantile((Below(b) - Below(_from)) / _kept)
        : -Scalar.NormalQuantile((Above(b) - Above(_to)) / _kept));

    public override void Apply<L>(Span<double> z, Span<double> x)
    {
        for (var i = 0; i < z.Length; i += L.Width)
        {
            var normal = L.Load(ref z[0], i);
            var isLow = L.Less(normal, L.Zero);
            var tail = VectorMath.NormalCdf(-L.Abs(normal));
            var base0 = L.Select(isLow, L.Of(_low.Base), L.Of(_high.Base));
            var slope = L.Select(isLow, L.Of(_low.Slope), L.Of(_high.Slope));
            var sign = L.Select(isLow, L.Of(_low.Sign), L.Of(_high.Sign));
            L.Store(VectorMath.NormalQuantile(L.Fma(tail, slope, base0)) * sign, ref x[0], i);
        }

        _whole.Apply<L>(x, x);
        for (var i = 0; i < x.Length; i += L.Width)
        {
            L.Store(L.Min(L.Max(L.Load(ref x[0], i), L.Of(_least)), L.Of(_greatest)), ref x[0], i);
        }
    }

    private static double Below(double z) => double.IsNegativeInfinity(z) ? 0 : double.IsPositiveInfinity(z) ? 1 : Scalar.NormalCdf(z);

    private static double Above(double z) => Below(-z);

    // The probability is Base + Slope·Φ(−|z|): of a value below where Sign is 1, of one above where it is −1.
    private readonly record struct Half(double Base, double Slope, double Sign);
}
