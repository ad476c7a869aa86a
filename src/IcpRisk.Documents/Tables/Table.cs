using System.Collections;

namespace IcpRisk.Documents;

/// <summary>
/// A long table, kept beside the scenario as CSV (<c>{file: cohorts.csv}</c>) or written in it
/// (<c>csv: |</c> and the lines). Rows are records bound by header: properties are columns, with
/// <see cref="KeyAttribute"/> and <see cref="InAttribute"/> as elsewhere.
/// </summary>
public sealed class Table<TRow> : IReadOnlyList<TRow>
{
    private readonly TRow[] _rows;

    /// <param name="rows">The rows, in order.</param>
    /// <param name="name">The file's name, or what else to call it.</param>
    public Table(IEnumerable<TRow> rows, string name = "")
    {
        _rows = [.. rows];
        Name = name;
    }

    public static Table<TRow> Empty { get; } = new([]);

    /// <summary>The CSV file as named in the scenario; empty for a table written in the scenario itself.</summary>
    public string Name { get; }

    public int Count => _rows.Length;

    public TRow this[int index] => _rows[index];

    public IEnumerator<TRow> GetEnumerator() => _rows.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
