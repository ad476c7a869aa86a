namespace IcpRisk.Numerics.Statistics;

/// <summary>Sums over trials beyond a threshold: of w and w², and of w·eᵖ and w²·eᵖ, e the positive excess over it.</summary>
internal readonly record struct ExcessSums(double W0, double W1, double W2, double Q0, double Q1, double Q2)
{
    public static ExcessSums Merge(ExcessSums a, ExcessSums b) =>
        new(a.W0 + b.W0, a.W1 + b.W1, a.W2 + b.W2, a.Q0 + b.Q0, a.Q1 + b.Q1, a.Q2 + b.Q2);
}

/// <summary>A threshold on ±value: the excess is max(Sign·value − At, 0).</summary>
internal readonly record struct ExcessOver(double Sign, double At);
