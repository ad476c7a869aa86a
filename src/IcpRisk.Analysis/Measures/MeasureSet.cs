using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;

namespace IcpRisk.Analysis.Measures;

/// <summary>Measures asked for together, and what they take of each trial: measures of the same series share it.</summary>
public sealed class MeasureSet
{
    private readonly int[] _series;

    /// <param name="measures">The questions.</param>
    /// <param name="given">A condition on the trials that count, and its text; null for all.</param>
    public MeasureSet(IReadOnlyList<Measure> measures, Condition? given = null)
    {
        Measures = measures;
        Given = given;
        Series = [.. measures.Select(m => m.Series).Distinct()];
        _series = [.. measures.Select(m => Series.ToList().IndexOf(m.Series))];
        Kept = [.. Series.Select(s => measures.Any(m => m.Series == s && !m.IsStreamed))];
    }

    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>Which trials count; null where all do.</summary>
    public Condition? Given { get; }

    /// <summary>What is taken of each trial, each once.</summary>
    public IReadOnlyList<Expression> Series { get; }

    /// <summary>Which series must be kept, as a quantile is asked of them.</summary>
    public IReadOnlyList<bool> Kept { get; }

    /// <summary>Columns read.</summary>
    public IReadOnlyList<OutcomeColumn> Columns =>
        [.. Series.SelectMany(s => s.Columns).Concat(Given?.Expression.Columns ?? []).DistinctBy(c => c.Name)];

    /// <summary>The series of a measure.</summary>
    public int SeriesOf(int measure) => _series[measure];

    /// <summary>Reads measures and a condition.</summary>
    /// <exception cref="MeasureException">One of them cannot be read.</exception>
    public static MeasureSet Parse(IEnumerable<string> measures, MeasureColumns columns, string? given = null) => new(
        [.. measures.Select(m => MeasureParser.Measure(m, columns)).DistinctBy(m => m.Text)],
        given is null ? null : MeasureParser.Condition(given, columns));
}

/// <summary>A condition on trials.</summary>
/// <param name="Text">As asked.</param>
/// <param name="Expression">1 where it holds.</param>
public sealed record Condition(string Text, Expression Expression);
