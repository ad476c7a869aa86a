namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>
/// Cost of a case given that it is above a threshold: what a plan needs to know of it, in closed form or by quadrature to
/// rounding. Amounts and threshold share one unit.
/// </summary>
public interface ICaseTail
{
    /// <summary>The threshold: no case costs less.</summary>
    double Threshold { get; }

    /// <summary>Mean cost of a case; infinite where it has none.</summary>
    double Mean { get; }

    /// <summary>Mean of the squared cost; infinite where there is no variance.</summary>
    double MeanSquare { get; }

    /// <summary>E(X − amount)⁺, the stop-loss premium of an amount of at least the threshold; infinite where there is no mean.</summary>
    double MeanExcess(double amount);

    /// <summary>The amount exceeded with probability <paramref name="share"/>, in (0, 1].</summary>
    double AmountAt(double share);

    /// <summary>Probability of exceeding an amount of at least the threshold.</summary>
    double ShareAbove(double amount);

    /// <summary>Moments of a case given that it costs at most <paramref name="amount"/>, above the threshold.</summary>
    CaseMoments Below(double amount);
}
