namespace IcpRisk.Documents;

/// <summary>
/// What may be written where a property stands: the property's type and attributes, read once by reflection and
/// then used alike by the binder, the overrides, the hash and the JSON Schema.
/// </summary>
internal abstract record Shape
{
    /// <summary>What is allowed, for a message.</summary>
    public abstract string Describe();
}

internal sealed record TextShape : Shape
{
    public override string Describe() => "a text";
}

internal sealed record BoolShape : Shape
{
    public override string Describe() => "true or false";
}

internal sealed record DateShape : Shape
{
    public override string Describe() => "a date such as 2014-04-01";
}

/// <summary>An enum, by the names of its members as written.</summary>
internal sealed record ChoiceShape(Type Type, IReadOnlyDictionary<string, object> Choices) : Shape
{
    public override string Describe() => Names.Listed([.. Choices.Keys]);
}

/// <summary>A number: <c>int</c>, <c>long</c> or <c>double</c>, or a <see cref="Figure"/>, which may be uncertain.</summary>
internal sealed record NumberShape(Type Type, NumberRange Range, bool IsRegistered) : Shape
{
    public bool IsFigure => Type == typeof(Figure);

    public bool IsWhole => Type == typeof(int) || Type == typeof(long);

    public override string Describe() => Range.Describe();
}

/// <summary>The distributions of a figure in a unit, of any range.</summary>
internal sealed record DistributionShape(Unit Unit) : Shape
{
    public override string Describe() => "a distribution";
}

internal sealed record YearlyShape(NumberShape Figure, bool MayHaveQuarters) : Shape
{
    public override string Describe() => $"{Figure.Describe()}: one value, a list or a map of years";
}

internal sealed record PlannedShape(Type Type, Shape Inner) : Shape
{
    public override string Describe() => $"{Inner.Describe()}, or {{planned, expected}}";
}

internal sealed record ListShape(Type Element, Shape Inner) : Shape
{
    public override string Describe() => "a list";
}

internal sealed record KeyedShape(Type Element, Shape Inner) : Shape
{
    public override string Describe() => "a map of names";
}

internal sealed record TableShape(Type Row, RecordShape Record) : Shape
{
    public override string Describe() => "{file: name.csv}";
}
