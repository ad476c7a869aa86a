using IcpRisk.Nature;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Attribution;

/// <summary>One figure of an attribution, as it stands in its files.</summary>
/// <param name="Table">measure, bearing, euler, stress or ruin.</param>
/// <param name="Subject">What is attributed or looked at: the measure, the risk borne, the loss, what ruin is.</param>
/// <param name="Item">Whom to: risk or group, account, term, component, driver or quantity with its year; empty of the whole.</param>
/// <param name="Figure">What the figure is.</param>
/// <param name="Level">Level of a tail; else 0.</param>
/// <param name="Unit">Unit of value, error and interval.</param>
/// <param name="Estimate">Value, standard error and 95 % interval.</param>
public sealed record AttributionRow(
    string Table, string Subject, string Item, string Figure, double Level, string Unit, Estimate Estimate);

/// <summary>An attribution as a long table: what the Parquet and JSON files hold.</summary>
public static class AttributionRows
{
    public static IReadOnlyList<AttributionRow> Of(AttributionResult result) =>
        [.. result.Measures.SelectMany(Of), .. result.Bearing.SelectMany(Of), .. result.Euler.SelectMany(Of), .. result.Stress.Tables.SelectMany(Of), .. Of(result.Stress.Ruin)];

    private static IEnumerable<AttributionRow> Of(MeasureAttribution m)
    {
        yield return Row(string.Empty, "all", m.All);
        yield return Row(string.Empty, "none", m.None);
        yield return Row(string.Empty, "attributed", m.Attributed);
        foreach (var share in m.Shares)
        {
            yield return Row(share.Name, "shapley", share.Value);
            yield return Row(share.Name, "share", share.Share, "share");
            yield return Row(share.Name, "alone", share.Alone);
            yield return Row(share.Name, "last", share.Last);
        }

        AttributionRow Row(string item, string figure, Estimate estimate, string? unit = null) =>
            new("measure", m.Measure.Text, item, figure, m.Measure.Level, unit ?? m.Measure.Unit, estimate);
    }

    private static IEnumerable<AttributionRow> Of(RiskBearing b)
    {
        yield return Row(string.Empty, "cost_effect", 0, "GBP", b.Bearing.Cost);
        yield return Row(string.Empty, "cost_sd", 0, "GBP", b.Bearing.CostSd);
        yield return Row(string.Empty, "cost_in_tail", EffectiveBearing.Level, "GBP", b.Bearing.CostInTail);
        foreach (var (account, borne) in b.Accounts.Zip(b.Bearing.Accounts))
        {
            var name = account.IsSide ? $"side: {account.Name}" : account.Name;
            yield return Row(name, "beta", 0, "share", borne.Beta);
            yield return Row(name, "tail_share", EffectiveBearing.Level, "share", borne.Tail);
            yield return Row(name, "net_in_tail", EffectiveBearing.Level, "GBP", borne.InTail);
            yield return Row(name, "net_effect", 0, "GBP", borne.Transfer);
            yield return Row(name, "net_sd", 0, "GBP", borne.TransferSd);
        }

        foreach (var term in b.Terms)
        {
            yield return Row($"term: {term.Name}", "provider_share", 0, "share", term.Effect);
            yield return Row($"term: {term.Name}", "provider_tail_share", EffectiveBearing.Level, "share", term.InTail);
        }

        AttributionRow Row(string item, string figure, double level, string unit, Estimate estimate) =>
            new("bearing", b.Name, item, figure, level, unit, estimate);
    }

    private static IEnumerable<AttributionRow> Of(EulerTable e)
    {
        yield return Row(string.Empty, "tvar", e.Tvar);
        yield return Row(string.Empty, "mean", e.Mean);
        foreach (var part in e.Parts)
        {
            yield return Row(part.Name, "in_tail", part.InTail);
            yield return Row(part.Name, "mean", part.Mean);
            yield return Row(part.Name, "excess", part.Excess);
        }

        AttributionRow Row(string item, string figure, Estimate estimate) =>
            new("euler", e.Loss, item, figure, e.Level, "GBP", estimate);
    }

    private static IEnumerable<AttributionRow> Of(StressTable s)
    {
        yield return Row(string.Empty, "trials", "1", Plain(s.Trials));
        yield return Row(string.Empty, "threshold", "see subject", Plain(s.Threshold));
        foreach (var index in s.Indices)
        {
            yield return Row(index.Name, "in_tail", "ratio", index.InTail);
            yield return Row(index.Name, "mean", "ratio", Plain(index.Mean));
            yield return Row(index.Name, "sd", "ratio", Plain(index.Sd));
            yield return Row(index.Name, "percentile", "share", Plain(index.Percentile));
        }

        foreach (var driver in s.Drivers)
        {
            var item = driver.Year == 0 ? driver.Name : $"{driver.Name}[{driver.Year}]";
            yield return Row(item, "score", "sd", driver.Mean);
            yield return Row(item, "score_percentile", "share", Plain(driver.Percentile));
        }

        AttributionRow Row(string item, string figure, string unit, Estimate estimate) => new("stress", s.Loss, item, figure, s.Level, unit, estimate);
    }

    private static IEnumerable<AttributionRow> Of(RuinPath p)
    {
        yield return Row(string.Empty, "ruined", "trials", p.Ruined);
        yield return Row(string.Empty, "trial", "1", p.Trial);
        yield return Row(string.Empty, "distance", "sd", p.Distance);
        yield return Row(string.Empty, "median_distance", "sd", p.MedianDistance);
        foreach (var surprise in p.Surprises)
        {
            yield return Row(surprise.Year == 0 ? surprise.Name : $"{surprise.Name}[{surprise.Year}]", "score", "sd", surprise.Score);
        }

        foreach (var (name, years) in p.Series.Zip(p.Years))
        {
            for (var y = 0; y < years.Count; y++)
            {
                yield return Row($"{name}[{y + 1}]", "value", name.StartsWith("provider_", StringComparison.Ordinal) ? "GBP" : "ratio", years[y]);
            }
        }

        AttributionRow Row(string item, string figure, string unit, double value) => new("ruin", p.Condition, item, figure, 0, unit, Plain(value));
    }

    private static Estimate Plain(double value) => Estimate.Unknown with { Value = value };

    /// <summary>For whom a risk is meant, as files have it.</summary>
    internal static string? Intended(Bearer? bearer) => bearer?.ToString().ToLowerInvariant();
}
