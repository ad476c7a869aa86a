using IcpRisk.Documents;

namespace IcpRisk.Nature.Population;

/// <summary>Who is on the list: cohorts with their size, growth and relative need, or a forecast table by year.</summary>
public sealed record PopulationTerms : IChecked
{
    [Doc("People by cohort in contract year 1, in the order in which results list them.")]
    public required Keyed<CohortTerms> Cohorts { get; init; }

    [Doc("Forecast lists by cohort and year; where given it takes the place of list and growth of its cohorts.")]
    public Table<ForecastRow> Forecast { get; init; } = Table<ForecastRow>.Empty;

    [Doc("Lists that services may be used by, as a share of the whole list by year (integrated practices, say).")]
    public Keyed<ExposureTerms> Exposures { get; init; } = Keyed<ExposureTerms>.Empty;

    /// <summary>Planned people of a cohort in year 1; 0 where neither list nor forecast says, which validation refuses.</summary>
    public double PlannedList(string cohort) =>
        Forecast.FirstOrDefault(r => r.Cohort == cohort && r.Year == 1)?.List ?? Cohorts[cohort].List?.Plan.Mean ?? 0;

    public void Check(Checks checks)
    {
        if (Cohorts.Count == 0)
        {
            checks.Error(nameof(Cohorts), "at least one cohort is needed");
        }

        var seen = new HashSet<(string, int)>();
        foreach (var row in Forecast)
        {
            if (!Cohorts.ContainsKey(row.Cohort))
            {
                checks.Unknown(nameof(Forecast), row.Cohort, Cohorts.Keys);
            }
            else if (!seen.Add((row.Cohort, row.Year)))
            {
                checks.Error(nameof(Forecast), $"cohort {row.Cohort}, year {row.Year} is given twice");
            }
        }

        foreach (var (name, cohort) in Cohorts)
        {
            if (cohort.List is null && !seen.Contains((name, 1)))
            {
                checks.Error(nameof(Cohorts), $"cohort {name} has neither a list nor a row in the forecast for year 1");
            }
        }
    }
}

/// <summary>One cohort: people who age and use care alike.</summary>
public sealed record CohortTerms
{
    [Doc("People on the list in contract year 1.")]
    [Shorthand]
    [In(Unit.Count, Min = 0)]
    public Planned<Figure>? List { get; init; }

    [Doc("Yearly growth of the list from year 2 on.")]
    [In(Unit.Share, Min = -0.5, Max = 0.5)]
    public Planned<Yearly> Growth { get; init; } = Planned<Yearly>.Same(Yearly.Of(0));

    [Doc("Need a head relative to the other cohorts: how much care one person uses.")]
    [In(Unit.Number, Min = 0)]
    public Figure Need { get; init; } = 1;
}

/// <summary>A row of a forecast table.</summary>
public sealed record ForecastRow
{
    [Doc("Name of the cohort.")]
    public required string Cohort { get; init; }

    [Doc("Contract year, from 1.")]
    [In(Unit.Count, Min = 1, Max = 50)]
    public required int Year { get; init; }

    [Doc("People on the list.")]
    [In(Unit.Count, Min = 0)]
    public required double List { get; init; }
}

/// <summary>A list that some services are used by.</summary>
public sealed record ExposureTerms
{
    [Doc("People on this list as a share of the whole list, by year.")]
    [Shorthand]
    [In(Unit.Share, Min = 0, MinExclusive = true, Max = 2)]
    public required Yearly OfList { get; init; }
}
