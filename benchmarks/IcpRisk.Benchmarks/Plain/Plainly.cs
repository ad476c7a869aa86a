using IcpRisk.Documents;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>Small things that the plain model's parts share.</summary>
internal static class Plainly
{
    /// <summary>A figure that the plain model takes as certain.</summary>
    /// <exception cref="NotSupportedException">It is uncertain.</exception>
    public static double Certain(Figure figure) =>
        figure.Constant ?? throw Unsupported($"uncertain figure ({figure.Where})");

    /// <summary>A certain figure for each contract year; index 0 is year 1.</summary>
    public static double[] ByYear(Yearly figures, int years) =>
        [.. Enumerable.Range(1, years).Select(y => Certain(figures.At(y)))];

    /// <summary>Π (1 + g[u]) for u = 2…y.</summary>
    public static double[] Growth(Yearly rates, int years)
    {
        var factors = new double[years];
        factors[0] = 1;
        for (var y = 1; y < years; y++)
            factors[y] = factors[y - 1] * (1 + Certain(rates.At(y + 1)));
        return factors;
    }

    /// <summary>Variance of an AR(1) from zero after so many years.</summary>
    public static double Variance(double sd, double persistence, int years)
    {
        var sum = 0.0;
        for (var k = 0; k < years; k++)
            sum += Math.Pow(persistence, 2 * k);
        return sd * sd * sum;
    }

    /// <summary>Variance of the sum of an AR(1) over so many years.</summary>
    public static double CumulatedVariance(double sd, double persistence, int years)
    {
        var (sum, effect) = (0.0, 0.0);
        for (var k = 0; k < years; k++)
        {
            effect += Math.Pow(persistence, k);
            sum += effect * effect;
        }

        return sd * sd * sum;
    }

    public static NotSupportedException Unsupported(string what) => new($"The plain model leaves out: {what}.");

    public static void Require(bool holds, string what)
    {
        if (!holds)
            throw Unsupported(what);
    }
}
