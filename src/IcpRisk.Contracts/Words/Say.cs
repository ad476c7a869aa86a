using System.Globalization;

namespace IcpRisk.Contracts.Words;

/// <summary>Numbers as a sentence has them.</summary>
internal static class Say
{
    /// <summary>£26.5m, £1.26m, £662,500, £97.77.</summary>
    public static string Money(double pounds) => Math.Abs(pounds) switch
    {
        >= 1e6 => Sign(pounds) + string.Create(CultureInfo.InvariantCulture, $"£{Math.Abs(pounds) / 1e6:#,0.##}m"),
        >= 1e3 => Sign(pounds) + string.Create(CultureInfo.InvariantCulture, $"£{Math.Abs(pounds):#,0}"),
        _ => Sign(pounds) + string.Create(CultureInfo.InvariantCulture, $"£{Math.Abs(pounds):0.##}"),
    };

    /// <summary>2.5 %.</summary>
    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.####} %");

    /// <summary>A share of something, in words where there are words: all, half, none, 35 %.</summary>
    public static string Part(double share) => share switch
    {
        1 => "all",
        0.5 => "half",
        0 => "none",
        _ => Share(share),
    };

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IEnumerable<string> items) => items.ToList() switch
    {
        [] => "nothing",
        [var one] => one,
        var many => $"{string.Join(", ", many.SkipLast(1))} and {many[^1]}",
    };

    /// <summary>A figure by year: "5 %", or "5 % in year 1, 7.5 % in years 2 to 3 and 10 % from year 4".</summary>
    public static string ByYear(IReadOnlyList<double> years, Func<double, string> word)
    {
        var runs = new List<(int From, int To, string Word)>();
        for (var year = 1; year <= years.Count; year++)
        {
            var text = word(years[year - 1]);
            if (runs.Count > 0 && runs[^1].Word == text)
                runs[^1] = runs[^1] with { To = year };
            else
                runs.Add((year, year, text));
        }

        if (runs.Count == 1)
            return runs[0].Word;
        return List(runs.Select(run => run switch
        {
            var (from, to, text) when from == to => $"{text} in year {from}",
            var (from, to, text) when to == years.Count => $"{text} from year {from}",
            var (from, to, text) => $"{text} in years {from} to {to}",
        }));
    }

    /// <summary>A term's key in words: <c>patient_outcomes</c> is "patient outcomes".</summary>
    public static string Name(string key) => key.Replace('_', ' ');

    private static string Sign(double value) => value < 0 ? "−" : "";
}
