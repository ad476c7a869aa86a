namespace IcpRisk.Numerics.Statistics;

/// <summary>What a trial adds to the error of an estimate.</summary>
internal enum ClusterTermKind
{
    /// <summary>x − <c>At</c>.</summary>
    Value,

    /// <summary>(x − <c>At</c>)².</summary>
    Square,

    /// <summary>The influence on the skewness <c>Sign</c>, of (x − <c>At</c>)·<c>Scale</c>.</summary>
    Skewness,

    /// <summary>1 where <c>Sign</c>·x is above <c>At</c>.</summary>
    Beyond,

    /// <summary>max(<c>Sign</c>·x − <c>At</c>, 0).</summary>
    Excess,
}

internal readonly record struct ClusterTerm(ClusterTermKind Kind, double At, double Sign = 1, double Scale = 1);

/// <summary>Mean of f, and sums over clusters of the powers of a cluster's Σw·(f − mean f).</summary>
internal readonly record struct ClusterSums(double Mean, double Squares, double Cubes)
{
    /// <summary>Standard error of Σwf/Σw.</summary>
    public double Error(double weight, long clusters) => clusters > 1
        ? Math.Sqrt(Squares * ((double)clusters / (clusters - 1))) / weight
        : double.NaN;

    /// <summary>Skewness of a cluster's sum over the root of their number, in [−1, 1].</summary>
    public double Skewness => Squares > 0 ? Math.Clamp(Cubes / (Squares * Math.Sqrt(Squares)), -1, 1) : 0;
}
