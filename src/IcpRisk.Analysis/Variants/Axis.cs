using System.Globalization;
using System.Text.RegularExpressions;
using IcpRisk.Documents;

namespace IcpRisk.Analysis.Variants;

/// <summary>One figure of a scenario that is varied between two ends, written as its ends are.</summary>
/// <param name="Path">Path of the figure.</param>
/// <param name="From">Lower end.</param>
/// <param name="To">Upper end.</param>
/// <param name="IsShare">Whether ends are written in per cent.</param>
/// <param name="Points">How many values a grid has; 0 where none was given.</param>
public sealed partial record Axis(string Path, double From, double To, bool IsShare, int Points)
{
    /// <summary>The values of a grid, both ends included.</summary>
    public IReadOnlyList<double> Grid => Points == 1 ? [From] : [.. Enumerable.Range(0, Points).Select(i => At((double)i / (Points - 1)))];

    /// <summary>The value so far along: 0 at the lower end, 1 at the upper.</summary>
    public double At(double share) => Round(From + ((To - From) * share));

    /// <summary>As the command line and tables show it: 12.5 %, 26500000.</summary>
    public string Text(double value) => NumberText.Format(value, IsShare ? Unit.Share : Unit.Number);

    /// <summary>The override that sets it.</summary>
    public string Set(double value) => $"{Path}={(IsShare ? Text(value) : value.ToString("R", CultureInfo.InvariantCulture))}";

    /// <summary>Reads <c>path=a..b/n</c>.</summary>
    /// <returns>Null where it is not of that form.</returns>
    public static Axis? Vary(string text) => Form().Match(text) is { Success: true } m && int.TryParse(m.Groups["n"].Value, CultureInfo.InvariantCulture, out var points) && points >= 1
        ? Of(m.Groups["path"].Value, m.Groups["range"].Value, points)
        : null;

    /// <summary>Reads a path and its range <c>a..b</c>.</summary>
    /// <returns>Null where the range is not of that form.</returns>
    public static Axis? Of(string path, string range, int points = 0)
    {
        var ends = range.Split("..");
        if (ends.Length != 2 || Read(ends[0]) is not var (from, isShare) || Read(ends[1]) is not var (to, alsoShare)
            || isShare != alsoShare || !(from <= to))
        {
            return null;
        }

        return new Axis(path.Trim(), from, to, isShare, points);
    }

    private static (double Value, bool IsShare)? Read(string text)
    {
        var isShare = text.Contains('%');
        return NumberText.TryParse(text, isShare ? Unit.Ratio : Unit.Money, out var value, out _) ? (value, isShare) : null;
    }

    // Twelve digits: what a person would have written, not 0.30000000000000004.
    private static double Round(double value) =>
        double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<path>[^=]+)=(?<range>.+\.\..+)/\s*(?<n>[0-9]{1,6})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
