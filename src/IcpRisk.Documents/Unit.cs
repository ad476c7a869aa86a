namespace IcpRisk.Documents;

/// <summary>
/// What a number measures, hence how it may be written. Values are held in the base unit: a share of 2.5 % is
/// 0.025, money is in pounds.
/// </summary>
public enum Unit
{
    /// <summary>A plain number: <c>0.7</c>, <c>1,530</c>. Neither £ nor %.</summary>
    Number,

    /// <summary>A share of something: <c>2.5 %</c> or <c>0.025</c>. A bare number beyond ±1 is refused.</summary>
    Share,

    /// <summary>Pounds: <c>£26.5m</c>, <c>GBP 150k</c>, <c>4050</c>.</summary>
    Money,

    /// <summary>How many: <c>150k</c>, <c>1,530</c>. Fractions are allowed unless the property is an integer.</summary>
    Count,

    /// <summary>A length of time in years: <c>5</c>, <c>5 years</c>.</summary>
    Years,

    /// <summary>One thing as a multiple of another: <c>1.05</c> or <c>105 %</c>.</summary>
    Ratio,
}
