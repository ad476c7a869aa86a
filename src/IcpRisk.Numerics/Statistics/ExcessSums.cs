namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// Sums over trials of powers of the positive excess e over a threshold: W of w·eᵖ, Q of w²·eᵖ, C of w³·eᵖ. W0 and Q0 are
/// over the trials beyond the threshold alone, C0 over all trials.
/// </summary>
internal readonly record struct ExcessSums(
    double W0, double W1, double Q0, double Q1, double Q2, double C0, double C1, double C2, double C3)
{
    public static ExcessSums Merge(ExcessSums a, ExcessSums b) => new(
        a.W0 + b.W0, a.W1 + b.W1,
        a.Q0 + b.Q0, a.Q1 + b.Q1, a.Q2 + b.Q2,
        a.C0 + b.C0, a.C1 + b.C1, a.C2 + b.C2, a.C3 + b.C3);

    /// <summary>Without weights the three families are one.</summary>
    public static ExcessSums Plain(double all, double beyond, double e1, double e2, double e3) =>
        new(beyond, e1, beyond, e1, e2, all, e1, e2, e3);
}

/// <summary>A threshold on ±value: the excess is max(Sign·value − At, 0).</summary>
internal readonly record struct ExcessOver(double Sign, double At);
