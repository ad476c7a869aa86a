using IcpRisk.Contracts.Outcomes;
using IcpRisk.Parquet;
using IcpRisk.Paths;

namespace IcpRisk.Simulation.Output;

/// <summary>One column of an output table: how it stands in the file and where its values come from.</summary>
internal sealed class TableSource
{
    private readonly OutcomeColumn _column;

    public TableSource(OutcomeColumn column)
    {
        _column = column;
        File = new ParquetColumn(column.Name, TypeOf(column.Type), column.Unit, column.Meaning);
    }

    public ParquetColumn File { get; }

    public OutcomeColumn Outcome => _column;

    /// <summary>Whether it is the trials' weight, which no contract settles.</summary>
    public bool IsWeight => ReferenceEquals(_column, OutcomeCatalogue.Weight);

    /// <summary>An array for so many rows.</summary>
    public Array NewArray(int rows) => File.Type switch
    {
        ParquetType.Boolean => new bool[rows],
        ParquetType.Int32 => new int[rows],
        _ => new double[rows],
    };

    /// <summary>Copies a tile's values of one year (0: the term) to every <paramref name="stride"/>th row from <paramref name="at"/>.</summary>
    public void Copy(PathTile path, OutcomeTile outcomes, int year, Array target, int at, int stride)
    {
        var values = Values(path, outcomes, year);
        switch (target)
        {
            case double[] doubles when _column.Type == OutcomeType.Money:
                for (var i = 0; i < values.Length; i++)
                {
                    doubles[at + (i * stride)] = OutcomeTile.Pounds(values[i]);
                }

                break;
            case double[] doubles:
                for (var i = 0; i < values.Length; i++)
                {
                    doubles[at + (i * stride)] = values[i];
                }

                break;
            case int[] ints:
                for (var i = 0; i < values.Length; i++)
                {
                    ints[at + (i * stride)] = (int)values[i];
                }

                break;
            case bool[] flags:
                for (var i = 0; i < values.Length; i++)
                {
                    flags[at + (i * stride)] = values[i] != 0;
                }

                break;
        }
    }

    public static ColumnData Data(Array values, int rows) => values switch
    {
        bool[] flags => ColumnData.Of(flags.AsMemory(0, rows)),
        int[] ints => ColumnData.Of(ints.AsMemory(0, rows)),
        long[] longs => ColumnData.Of(longs.AsMemory(0, rows)),
        _ => ColumnData.Of(((double[])values).AsMemory(0, rows)),
    };

    private static ParquetType TypeOf(OutcomeType type) => type switch
    {
        OutcomeType.Flag => ParquetType.Boolean,
        OutcomeType.Count => ParquetType.Int32,
        _ => ParquetType.Double,
    };

    private ReadOnlySpan<double> Values(PathTile path, OutcomeTile outcomes, int year)
    {
        if (IsWeight)
        {
            return path.Weights[..path.Count];
        }

        if (_column.Row is { } row)
        {
            return path.Row(path.Layout.Slot(row), year)[..path.Count];
        }

        var slot = outcomes.Layout.Slot(_column.Name);
        return (year == 0 ? outcomes.Term(slot) : outcomes.Row(slot, year))[..path.Count];
    }
}
