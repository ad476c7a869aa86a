using IcpRisk.Numerics.Statistics;
using IcpRisk.Parquet;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Analysis;

/// <summary>The end of every table of estimates: value, standard error and the ends of the interval, in the unit that stands before them.</summary>
internal static class EstimateColumns
{
    /// <summary>The columns.</summary>
    /// <param name="value">What the value column means.</param>
    public static ParquetColumn[] Of(string value) =>
    [
        new("value", ParquetType.Double, "see unit", value),
        new("standard_error", ParquetType.Double, "see unit", "sampling error of the estimate; NaN where not known"),
        new("lower", ParquetType.Double, "see unit", "lower end of the 95 % confidence interval"),
        new("upper", ParquetType.Double, "see unit", "upper end of the 95 % confidence interval"),
    ];

    /// <summary>Writes a table of one row group that ends in them.</summary>
    /// <param name="directory">Where it goes.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="schema">Columns before the estimates', then these.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="before">Values of the columns before.</param>
    /// <param name="estimates">One a row.</param>
    public static DatasetFile Write(
        DatasetDirectory directory, string name, ParquetSchema schema, ParquetOptions options, IReadOnlyList<ColumnData> before, IReadOnlyList<Estimate> estimates)
    {
        using var stream = directory.Create(name);
        using var writer = new ParquetTableWriter(stream, schema, options);
        writer.WriteRowGroup(
        [
            .. before,
            estimates.Select(e => e.Value).ToArray(),
            estimates.Select(e => e.StandardError).ToArray(),
            estimates.Select(e => e.Lower).ToArray(),
            estimates.Select(e => e.Upper).ToArray(),
        ]);
        writer.Finish();
        return new DatasetFile(name, estimates.Count, stream.Length, stream.Sha256());
    }
}
