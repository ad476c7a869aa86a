using System.Globalization;
using IcpRisk.Analysis.Measures;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>Measures that were asked for, a line each.</summary>
internal static class MeasureTable
{
    /// <summary>The table; empty where nothing was asked.</summary>
    public static string Of(AskedMeasures? asked, bool ascii)
    {
        if (asked is null)
        {
            return string.Empty;
        }

        var page = new TextPage(ascii);
        page.Line();
        page.Words(asked.Given is { } given
            ? $"Measures, given {given.Text}: {UnitText.Value(asked.GivenShare.Value, "share")} {UnitText.Error(asked.GivenShare, "share")} of trials"
            : "Measures");
        string[] heads = ["measure", "value", "error", "95 % interval"];
        var table = new TextTable(asked.Results.Any(r => r.Measure.Kind == MeasureKind.Var) ? [.. heads, "exceeded\nonce in"] : heads);
        foreach (var (measure, estimate) in asked.Results)
        {
            table.Add(
                measure.Text, UnitText.Value(estimate.Value, measure.Unit), UnitText.Error(estimate, measure.Unit), UnitText.Interval(estimate, measure.Unit),
                measure.Kind == MeasureKind.Var ? (1 / (1 - measure.Level)).ToString("#,0.##", CultureInfo.InvariantCulture) : string.Empty);
        }

        page.Table(table);
        if (!asked.IsExact)
        {
            page.Words("Quantiles, VaR and TVaR come from fine bins, as their columns did not fit in memory; --memory allows more.");
        }

        return page.ToString();
    }
}

/// <summary>A figure with its unit: £1.30m, 12.3 %, 20.4 years.</summary>
internal static class UnitText
{
    public static string Value(double value, string unit) => Value(value, unit, value);

    /// <summary>The standard error, in the scale of the value; empty where there is none.</summary>
    public static string Error(Estimate estimate, string unit)
    {
        if (estimate.StandardError is 0 or double.NaN or double.PositiveInfinity)
        {
            return string.Empty;
        }

        return unit switch
        {
            "GBP" => Money(estimate.StandardError, estimate.Value, (e, scale) => scale.Error(e)),
            "share" => $"{MoneyScale.Error(100 * estimate.StandardError, 1)} %",
            _ => MoneyScale.Error(estimate.StandardError, Decimals(estimate.Value)),
        };
    }

    public static string Interval(Estimate estimate, string unit) => double.IsNaN(estimate.Lower)
        ? string.Empty
        : $"{Value(estimate.Lower, unit, estimate.Value)} to {Value(estimate.Upper, unit, estimate.Value)}";

    private static string Value(double value, string unit, double scaled) => unit switch
    {
        _ when !double.IsFinite(value) => MoneyScale.Number(value, 0),
        "GBP" => Money(value, scaled, (v, scale) => scale.Format(v)),
        "share" => $"{MoneyScale.Number(100 * value, 1)} %",
        "years" or "terms" => $"{MoneyScale.Number(value, Decimals(scaled))} {unit}",
        _ => MoneyScale.Number(value, Decimals(scaled)),
    };

    /// <summary>Money in the scale of the largest of several amounts: £1.30m.</summary>
    public static string Scaled(double value, params double[] amounts) =>
        Money(value, amounts.Select(Math.Abs).Max(), (v, scale) => scale.Format(v));

    private static string Money(double value, double scaled, Func<double, MoneyScale, string> format)
    {
        var scale = MoneyScale.Of([scaled]);
        var text = format(value, scale);
        var sign = text[..^text.TrimStart('-', '±').Length];
        return $"{sign}£{text[sign.Length..]}{scale.Name[1..]}";
    }

    private static int Decimals(double value) => Math.Abs(value) switch
    {
        >= 1000 => 0,
        >= 10 => 1,
        _ => 3,
    };
}
