using IcpRisk.Documents;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// What one person of a list uses in a year, in units of the list's mean: nothing, or lognormal within a class. Moments are
/// closed forms, E[Xᵏ] = Σ share·meanᵏ·(1 + cv²)^(k(k−1)/2); shares of the dearest people by partial expectations above a
/// quantile that is found by bisection.
/// </summary>
public sealed class PersonMixture
{
    // Beyond 12 standard deviations lies less of any class, and of its spending, than a double shows beside 1 at σ < 3.1
    // (cv 100): partial expectations lie σ to the right.
    private const double Far = 12;

    private readonly Class[] _classes;

    /// <param name="classes">At least one; shares add up to at most 1. Uncertain figures are taken at their means.</param>
    public PersonMixture(Keyed<PersonTerms> classes)
    {
        var mean = classes.Values.Sum(c => c.Share.Mean * c.Mean.Mean);
        _classes = [.. classes.Values.Select(c => Class.Of(c, mean))];
        var (second, third) = (0.0, 0.0);
        foreach (var c in classes.Values)
        {
            var (m, w, share) = (c.Mean.Mean / mean, 1 + (c.Cv.Mean * c.Cv.Mean), c.Share.Mean);
            second += share * m * m * w;
            third += share * m * m * m * w * w * w;
        }

        Users = Math.Min(1, classes.Values.Sum(c => c.Share.Mean));
        Variance = Math.Max(0, second - 1);
        ThirdMoment = third - (3 * second) + 2;
    }

    /// <summary>Share of people who use anything.</summary>
    public double Users { get; }

    /// <summary>Variance between people over the squared mean: CV².</summary>
    public double Variance { get; }

    /// <summary>Third central moment over the cubed mean: skewness · CV³.</summary>
    public double ThirdMoment { get; }

    /// <summary>Coefficient of variation between people.</summary>
    public double Cv => Math.Sqrt(Variance);

    /// <summary>Skewness between people; 0 where all use the same.</summary>
    public double Skewness => Variance > 0 ? ThirdMoment / (Variance * Cv) : 0;

    /// <summary>Share of all spending that the dearest people account for.</summary>
    /// <param name="people">Share of the list, from 0 to 1.</param>
    public double TopShare(double people)
    {
        if (people >= Users)
        {
            return 1;
        }

        if (people <= 0)
        {
            return 0;
        }

        // Of several people at the very quantile, as many count as make up the share.
        var quantile = Scalar.Exp(LogQuantile(people));
        var (above, spending) = (0.0, 0.0);
        foreach (var c in _classes)
        {
            above += c.ShareAbove(quantile);
            spending += c.SpendingAbove(quantile);
        }

        return Math.Clamp(spending + (quantile * (people - above)), 0, 1);
    }

    // The least logarithm above which no more than the share lies, to the last digit.
    private double LogQuantile(double people)
    {
        var low = _classes.Min(c => c.Mu - (Far * c.Sigma)) - 1;
        var high = _classes.Max(c => c.Mu + (Far * c.Sigma)) + 1;
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return high;
            }

            var amount = Scalar.Exp(middle);
            if (_classes.Sum(c => c.ShareAbove(amount)) > people)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }

    private readonly record struct Class(double Share, double Mean, double Mu, double Sigma)
    {
        public static Class Of(PersonTerms terms, double mean)
        {
            var relative = terms.Mean.Mean / mean;
            var (mu, sigma) = Lognormal.FromMoments(relative, relative * terms.Cv.Mean);
            return new(terms.Share.Mean, relative, mu, sigma);
        }

        public double ShareAbove(double amount) => Share * Above(amount, 0);

        // E[X; X > u] = mean·Φ(σ − (ln u − µ)/σ).
        public double SpendingAbove(double amount) => Share * Mean * Above(amount, Sigma);

        private double Above(double amount, double shift) => Sigma > 0
            ? Scalar.NormalCdf(shift - ((Scalar.Log(amount) - Mu) / Sigma))
            : amount < Mean ? 1 : 0;
    }
}
