using System.Text.Json.Serialization;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Stress;

/// <summary>What chance alone does in one contract year, by list size, when true performance is exactly the target.</summary>
/// <param name="Year">Contract year, from 1.</param>
/// <param name="Hold">The chance to be held to.</param>
/// <param name="TargetWords">What cost is compared with.</param>
/// <param name="Lists">By list size, as asked.</param>
/// <param name="Given">The condition on the trials that count; null where all do.</param>
public sealed record ChanceResult(int Year, double Hold, string TargetWords, IReadOnlyList<ListChance> Lists, string? Given = null);

/// <summary>One list size.</summary>
/// <param name="List">People planned in year 1.</param>
/// <param name="Sd">Standard deviation of the cost compared, as a share of the target.</param>
/// <param name="Gain">Chance that a gain is shared.</param>
/// <param name="Loss">Chance that a loss is shared.</param>
/// <param name="Transfer">Size of what is then transferred on average, gains and losses alike, as a share of the target.</param>
/// <param name="SavingsRate">The least minimum savings rate that holds the chance of a gain, as a share of the target.</param>
/// <param name="LossRate">The least minimum loss rate that holds the chance of a loss.</param>
/// <param name="Metrics">Metrics that earn incentives.</param>
public sealed record ListChance(
    double List, Estimate Sd, Estimate Gain, Estimate Loss, Estimate Transfer, Estimate SavingsRate, Estimate LossRate, IReadOnlyList<MetricChance> Metrics)
{
    /// <summary>Trials in which the condition holds, which all else is of; null where none was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? GivenTrials { get; init; }
}

/// <summary>A metric whose true score is exactly what earns all of its money.</summary>
/// <param name="Scheme">Name of the scheme.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Score">The true score.</param>
/// <param name="Sd">Standard deviation of the score measured, in points of its scale, over all trials.</param>
/// <param name="Full">Chance that all is paid.</param>
/// <param name="Nothing">Chance that nothing is paid.</param>
/// <param name="Share">Share that is paid on average.</param>
public sealed record MetricChance(string Scheme, string Metric, double Score, double Sd, Estimate Full, Estimate Nothing, Estimate Share);
