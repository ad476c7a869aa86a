using IcpRisk.Contracts.Incentives;
using IcpRisk.Numerics.Streams;
using IcpRisk.Paths;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Stress;

/// <summary>A metric whose true score is exactly what earns all of its money.</summary>
/// <param name="Scheme">Name of the scheme.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Score">The true score, on the metric's scale.</param>
/// <param name="Sd">Standard deviation of the score measured at the scenario's own list size.</param>
internal sealed record TrueScore(string Scheme, string Metric, double Score, double Sd)
{
    /// <summary>Metrics that are paid for in a year.</summary>
    public static IEnumerable<TrueScore> Of(Scenario scenario, int year)
    {
        foreach (var (scheme, terms) in scenario.Contract.Terms.Incentives)
        {
            foreach (var (name, metric) in terms.Metrics.Where(m => !m.Value.Published && m.Value.Weight > 0 && year > (m.Value.DevelopingUntil ?? 0)))
            {
                yield return new TrueScore(scheme, name, Target(metric, year), scenario.Terms.Metrics[name].Sd.Mean);
            }
        }
    }

    /// <summary>Writes scores as measured.</summary>
    /// <param name="path">The tile.</param>
    /// <param name="year">Contract year.</param>
    /// <param name="error">By how much the list makes the error larger than at the scenario's size.</param>
    /// <param name="seed">The run's.</param>
    public void Measure(PathTile path, int year, double error, ulong seed)
    {
        var (philox, stream) = (new Philox(seed), StreamId.Of(string.Empty, "chance.score", Metric));
        var row = path.Row(path.Layout.Slot(new RowId(Quantity.Score, Metric)), year);
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = Score + (error * Sd * philox.Normal((uint)(path.FirstTrial + i), stream, 0));
        }
    }

    private static double Target(MetricTerms metric, int year) => metric.Ramp is { Count: > 0 } ramp
        ? ramp.First(p => p.Earns == ramp.Max(q => q.Earns)).Score
        : metric.Target!.At(year).Mean;
}
