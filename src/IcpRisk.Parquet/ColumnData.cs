namespace IcpRisk.Parquet;

/// <summary>
/// The values of one column over some rows, borrowed from the caller: nothing is copied, so the memory must not change
/// until the call that took it has returned.
/// </summary>
/// <example><code>ColumnData money = new double[] { 1.25, 0 };  ColumnData part = ColumnData.Of(buffer.AsMemory(0, n));</code></example>
public abstract class ColumnData
{
    private protected ColumnData(ParquetType type, int count)
    {
        Type = type;
        Count = count;
    }

    public ParquetType Type { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    public static ColumnData Of(ReadOnlyMemory<bool> values) => new ColumnData<bool>(ParquetType.Boolean, values);

    public static ColumnData Of(ReadOnlyMemory<int> values) => new ColumnData<int>(ParquetType.Int32, values);

    public static ColumnData Of(ReadOnlyMemory<long> values) => new ColumnData<long>(ParquetType.Int64, values);

    public static ColumnData Of(ReadOnlyMemory<float> values) => new ColumnData<float>(ParquetType.Float, values);

    public static ColumnData Of(ReadOnlyMemory<double> values) => new ColumnData<double>(ParquetType.Double, values);

    /// <summary>Text: no null and no lone surrogate, else encoding throws <see cref="ArgumentException"/>.</summary>
    public static ColumnData Of(ReadOnlyMemory<string> values) => new ColumnData<string>(ParquetType.String, values);

    public static implicit operator ColumnData(bool[] values) => Of(values.AsMemory());

    public static implicit operator ColumnData(int[] values) => Of(values.AsMemory());

    public static implicit operator ColumnData(long[] values) => Of(values.AsMemory());

    public static implicit operator ColumnData(float[] values) => Of(values.AsMemory());

    public static implicit operator ColumnData(double[] values) => Of(values.AsMemory());

    public static implicit operator ColumnData(string[] values) => Of(values.AsMemory());

    internal ReadOnlySpan<T> Values<T>() => ((ColumnData<T>)this).Memory.Span;
}

internal sealed class ColumnData<T>(ParquetType type, ReadOnlyMemory<T> values) : ColumnData(type, values.Length)
{
    internal ReadOnlyMemory<T> Memory => values;
}
