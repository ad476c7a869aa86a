using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Kernel;

/// <summary>How often a driver surprises.</summary>
internal enum Timing
{
    Once,
    Yearly,
}

/// <summary>
/// One source of surprise: a standard normal, once a trial or once a year, with an address of its own. Everything random
/// that has a memory or a partner hangs on one.
/// </summary>
/// <param name="Index">Place among the plan's drivers of its timing.</param>
/// <param name="Name">Name in the scenario's <c>dependence</c>: <c>utilisation.surgery</c>.</param>
/// <param name="Used">Whether any kernel reads it; others are drawn only where a used one is correlated with them.</param>
internal sealed record Driver(int Index, string Name, Risk Risk, Timing Timing, StreamId Stream, bool Used);
