using IcpRisk.Analysis.Attribution;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Attribution;

/// <summary>
/// A linear Gaussian place: nothing moves but three overheads, each normal and of a group of its own, paid by nobody. The
/// loss is a constant plus their sum, so whatever is on, it is normal with a variance that adds up.
/// </summary>
internal static class Linear
{
    /// <summary>Standard deviations of the groups a, b and c, in pounds.</summary>
    public static readonly double[] Sds = [20_000, 30_000, 60_000];

    public static readonly string[] Figures = ["overheads.management", "overheads.mobilisation", "overheads.irrecoverable_vat"];

    /// <summary>What the loss is on average: £1.3m of overheads that nobody pays for.</summary>
    public const double Mean = 1_300_000;

    public static readonly string Grouping = string.Join(';', Figures.Select((f, i) => $"{"abc"[i]}={f}"));

    public static double Sd => Math.Sqrt(Sds.Sum(s => s * s));

    public static Scenario Load()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "linear.yaml");
        File.WriteAllText(path, """
            icprisk: 1
            name: linear
            term: {starts: 2020-04-01, years: 1}
            population: {cohorts: {all: {list: 10k}}}
            services: {ward: {activity: 1000, unit_cost: £1000}}
            overheads:
              management: {normal: {mean: £500k, sd: £20k}}
              mobilisation: {normal: {mean: £400k, sd: £30k}}
              irrecoverable_vat: {normal: {mean: £400k, sd: £60k}}
            risks: {volatility: {on: false}}
            contract:
              parties: {council: {side: commissioner}, trust: {side: provider}}
              value: {year_1: £1m}
            """);
        return Scenario.Load(path);
    }

    public static AttributionResult Attribute(Scenario scenario, int trials, string grouping, string? ruin, params string[] measures)
    {
        var columns = MeasureColumns.Of(scenario);
        return new AttributionRun(
            scenario, new RunOptions { Trials = trials, Seed = 11, Threads = 2 }, MeasureSet.Parse(measures, columns).Measures,
            Players.Groups(Analysis.Attribution.Grouping.Read(grouping, Analysis.Attribution.Grouping.Switches(scenario))),
            ruin is null ? null : MeasureParser.Condition(ruin, columns)).Run();
    }
}
