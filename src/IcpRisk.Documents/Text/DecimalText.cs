using System.Globalization;

namespace IcpRisk.Documents;

/// <summary>Shortest decimal text of a double that reads back to it, with the point moved and thousands set apart.</summary>
internal static class DecimalText
{
    /// <summary>The text of <paramref name="value"/> × 10^<paramref name="shift"/>, no digit of which is lost.</summary>
    public static string Write(double value, int shift)
    {
        if (value == 0)
            return "0";
        var (digits, exponent) = Split(Math.Abs(value));
        exponent += shift;
        var text = exponent switch
        {
            < -6 or > 20 => $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}E{exponent.ToString(CultureInfo.InvariantCulture)}",
            < 0 => "0." + new string('0', -exponent - 1) + digits,
            _ when exponent + 1 >= digits.Length => digits.PadRight(exponent + 1, '0'),
            _ => digits[..(exponent + 1)] + "." + digits[(exponent + 1)..],
        };
        return value < 0 ? "-" + text : text;
    }

    /// <summary>Commas between the thousands of a plain decimal text.</summary>
    public static string Group(string text)
    {
        if (text.Contains('E', StringComparison.Ordinal))
            return text;
        var start = text[0] == '-' ? 1 : 0;
        var end = text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? point : text.Length;
        for (var i = end - 3; i > start; i -= 3)
            text = text.Insert(i, ",");
        return text;
    }

    /// <summary>Significant digits d1d2d3… and the exponent of d1: value = d1.d2d3… × 10^exponent.</summary>
    private static (string Digits, int Exponent) Split(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? at : mantissa.Length;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var zeros = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), exponent + point - 1 - zeros);
    }
}
