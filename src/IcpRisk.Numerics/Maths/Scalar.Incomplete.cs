namespace IcpRisk.Numerics.Maths;

public static partial class Scalar
{
    private const double Epsilon = 1.0 / (1L << 53);
    private const double Tiny = 1e-300;
    private const double TwoPi = 6.283185307179586;
    private const int MaximumTerms = 10_000_000;

    /// <summary>
    /// P(a, x), the regularised lower incomplete gamma function: the distribution function of a gamma of shape a &gt; 0
    /// at x ≥ 0. Relative error about 1e−14 for a up to 10⁶ where P is not the larger of P and Q, absolute otherwise.
    /// </summary>
    /// <remarks>Series below a + 1, Legendre's continued fraction above (Abramowitz and Stegun 6.5.29, 6.5.31).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">a is not positive and finite, or x is negative or NaN.</exception>
    public static double GammaP(double a, double x)
    {
        CheckGamma(a, x);
        return x < a + 1 ? GammaSeries(a, x) : 1 - GammaFraction(a, x);
    }

    /// <summary>Q(a, x) = 1 − P(a, x), accurate in the upper tail; domain and errors as <see cref="GammaP"/>.</summary>
    public static double GammaQ(double a, double x)
    {
        CheckGamma(a, x);
        return x < a + 1 ? 1 - GammaSeries(a, x) : GammaFraction(a, x);
    }

    /// <summary>
    /// I_x(a, b), the regularised incomplete beta function: the distribution function of a beta with a, b &gt; 0 at x in
    /// [0, 1]. Relative error about 1e−14 for a + b up to 10⁶ where it is below the mean, absolute otherwise.
    /// </summary>
    /// <remarks>Continued fraction (Abramowitz and Stegun 26.5.8) by Lentz's method, on the side where it converges fast.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">a or b is not positive and finite, or x is outside [0, 1].</exception>
    public static double BetaI(double a, double b, double x)
    {
        if (!(a > 0) || !double.IsFinite(a))
            throw new ArgumentOutOfRangeException(nameof(a), a, "Must be positive and finite.");
        if (!(b > 0) || !double.IsFinite(b))
            throw new ArgumentOutOfRangeException(nameof(b), b, "Must be positive and finite.");
        if (!(x >= 0 && x <= 1))
            throw new ArgumentOutOfRangeException(nameof(x), x, "Must lie in [0, 1].");
        if (x is 0 or 1)
            return x;
        return x <= (a + 1) / (a + b + 2) ? BetaFraction(a, b, x, 1 - x) : 1 - BetaFraction(b, a, 1 - x, x);
    }

    private static void CheckGamma(double a, double x)
    {
        if (!(a > 0) || !double.IsFinite(a))
            throw new ArgumentOutOfRangeException(nameof(a), a, "Must be positive and finite.");
        if (!(x >= 0))
            throw new ArgumentOutOfRangeException(nameof(x), x, "Must not be negative.");
    }

    private static double GammaSeries(double a, double x)
    {
        if (x == 0)
            return 0;
        double sum = 1, term = 1;
        for (var n = 1; n < MaximumTerms && term > sum * Epsilon; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum * PoissonWeight(a, x);
    }

    private static double GammaFraction(double a, double x)
    {
        if (double.IsPositiveInfinity(x))
            return 0;
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var h = d;
        for (var n = 1; n < MaximumTerms; n++)
        {
            var an = -n * (n - a);
            b += 2;
            d = 1 / Away(Math.FusedMultiplyAdd(an, d, b));
            c = Away(b + (an / c));
            var step = c * d;
            h *= step;
            if (Math.Abs(step - 1) <= 2 * Epsilon)
                break;
        }

        // xᵃ·e⁻ˣ/Γ(a) = a·weight.
        return h * a * PoissonWeight(a, x);
    }

    private static double BetaFraction(double a, double b, double x, double y)
    {
        double c = 1;
        var d = 1 / Away(1 - ((a + b) * x / (a + 1)));
        var h = d;
        for (var m = 1; m < MaximumTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Away(Math.FusedMultiplyAdd(even, d, 1));
            c = Away(1 + (even / c));
            h *= c * d;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Away(Math.FusedMultiplyAdd(odd, d, 1));
            c = Away(1 + (odd / c));
            var step = c * d;
            h *= step;
            if (Math.Abs(step - 1) <= 2 * Epsilon)
                break;
        }

        return h * BetaWeight(a, b, x, y) / a;
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    /// <summary>xᵃ·e⁻ˣ/Γ(a + 1), by the saddle point (Loader 2000), which loses nothing for large a.</summary>
    internal static double PoissonWeight(double a, double x)
    {
        if (a < 8.5)
        {
            // Γ(a + 1) of a moderate number: no cancellation to speak of.
            return Exp((a * Log(x)) - x - LogGamma(a + 1));
        }

        return Exp(-StirlingError(a) - Deviance(a, x)) / Math.Sqrt(TwoPi * a);
    }

    /// <summary>xᵃ·yᵇ·Γ(a + b)/(Γ(a)·Γ(b)) with y = 1 − x.</summary>
    private static double BetaWeight(double a, double b, double x, double y)
    {
        var n = a + b;
        if (a < 8.5 || b < 8.5)
            return Exp((a * LogShare(x, y)) + (b * LogShare(y, x)) - LogBeta(a, b));
        var correction = StirlingError(n) - StirlingError(a) - StirlingError(b);
        return Exp(correction - Deviance(a, n * x) - Deviance(b, n * y)) * Math.Sqrt(a * b / (TwoPi * n));
    }

    /// <summary>ln x of x = 1 − y, whichever of the two is exact.</summary>
    private static double LogShare(double x, double y) => x < 0.5 ? Log(x) : Log1p(-y);

    /// <summary>ln(Γ(a)·Γ(b)/Γ(a + b)), without the cancellation of two large logarithms where only one parameter is large.</summary>
    private static double LogBeta(double a, double b)
    {
        var (small, large) = a < b ? (a, b) : (b, a);
        if (large < 8.5)
            return LogGamma(a) + LogGamma(b) - LogGamma(a + b);
        var n = a + b;
        var ratio = ((large - 0.5) * Log1p(small / large)) + (small * (Log(n) - 1)) + StirlingError(n) - StirlingError(large);
        return LogGamma(small) - ratio;
    }

    /// <summary>a·ln(a/x) + x − a, without cancellation where x is near a.</summary>
    internal static double Deviance(double a, double x)
    {
        var difference = a - x;
        var v = difference / (a + x);
        if (Math.Abs(v) >= 0.1)
            return (a * Log(a / x)) - difference;
        var sum = difference * v;
        var term = 2 * a * v;
        var square = v * v;
        for (var j = 1; j < 100; j++)
        {
            term *= square;
            var next = sum + (term / ((2 * j) + 1));
            if (next == sum)
                break;
            sum = next;
        }

        return sum;
    }

    private static double StirlingError(double x) => VectorMath.StirlingError(Lanes.Lanes1.Of(x)).Value;
}
