namespace IcpRisk.Numerics.Sampling;

/// <summary>How the numbers behind drivers are spread over trials.</summary>
public enum SamplingMethod
{
    /// <summary>Independent trials.</summary>
    Plain,

    /// <summary>Each driver in equal steps of probability, in an order of its own: <see cref="LatinDimension"/>.</summary>
    LatinHypercube,

    /// <summary>Scrambled Sobol points: <see cref="SobolDimension"/>.</summary>
    Sobol,
}
