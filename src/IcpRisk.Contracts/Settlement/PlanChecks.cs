using IcpRisk.Documents;

namespace IcpRisk.Contracts.Settlement;

/// <summary>Reports what is wrong between a contract's terms and the plan, with places, all at once.</summary>
internal sealed class PlanChecks(Problems problems, Func<object, string, Location>? locate, int years)
{
    private readonly int _before = problems.Total;

    public int Years { get; } = years;

    /// <summary>Something was reported through these checks.</summary>
    public bool Failed => problems.Total > _before;

    public void Error(object record, string property, string message, string? found = null, string? allowed = null) =>
        problems.Add(new Problem(At(record, property), message, found, allowed));

    /// <summary>Whether the name is known; reports it, with the nearest known one, when not.</summary>
    public bool Known(object record, string property, string found, IEnumerable<string> known)
    {
        var names = known.ToList();
        if (names.Contains(found))
            return true;
        var allowed = names.Count == 0 ? "nothing here" : string.Join(", ", names.Take(20));
        problems.Add(new Problem(At(record, property), "", found, allowed, Names.Nearest(found, names)));
        return false;
    }

    /// <summary>The figures of all years; terms of a contract are certain, so that a distribution is an error.</summary>
    public double[] Table(Yearly yearly) => Table(yearly, year => Certain(yearly.At(year)));

    /// <summary>The mean over its quarters of a figure that may be given by quarter.</summary>
    public double[] QuarterMeans(Yearly yearly) => Table(yearly, year => yearly.Quarters(year).Sum(Certain) / 4);

    private double[] Table(Yearly yearly, Func<int, double> at)
    {
        var table = new double[Years];
        if (!yearly.CoversYears(Years))
        {
            problems.Add(new Problem(
                yearly.Where, $"year {yearly.LastYearGiven + 1} is missing", null, $"one value for every year, or years 1 to {Years}"));
            return table;
        }

        for (var year = 1; year <= Years; year++)
            table[year - 1] = at(year);
        return table;
    }

    private double Certain(Figure figure)
    {
        if (figure.Constant is { } value)
            return value;
        problems.Add(new Problem(figure.Where, "a contract's terms are certain", figure.ToString(), "one value"));
        return figure.Mean;
    }

    private Location At(object record, string property) => locate?.Invoke(record, property) ?? new Location("", 0, 0, property);
}
