namespace IcpRisk.Documents.Tests;

public enum Rule
{
    Linear,
    AllOrNothing,
    [Key("2-step")]
    TwoStep,
}

/// <summary>A root record with every kind of property, for the tests.</summary>
[Doc("A harbour and its ferries.")]
public sealed record Harbour : IChecked
{
    [Required, Doc("Name of the harbour.")]
    public string Name { get; init; } = "";

    public string? Title { get; init; }

    public Term Term { get; init; } = new();

    [Required]
    public Keyed<Ferry> Ferries { get; init; } = Keyed<Ferry>.Empty;

    [In(Unit.Share, Min = 0, Max = 1)]
    public Keyed<Figure> Fees { get; init; } = Keyed<Figure>.Empty;

    [In(Unit.Share, Min = 0, Max = 1), Quarterly]
    public Yearly? AtRisk { get; init; }

    public IReadOnlyList<Link> Links { get; init; } = [];

    public IReadOnlyList<Band> Bands { get; init; } = [];

    public Table<Tide> Tides { get; init; } = Table<Tide>.Empty;

    public Keyed<Keyed<string>> Stresses { get; init; } = Keyed<Keyed<string>>.Empty;

    public IReadOnlyList<string> Questions { get; init; } = [];

    public Run Run { get; init; } = new();

    public void Check(Checks checks)
    {
        checks.RequireYears(Term.Years);
        foreach (var (i, link) in Links.Index())
        {
            if (!Ferries.ContainsKey(link.One))
                checks.Unknown($"{nameof(Links)}[{i}]", link.One, Ferries.Keys);
        }
    }
}

public sealed record Term
{
    public DateOnly Starts { get; init; } = new(2020, 1, 1);

    [In(Unit.Years, Min = 1, Max = 50)]
    public int Years { get; init; } = 3;
}

public sealed record Ferry
{
    [Required, In(Unit.Count, Min = 0), Doc("Crossings a year.")]
    public Planned<Yearly>? Crossings { get; init; }

    [In(Unit.Money, Min = 0, MinExclusive = true)]
    public Figure UnitCost { get; init; } = 50;

    [In(Unit.Share, Min = -0.5, Max = 0.5)]
    public Planned<Figure> Growth { get; init; } = Figure.Of(0);

    [In(Unit.Ratio, Min = 0)]
    public double PriceRatio { get; init; } = 1;

    public Target? Target { get; init; }

    public Rule Pay { get; init; }

    public bool Seasonal { get; init; }
}

public sealed record Target
{
    [Shorthand, In(Unit.Share, Min = 0, Max = 1)]
    public Yearly Level { get; init; } = 0.5;

    [In(Unit.Share, Min = 0, Max = 1)]
    public double Floor { get; init; }
}

public sealed record Link
{
    [Position(0), Required]
    public string One { get; init; } = "";

    [Position(1), Required]
    public string Other { get; init; } = "";

    [Position(2), In(Unit.Number, Min = -1, Max = 1)]
    public double Correlation { get; init; }
}

public sealed record Band : IChecked
{
    [In(Unit.Share, Min = 0)]
    public double? To { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    public double Owner { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    public double Crew { get; init; }

    public void Check(Checks checks)
    {
        if (Owner + Crew > 1)
            checks.Error(nameof(Crew), "with owner it is more than 100 %");
    }
}

public sealed record Tide
{
    public required string Port { get; init; }

    [In(Unit.Years, Min = 1)]
    public required int Year { get; init; }

    [Key("high_water"), In(Unit.Share, Min = 0, Max = 1)]
    public double High { get; init; } = 0.5;

    public string? Remark { get; init; }
}

public sealed record Run
{
    [Setting, In(Unit.Count, Min = 1)]
    public long Trials { get; init; } = 1000;

    public long? Seed { get; init; }
}
