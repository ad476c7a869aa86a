using IcpRisk.Documents;

namespace IcpRisk.Nature.Utilisation;

/// <summary>
/// Demand management: activity of one service that is to be avoided, or moved to another (emergency care to community care).
/// </summary>
public sealed record DemandManagementTerms : IChecked
{
    [Doc("The service whose activity falls.")]
    public required string From { get; init; }

    [Doc("The service that sees these people instead; none where left out: the activity is avoided.")]
    public string? To { get; init; }

    [Doc("Units of the service moved to for each unit moved: 3 contacts for an admission.")]
    [In(Unit.Ratio, Min = 0, Max = 1000)]
    public Planned<Figure> Ratio { get; init; } = Planned<Figure>.Same(1);

    [Doc("Cumulative share of the activity that is moved by each year, as planned.")]
    [In(Unit.Share, Min = 0, Max = 0.9)]
    public required Yearly Planned { get; init; }

    [Doc("Share of each year's planned new effect that comes true; as a distribution it is drawn each year.")]
    [In(Unit.Share, Min = 0, Max = 2)]
    public Planned<Figure> Realised { get; init; } = Planned<Figure>.Same(1);

    [Doc("Persistence of the realised share over the years, on the normal scale.")]
    [In(Unit.Number, Min = 0, Max = 1)]
    public Figure Persistence { get; init; } = 0;

    [Doc("Years by which the effect comes later than planned; as a distribution it is drawn once a trial.")]
    [In(Unit.Years, Min = 0, Max = 20)]
    public Planned<Figure> Delay { get; init; } = Planned<Figure>.Same(0);

    public void Check(Checks checks)
    {
        if (From == To)
        {
            checks.Error(nameof(To), "activity moves to another service", To);
        }
    }
}
