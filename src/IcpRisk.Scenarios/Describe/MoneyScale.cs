using System.Globalization;

namespace IcpRisk.Scenarios.Describe;

/// <summary>The unit in which a table shows money, chosen from its largest amount, and the decimals that go with it.</summary>
/// <param name="Pounds">Pounds in one unit.</param>
/// <param name="Name">Sign and scale: £m.</param>
/// <param name="Decimals">Decimals shown.</param>
public readonly record struct MoneyScale(double Pounds, string Name, int Decimals)
{
    public static MoneyScale Of(IEnumerable<double> amounts)
    {
        var largest = amounts.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest switch
        {
            >= 1e9 => new(1e6, "£m", 1),
            >= 1e6 => new(1e6, "£m", 2),
            >= 1e4 => new(1e3, "£k", 1),
            _ => new(1, "£", 2),
        };
    }

    public string Format(double amount) => Number(amount / Pounds, Decimals);

    /// <summary>A standard error: as many decimals as the amounts, more where it would read as zero.</summary>
    public string Error(double amount) => Error(amount / Pounds, Decimals);

    /// <summary>A number with fixed decimals and no negative zero.</summary>
    public static string Number(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "n/a" : value > 0 ? "inf" : "-inf";
        }

        var text = value.ToString("#,0." + new string('0', decimals), CultureInfo.InvariantCulture);
        return text.StartsWith('-') && text.All(c => c is '-' or '0' or '.') ? text[1..] : text;
    }

    /// <summary>A standard error of a number shown with <paramref name="decimals"/>.</summary>
    public static string Error(double error, int decimals)
    {
        if (!double.IsFinite(error))
        {
            return string.Empty;
        }

        // One more decimal until the first digit that is not zero shows.
        var (places, half) = (decimals, 0.5);
        for (var i = 0; i < decimals; i++)
        {
            half /= 10;
        }

        while (error > 0 && error < half && places < 8)
        {
            (places, half) = (places + 1, half / 10);
        }

        return "±" + Number(error, places);
    }
}
