namespace IcpRisk.Numerics.Statistics;

/// <summary>Ranks of the order statistics that bracket a quantile with at least 95 % confidence, free of any distribution.</summary>
/// <remarks>
/// The number of values at or below the true p-quantile is Binomial(n, p): x_(l) and x_(u) are taken as tight as each tail
/// allows at 2.5 % (David and Nagaraja, "Order statistics", 3rd ed., §7.1). The binomial probabilities come from the
/// recurrence p_{k+1}/p_k outwards from the mode, in plain arithmetic, so that the ranks are the same on every machine.
/// Work is about 20 standard deviations, 20·√(np(1 − p)).
/// </remarks>
public static class BinomialRanks
{
    private const double Tail = 0.025;
    private const double Negligible = 1e-20;

    /// <summary>The ranks; 0 or n + 1 where the sample is too small to bound that side.</summary>
    /// <param name="count">n, at least 1.</param>
    /// <param name="probability">In [0, 1]; at 0 and 1 nothing bounds the quantile.</param>
    public static (long Lower, long Upper) Of(long count, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (probability is 0 or 1)
            return (0, count + 1);
        var odds = probability / (1 - probability);
        var mode = Math.Clamp((long)Math.Floor((count + 1) * probability), 0, count);
        var below = new List<double>();
        var above = new List<double>();
        for (var (k, term) = (mode, 1.0); k > 0 && term > Negligible; k--)
            below.Add(term *= k / ((count - k + 1) * odds));
        for (var (k, term) = (mode, 1.0); k < count && term > Negligible; k++)
            above.Add(term *= (count - k) * odds / (k + 1));
        var allowed = Tail * (SumFromEnd(below) + 1 + SumFromEnd(above));

        // below[i] is the term of mode − 1 − i. Lower = 1 + the greatest k whose P(X ≤ k) is within the tail.
        return (
            Last(below, allowed) is var i and >= 0 ? mode - i : mode - below.Count,
            Last(above, allowed) is var j and >= 0 ? mode + 1 + j : mode + 1 + above.Count);
    }

    /// <summary>The least index whose tail sum (itself and all further out) is within what is allowed; −1 if none.</summary>
    private static int Last(List<double> terms, double allowed)
    {
        var (sum, least) = (0.0, -1);
        for (var i = terms.Count - 1; i >= 0; i--)
        {
            sum += terms[i];
            if (sum > allowed)
                break;
            least = i;
        }

        return least;
    }

    private static double SumFromEnd(List<double> terms)
    {
        var sum = 0.0;
        for (var i = terms.Count - 1; i >= 0; i--)
            sum += terms[i];
        return sum;
    }
}
