namespace IcpRisk.Nature.Sampling;

/// <summary>Something random that can be switched off by itself, and then takes its conditional mean.</summary>
/// <param name="Name">
/// Name of the driver, or path of the uncertain figure. Some drivers make sense only together and are switched as one:
/// <c>epidemiological.mix</c> and <c>baseline.coding</c> for all cohorts, whose shares sum to one;
/// <c>volatility.case_cost.SERVICE</c> for everything that a counted case's cost is drawn from;
/// <c>volatility.high_cost.SERVICE</c> for the number of high-cost cases and their severity.
/// </param>
/// <param name="Risk">The risk it belongs to; null of an uncertain correlation, which belongs to none alone.</param>
/// <param name="IsFigure">Whether it is an uncertain figure of the scenario, rather than a driver.</param>
public sealed record NatureSwitch(string Name, Risk? Risk, bool IsFigure);
