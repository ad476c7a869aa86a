using IcpRisk.Documents;

namespace IcpRisk.Nature.Baseline;

/// <summary>
/// How the list that contracts see departs from the people there are: registers that hold people who have gone, and
/// coding that puts people into another cohort. No care follows from it, only payment.
/// </summary>
public sealed record MeasurementTerms
{
    [Doc("Standard deviation of the log error in the recorded list, drawn once a trial.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure ListSd { get; init; } = 0;

    [Doc("Standard deviation of a year's surprise in that error, log scale; surprises accumulate.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure ListWalkSd { get; init; } = 0;

    [Doc("Yearly growth of the recorded list beyond the true one, from year 2 on.")]
    [In(Unit.Share, Min = -0.2, Max = 0.2)]
    public Planned<Yearly> ListDrift { get; init; } = Planned<Yearly>.Same(Yearly.Of(0));

    [Doc("Standard deviation of a year's surprise in each cohort's share of the recorded list, log scale; surprises accumulate.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure CodingSd { get; init; } = 0;

    [Doc("Yearly growth of how many people are coded into a cohort, beside those who belong to it, from year 2 on.")]
    [In(Unit.Share, Min = -0.5, Max = 0.5)]
    public Keyed<Planned<Yearly>> CodingDrift { get; init; } = Keyed<Planned<Yearly>>.Empty;
}
