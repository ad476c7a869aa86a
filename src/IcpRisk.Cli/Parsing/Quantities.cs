using System.Globalization;
using System.Text.RegularExpressions;
using IcpRisk.Documents;

namespace IcpRisk.Cli.Parsing;

/// <summary>Whole numbers and sizes as people type them.</summary>
internal static partial class Quantities
{
    /// <summary>A whole number: 100000, 100k, 1m, 1_000_000, 1,000,000.</summary>
    public static bool TryCount(string text, out long count)
    {
        var plain = Underscore().Replace(text, string.Empty);
        if (long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out count))
        {
            return true;
        }

        // Past 2^53 a number with a suffix would not be exact.
        var read = NumberText.TryParse(plain, Unit.Count, out var value, out _)
            && value == Math.Floor(value) && Math.Abs(value) <= 9007199254740992;
        count = read ? (long)value : 0;
        return read;
    }

    /// <summary>A size in bytes: 512MiB or 512M (powers of 1,024), 2GB (powers of 1,000), or plain bytes.</summary>
    public static bool TryBytes(string text, out long bytes)
    {
        bytes = 0;
        if (Size().Match(text.Trim()) is not { Success: true } match)
        {
            return false;
        }

        var unit = match.Groups["b"].Value.Equals("b", StringComparison.OrdinalIgnoreCase) ? 1000.0 : 1024.0;
        var size = double.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture);
        for (var i = " kmgt".IndexOf(match.Groups["s"].Value.ToLowerInvariant() is { Length: 1 } s ? s[0] : ' '); i > 0; i--)
        {
            size *= unit;
        }

        bytes = size < long.MaxValue ? (long)size : 0;
        return bytes > 0;
    }

    [GeneratedRegex(@"(?<=\d)_(?=\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Underscore();

    [GeneratedRegex(@"^(?<n>[0-9]{1,15}(\.[0-9]{1,6})?)\s*((?<s>[kmgt])(?<b>i?b)?|b)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Size();
}
