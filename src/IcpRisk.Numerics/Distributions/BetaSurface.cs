using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// Quantiles of betas on [0, 1] whose mean and precision differ by trial, within a range of both: about a hundredth of the
/// time of an exact quantile.
/// </summary>
/// <remarks>
/// The log-odds of the quantile at normals −8.5 to 8.5 in steps of 1/4, and their slopes in the normal, are each a Chebyshev
/// series of degree 11 in the log-odds of the mean and of degree 11 in the log precision; between normals a cubic Hermite
/// polynomial. Largest CDF error while both shapes are at least 1 (<see cref="LeastShape"/>): 1e-6 where the greatest
/// precision is up to sixty times the least, 1e-5 up to a thousand times (<see cref="WidestRange"/>). The log-odds of smaller
/// shapes bend too sharply.
/// </remarks>
public sealed class BetaSurface
{
    /// <summary>The least shape, mean · precision or (1 − mean) · precision, for which the error is as stated.</summary>
    public const double LeastShape = 1;

    /// <summary>The widest range of precisions: the greatest over the least.</summary>
    public const double WidestRange = 1000;

    private const int Terms = 12;
    private const int StepsPerUnit = 4;
    private const double End = 8.5;
    private const int Nodes = (int)(2 * End * StepsPerUnit) + 1;
    private const int Block = Terms * Terms;
    private const int Margin = 3;

    // Of each normal's value and slope, a block of coefficients: precision fastest.
    private readonly double[] _table = new double[2 * Nodes * Block];
    private readonly Axis _mean;
    private readonly Axis _precision;

    /// <param name="mean">Least and greatest mean, in (0, 1).</param>
    /// <param name="precision">Least and greatest a + b, such that no shape is below <see cref="LeastShape"/>.</param>
    public BetaSurface((double From, double To) mean, (double From, double To) precision)
    {
        _mean = new Axis(LogOdds(mean.From), LogOdds(mean.To));
        _precision = new Axis(Scalar.Log(precision.From), Scalar.Log(precision.To));
        var values = new double[Block][];
        var cosines = Cosines();
        for (var a = 0; a < Terms; a++)
        {
            for (var b = 0; b < Terms; b++)
                values[(a * Terms) + b] = Row(_mean.At(cosines[(2 * a) + 1]), Scalar.Exp(_precision.At(cosines[(2 * b) + 1])));
        }

        for (var node = 0; node < Nodes; node++)
        {
            Fit(values, cosines, v => v[node + Margin], _table.AsSpan(2 * node * Block, Block));
            Fit(values, cosines, v => Slope(v, node + Margin), _table.AsSpan(((2 * node) + 1) * Block, Block));
        }
    }

    /// <summary>Whether a beta is within the range.</summary>
    public bool Covers(double mean, double precision) =>
        mean is > 0 and < 1 && precision > 0 && _mean.Covers(LogOdds(mean)) && _precision.Covers(Scalar.Log(precision));

    /// <summary>The quantile at a standard normal of a beta within the range.</summary>
    public double At(double z, double mean, double precision)
    {
        Span<double> byMean = stackalloc double[Terms];
        Span<double> byPrecision = stackalloc double[Terms];
        _mean.Polynomials(LogOdds(mean), byMean);
        _precision.Polynomials(Scalar.Log(precision), byPrecision);
        var position = (Math.Clamp(z, -End, End - 1e-9) + End) * StepsPerUnit;
        var node = (int)position;
        var s = position - node;
        var (y0, d0) = (Sum(2 * node, byMean, byPrecision), Sum((2 * node) + 1, byMean, byPrecision));
        var (y1, d1) = (Sum((2 * node) + 2, byMean, byPrecision), Sum((2 * node) + 3, byMean, byPrecision));
        var rise = y1 - y0;
        var c3 = d0 + d1 - (rise + rise);
        var c2 = rise - d0 - c3;
        var t = (((((c3 * s) + c2) * s) + d0) * s) + y0;
        return 1 / (1 + Scalar.Exp(-t));
    }

    private static double LogOdds(double share) => Scalar.Log(share) - Scalar.Log1p(-share);

    private static double[] Row(double logOdds, double precision)
    {
        var (a, b) = Beta.FromMean(1 / (1 + Scalar.Exp(-logOdds)), precision);
        var row = new double[Nodes + (2 * Margin)];
        for (var i = 0; i < row.Length; i++)
            row[i] = BetaQuantile.LogOdds(a, b, ((double)(i - Margin) / StepsPerUnit) - End);
        return row;
    }

    // A step's rise by sixth-order differences.
    private static double Slope(double[] y, int j) => ((45 * (y[j + 1] - y[j - 1])) - (9 * (y[j + 2] - y[j - 2])) + (y[j + 3] - y[j - 3])) / 60;

    private static void Fit(double[][] values, double[] cosines, Func<double[], double> of, Span<double> coefficients)
    {
        for (var j = 0; j < Terms; j++)
        {
            for (var k = 0; k < Terms; k++)
            {
                var sum = 0.0;
                for (var a = 0; a < Terms; a++)
                {
                    for (var b = 0; b < Terms; b++)
                        sum += of(values[(a * Terms) + b]) * cosines[j * ((2 * a) + 1) % (4 * Terms)] * cosines[k * ((2 * b) + 1) % (4 * Terms)];
                }

                coefficients[(j * Terms) + k] = sum * (j == 0 ? 1 : 2) * (k == 0 ? 1 : 2) / Block;
            }
        }
    }

    private double Sum(int row, ReadOnlySpan<double> byMean, ReadOnlySpan<double> byPrecision)
    {
        var block = _table.AsSpan(row * Block, Block);
        var sum = 0.0;
        for (var j = 0; j < Terms; j++)
        {
            var line = block.Slice(j * Terms, Terms);
            var (even, odd) = (0.0, 0.0);
            for (var k = 0; k < Terms; k += 2)
            {
                even += line[k] * byPrecision[k];
                odd += line[k + 1] * byPrecision[k + 1];
            }

            sum += (even + odd) * byMean[j];
        }

        return sum;
    }

    // cos(jπ/24), j = 0…47: from cos π/6 = √3/2 by halving, then T's recurrence.
    private static double[] Cosines()
    {
        var first = Math.Sqrt((1 + Math.Sqrt((1 + (Math.Sqrt(3) / 2)) / 2)) / 2);
        var cosines = new double[4 * Terms];
        (cosines[0], cosines[1]) = (1, first);
        for (var j = 2; j < cosines.Length; j++)
            cosines[j] = (2 * first * cosines[j - 1]) - cosines[j - 2];
        return cosines;
    }

    // A range mapped to −1…1; of no width, everything to its middle.
    private readonly record struct Axis(double From, double To)
    {
        private const double Rounding = 1e-9;

        private double Half => (To - From) / 2;

        public double At(double t) => ((From + To) / 2) + (t * Half);

        public bool Covers(double x) => x >= From - Rounding && x <= To + Rounding;

        public void Polynomials(double x, Span<double> t)
        {
            var at = Half > Rounding ? Math.Clamp((x - ((From + To) / 2)) / Half, -1, 1) : 0;
            (t[0], t[1]) = (1, at);
            for (var k = 2; k < t.Length; k++)
                t[k] = (2 * at * t[k - 1]) - t[k - 2];
        }
    }
}
