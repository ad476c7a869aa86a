using IcpRisk.Documents;

namespace IcpRisk.Nature.Stress;

/// <summary>The same place with more or fewer people.</summary>
public static class ScaledNature
{
    /// <summary>
    /// Lists, activity and high-cost cases times a factor, at their means; all that is relative stays. So a head of the list
    /// uses what it did.
    /// </summary>
    /// <param name="terms">The place.</param>
    /// <param name="factor">People for each there was, above 0.</param>
    public static NatureTerms Scaled(this NatureTerms terms, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        var volatility = terms.Risks.Volatility;
        return terms with
        {
            Population = terms.Population with
            {
                Cohorts = Each(terms.Population.Cohorts, c => c with { List = c.List is { } list ? Times(list) : null }),
                Forecast = new Table<Population.ForecastRow>([.. terms.Population.Forecast.Select(r => r with { List = r.List * factor })]),
            },
            Services = Each(terms.Services, s => s with { Activity = Times(s.Activity) }),
            Risks = terms.Risks with
            {
                Volatility = volatility with { HighCost = Each(volatility.HighCost, h => h with { Cases = Times(h.Cases) }) },
            },
        };

        Planned<Figure> Times(Planned<Figure> figure) => new(figure.Plan.Mean * factor, figure.Expect.Mean * factor);

        static Keyed<T> Each<T>(Keyed<T> items, Func<T, T> change) =>
            new(items.Select(i => KeyValuePair.Create(i.Key, change(i.Value))));
    }
}
