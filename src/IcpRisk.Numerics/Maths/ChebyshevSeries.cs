using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Maths;

/// <summary>
/// A smooth function of one variable as a polynomial of degree 15: interpolated at Chebyshev's nodes, summed by Clenshaw's
/// recurrence. Of a function analytic around the range the error falls geometrically with the degree; arguments outside
/// the range are taken as its nearer end.
/// </summary>
/// <remarks>Trefethen, "Approximation theory and approximation practice" (2013), chapters 2–3, 8. Plain arithmetic and √.</remarks>
public sealed class ChebyshevSeries
{
    private const int Terms = 16;
    private static readonly double[] Cosines = Multiples();

    private readonly double[] _coefficients = new double[Terms];
    private readonly double _middle;
    private readonly double _perHalf;

    /// <param name="function">Asked at 16 points inside the range.</param>
    /// <param name="from">Least argument.</param>
    /// <param name="to">Greatest; above <paramref name="from"/>.</param>
    public ChebyshevSeries(Func<double, double> function, double from, double to)
    {
        _middle = (from + to) / 2;
        _perHalf = 2 / (to - from);
        var values = new double[Terms];
        for (var k = 0; k < Terms; k++)
            values[k] = function(_middle + (Cosines[(2 * k) + 1] / _perHalf));
        for (var j = 0; j < Terms; j++)
        {
            for (var k = 0; k < Terms; k++)
                _coefficients[j] += values[k] * Cosines[j * ((2 * k) + 1) % (4 * Terms)] * (j == 0 ? 1.0 : 2.0) / Terms;
        }
    }

    /// <summary>The function at <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L At<L>(L x) where L : struct, ILanes<L>
    {
        var t = L.Max(L.Min((x - L.Of(_middle)) * L.Of(_perHalf), L.Of(1)), L.Of(-1));
        var twice = t + t;
        var (one, two) = (L.Zero, L.Zero);
        for (var j = Terms - 1; j > 0; j--)
            (one, two) = (L.Fma(twice, one, L.Of(_coefficients[j]) - two), one);
        return L.Fma(t, one, L.Of(_coefficients[0]) - two);
    }

    // cos(jπ/32) for j = 0…63: halving the angle from π/2, then multiples by T's recurrence.
    private static double[] Multiples()
    {
        var first = 0.0;
        for (var angle = 2; angle < 2 * Terms; angle *= 2)
            first = Math.Sqrt((1 + first) / 2);
        var cosines = new double[4 * Terms];
        (cosines[0], cosines[1]) = (1, first);
        for (var j = 2; j < cosines.Length; j++)
            cosines[j] = (2 * first * cosines[j - 1]) - cosines[j - 2];
        return cosines;
    }
}
