namespace IcpRisk.Documents;

/// <summary>The unit and range of a number, from <see cref="InAttribute"/>.</summary>
internal sealed record NumberRange(Unit Unit, double Min, double Max, bool MinExclusive, bool MaxExclusive)
{
    public static NumberRange Any(Unit unit) =>
        new(unit, double.NegativeInfinity, double.PositiveInfinity, false, false);

    public static NumberRange From(InAttribute? attribute, Unit otherwise) => attribute is null
        ? Any(otherwise)
        : new(attribute.Unit, attribute.Min, attribute.Max, attribute.MinExclusive, attribute.MaxExclusive);

    public bool Contains(double value) =>
        (MinExclusive ? value > Min : value >= Min) && (MaxExclusive ? value < Max : value <= Max);

    /// <summary>What is allowed: <c>0 % to 100 %</c>, <c>more than £0</c>, <c>an amount of money such as £26.5m</c>.</summary>
    public string Describe()
    {
        var (min, max) = (NumberText.Format(Min, Unit), NumberText.Format(Max, Unit));
        return (double.IsFinite(Min), double.IsFinite(Max)) switch
        {
            (true, true) when !MinExclusive && !MaxExclusive => $"{min} to {max}",
            (true, true) => $"{Above(min)} and {Below(max)}",
            (true, false) => Above(min),
            (false, true) => Below(max),
            _ => $"{NumberDiagnosis.Noun(Unit)}, such as {NumberDiagnosis.Sample(Unit)}",
        };
    }

    private string Above(string min) => MinExclusive ? $"more than {min}" : $"at least {min}";

    private string Below(string max) => MaxExclusive ? $"less than {max}" : $"at most {max}";
}
