namespace IcpRisk.Analysis.Measures;

/// <summary>What a measure says of a distribution; <see cref="MeasureCatalogue"/> says how.</summary>
public enum MeasureKind
{
    Mean,
    Sd,
    Quantile,
    Var,
    Tvar,
    Probability,
    LossProbability,
    Shortfall,
    ReturnPeriod,
    Variance,
}
