namespace IcpRisk.Contracts.Outcomes;

/// <summary>What an incentive scheme paid in one trial and year, and why.</summary>
/// <param name="Scheme">Name of the scheme.</param>
/// <param name="Year">Contract year from 1.</param>
/// <param name="Available">GBP that full achievement would earn.</param>
/// <param name="Earned">GBP earned.</param>
/// <param name="Metrics">Its metrics.</param>
public sealed record SchemeYear(string Scheme, int Year, double Available, double Earned, IReadOnlyList<MetricYear> Metrics);

/// <summary>What one metric of a scheme came to.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Score">After any financial pressure, on its own scale.</param>
/// <param name="Target">Its target; 0 of a metric that has none.</param>
/// <param name="Weight">Share of the money at risk, 0 to 1.</param>
/// <param name="Achieved">Share of that earned, 0 to 1.</param>
/// <param name="Earned">GBP, not rounded: pennies are of the scheme.</param>
public sealed record MetricYear(string Metric, double Score, double Target, double Weight, double Achieved, double Earned);
