namespace IcpRisk.Documents;

/// <summary>The YAML key of a property (or the name of an enum member) where it is not its name in snake_case.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class KeyAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>One sentence on what a property means; it becomes the description in the JSON Schema.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Field)]
public sealed class DocAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}

/// <summary>
/// The key must be written. Also implied by C#'s <c>required</c>, and by a property of a non-nullable
/// reference type that has no initial value.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;

/// <summary>
/// Unit and range of a number: on <c>double</c>, <c>int</c>, <c>long</c>, <see cref="Figure"/>,
/// <see cref="Yearly"/>, <see cref="Planned{T}"/>, and on lists and <see cref="Keyed{T}"/> of them,
/// where it holds for every element. Without it a number is <see cref="Unit.Number"/> (an integer
/// <see cref="Unit.Count"/>) of any size.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InAttribute(Unit unit) : Attribute
{
    public Unit Unit { get; } = unit;

    public double Min { get; set; } = double.NegativeInfinity;

    public double Max { get; set; } = double.PositiveInfinity;

    /// <summary>The least value itself is not allowed.</summary>
    public bool MinExclusive { get; set; }

    /// <summary>The greatest value itself is not allowed.</summary>
    public bool MaxExclusive { get; set; }
}

/// <summary>
/// On one property of a record: a scalar or list written where the record stands is bound to this property,
/// so that <c>target: 80 %</c> may stand for <c>target: {level: 80 %}</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShorthandAttribute : Attribute;

/// <summary>
/// On several properties of a record: a list written where the record stands is bound by position, from 0,
/// so that <c>[a, b, 0.6]</c> may stand for <c>{one: a, other: b, correlation: 0.6}</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PositionAttribute(int index) : Attribute
{
    public int Index { get; } = index;
}

/// <summary>On a <see cref="Yearly"/> property: a year may be given by its four quarters. Elsewhere that is an error.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QuarterlyAttribute : Attribute;

/// <summary>On a number that is a setting and no figure of the world: it is left out of the register.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute : Attribute;
