using System.Reflection;

namespace IcpRisk.Documents;

/// <summary>A record: the keys it may have, in the order of its properties.</summary>
internal sealed record RecordShape(Type Type, string? Doc) : Shape
{
    public IReadOnlyList<PropertyShape> Properties { get; internal set; } = [];

    /// <summary>The property bound where a scalar or list stands for the whole record.</summary>
    public PropertyShape? Shorthand => Properties.FirstOrDefault(p => p.IsShorthand);

    /// <summary>The properties bound from a list by position.</summary>
    public IReadOnlyList<PropertyShape> Positions { get; internal set; } = [];

    public IEnumerable<string> Keys => Properties.Select(p => p.Key);

    public PropertyShape? Find(string key) => Properties.FirstOrDefault(p => p.Key == key);

    public PropertyShape? FindByName(string property) => Properties.FirstOrDefault(p => p.Property.Name == property);

    public override string Describe() => Positions.Count > 0
        ? $"a map with {Names.Listed([.. Keys])}, or the list [{string.Join(", ", Positions.Select(p => p.Key))}]"
        : $"a map with {Names.Listed([.. Keys])}";

    /// <inheritdoc cref="object.Equals(object)"/>
    public bool Equals(RecordShape? other) => other?.Type == Type;

    public override int GetHashCode() => Type.GetHashCode();

    /// <summary>A new record with its initial values.</summary>
    public object Create() => Activator.CreateInstance(Type)!;
}

/// <summary>One key of a record.</summary>
internal sealed record PropertyShape(PropertyInfo Property, string Key, Shape Shape)
{
    public string? Doc { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>An empty value is allowed and means null.</summary>
    public bool IsNullable { get; init; }

    public bool IsShorthand { get; init; }

    public int? Position { get; init; }
}
