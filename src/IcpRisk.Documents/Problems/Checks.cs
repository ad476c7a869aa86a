namespace IcpRisk.Documents;

/// <summary>
/// What a record reports its own problems to. Properties are named by <c>nameof</c>; what follows the name is a
/// path of keys below it: <c>$"{nameof(Gains)}[0].to"</c>. An empty name is the record itself.
/// </summary>
public sealed class Checks
{
    private readonly Problems _problems;
    private readonly Func<string, Location> _locate;
    private readonly IReadOnlyList<Yearly> _yearly;

    internal Checks(Problems problems, Func<string, Location> locate, IReadOnlyList<Yearly> yearly) =>
        (_problems, _locate, _yearly) = (problems, locate, yearly);

    /// <summary>Where a property was written; the record's place when it was not.</summary>
    public Location At(string property) => _locate(property);

    public void Error(string property, string message, string? found = null, string? allowed = null) =>
        _problems.Add(new Problem(At(property), message, found, allowed));

    /// <summary>A name that is none of the known ones: they are listed, and the nearest is offered.</summary>
    public void Unknown(string property, string found, IEnumerable<string> known)
    {
        var names = known.ToList();
        _problems.Add(new Problem(At(property), "", found, Names.Listed(names), Names.Nearest(found, names)));
    }

    /// <summary>Every <see cref="Yearly"/> in this record, however deep, has a value for years 1 to n and none beyond.</summary>
    public void RequireYears(int years)
    {
        foreach (var yearly in _yearly)
        {
            if (!yearly.CoversYears(years))
                Wrong(yearly, $"year {yearly.LastYearGiven + 1} is missing");
            else if (yearly.Count > years)
                Wrong(yearly, $"year {yearly.Count} is past the last");
        }

        void Wrong(Yearly yearly, string message) => _problems.Add(new Problem(
            yearly.Where, message, null, $"one value for every year, or years 1 to {years}"));
    }
}
