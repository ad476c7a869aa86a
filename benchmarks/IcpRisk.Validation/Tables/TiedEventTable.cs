using System.Globalization;
using IcpRisk.Paths;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Runs;
using MathNet.Numerics.Distributions;

namespace IcpRisk.Validation.Tables;

/// <summary>Events tied by name to log-normal factors they are multiplied with: means stay, and weigh events as they must.</summary>
internal static class TiedEventTable
{
    private const int Trials = 1 << 18;
    private const double Sd = 0.2;
    private const double Probability = 0.1;

    public static Table Table { get; } = new(
        "tied-events", "dependence.md", ["event", "tied to", "ρ"],
        "the mean of the row over its plan is 1. Of use in a year, the part used in years with a shock (which doubles it) is 2π′/(1 + π′) with π′ = Φ(Φ⁻¹(π) + ρσ), π = 10 % and σ = 20 %.",
        "262,144 trials of scenarios/processes.yaml over five years, use and prices with σ = 20 % and a memory of 0.6.",
        [
            Shock(0.7), Shock(-0.7),
            Of("jump of prices by half", "`utilisation.care`", 0.7, new(Quantity.Cost),
                [$"dependence=[[efficiency.price_jump, utilisation.care, {0.7}]]", $"risks.efficiency.inflation.jumps={{probability: {Probability}, size: {0.5}}}", $"services.other.unit_cost={0}"]),
            Of("jump of prices by half", "`efficiency.inflation`", 0.7, new(Quantity.PriceIndex),
                [$"dependence=[[efficiency.price_jump, efficiency.inflation, {0.7}]]", $"risks.efficiency.inflation.jumps={{probability: {Probability}, size: {0.5}}}"]),
            Of("practice of 40 % of the list that leaves", "`population_size.growth`", 0.7, new(Quantity.ListSize),
                [$"dependence=[[population_size.practice.mill, population_size.growth, {0.7}]]", $"risks.population_size.growth_sd={Sd}", $"risks.population_size.practices={{mill: {{list: {0.4}, leaves: {Probability}}}}}"]),
        ]);

    private static Case Shock(double rho) => Of("shock that doubles use", "`utilisation.care`", rho, new(Quantity.Activity, "care"),
        [
            $"dependence=[[epidemiological.shock.flu, utilisation.care, {rho}]]", $"risks.utilisation.services={{other: {{sd: {0}}}}}",
            $"risks.epidemiological.shocks={{flu: {{probability: {Probability}, severity: {1}, services: {{care: {1}, other: {1}}}}}}}",
        ], came: new RowId(Quantity.Activity, "other"));

    // The service whose use is certain tells whether a shock came.
    private static Case Of(string what, string tied, double rho, RowId row, FormattableString[] set, RowId? came = null) => new(
        [what, tied, rho.ToString(CultureInfo.InvariantCulture)],
        seed =>
        {
            var scenario = Run.Scenario(
                "processes",
                [
                    $"risks.utilisation.sd={Sd}", $"risks.utilisation.persistence={0.6}", $"risks.efficiency.inflation.sd={Sd}",
                    $"risks.efficiency.inflation.persistence={0.6}", $"risks.efficiency.savings.planned={0}", .. set,
                ]);
            return Compare(scenario, row, came, rho, seed);
        })
    {
        Quick = came is not null && rho > 0,
    };

    private static IEnumerable<Comparison> Compare(Scenarios.Scenario scenario, RowId row, RowId? came, double rho, long seed)
    {
        var rows = Run.Rows(scenario, came is { } other ? [row, other] : [row], Trials, seed);
        foreach (var year in new[] { 1, 5 })
            yield return Sample.Mean($"mean, year {year}", 1, [.. rows[0][year - 1].Select(v => v / scenario.Plan.Value(row, year))]);
        if (came is null)
            yield break;
        var moved = Normal.CDF(0, 1, Normal.InvCDF(0, 1, Probability) + (rho * Sd));
        yield return Sample.Mean(
            "used in shock years, year 1", 2 * moved / (1 + moved),
            [.. rows[0][0].Zip(rows[1][0], (use, sign) => sign > 2000 ? use / 2000 : 0)]);
    }
}
