using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>How the total cost of cases is drawn.</summary>
public enum CaseSumMethod
{
    /// <summary>Every case costs the same: v = 0.</summary>
    Fixed,

    /// <summary>One shifted gamma for all cases.</summary>
    Matched,

    /// <summary>A shifted gamma for the cases below a threshold; those above are counted and drawn one by one.</summary>
    Split,

    /// <summary>Every case is drawn.</summary>
    OneByOne,
}

/// <summary>
/// How to draw the total cost of A independent cases, decided once from the number expected, and the constants for it; in
/// units of a case's mean. Severity is a <see cref="ShiftedLognormal"/>.
/// </summary>
/// <remarks>
/// A gamma serves cases whose total has a skewness of at most <see cref="MaxSkewness"/> and an excess kurtosis within
/// <see cref="MaxKurtosisGap"/> of the gamma's (3/2·skewness²). Skewness alone does not suffice: of two totals with
/// skewness ½ the one made of rarer, larger cases has the longer tail. Where all cases together fail, the highest threshold
/// is sought at which the cases below it pass; where that leaves fewer than <see cref="FewestMatched"/>, or fewer than are
/// drawn anyway, all are drawn. The errors are measured in docs/samplers.md.
/// </remarks>
public readonly record struct CaseSumPlan
{
    /// <summary>Largest skewness of a total that a gamma stands for.</summary>
    public const double MaxSkewness = 0.5;

    /// <summary>Largest distance of its excess kurtosis from the gamma's.</summary>
    public const double MaxKurtosisGap = 0.05;

    /// <summary>Fewest expected cases that a gamma stands for.</summary>
    public const double FewestMatched = 10;

    /// <summary>Least coefficient of variation of cases that are drawn.</summary>
    public const double LeastCv = 0.01;

    private const double Highest = 8;
    private const double Lowest = -1;
    private const double Step = 1d / 16;

    /// <summary>How totals are drawn.</summary>
    public CaseSumMethod Method { get; private init; }

    /// <summary>The severity whose cases are drawn one by one.</summary>
    public ShiftedLognormal Severity { get; private init; }

    /// <summary>Moments of the cases that the gamma stands for, before the shift.</summary>
    public CaseMoments Matched { get; private init; }

    /// <summary>Share of cases above the threshold: 0 when matched, 1 when drawn one by one.</summary>
    public double LargeShare { get; private init; }

    /// <summary>
    /// The same way of drawing, and of a split the same threshold, for another severity: for trials whose severity differs
    /// from the one planned for.
    /// </summary>
    /// <param name="cv">v; below <see cref="LeastCv"/> it is taken there where cases are drawn.</param>
    /// <param name="skewness">γ of the same v, or null for the lognormal's.</param>
    public CaseSumPlan With(double cv, double? skewness)
    {
        if (Method is not (CaseSumMethod.Split or CaseSumMethod.OneByOne))
            return this with { Matched = new(1, cv, skewness ?? ShiftedLognormal.SkewnessOf(cv), 0) };
        var v = Math.Max(cv, LeastCv);
        var severity = ShiftedLognormal.Matching(v, skewness ?? ShiftedLognormal.SkewnessOf(v));
        if (Method is CaseSumMethod.OneByOne)
            return this with { Severity = severity };
        var threshold = Severity.Shift + Scalar.Exp(Severity.Mu - Severity.Sigma * Scalar.NormalQuantile(LargeShare));
        var above = Math.Max(threshold - severity.Shift, double.Epsilon);
        var limit = Math.Clamp((Scalar.Log(above) - severity.Mu) / severity.Sigma, Lowest, Highest);
        return this with
        {
            Severity = severity,
            Matched = CaseMoments.LognormalBelow(severity.Mu, severity.Sigma, limit),
            LargeShare = Scalar.NormalCdf(-limit),
        };
    }

    /// <summary>Plans for the plain lognormal, of skewness v³ + 3v.</summary>
    /// <param name="expectedCount">Expected number of cases, &gt; 0; the number drawn may differ by trial.</param>
    /// <param name="cv">v, standard deviation of a case over its mean, ≥ 0.</param>
    public static CaseSumPlan For(double expectedCount, double cv) =>
        For(expectedCount, cv, ShiftedLognormal.SkewnessOf(cv));

    /// <summary>Plans for a severity of given skewness.</summary>
    /// <param name="expectedCount">Expected number of cases, &gt; 0; the number drawn may differ by trial.</param>
    /// <param name="cv">v, standard deviation of a case over its mean, ≥ 0.</param>
    /// <param name="skewness">γ, skewness of a case, &gt; 0 unless v = 0.</param>
    public static CaseSumPlan For(double expectedCount, double cv, double skewness)
    {
        Demand(expectedCount > 0, expectedCount, nameof(expectedCount));
        Demand(cv >= 0, cv, nameof(cv));
        if (cv == 0)
            return new() { Method = CaseSumMethod.Fixed };
        Demand(skewness > 0, skewness, nameof(skewness));
        var severity = ShiftedLognormal.Matching(cv, skewness);
        var c = cv / (1 - severity.Shift);
        var whole = new CaseMoments(1, cv, skewness, ExcessKurtosis(c));
        if (expectedCount >= FewestMatched && Serves(whole, expectedCount))
            return new() { Method = CaseSumMethod.Matched, Severity = severity, Matched = whole };
        for (var limit = Highest; limit >= Lowest; limit -= Step)
        {
            var below = CaseMoments.LognormalBelow(severity.Mu, severity.Sigma, limit);
            var large = Scalar.NormalCdf(-limit);
            if (large > 0.5 || expectedCount * (1 - large) < FewestMatched)
                break;
            if (Serves(below, expectedCount * (1 - large)))
            {
                return new()
                {
                    Method = CaseSumMethod.Split, Severity = severity, Matched = below, LargeShare = large,
                };
            }
        }

        return new() { Method = CaseSumMethod.OneByOne, Severity = severity, LargeShare = 1 };
    }

    private static bool Serves(CaseMoments moments, double count)
    {
        var gap = moments.ExcessKurtosis - 1.5 * moments.Skewness * moments.Skewness;
        return Math.Abs(moments.Skewness) <= MaxSkewness * Math.Sqrt(count) && Math.Abs(gap) <= MaxKurtosisGap * count;
    }

    /// <summary>Excess kurtosis of a lognormal with coefficient of variation c: w⁴ + 2w³ + 3w² − 6, w = 1 + c².</summary>
    private static double ExcessKurtosis(double c)
    {
        var x = c * c;
        return x * (16 + x * (15 + x * (6 + x)));
    }

    private static void Demand(bool holds, double value, string name)
    {
        if (!holds || !double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, "A positive, finite number is wanted.");
    }
}
