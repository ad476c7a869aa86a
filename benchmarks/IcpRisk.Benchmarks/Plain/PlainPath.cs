namespace IcpRisk.Benchmarks.Plain;

/// <summary>One trial on its way: what the contract reads.</summary>
internal sealed class PlainPath(int years, int services, int metrics)
{
    /// <summary>Price level by year.</summary>
    public double[] Price { get; } = new double[years];

    /// <summary>Need-weighted list over plan by year.</summary>
    public double[] NeedRatio { get; } = new double[years];

    /// <summary>Activity by service, this year.</summary>
    public double[] Activity { get; } = new double[services];

    /// <summary>Scores by metric before pressure, this year.</summary>
    public double[] Scores { get; } = new double[metrics];

    public double InScope { get; set; }

    public double OutOfScope { get; set; }

    public double Overheads { get; set; }
}
