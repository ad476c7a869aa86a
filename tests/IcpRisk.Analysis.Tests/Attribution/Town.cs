using IcpRisk.Analysis.Attribution;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Attribution;

/// <summary>A place so simple that everything about it is known: one year, one cohort, one service whose cost all varies.</summary>
internal static class Town
{
    /// <summary>Planned cost: 1,000 cases at £1,000.</summary>
    public const double Cost = 1_000_000;

    /// <summary>Its contract pays the planned cost, whatever happens; how gains and losses are shared is added.</summary>
    public static Scenario Load(string sharing = "")
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "town.yaml");
        File.WriteAllText(path, $$$"""
            icprisk: 1
            name: town
            term: {starts: 2020-04-01, years: 1}
            population: {cohorts: {all: 10k}}
            services: {ward: {setting: acute, activity: 1000, unit_cost: £1000}}
            risks:
              population_size: {intended_bearer: commissioner, level_sd: 3 %}
              utilisation: {intended_bearer: provider, sd: 4 %}
              volatility: {on: false}
              efficiency: {intended_bearer: provider, inflation: {planned: 0 %, sd: 2 %}}
              baseline: {unit_cost_sd: 1 %}
            contract:
              form: other
              parties:
                council: {side: commissioner, funds: 100 %}
                trust: {side: provider, cost: 100 %, gain_loss: 100 %, incentives: 100 %}
              value: {year_1: £1m}
              {{{sharing}}}
            simulation: {discount_rate: 0 %}
            """);
        return Scenario.Load(path);
    }

    public static AttributionResult Attribute(Scenario scenario, int trials, params string[] measures) => new AttributionRun(
        scenario, new RunOptions { Trials = trials, Seed = 4, Threads = 2 },
        MeasureSet.Parse(measures, MeasureColumns.Of(scenario)).Measures, Players.Risks(scenario)).Run();
}
