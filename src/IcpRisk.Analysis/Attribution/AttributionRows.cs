using IcpRisk.Nature;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Attribution;

/// <summary>One figure of an attribution, as it stands in its files.</summary>
/// <param name="Table">measure, bearing or euler.</param>
/// <param name="Subject">What is attributed: the measure, the risk borne, the loss.</param>
/// <param name="Item">Whom to: risk or group, account, component; empty of the whole.</param>
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
        [.. result.Measures.SelectMany(Of), .. result.Bearing.SelectMany(Of), .. result.Euler.SelectMany(Of)];

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

    /// <summary>For whom a risk is meant, as files have it.</summary>
    internal static string? Intended(Bearer? bearer) => bearer?.ToString().ToLowerInvariant();
}
