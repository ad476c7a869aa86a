using IcpRisk.Documents;

namespace IcpRisk.Nature.Kernel;

/// <summary>An uncertain figure of which so much lies where it makes no sense that the mean of the rest is another.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Stated">Its mean as stated.</param>
/// <param name="Drawn">Mean of what would be drawn.</param>
public sealed record MovedMean(Figure Figure, double Stated, double Drawn);
