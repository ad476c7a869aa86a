using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Variants;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Tests.Variants;

/// <summary>
/// A contract whose surplus is normal to all purposes: value less overheads, these £1m with an sd of £100,000, less £1,000 for
/// each of a Poisson number of 6,000 contacts.
/// </summary>
internal static class Gauss
{
    public static readonly double Sd = Math.Sqrt((100_000.0 * 100_000) + (1000.0 * 1000 * 6000));

    private const string Yaml = """
        icprisk: 1
        name: gauss
        term: {starts: 2020-04-01, years: 1}
        population: {cohorts: {everyone: {list: 10k}}}
        services: {care: {activity: 6000, unit_cost: £1000}}
        overheads: {management: {normal: {mean: £1m, sd: £100k}}}
        contract:
          parties: {payer: {side: commissioner}, provider: {side: provider}}
          value: {year_1: £7m}
        """;

    private static readonly Lazy<string> File = new(() =>
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("icprisk-").FullName, "gauss.yaml");
        System.IO.File.WriteAllText(path, Yaml);
        return path;
    });

    public static Scenario Load(params string[] set) => Scenario.Load(File.Value, set);

    public static Variant Variant(string name, IReadOnlyList<string> measures, params string[] set)
    {
        var scenario = Load(set);
        return new Variant(name, scenario, MeasureSet.Parse(measures, MeasureColumns.Of(scenario)));
    }
}
