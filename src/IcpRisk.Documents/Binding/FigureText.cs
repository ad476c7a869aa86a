namespace IcpRisk.Documents;

/// <summary>Figures in words, with units, for the register.</summary>
internal static class FigureText
{
    public static string Of(Figure figure, Unit unit)
    {
        if (figure.Constant is { } value)
            return NumberText.Format(value, unit);
        return $"{figure.Distribution!.Kind}, {Parts(figure.Distribution, unit)}";
    }

    /// <summary>What a distribution is made of: <c>mean 2 %, sd 1 %</c>; of a long sample how long it is.</summary>
    public static string Parts(Distribution distribution, Unit unit)
    {
        var kind = DistributionKinds.Find(distribution.Kind);
        var points = kind?.Points switch
        {
            PointForm.Quantiles => distribution.Points.Select(p => $"{NumberText.Format(p.Key, Unit.Share)} at {NumberText.Format(p.Value, unit)}"),
            PointForm.Sample => [Sample(distribution, unit)],
            _ => [],
        };
        var parameters = (kind?.Parameters.Append(DistributionKinds.Least).Append(DistributionKinds.Greatest) ?? [])
            .Where(p => distribution.Parameters.ContainsKey(p.Name))
            .Select(p => $"{p.Name} {NumberText.Format(distribution[p.Name], p.InFigureUnit ? unit : Unit.Number)}");
        return string.Join(", ", points.Concat(parameters));
    }

    private static string Sample(Distribution sample, Unit unit)
    {
        var values = sample.Points.Select(p => p.Value).ToList();
        var weighted = sample.Points.Any(p => p.Key != sample.Points[0].Key) ? "weighted " : "";
        return $"{values.Count} {weighted}values from {NumberText.Format(values.Min(), unit)} to {NumberText.Format(values.Max(), unit)}";
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
