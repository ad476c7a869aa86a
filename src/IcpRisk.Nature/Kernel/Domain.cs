namespace IcpRisk.Nature.Kernel;

/// <summary>Values a parameter may take, ends included; by default all.</summary>
internal readonly record struct Domain
{
    private readonly double? _least;
    private readonly double? _greatest;

    private Domain(double least, double greatest) => (_least, _greatest) = (least, greatest);

    public static Domain NotNegative { get; } = new(0, double.PositiveInfinity);

    /// <summary>0 to 1.</summary>
    public static Domain Share { get; } = new(0, 1);

    /// <summary>1 and above.</summary>
    public static Domain OneUp { get; } = new(1, double.PositiveInfinity);

    /// <summary>From <paramref name="least"/> to <paramref name="greatest"/>.</summary>
    public static Domain Between(double least, double greatest) => new(least, greatest);

    public double Least => _least ?? double.NegativeInfinity;

    public double Greatest => _greatest ?? double.PositiveInfinity;
}
