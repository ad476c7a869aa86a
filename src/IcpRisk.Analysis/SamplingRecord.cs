using IcpRisk.Nature.Sampling;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis;

/// <summary>What a manifest says of how trials were drawn: enough to draw any of them again.</summary>
internal static class SamplingRecord
{
    public static IReadOnlyDictionary<string, object> Of(SamplingOptions options, NatureSampler sampler, Summary summary)
    {
        var record = new Dictionary<string, object> { ["method"] = options.Name, ["antithetic"] = options.IsAntithetic };
        if (options.Clusters is { ArePairs: false } clusters)
        {
            record["randomisations"] = clusters.Randomisations;
            // By dimension, from 0.
            record["dimensions"] = new[] { "importance/choice" }.Concat(sampler.Dimensions.Select(d => Name(d.Normal.Name, d.Normal.Year))).ToArray();
        }

        if (sampler.Importance is { } importance)
        {
            record["importance"] = new Dictionary<string, object>
            {
                ["nominal"] = importance.Nominal,
                ["found_by"] = options.Importance!.Drivers.Count > 0 ? "scenario" : "pilot",
                ["shifts"] = importance.Shifts.ToDictionary(s => Name(s.Name, s.Year), s => s.Size),
            };
            record["effective_trials"] = summary.EffectiveTrials;
        }

        return record;
    }

    private static string Name(string name, int year) => year == 0 ? name : $"{name}/{year}";
}
