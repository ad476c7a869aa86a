using System.Globalization;
using IcpRisk.Numerics.Sampling;

namespace IcpRisk.Scenarios.Describe;

/// <summary>How a scenario wants its trials drawn, in words. What a command line asks for besides (as `--nested`) is no part of it.</summary>
internal static class SamplingWords
{
    public static IEnumerable<string> Of(SimulationTerms terms)
    {
        if (terms.Sampling is not null || terms.Antithetic is not null)
        {
            var mirrored = terms.Antithetic == true ? ", every second one the mirror of the one before" : string.Empty;
            yield return $"Its trials are {Method(terms.Sampling ?? SamplingMethod.Plain)}{mirrored}.";
        }

        if (terms.Importance is { } importance)
        {
            var share = Percent(1 - importance.Nominal);
            var moved = importance.Drivers.Count > 0
                ? $"by {string.Join(", ", importance.Drivers.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Key} ({d.Value:+0.##;-0.##} standard deviations)")))}"
                : $"by drivers that a pilot run finds for {importance.TailOf} at {Percent(importance.Level)}";
            yield return $"{share} of them are moved towards bad outcomes, {moved}, and all are weighted accordingly.";
        }
    }

    private static string Method(SamplingMethod method) => method switch
    {
        SamplingMethod.LatinHypercube => "Latin hypercubes",
        SamplingMethod.Sobol => "scrambled Sobol points",
        _ => "independent",
    };

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");
}
