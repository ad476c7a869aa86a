using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace IcpRisk.Documents;

/// <summary>
/// Shapes from types. A type that cannot be bound is a mistake of the programmer, told by an
/// <see cref="InvalidOperationException"/> that names the property.
/// </summary>
internal static class ShapeReader
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Known = new();

    public static RecordShape Record(Type type)
    {
        if (Known.TryGetValue(type, out var known))
            return known;
        var building = new Dictionary<Type, RecordShape>();
        var shape = Record(type, building);
        foreach (var (built, record) in building)
            Known.TryAdd(built, record);
        return shape;
    }

    private static RecordShape Record(Type type, Dictionary<Type, RecordShape> building)
    {
        if (Known.TryGetValue(type, out var known) || building.TryGetValue(type, out known))
            return known;
        if (type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
            throw new InvalidOperationException($"{type} cannot be bound: it needs a constructor without parameters");
        var record = new RecordShape(type, type.GetCustomAttribute<DocAttribute>()?.Text);
        building.Add(type, record);
        var initial = record.Create();
        record.Properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => Property(property, initial, building))];
        record.Positions = [.. record.Properties.Where(p => p.Position is not null).OrderBy(p => p.Position)];
        if (record.Properties.FirstOrDefault(p => MapNode.IsMeta(p.Key) || p.Key == Extender.Key) is { } reserved)
            throw new InvalidOperationException($"{type}: the key {reserved.Key} belongs to every map and cannot be a property");
        if (record.Properties.GroupBy(p => p.Key).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidOperationException($"{type}: two properties have the key {twice.Key}");
        return record;
    }

    private static PropertyShape Property(PropertyInfo property, object initial, Dictionary<Type, RecordShape> building)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var isNullable = type != property.PropertyType
            || (!type.IsValueType && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable);
        return new PropertyShape(property, KeyOf(property, property.Name), Of(type, property, building))
        {
            Doc = property.GetCustomAttribute<DocAttribute>()?.Text,
            IsNullable = isNullable,
            IsRequired = property.GetCustomAttribute<RequiredAttribute>() is not null
                || property.GetCustomAttribute<RequiredMemberAttribute>() is not null
                || (!isNullable && !type.IsValueType && property.GetValue(initial) is null),
            IsShorthand = property.GetCustomAttribute<ShorthandAttribute>() is not null,
            Position = property.GetCustomAttribute<PositionAttribute>()?.Index,
        };
    }

    private static Shape Of(Type type, PropertyInfo property, Dictionary<Type, RecordShape> building)
    {
        if (type.IsGenericType)
            return Generic(type, property, building);
        if (type == typeof(string))
            return new TextShape();
        if (type == typeof(bool))
            return new BoolShape();
        if (type == typeof(DateOnly))
            return new DateShape();
        if (type.IsEnum)
            return Choice(type);
        if (type == typeof(double) || type == typeof(int) || type == typeof(long) || type == typeof(Figure))
            return Number(type, property);
        if (type == typeof(Yearly))
            return new YearlyShape(Number(typeof(Figure), property), property.GetCustomAttribute<QuarterlyAttribute>() is not null);
        if (type.IsClass && type.Namespace != nameof(System))
            return Record(type, building);
        throw Unfit(type, property);
    }

    private static Shape Generic(Type type, PropertyInfo property, Dictionary<Type, RecordShape> building)
    {
        var (definition, argument) = (type.GetGenericTypeDefinition(), type.GetGenericArguments()[0]);
        if (definition == typeof(Table<>))
            return new TableShape(argument, Record(argument, building));
        if (definition == typeof(IReadOnlyList<>))
            return new ListShape(argument, Of(argument, property, building));
        if (definition == typeof(Keyed<>))
            return new KeyedShape(argument, Of(argument, property, building));
        if (definition == typeof(Planned<>) && (argument == typeof(Figure) || argument == typeof(Yearly)))
            return new PlannedShape(argument, Of(argument, property, building));
        throw Unfit(type, property);
    }

    private static NumberShape Number(Type type, PropertyInfo property)
    {
        var range = property.GetCustomAttribute<InAttribute>();
        var isWhole = type == typeof(int) || type == typeof(long);
        var isSetting = property.GetCustomAttribute<SettingAttribute>() is not null;
        return new NumberShape(
            type, NumberRange.From(range, isWhole ? Unit.Count : Unit.Number), !isSetting && (range is not null || !isWhole));
    }

    private static ChoiceShape Choice(Type type) => new(type, type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(field => KeyOf(field, field.Name), field => field.GetValue(null)!));

    private static string KeyOf(MemberInfo member, string name) =>
        member.GetCustomAttribute<KeyAttribute>()?.Name ?? Names.Snake(name);

    private static InvalidOperationException Unfit(Type type, PropertyInfo property) =>
        new($"{property.DeclaringType}.{property.Name}: the type {type} cannot be bound");
}
