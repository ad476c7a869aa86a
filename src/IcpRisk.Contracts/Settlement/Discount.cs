using IcpRisk.Paths;

namespace IcpRisk.Contracts.Settlement;

/// <summary>Discount factors of the contract years.</summary>
internal static class Discount
{
    /// <summary>
    /// (1 + rate)^−t with t the middle of what is covered of each year, counted from the start. From products and square
    /// roots only, whose bits are the same on every machine; accurate to about 1e-15 for terms of decades.
    /// </summary>
    public static double[] MidYear(double rate, TimeAxis time)
    {
        var factors = new double[time.Years];
        var elapsed = 0.0;
        for (var year = 1; year <= time.Years; year++)
        {
            factors[year - 1] = 1 / Power(1 + rate, elapsed + (time.Exposure(year) / 2));
            elapsed += time.Exposure(year);
        }

        return factors;
    }

    /// <summary>x^t for x &gt; 0, t ≥ 0: whole powers by multiplying, binary fractions by square roots.</summary>
    internal static double Power(double x, double t)
    {
        var result = 1.0;
        for (; t >= 1; t--)
            result *= x;
        for (var root = x; t > 0; t *= 2)
        {
            if (t >= 1)
            {
                result *= root;
                t--;
            }

            root = Math.Sqrt(root);
        }

        return result;
    }
}
