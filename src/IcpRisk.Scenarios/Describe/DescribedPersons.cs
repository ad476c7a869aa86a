using IcpRisk.Nature.Services;
using IcpRisk.Nature.Volatility;

namespace IcpRisk.Scenarios.Describe;

/// <summary>The share of a service's yearly spending that so large a share of people, the dearest, account for.</summary>
public sealed record DescribedTop(double People, double Spending);

/// <summary>How unequally people use a service, and what that makes of its cases.</summary>
public sealed record DescribedPersons
{
    private static readonly double[] Tops = [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <summary>Share of people who use anything.</summary>
    public required double Users { get; init; }

    /// <summary>Coefficient of variation of a year's use between people.</summary>
    public required double Cv { get; init; }

    public required double Skewness { get; init; }

    /// <summary>The dearest 1, 5, 10, 20 and 50 % of people.</summary>
    public required IReadOnlyList<DescribedTop> Top { get; init; }

    public required double CasesAHead { get; init; }

    public required double CaseCv { get; init; }

    /// <summary>Null where every case costs the same.</summary>
    public required double? CaseSkewness { get; init; }

    /// <summary>Of a service; null where it says nothing of its people.</summary>
    internal static DescribedPersons? Of(ScenarioTerms terms, ServiceTerms service)
    {
        if (PersonCases.Of(terms.Population, terms.Risks.Volatility, service) is not { } cases)
        {
            return null;
        }

        var variation = cases.Variation();
        return new DescribedPersons
        {
            Users = cases.People.Users,
            Cv = cases.People.Cv,
            Skewness = cases.People.Skewness,
            Top = [.. Tops.Select(p => new DescribedTop(p, cases.People.TopShare(p)))],
            CasesAHead = cases.CasesAHead,
            CaseCv = variation.Cv.Mean,
            CaseSkewness = variation.Skewness?.Mean,
        };
    }
}
