using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>
/// How to draw the total cost of a Poisson number of cases above a threshold (<see cref="ICaseTail"/>), decided once from
/// the number expected: as <see cref="CaseSum.Split"/> does, or one by one.
/// </summary>
/// <remarks>
/// The gamma has the first three moments of the sum of the smaller cases, given their number, so over the Poisson number the
/// fourth cumulant of the total is the first that is off: by m·s⁴·κ, m the expected number of the smaller cases, s their
/// standard deviation and κ the distance of their excess kurtosis from the gamma's 3/2·skewness². To leading order that
/// moves the total's distribution function by at most max|He₃φ|/24 = 0.0229 times that error over the squared variance
/// m²·E[X²]². Levels are tried upwards for as long as that is within <see cref="MaxCumulantError"/> and the skewness within
/// <see cref="MaxSkewness"/>, and the last is taken, which leaves fewest cases to be drawn. (Still higher levels
/// may have a kurtosis that is right by coincidence, with all later moments wrong.) The true error, by Fourier transform,
/// is in docs/samplers.md.
/// </remarks>
public readonly record struct TailSumPlan
{
    /// <summary>Largest error of the fourth cumulant over the squared variance of the smaller cases' total.</summary>
    public const double MaxCumulantError = 0.004;

    /// <summary>Largest skewness of the smaller cases' total.</summary>
    public const double MaxSkewness = 0.35;

    /// <summary>Fewest expected cases that a gamma stands for.</summary>
    public const double FewestMatched = 20;

    // From about a half of the cases above the level to e^-13 (2e-6) of them.
    private const int MostSteps = 13 * Steps;
    private const int FirstStep = Steps * 7 / 10;
    private const int Steps = 16;

    private TailSumPlan(CaseMoments below, double level, double largeShare) =>
        (Below, Level, LargeShare) = (below, level, largeShare);

    /// <summary>Whether all cases are drawn one by one.</summary>
    public bool IsOneByOne => LargeShare == 1;

    /// <summary>The level above which cases are drawn one by one; the threshold where all are.</summary>
    public double Level { get; }

    /// <summary>Share of cases above the level.</summary>
    public double LargeShare { get; }

    /// <summary>Moments of the cases up to the level; unset where all are drawn one by one.</summary>
    public CaseMoments Below { get; }

    /// <summary>Plans for a severity.</summary>
    /// <param name="expectedCount">Expected number of cases, ≥ 0; the number drawn may differ by trial.</param>
    /// <param name="tail">Severity of a case.</param>
    /// <param name="highest">The level is at most this: what exceeds it is asked case by case.</param>
    /// <param name="others">Severities with the same threshold that the level must serve as well.</param>
    public static TailSumPlan For(
        double expectedCount, ICaseTail tail, double highest = double.PositiveInfinity, IReadOnlyList<ICaseTail>? others = null)
    {
        var best = new TailSumPlan(default, tail.Threshold, 1);
        var before = tail.Threshold;
        for (var step = FirstStep; step <= MostSteps && before < highest; step++)
        {
            before = Math.Min(tail.AmountAt(Scalar.Exp(-(double)step / Steps)), highest);
            var plan = At(tail, before);
            if (plan.Few(expectedCount) < FewestMatched)
                continue;
            if (!plan.Serves(expectedCount) || others is not null && !others.All(other => At(other, plan.Level).Serves(expectedCount)))
                break;
            best = plan;
        }

        return best;
    }

    /// <summary>All cases one by one, whatever their number.</summary>
    public static TailSumPlan OneByOne(ICaseTail tail) => new(default, tail.Threshold, 1);

    /// <summary>The split at a level above the threshold, for a severity of perhaps other parameters.</summary>
    public static TailSumPlan At<TTail>(in TTail tail, double level) where TTail : ICaseTail =>
        new(tail.Below(level), level, tail.ShareAbove(level));

    private double Few(double expectedCount) => expectedCount * (1 - LargeShare);

    /// <summary>Whether the gamma serves the cases up to the level.</summary>
    private bool Serves(double expectedCount)
    {
        var count = Few(expectedCount);
        var square = Below.Cv * Below.Cv;
        var ratio = square / (1 + square);
        var gap = Math.Abs(Below.ExcessKurtosis - 1.5 * Below.Skewness * Below.Skewness);
        return Below.Skewness >= 0 && Below.Skewness <= MaxSkewness * Math.Sqrt(count)
            && gap * ratio * ratio <= MaxCumulantError * count;
    }
}
