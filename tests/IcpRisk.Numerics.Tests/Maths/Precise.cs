using System.Numerics;

namespace IcpRisk.Numerics.Tests.Maths;

/// <summary>Exp, log, the normal distribution and log gamma in fixed-point integers with <paramref name="bits"/> bits after the point.</summary>
internal sealed class Precise(int bits)
{
    private readonly BigInteger _one = BigInteger.One << bits;
    private BigInteger _ln2;
    private BigInteger _pi;

    public BigInteger One => _one;

    public BigInteger Ln2 => _ln2.IsZero ? _ln2 = TwiceArtanhOfInverse(3) : _ln2;

    public BigInteger Pi => _pi.IsZero ? _pi = 4 * ((4 * ArctanOfInverse(5)) - ArctanOfInverse(239)) : _pi;

    /// <summary>A double in fixed point; exact if it has no bit below the last.</summary>
    public BigInteger Of(double x)
    {
        if (x == 0)
            return 0;
        var pattern = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((pattern >> 52) & 0x7FF);
        var mantissa = pattern & 0xFFFFFFFFFFFFF;
        if (exponent == 0)
            exponent = 1;
        else
            mantissa |= 1L << 52;
        var value = Shift(mantissa, exponent - 1075 + bits);
        return x < 0 ? -value : value;
    }

    public double ToDouble(BigInteger x)
    {
        var length = (int)x.GetBitLength();
        return length <= 64 ? Math.ScaleB((double)x, -bits) : Math.ScaleB((double)(x >> (length - 64)), length - 64 - bits);
    }

    public BigInteger Multiply(BigInteger a, BigInteger b) => (a * b) >> bits;

    public BigInteger Divide(BigInteger a, BigInteger b) => (a << bits) / b;

    /// <summary>eˣ = value · 2^power, value in [½, 2].</summary>
    public (BigInteger Value, int Power) Exp(BigInteger x)
    {
        var n = (int)((x + (Ln2 / 2)) / Ln2);
        var r = (x - (n * Ln2)) >> 8;
        BigInteger sum = _one, term = _one;
        for (var k = 1; !term.IsZero && term != -1; k++)
        {
            term = Multiply(term, r) / k;
            sum += term;
        }

        for (var i = 0; i < 8; i++)
            sum = Multiply(sum, sum);
        return (sum, n);
    }

    /// <summary>ln x of a positive number, given about ln x.</summary>
    public BigInteger Log(BigInteger x, double guess)
    {
        var y = Of(guess);
        for (var i = 0; i < 3; i++)
        {
            // Halley: y += 2·(x − eʸ)/(x + eʸ); each step triples the digits.
            var (value, power) = Exp(y);
            var e = Shift(value, power);
            y += Divide(2 * (x - e), x + e);
        }

        return y;
    }

    /// <summary>Φ(x). Wants bits for e^(x²) besides the ones of the result.</summary>
    public BigInteger NormalCdf(double x)
    {
        var fixedX = Of(x);
        var square = Multiply(fixedX, fixedX);
        BigInteger sum = 0, term = fixedX;
        for (var k = 1; !term.IsZero && term != -1; k++)
        {
            sum += term;
            term = Multiply(term, square) / ((2 * k) + 1);
        }

        return (_one / 2) + Multiply(Density(x), sum);
    }

    /// <summary>exp(−x²/2)/√(2π).</summary>
    public BigInteger Density(double x)
    {
        var fixedX = Of(x);
        var (value, power) = Exp(-Multiply(fixedX, fixedX) / 2);
        return Divide(Shift(value, power), Sqrt(2 * Pi));
    }

    /// <summary>ln Γ(x) by Stirling's series beyond 64.</summary>
    public BigInteger LogGamma(double x)
    {
        BigInteger y = Of(x), product = _one;
        for (; y < 64 * _one; y += _one)
            product = Multiply(product, y);
        var approximate = ToDouble(y);
        var log = Log(y, Math.Log(approximate));
        var sum = Multiply(y - (_one / 2), log) - y + (Log(2 * Pi, Math.Log(2 * Math.PI)) / 2);
        var power = Divide(_one, y);
        var inverseSquare = Multiply(power, power);
        var bernoulli = Bernoulli(40);
        for (var k = 1; k <= 40; k++)
        {
            var (top, bottom) = bernoulli[k];
            sum += power * top / (bottom * (2 * k) * ((2 * k) - 1));
            power = Multiply(power, inverseSquare);
        }

        return sum - Log(product, Math.Log(ToDouble(product)));
    }

    public static BigInteger Shift(BigInteger x, int by) => by >= 0 ? x << by : x >> -by;

    private static readonly Lazy<(BigInteger Top, BigInteger Bottom)[]> s_bernoulli = new(() =>
    {
        // B(2k) from the recurrence over rationals.
        var all = new (BigInteger Top, BigInteger Bottom)[82];
        for (var m = 0; m < all.Length; m++)
        {
            (BigInteger Top, BigInteger Bottom) sum = (0, 1);
            BigInteger choose = 1;
            for (var k = 0; k < m; k++)
            {
                sum = Reduce(((sum.Top * all[k].Bottom) + (choose * all[k].Top * sum.Bottom), sum.Bottom * all[k].Bottom));
                choose = choose * (m + 1 - k) / (k + 1);
            }

            all[m] = m == 0 ? (1, 1) : Reduce((-sum.Top, sum.Bottom * (m + 1)));
        }

        return [.. Enumerable.Range(0, 41).Select(k => all[2 * k])];
    });

    private static (BigInteger Top, BigInteger Bottom)[] Bernoulli(int count) => s_bernoulli.Value[..(count + 1)];

    private static (BigInteger Top, BigInteger Bottom) Reduce((BigInteger Top, BigInteger Bottom) r)
    {
        var d = BigInteger.GreatestCommonDivisor(r.Top, r.Bottom);
        return (r.Top / d, r.Bottom / d);
    }

    private BigInteger Sqrt(BigInteger x)
    {
        var y = Of(Math.Sqrt(ToDouble(x)));
        for (var i = 0; i < 12; i++)
            y = (y + Divide(x, y)) / 2;
        return y;
    }

    private BigInteger TwiceArtanhOfInverse(int n) => 2 * Series(n, 1);

    private BigInteger ArctanOfInverse(int n) => Series(n, -1);

    private BigInteger Series(int n, int sign)
    {
        BigInteger sum = 0, power = _one / n;
        for (var k = 1; !power.IsZero; k += 2)
        {
            sum += power / k;
            power = power / (n * n) * sign;
            if (power == -1)
                break;
        }

        return sum;
    }
}

/// <summary>Distance of a result from the true value.</summary>
internal static class Error
{
    /// <summary>|got − value·2^power| in units in got's last place; value has <paramref name="bits"/> bits after the point.</summary>
    public static double Ulps(double got, BigInteger value, int power, int bits)
    {
        var unit = Math.BitIncrement(Math.Abs(got)) - Math.Abs(got);
        // got / unit is an integer; value·2^power / unit with 40 bits after the point.
        var (unitPower, integer) = ((int)Math.ILogB(unit), (BigInteger)Math.ScaleB(got, -Math.ILogB(unit)));
        var exact = Precise.Shift(value, power - bits - unitPower + 40);
        return Math.Abs((double)((integer << 40) - exact)) / (1L << 40);
    }
}
