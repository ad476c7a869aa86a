using System.Reflection;

namespace IcpRisk.Documents;

/// <summary>The generic containers, made for an element type known only at run time.</summary>
internal static class Generic
{
    public static object Keyed(Type element, IReadOnlyList<(string Name, object Value)> items) =>
        Call(nameof(MakeKeyed), element, [items]);

    public static object Planned(Type element, object plan, object expect) => Call(nameof(MakePlanned), element, [plan, expect]);

    public static object Table(Type row, IReadOnlyList<object> rows, string name) => Call(nameof(MakeTable), row, [rows, name]);

    private static Keyed<T> MakeKeyed<T>(IReadOnlyList<(string Name, object Value)> items) =>
        new(items.Select(item => KeyValuePair.Create(item.Name, (T)item.Value)));

    private static Planned<T> MakePlanned<T>(T plan, T expect)
        where T : class => new(plan, expect);

    private static Table<T> MakeTable<T>(IReadOnlyList<object> rows, string name) => new(rows.Cast<T>(), name);

    private static object Call(string method, Type type, object[] arguments) => typeof(Generic)
        .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(type)
        .Invoke(null, arguments)!;
}
