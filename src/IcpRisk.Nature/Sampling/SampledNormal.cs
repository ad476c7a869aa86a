using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Sampling;

/// <summary>One standard normal of a trial: a driver's surprise, or what an uncertain figure is made of.</summary>
/// <param name="Name">Name of the driver, or path of the figure.</param>
/// <param name="Year">Contract year from 1; 0 of what is drawn once a trial.</param>
/// <param name="Stream">Where it is drawn from.</param>
public sealed record SampledNormal(string Name, int Year, StreamId Stream)
{
    /// <summary>Its draw within the stream.</summary>
    public int Draw => Math.Max(0, Year - 1);
}

/// <summary>The place of a normal among the dimensions of Sobol points.</summary>
/// <param name="Dimension">From 1; dimension 0 chooses the part of an importance mixture.</param>
/// <param name="Normal">What it belongs to.</param>
public sealed record SampledDimension(int Dimension, SampledNormal Normal);
