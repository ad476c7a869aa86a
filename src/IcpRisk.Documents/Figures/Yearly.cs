namespace IcpRisk.Documents;

/// <summary>
/// A figure by year, from year 1: one value for every year, a list, or a map of years (<c>1</c>, <c>2-3</c>,
/// <c>4+</c>) without gaps. A year may be given by its four quarters. How many years are needed is known to the
/// caller, who asks <see cref="CoversYears"/> or <see cref="Checks.RequireYears"/> before reading.
/// </summary>
public sealed class Yearly : IEquatable<Yearly>
{
    private readonly YearSpan[] _spans;

    internal Yearly(IEnumerable<YearSpan> spans, Location where)
    {
        _spans = [.. spans];
        Where = where;
    }

    /// <summary>Where it was written.</summary>
    public Location Where { get; }

    /// <summary>The years written one by one or as a range; an open end (one value, <c>4+</c>) is not counted.</summary>
    public int Count => LastYearGiven ?? (_spans[^1].From - 1);

    /// <summary>The last year that has a value; null when every later year has one.</summary>
    public int? LastYearGiven => _spans[^1].To;

    /// <summary>The spans of years as written, in order and without gaps.</summary>
    public IReadOnlyList<YearSpan> Spans => _spans;

    /// <summary>The same value in every year.</summary>
    public static Yearly Of(double value) => Of(Figure.Of(value));

    /// <inheritdoc cref="Of(double)"/>
    public static Yearly Of(Figure figure) => new([new YearSpan(1, null, [figure])], figure.Where);

    /// <summary>One value a year, from year 1.</summary>
    /// <exception cref="ArgumentException">No value is given.</exception>
    public static Yearly List(params IReadOnlyList<Figure> figures) => figures.Count == 0
        ? throw new ArgumentException("at least one year is needed", nameof(figures))
        : new(figures.Select((figure, i) => new YearSpan(i + 1, i + 1, [figure])), figures[0].Where);

    public static implicit operator Yearly(double value) => Of(value);

    /// <summary>Every year from 1 to <paramref name="years"/> has a value.</summary>
    public bool CoversYears(int years) => LastYearGiven is not { } last || last >= years;

    /// <summary>The year (from 1) is given by its quarters.</summary>
    public bool HasQuarters(int year) => SpanOf(year).Figures.Count > 1;

    /// <summary>The figure of a year, from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year has no value.</exception>
    /// <exception cref="InvalidOperationException">The year is given by quarters: read those.</exception>
    public Figure At(int year)
    {
        var figures = SpanOf(year).Figures;
        return figures.Count == 1
            ? figures[0]
            : throw new InvalidOperationException($"year {year} is given by quarters ({Where})");
    }

    /// <summary>The four quarters of a year; the year's own figure four times when it is not given by quarters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year has no value.</exception>
    public IReadOnlyList<Figure> Quarters(int year)
    {
        var figures = SpanOf(year).Figures;
        return figures.Count == 4 ? figures : [figures[0], figures[0], figures[0], figures[0]];
    }

    public bool Equals(Yearly? other) => other is not null && _spans.SequenceEqual(other._spans);

    public override bool Equals(object? obj) => Equals(obj as Yearly);

    public override int GetHashCode() => HashCode.Combine(_spans.Length, _spans[0]);

    private YearSpan SpanOf(int year)
    {
        foreach (var span in _spans)
        {
            if (year >= span.From && (span.To is not { } to || year <= to))
                return span;
        }

        throw new ArgumentOutOfRangeException(nameof(year), year, $"no value is given for this year ({Where})");
    }
}
