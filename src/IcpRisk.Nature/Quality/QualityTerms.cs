using IcpRisk.Documents;

namespace IcpRisk.Nature.Quality;

/// <summary>Quality risk: scores differ from what was expected, together and each on its own.</summary>
public sealed record QualityRisk : RiskTerms
{
    [Doc("Standard deviation of next year's surprise that all metrics share, in points of the scale.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure CommonSd { get; init; } = 0;

    [Doc("Share of a surprise that is still there a year later, common or a metric's own.")]
    [In(Unit.Number, Min = 0, Max = 1)]
    public Figure Persistence { get; init; } = 0;

    [Doc("Points lost for each unit of last year's loss over contract value: pressure on money tells on quality.")]
    [In(Unit.Number, Min = 0, Max = 100)]
    public Figure Pressure { get; init; } = 0;
}

/// <summary>What a metric is expected to score.</summary>
public sealed record MetricTerms
{
    [Doc("Score by year.")]
    [Shorthand]
    [In(Unit.Share, Min = -10, Max = 10)]
    public required Planned<Yearly> Expected { get; init; }

    [Doc("Points by which it gets better each year from year 2 on, beside what `expected` says by year.")]
    [In(Unit.Share, Min = -10, Max = 10)]
    public Planned<Yearly> Improvement { get; init; } = Planned<Yearly>.Same(Yearly.Of(0));

    [Doc("Points lost for each unit of last year's loss over contract value, where it differs from the quality risk's.")]
    [In(Unit.Number, Min = 0, Max = 100)]
    public double? Pressure { get; init; }

    [Doc("Standard deviation of next year's surprise of its own.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure Sd { get; init; } = 0;

    [Doc("Least score there is.")]
    [In(Unit.Number)]
    public double Least { get; init; }

    [Doc("Greatest score there is.")]
    [In(Unit.Number)]
    public double Greatest { get; init; } = 1;

    [Doc("Whether a higher or a lower score is better; decides which way pressure pushes.")]
    public Better Better { get; init; } = Better.Higher;
}

/// <summary>Which way is better.</summary>
public enum Better
{
    Higher,
    Lower,
}
