using System.Text.RegularExpressions;

namespace IcpRisk.Documents;

/// <summary>
/// How a number in each unit may be written, as one regular expression that the parser and the JSON Schema share,
/// so that an editor accepts what the engine accepts.
/// </summary>
internal static class NumberPattern
{
    public const int Longest = 100;

    private const string Digits =
        @"(?<number>(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)";

    private const string Minus = "(?<minus>[-−])";
    private const string Pound = "(?:£|GBP) *";
    private const string Scale = "(?: *(?<scale>[kKmM]|[bB][nN]))?";
    private const string Percent = "(?: *(?<percent>%))?";

    private static readonly Regex Plain = Build($"^{Minus}?{Digits}{Scale}$");
    private static readonly Regex Part = Build($"^{Minus}?{Digits}{Percent}$");
    private static readonly Regex Money = Build($"^(?:{Minus}?(?:{Pound})?|{Pound}{Minus}){Digits}{Scale}$");
    private static readonly Regex Years = Build($"^{Minus}?{Digits}(?: *years?)?$");

    public static Regex Of(Unit unit) => unit switch
    {
        Unit.Share or Unit.Ratio => Part,
        Unit.Money => Money,
        Unit.Years => Years,
        _ => Plain,
    };

    /// <summary>The same, without the group names of .NET, for a JSON Schema.</summary>
    public static string Schema(Unit unit) =>
        Regex.Replace(Of(unit).ToString(), @"\(\?<[a-z]+>", "(?:", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static Regex Build(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
