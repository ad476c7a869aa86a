using System.Globalization;
using IcpRisk.Paths;
using IcpRisk.Scenarios;
using IcpRisk.Validation.Exact;
using IcpRisk.Validation.Runs;

namespace IcpRisk.Validation.Tables;

/// <summary>A compound sum that the engine can be asked for and whose distribution can be worked out.</summary>
/// <param name="Number">The number of cases.</param>
/// <param name="Kind">Severity in words.</param>
/// <param name="Severity">Severity, in its unit.</param>
/// <param name="Width">Width of a cell of the exact distribution, in the same unit.</param>
/// <param name="Unit">Pounds of that unit in the scenario.</param>
/// <param name="Scenario">The scenario.</param>
internal sealed record Compound(Number Number, string Kind, Severity Severity, double Width, double Unit, Func<Scenario> Scenario)
{
    private const int Bits = 20;

    public IReadOnlyList<string> Keys => [Number.ToString(), Number.Mean.ToString("N0", CultureInfo.InvariantCulture), Kind];

    public CompoundDistribution Exact() => new(Number, Severity, Width, Bits);

    public CompoundDistribution Coarse() => new(Number, Severity, 2 * Width, Bits - 1);

    /// <summary>Cost of year 1, trial by trial, in pounds.</summary>
    public double[] Simulate(int trials, long seed) => Run.Row(Scenario(), new RowId(Quantity.Cost), trials, seed);
}

/// <summary>The compound sums of this chapter.</summary>
internal static class Compounds
{
    private const double UnitCost = 1000;
    private const double Threshold = 20_000;

    /// <summary>A service's cases: lognormal of mean £1,000.</summary>
    public static Compound Lognormal(double cases, double dispersion, double cv, double width) => new(
        new Number(cases, dispersion), Text($"lognormal, v = {cv}"), Severity.Lognormal(cv), width, UnitCost,
        () => Run.Scenario("chance", $"services.care.activity={cases}", $"services.care.case_cv={cv}", $"risks.volatility.dispersion={dispersion}"));

    /// <summary>A service's cases whose skewness is stated.</summary>
    public static Compound Skewed(double cases, double dispersion, double cv, double skewness, double width) => new(
        new Number(cases, dispersion), Text($"v = {cv}, skewness {skewness}"), Severity.Skewed(cv, skewness), width, UnitCost,
        () => Run.Scenario(
            "chance", $"services.care.activity={cases}", $"services.care.case_cv={cv}", $"services.care.case_skewness={skewness}",
            $"risks.volatility.dispersion={dispersion}"));

    /// <summary>High-cost cases: Pareto above £20,000.</summary>
    public static Compound Pareto(double cases, double alpha, double width) => new(
        new Number(cases, 1), Text($"Pareto, α = {alpha}"), Severity.Pareto(alpha), width, Threshold,
        () => Run.Scenario(
            "high-cost", $"risks.volatility.high_cost.care.cases={cases}",
            $"risks.volatility.high_cost.care.severity={{pareto: {{alpha: {alpha}}}}}"));

    /// <summary>High-cost cases: a lognormal of stated mean, in pounds, and coefficient of variation, above £20,000.</summary>
    public static Compound LognormalAbove(double cases, double mean, double cv, double width) => new(
        new Number(cases, 1), Text($"lognormal, v = {cv}, mean £{mean:N0}, above £20,000"), Severity.LognormalAbove(mean / Threshold, cv), width, Threshold,
        () => Run.Scenario(
            "high-cost", $"risks.volatility.high_cost.care.cases={cases}",
            $"risks.volatility.high_cost.care.severity={{lognormal: {{mean: {mean}, cv: {cv}}}}}"));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
