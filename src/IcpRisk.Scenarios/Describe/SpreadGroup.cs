using IcpRisk.Nature.Spread;

namespace IcpRisk.Scenarios.Describe;

/// <summary>Drivers of the same kind that spread alike (a driver each for services, cohorts or metrics), told in one line.</summary>
/// <param name="Name">The driver, or what stands for all of them.</param>
/// <param name="One">Any of them.</param>
internal sealed record SpreadGroup(string Name, DriverSpread One)
{
    /// <param name="spreads">The spreads, in order.</param>
    /// <param name="kinds">Names that drivers repeat over: services, cohorts, metrics.</param>
    public static IReadOnlyList<SpreadGroup> Of(IEnumerable<DriverSpread> spreads, IReadOnlyList<IReadOnlyCollection<string>> kinds)
    {
        var all = spreads.ToList();
        var groups = new List<SpreadGroup>();
        foreach (var alike in all.GroupBy(s => Key(s, kinds)))
        {
            var first = alike.First();
            var (stem, item) = Split(first.Name);
            var count = alike.Count();
            var whole = kinds.FirstOrDefault(k => k.Contains(item))?.Count == count;
            groups.Add(new SpreadGroup(
                count == 1 ? first.Name : whole ? $"{stem}.* (all {count})" : $"{first.Name} (+{count - 1} alike)", first));
        }

        return groups;
    }

    /// <summary>Names of drivers with those over services, cohorts or metrics as one: <c>trend.*</c>.</summary>
    public static IReadOnlyList<string> Stems(IEnumerable<string> drivers, IReadOnlyList<IReadOnlyCollection<string>> kinds) =>
    [
        .. drivers.Select(name =>
        {
            var (stem, item) = Split(name);
            return !kinds.Any(k => k.Contains(item)) ? name : stem.Length == 0 ? "*" : $"{stem}.*";
        }).Distinct(),
    ];

    private static string Key(DriverSpread spread, IReadOnlyList<IReadOnlyCollection<string>> kinds)
    {
        var (stem, item) = Split(spread.Name);
        return kinds.Any(k => k.Contains(item))
            ? $"{stem}.*|{spread.Course}|{spread.Persistence:R}|{string.Join(',', spread.StandardDeviations.Select(sd => sd.ToString("G9")))}"
            : spread.Name;
    }

    private static (string Stem, string Item) Split(string name)
    {
        // Names of items have no dots of their own in scenarios, so the last one ends the stem.
        var dot = name.LastIndexOf('.');
        return dot < 0 ? (string.Empty, name) : (name[..dot], name[(dot + 1)..]);
    }
}
