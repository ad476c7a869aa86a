using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// A smooth distribution through stated quantiles: x as a monotone function of a standard normal, exact at each of them.
/// Between them a cubic whose slopes are the weighted harmonic means of the neighbouring secants (Fritsch and Butland, "A
/// method for constructing local monotone piecewise cubic interpolants", SIAM J. Sci. Stat. Comput. 5, 1984); beyond the
/// outermost it goes on straight, as a normal does, with the slope of the outermost pair; or, where a bound is given, comes
/// down to it exponentially from that slope. Quantiles of a normal so give that normal.
/// </summary>
public sealed class FittedQuantiles
{
    private readonly double[] _nodes;
    private readonly SortedThresholds _thresholds;
    // By interval (below the first node, between two, above the last): where it starts, and the cubic from there.
    private readonly double[] _start;
    private readonly double[][] _cubic;
    private readonly (double Bound, double Reach, double Rate)? _lower;
    private readonly (double Bound, double Reach, double Rate)? _upper;

    /// <param name="quantiles">Two or more, by rising level in (0, 1), with rising values.</param>
    /// <param name="lower">Least value, below all of them, if there is one.</param>
    /// <param name="upper">Greatest value, above all of them, if there is one.</param>
    /// <exception cref="ArgumentException">Fewer than two quantiles, or they do not rise, or a bound is not beyond them.</exception>
    public FittedQuantiles(IReadOnlyList<(double Level, double Value)> quantiles, double? lower = null, double? upper = null)
    {
        var n = quantiles.Count;
        if (n < 2 || quantiles.Any(q => !(q.Level > 0 && q.Level < 1)))
            throw new ArgumentException("Two or more levels between 0 and 1 are needed.", nameof(quantiles));
        for (var i = 1; i < n; i++)
        {
            if (!(quantiles[i].Level > quantiles[i - 1].Level && quantiles[i].Value > quantiles[i - 1].Value))
                throw new ArgumentException("Levels and values must rise.", nameof(quantiles));
        }

        if (lower >= quantiles[0].Value || upper <= quantiles[^1].Value)
            throw new ArgumentException("Bounds lie beyond the quantiles.", nameof(quantiles));
        _nodes = [.. quantiles.Select(q => Scalar.NormalQuantile(q.Level))];
        double[] y = [.. quantiles.Select(q => q.Value)];
        var slopes = Slopes(_nodes, y);
        _thresholds = new SortedThresholds(_nodes);
        _start = [_nodes[0], .. _nodes];
        _cubic = [new double[n + 1], new double[n + 1], new double[n + 1], new double[n + 1]];
        Set(0, y[0], slopes[0], 0, 0);
        Set(n, y[^1], slopes[^1], 0, 0);
        for (var i = 0; i + 1 < n; i++)
        {
            var h = _nodes[i + 1] - _nodes[i];
            var secant = (y[i + 1] - y[i]) / h;
            var third = (slopes[i] + slopes[i + 1] - (2 * secant)) / (h * h);
            var second = ((secant - slopes[i]) / h) - (third * h);
            Set(i + 1, y[i], slopes[i], second, third);
        }

        _lower = lower is { } low ? (low, y[0] - low, slopes[0] / (y[0] - low)) : null;
        _upper = upper is { } high ? (high, high - y[^1], slopes[^1] / (high - y[^1])) : null;
    }

    /// <summary>The normals of the stated quantiles: between them the function is smooth.</summary>
    public IReadOnlyList<double> Nodes => _nodes;

    /// <summary>Quantiles at standard normals <paramref name="z"/>; the two rows may be the same.</summary>
    public void Fill<L>(ReadOnlySpan<double> z, Span<double> x) where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, x);
        ref readonly var source = ref MemoryMarshal.GetReference(z);
        ref var target = ref MemoryMarshal.GetReference(x);
        for (var i = 0; i < trials; i += L.Width)
            L.Store(Value(L.Load(in source, i)), ref target, i);
    }

    /// <summary>The quantile at one normal, with the bits of <see cref="Fill"/>.</summary>
    public double At(double z) => Value(new Lanes1(z)).Value;

    // Non-centred three-point slopes at the ends would fit better and could fall; the secant cannot.
    private static double[] Slopes(double[] z, double[] y)
    {
        var n = z.Length;
        var slopes = new double[n];
        for (var i = 1; i + 1 < n; i++)
        {
            var (before, after) = (z[i] - z[i - 1], z[i + 1] - z[i]);
            var (left, right) = ((y[i] - y[i - 1]) / before, (y[i + 1] - y[i]) / after);
            var (u, v) = (before + (2 * after), (2 * before) + after);
            slopes[i] = (u + v) / ((v / left) + (u / right));
        }

        slopes[0] = (y[1] - y[0]) / (z[1] - z[0]);
        slopes[^1] = (y[^1] - y[^2]) / (z[^1] - z[^2]);
        return slopes;
    }

    private void Set(int interval, double value, double first, double second, double third) =>
        (_cubic[0][interval], _cubic[1][interval], _cubic[2][interval], _cubic[3][interval]) = (value, first, second, third);

    private L Value<L>(L z) where L : struct, ILanes<L>
    {
        var interval = _thresholds.Below(z);
        var s = z - L.Gather(ref MemoryMarshal.GetArrayDataReference(_start), interval);
        var x = L.Fma(Coefficient(3, interval), s, Coefficient(2, interval));
        x = L.Fma(L.Fma(x, s, Coefficient(1, interval)), s, Coefficient(0, interval));
        if (_lower is { } low)
        {
            var tail = L.Fma(VectorMath.Exp(s * L.Of(low.Rate)), L.Of(low.Reach), L.Of(low.Bound));
            x = L.Select(L.Less(z, L.Of(_nodes[0])), tail, x);
        }

        if (_upper is { } high)
        {
            var tail = L.Fma(VectorMath.Exp(s * L.Of(-high.Rate)), L.Of(-high.Reach), L.Of(high.Bound));
            x = L.Select(L.Less(L.Of(_nodes[^1]), z), tail, x);
        }

        return x;
    }

    private L Coefficient<L>(int power, L interval) where L : struct, ILanes<L> =>
        L.Gather(ref MemoryMarshal.GetArrayDataReference(_cubic[power]), interval);
}
