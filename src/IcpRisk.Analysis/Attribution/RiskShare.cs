using IcpRisk.Analysis.Measures;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Attribution;

/// <summary>One player's part of a measure.</summary>
/// <param name="Name">Name of the risk or group.</param>
/// <param name="Words">The same in words.</param>
/// <param name="Value">Its Shapley value, in the measure's unit; may be negative.</param>
/// <param name="Share">The same as a share of what is attributed; NaN where that is 0.</param>
/// <param name="Alone">v(this) − v(none): with nothing else on.</param>
/// <param name="Last">v(all) − v(all but this): what goes if it is taken away.</param>
public sealed record RiskShare(string Name, string Words, Estimate Value, Estimate Share, Estimate Alone, Estimate Last);

/// <summary>A measure attributed: v(all) − v(none) is the sum of the parts.</summary>
/// <param name="Measure">The measure v.</param>
/// <param name="All">With everything on, as <c>icprisk run</c> has it of the same trials; interval by resampling.</param>
/// <param name="None">With everything at its conditional mean.</param>
/// <param name="Attributed">v(all) − v(none).</param>
/// <param name="Shares">By player.</param>
/// <param name="Orders">Orders of players sampled; 0 where all subsets were counted out.</param>
public sealed record MeasureAttribution(
    Measure Measure, Estimate All, Estimate None, Estimate Attributed, IReadOnlyList<RiskShare> Shares, int Orders);
