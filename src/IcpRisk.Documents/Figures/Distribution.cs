using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Documents;

/// <summary>
/// One of the pairs some distributions are made of: a quantile's level (0.1 is 10 %) and value, or a sample's weight and value.
/// </summary>
public readonly record struct DistributionPoint(double Key, double Value);

/// <summary>
/// A distribution by name and parameters, as written and already checked: the kinds, their parameters and
/// domains are in <see cref="DistributionKinds"/>. Sampling is for others.
/// </summary>
public sealed record Distribution(string Kind, IReadOnlyDictionary<string, double> Parameters)
{
    // How far out a cut is sought: beyond it lies a probability of 1e-197.
    private const double Reach = 30;
    private double _mean = double.NaN;

    /// <summary>The quantiles or the sample it is made of, as written; empty for kinds made of parameters alone.</summary>
    public IReadOnlyList<DistributionPoint> Points { get; init; } = [];

    /// <summary>The least value that is not cut off; −∞ where none is stated.</summary>
    public double Least => Parameters.GetValueOrDefault(DistributionKinds.Least.Name, double.NegativeInfinity);

    /// <summary>The greatest value that is not cut off; +∞ where none is stated.</summary>
    public double Greatest => Parameters.GetValueOrDefault(DistributionKinds.Greatest.Name, double.PositiveInfinity);

    /// <summary>Part of it is cut off: what is left is as likely as before in proportion, and nothing is moved to the edges.</summary>
    public bool IsCut => double.IsFinite(Least) || double.IsFinite(Greatest);

    /// <summary>The parameter of that name.</summary>
    /// <exception cref="KeyNotFoundException">It was not given.</exception>
    public double this[string parameter] => Parameters[parameter];

    /// <summary>The mean of the variable itself, given that it lies between <see cref="Least"/> and <see cref="Greatest"/>.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public double Mean => double.IsNaN(_mean) ? _mean = FindMean() : _mean;

    /// <summary>The sample without what is cut off.</summary>
    /// <exception cref="ArgumentException">Nothing is left.</exception>
    public StepQuantile Sample() => new(Points.Where(p => p.Value >= Least && p.Value <= Greatest).Select(p => (p.Value, p.Key)));

    public bool Equals(Distribution? other) =>
        other is not null && Kind == other.Kind && Parameters.Count == other.Parameters.Count
        && Parameters.All(p => other.Parameters.TryGetValue(p.Key, out var value) && value.Equals(p.Value))
        && Points.SequenceEqual(other.Points);

    public override int GetHashCode() => HashCode.Combine(Kind, Parameters.Count, Points.Count);

    public override string ToString() => $"{Kind} ({FigureText.Parts(this, Unit.Number)})";

    /// <summary>Probability of what is not cut off.</summary>
    internal double Kept()
    {
        if (Known.Points == PointForm.Sample)
            return Points.Where(p => p.Value >= Least && p.Value <= Greatest).Sum(p => p.Key) / Points.Sum(p => p.Key);
        var (from, to) = Cut(Known.Quantile(this));
        return from > 0
            ? Scalar.NormalCdf(-from) - Scalar.NormalCdf(-to)
            : Scalar.NormalCdf(to) - Scalar.NormalCdf(from);
    }

    private DistributionKind Known =>
        DistributionKinds.Find(Kind) ?? throw new ArgumentException($"unknown kind of distribution: {Kind}");

    private double FindMean()
    {
        var kind = Known;
        if (!IsCut || kind.Points == PointForm.Sample)
            return kind.Mean(this);
        var quantile = kind.Quantile(this);
        var (from, to) = Cut(quantile);
        return from < to ? NormalExpectation.Of(quantile, from, to, kind.Breaks(this)) : quantile(from);
    }

    // The normals at which the cut values are reached: values rise with the normal.
    private (double From, double To) Cut(Func<double, double> quantile) => (
        double.IsFinite(Least) ? Root(z => quantile(z) < Least) : double.NegativeInfinity,
        double.IsFinite(Greatest) ? Root(z => quantile(z) <= Greatest) : double.PositiveInfinity);

    private static double Root(Func<double, bool> isBelow)
    {
        var (low, high) = (-Reach, Reach);
        if (!isBelow(low))
            return double.NegativeInfinity;
        if (isBelow(high))
            return double.PositiveInfinity;
        for (var step = 0; step < 64; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = isBelow(middle) ? (middle, high) : (low, middle);
        }

        return high;
    }
}
