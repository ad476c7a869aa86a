namespace IcpRisk.Documents;

/// <summary>Figures in words, with units, for the register.</summary>
internal static class FigureText
{
    public static string Of(Figure figure, Unit unit)
    {
        if (figure.Constant is { } value)
            return NumberText.Format(value, unit);
        var distribution = figure.Distribution!;
        var kind = DistributionKinds.Find(distribution.Kind)!;
        var parameters = kind.Parameters.Where(p => distribution.Parameters.ContainsKey(p.Name))
            .Select(p => $"{p.Name} {NumberText.Format(distribution[p.Name], p.InFigureUnit ? unit : Unit.Number)}");
        return $"{distribution.Kind}, {string.Join(", ", parameters)}";
    }

    public static string Of(Yearly yearly, Unit unit) => yearly.Spans is [{ From: 1, To: null, Figures: [var only] }]
        ? Of(only, unit)
        : string.Join("; ", yearly.Spans.Select(span =>
            $"{Years(span)}: {string.Join(", ", span.Figures.Select(figure => Of(figure, unit)))}"));

    private static string Years(YearSpan span) => FormattableString.Invariant(span.To switch
    {
        null => $"{span.From}+",
        { } to when to == span.From => $"{to}",
        { } to => $"{span.From}-{to}",
    });
}
