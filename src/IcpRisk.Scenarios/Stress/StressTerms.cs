using IcpRisk.Documents;
using IcpRisk.Nature.Stress;

namespace IcpRisk.Scenarios.Stress;

/// <summary>A named change of what happens; the plan, and the contract priced on it, stay unless `set` changes them.</summary>
public sealed record StressTerms
{
    /// <summary>Stands for every service.</summary>
    public const string AllServices = "all";

    [Doc("What it is, in a line.")]
    public string Title { get; init; } = string.Empty;

    [Doc("More or fewer people on the list than there would be, every cohort alike.")]
    public MoveTerms? List { get; init; }

    [Doc("A higher or lower general price level.")]
    public MoveTerms? Price { get; init; }

    [Doc("More or less of the savings that come true; -100 % for none.")]
    public MoveTerms? Savings { get; init; }

    [Doc("More or less activity by service, or of `all`.")]
    public Keyed<MoveTerms> Activity { get; init; } = Keyed<MoveTerms>.Empty;

    [Doc("Dearer or cheaper care by service, or of `all`.")]
    public Keyed<MoveTerms> UnitCost { get; init; } = Keyed<MoveTerms>.Empty;

    [Doc("Drivers, or uncertain figures by path, held between percentiles of what they may be.")]
    public Keyed<BandTerms> Bands { get; init; } = Keyed<BandTerms>.Empty;

    [Doc("Changes of the scenario itself, plan and contract included, as for --set: path=value.")]
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Factors on what happens.</summary>
    /// <param name="services">All services.</param>
    /// <param name="years">Contract years.</param>
    public NatureMoves Moves(IEnumerable<string> services, int years)
    {
        var names = services.ToList();
        return new NatureMoves
        {
            List = Factors(List, years), Price = Factors(Price, years), Savings = Factors(Savings, years),
            Activity = ByService(Activity), UnitCost = ByService(UnitCost),
        };

        Dictionary<string, IReadOnlyList<double>> ByService(Keyed<MoveTerms> moves) => moves.Count == 0 ? [] : names.ToDictionary(
            s => s,
            s => (IReadOnlyList<double>)[.. Factors(moves.GetValueOrDefault(AllServices), years)
                .Zip(Factors(moves.GetValueOrDefault(s), years), (all, own) => all * own)]);
    }

    /// <summary>What is held.</summary>
    public IReadOnlyList<DriverBand> Held => [.. Bands.Select(b => new DriverBand(b.Key, b.Value.From, b.Value.To, b.Value.Years))];

    private static double[] Factors(MoveTerms? move, int years) => [.. Enumerable.Range(1, years).Select(y =>
        move is not null && y >= move.From && y <= (move.To ?? years) ? 1 + move.By : 1)];
}

/// <summary>By how much something is more or less, in which contract years.</summary>
public sealed record MoveTerms : IChecked
{
    [Doc("How much more or less: +5 % is five per cent more than there would be.")]
    [In(Unit.Share, Min = -1, Max = 10)]
    [Setting]
    [Shorthand]
    public required double By { get; init; }

    [Doc("First contract year; years past the term have no effect.")]
    [In(Unit.Count, Min = 1, Max = 100)]
    [Setting]
    public int From { get; init; } = 1;

    [Doc("Last contract year. Default: the last of the term.")]
    [In(Unit.Count, Min = 1, Max = 100)]
    [Setting]
    public int? To { get; init; }

    public void Check(Checks checks)
    {
        if (To < From)
        {
            checks.Error(nameof(To), "the last year is before the first", $"{To}", $"{From} or later");
        }
    }
}

/// <summary>Two percentiles.</summary>
public sealed record BandTerms : IChecked
{
    [Doc("Lower end, in per cent of what may happen.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    [Setting]
    [Position(0)]
    public required double From { get; init; }

    [Doc("Upper end; the same as the lower one holds it at one value.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    [Setting]
    [Position(1)]
    public required double To { get; init; }

    [Doc("Contract years in which a yearly driver's surprise is held, each by itself. Default: it is held over the term as one number, the sum of its surprises.")]
    public IReadOnlyList<int> Years { get; init; } = [];

    public void Check(Checks checks)
    {
        if (To < From)
        {
            checks.Error(nameof(To), "the upper end is below the lower one");
        }
    }
}
