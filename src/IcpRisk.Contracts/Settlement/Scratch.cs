using IcpRisk.Contracts.Balance;
using IcpRisk.Contracts.Outcomes;

namespace IcpRisk.Contracts.Settlement;

/// <summary>
/// Where the accounts of the trials in hand stand while they are settled, in eights of doubles, one eight a party or flow:
/// offsets from <see cref="OutcomeTile.Nets"/>, which itself has the nets of the year. Whole pence.
/// </summary>
internal static class Scratch
{
    /// <summary>Paid and received in the year, by party.</summary>
    public const int Cash = Section;

    /// <summary>Owed to each party at the end of the year.</summary>
    public const int Receivable = 2 * Section;

    /// <summary>Owed by each party at the end of the year.</summary>
    public const int Payable = 3 * Section;

    /// <summary>Investment that each member still needs.</summary>
    public const int Need = 4 * Section;

    private const int Unpaid = 5 * Section;
    private const int Section = OutcomeTile.MaxParties * 8;

    /// <summary>Elements that a contract of so many years may use.</summary>
    public static int Size(int years) => Unpaid + (Enum.GetValues<Deferred>().Length * years * 8);

    /// <summary>A flow of a year (from 0) that may be paid later.</summary>
    public static int FlowOf(Deferred kind, int y, int years) => Unpaid + ((((int)kind * years) + y) * 8);
}
