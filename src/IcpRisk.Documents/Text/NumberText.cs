using System.Globalization;

namespace IcpRisk.Documents;

/// <summary>
/// Numbers as people write them (<c>£26.5m</c>, <c>150k</c>, <c>2.5 %</c>, <c>1,530</c>), read and written
/// exactly: scaling moves the decimal point in the text, so that no digit is lost, and what
/// <see cref="Format"/> writes reads back to the same bits. The same in every culture.
/// </summary>
public static class NumberText
{
    /// <summary>Reads a number; <paramref name="problem"/> says in words why not, and is empty when it is one.</summary>
    public static bool TryParse(string text, Unit unit, out double value, out string problem)
    {
        value = 0;
        text = text.Trim();
        if (text.Length > NumberPattern.Longest || NumberPattern.Of(unit).Match(text) is not { Success: true } match)
        {
            problem = NumberDiagnosis.WhyNot(text, unit);
            return false;
        }

        var shift = match.Groups["percent"].Success ? -2 : Scale(match.Groups["scale"].Value);
        var number = match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal);
        if (!TryShift(number, shift, out value))
        {
            problem = "too large a number";
            return false;
        }

        if (match.Groups["minus"].Success)
            value = -value;
        value += 0.0;
        problem = unit == Unit.Share && !match.Groups["percent"].Success && Math.Abs(value) > 1
            ? NumberDiagnosis.BareShare(value)
            : "";
        return problem.Length == 0;
    }

    /// <summary>The value with its unit, readable and exact: <c>£26.5m</c>, <c>2.5 %</c>, <c>1,530</c>, <c>5 years</c>.</summary>
    public static string Format(double value, Unit unit) => unit switch
    {
        _ when !double.IsFinite(value) => value.ToString(CultureInfo.InvariantCulture),
        Unit.Share => DecimalText.Write(value, 2) + " %",
        Unit.Money => (value < 0 ? "-£" : "£") + Pounds(Math.Abs(value)),
        Unit.Count => DecimalText.Group(DecimalText.Write(value, 0)),
        Unit.Years => DecimalText.Write(value, 0) + (value is 1 ? " year" : " years"),
        _ => DecimalText.Write(value, 0),
    };

    private static string Pounds(double value) => value switch
    {
        >= 1e9 => DecimalText.Write(value, -9) + "bn",
        >= 1e6 => DecimalText.Write(value, -6) + "m",
        _ => DecimalText.Group(DecimalText.Write(value, 0)),
    };

    private static int Scale(string suffix) => suffix.ToLowerInvariant() switch
    {
        "k" => 3,
        "m" => 6,
        "bn" => 9,
        _ => 0,
    };

    private static bool TryShift(string number, int shift, out double value)
    {
        var e = number.IndexOfAny(['e', 'E']);
        var (mantissa, exponent) = e < 0 ? (number, "0") : (number[..e], number[(e + 1)..]);
        value = 0;
        return int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
            && Math.Abs((long)power) < 1_000_000
            && double.TryParse(
                string.Create(CultureInfo.InvariantCulture, $"{mantissa}E{power + shift}"),
                NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }
}
