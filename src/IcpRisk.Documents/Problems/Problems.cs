using System.Collections;

namespace IcpRisk.Documents;

/// <summary>
/// Collects what is wrong, so that the reader of the messages sees everything at once. Past
/// <see cref="Shown"/> problems the rest are counted, not kept. Not thread-safe.
/// </summary>
public sealed class Problems : IReadOnlyCollection<Problem>
{
    /// <summary>How many problems are kept and shown.</summary>
    public const int Shown = 50;

    private readonly List<Problem> _items = [];
    private readonly HashSet<Problem> _seen = [];

    /// <summary>Problems found, shown or not.</summary>
    public int Total { get; private set; }

    public bool Any => Total > 0;

    public int Count => _items.Count;

    public void Add(Problem problem)
    {
        if (Total < Shown && !_seen.Add(problem))
            return;
        Total++;
        if (_items.Count < Shown)
            _items.Add(problem);
    }

    /// <summary>Something was found that is not allowed there; <paramref name="hint"/> is the nearest known name.</summary>
    public void Add(Location where, string found, string allowed, string? hint = null) =>
        Add(new Problem(where, "", found, allowed, hint));

    /// <exception cref="InvalidDocumentException">There is any problem.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new InvalidDocumentException([.. _items], Total);
    }

    public IEnumerator<Problem> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One line for each problem, and a last one for those not shown.</summary>
    public override string ToString() => Lines(_items, Total);

    internal static string Lines(IReadOnlyCollection<Problem> items, int total)
    {
        var lines = items.Select(item => item.ToString());
        return string.Join('\n', total > items.Count ? lines.Append($"and {total - items.Count} more") : lines);
    }
}
