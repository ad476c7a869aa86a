using System.Globalization;

namespace IcpRisk.Contracts.Pot;

/// <summary>A pot in words.</summary>
public static class PotWords
{
    public static IEnumerable<string> Of(PotTerms terms, bool hasShares)
    {
        var pooled = terms.Pooled == 1
            ? "Each place's contract settles first; then all surpluses and deficits go into one pot."
            : $"Each place's contract settles first; then {Share(terms.Pooled)} of each surplus or deficit goes into one pot, the rest stays with the place.";
        yield return pooled;
        yield return hasShares ? "The pot is divided by stated shares."
            : terms.Divide == PotDivision.Equal ? "The pot is divided equally."
            : "The pot is divided by planned contract value, year by year.";
        if (terms.Contingency > 0)
            yield return $"Of gains the pot keeps up to {Share(terms.Contingency)} of the planned contract values for years with a loss; what is left in the last year is divided.";
    }

    private static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");
}
