using IcpRisk.Numerics.Statistics;
using IcpRisk.Parquet;

namespace IcpRisk.Analysis.Variants;

/// <summary>A table of results in one Parquet file, written under a temporary name and renamed when whole.</summary>
public sealed class VariantTable
{
    private readonly List<(ParquetColumn Column, Array Values)> _columns = [];

    public VariantTable Text(string name, string meaning, IEnumerable<string> values)
    {
        _columns.Add((new ParquetColumn(name, ParquetType.String, "1", meaning), values.ToArray()));
        return this;
    }

    public VariantTable Number(string name, string unit, string meaning, IEnumerable<double> values)
    {
        _columns.Add((new ParquetColumn(name, ParquetType.Double, unit, meaning), values.ToArray()));
        return this;
    }

    /// <summary>Value, error and interval of an estimate, in four columns.</summary>
    public VariantTable Estimates(string prefix, string unit, string meaning, IReadOnlyList<Estimate> values) => this
        .Number($"{prefix}value", unit, meaning, values.Select(e => e.Value))
        .Number($"{prefix}standard_error", unit, $"sampling error of {prefix}value", values.Select(e => e.StandardError))
        .Number($"{prefix}lower", unit, $"lower end of the 95 % interval of {prefix}value", values.Select(e => e.Lower))
        .Number($"{prefix}upper", unit, $"upper end of the 95 % interval of {prefix}value", values.Select(e => e.Upper));

    /// <summary>Writes the file; one that is there is replaced.</summary>
    public void Write(string path)
    {
        var temporary = path + ".unfinished";
        using (var stream = File.Create(temporary))
        using (var writer = new ParquetTableWriter(stream, new ParquetSchema("table", _columns.Select(c => c.Column)), new ParquetOptions()))
        {
            writer.WriteRowGroup([.. _columns.Select(c => Data(c.Values))]);
            writer.Finish();
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static ColumnData Data(Array values) => values is string[] texts ? texts : (double[])values;
}
