using IcpRisk.Documents;

namespace IcpRisk.Nature.Dependence;

/// <summary>How drivers hang together; a bare list is its pairs.</summary>
public sealed record DependenceTerms
{
    [Doc("Correlations of drivers' surprises by pairs of names: [utilisation.outpatients, utilisation.surgery, 0.4].")]
    [Shorthand]
    public IReadOnlyList<PairTerms> Pairs { get; init; } = [];

    [Doc("How the extremes of tied drivers go together; Gaussian where left out.")]
    public CopulaTerms? Copula { get; init; }

    [Doc("What is done with correlations that cannot all hold: moved to the nearest that can, with a warning, or refused.")]
    public Repair Repair { get; init; } = Repair.Nearest;
}

/// <summary>What is done with correlations that cannot all hold together.</summary>
public enum Repair
{
    /// <summary>Moved as little as can be, with a warning; refused where a pair would move too far to be meant.</summary>
    Nearest,

    /// <summary>Refused, however little they are off.</summary>
    Refuse,
}

/// <summary>A correlation of two drivers' surprises, by name: <c>[utilisation.outpatients, utilisation.surgery, 0.4]</c>.</summary>
public sealed record PairTerms
{
    [Doc("Name of a driver; `icprisk describe` lists them.")]
    [Position(0)]
    public required string One { get; init; }

    [Doc("Name of another driver.")]
    [Position(1)]
    public required string Other { get; init; }

    [Doc("Correlation of their surprises; as a distribution it is drawn once a trial, and every matrix that may be drawn must be one of correlations.")]
    [Position(2)]
    [In(Unit.Number, Min = -1, Max = 1)]
    public required Figure Correlation { get; init; }
}

/// <summary>A copula other than the Gaussian: exactly one kind.</summary>
public sealed record CopulaTerms : IChecked
{
    [Doc("Student-t: extremes of tied drivers come together, also where the correlation is small.")]
    public StudentTTerms? StudentT { get; init; }

    public void Check(Checks checks)
    {
        if (StudentT is null)
        {
            checks.Error(nameof(StudentT), "a kind of copula is needed", allowed: "student_t");
        }
    }
}

/// <summary>Student-t copula.</summary>
public sealed record StudentTTerms
{
    [Doc("Degrees of freedom: the fewer, the more extremes go together.")]
    [In(Unit.Number, Min = 1, Max = 1000)]
    public required double Degrees { get; init; }
}
