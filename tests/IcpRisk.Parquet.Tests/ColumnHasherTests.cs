namespace IcpRisk.Parquet.Tests;

public sealed class ColumnHasherTests
{
    /// <summary>SplitMix64 seeded with 0 puts out mix((i + 1) · golden): the published first values, summed.</summary>
    [Fact]
    public void Zeros_sum_the_published_output_of_SplitMix64()
    {
        var hash = new ColumnHasher(ParquetType.Int64);
        hash.Add(0, new long[] { 0 });
        Assert.Equal("e220a8397b1dcdaf", hash.ToString());
        hash.Add(1, new long[] { 0, 0 });
        Assert.Equal(unchecked(0xE220A8397B1DCDAF + 0x6E789E6AA1B965F4 + 0x06C45D188009454F), hash.Value);
        Assert.Equal(3, hash.Rows);
    }

    public static TheoryData<ParquetType> Types => [.. Enum.GetValues<ParquetType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void Follows_its_definition_whatever_the_batches(ParquetType type)
    {
        var (data, bits) = Sample(type, 0, 1000);
        var expected = 0UL;
        for (var i = 0; i < 1000; i++)
            expected += Mix(bits[i] ^ ((ulong)(i + 1) * 0x9E3779B97F4A7C15));
        var whole = new ColumnHasher(type);
        whole.Add(0, data);
        Assert.Equal(expected, whole.Value);

        var parts = new ColumnHasher(type);
        parts.Add(700, Sample(type, 700, 300).Data);
        var other = new ColumnHasher(type);
        other.Add(0, Sample(type, 0, 1).Data);
        other.Add(1, Sample(type, 1, 699).Data);
        parts.Merge(other);
        Assert.Equal((expected, 1000L), (parts.Value, parts.Rows));
    }

    [Fact]
    public void Tells_zeros_rows_and_orders_apart()
    {
        double[][] columns = [[0.0, 1], [-0.0, 1], [1, 0.0], [0.0], [0.0, 1, 0], [], [double.NaN]];
        Assert.Equal(columns.Length, columns.Select(c => Of(c)).Distinct().Count());

        static ulong Of(double[] values)
        {
            var hash = new ColumnHasher(ParquetType.Double);
            hash.Add(0, values);
            return hash.Value;
        }
    }

    [Fact]
    public void Refuses_another_type()
    {
        var hash = new ColumnHasher(ParquetType.Double);
        Assert.Throws<ArgumentException>(() => hash.Add(0, new int[1]));
        Assert.Throws<ArgumentException>(() => hash.Merge(new ColumnHasher(ParquetType.Float)));
        Assert.ThrowsAny<ArgumentException>(() => new ColumnHasher(ParquetType.String).Add(0, new[] { "\uD800" }));
    }

    private static (ColumnData Data, ulong[] Bits) Sample(ParquetType type, int from, int count)
    {
        var rows = Enumerable.Range(from, count).ToArray();
        var doubles = Array.ConvertAll(rows, i => (i - 500) * 0.37);
        var longs = Array.ConvertAll(rows, i => (i - 500) * 123_456_789_012L);
        var ints = Array.ConvertAll(rows, i => (i - 500) * 1_234_567);
        var floats = Array.ConvertAll(doubles, d => (float)d);
        var flags = Array.ConvertAll(rows, i => i % 3 == 0);
        var texts = Array.ConvertAll(rows, i => $"£{i % 17}");
        return type switch
        {
            ParquetType.Boolean => (flags, Array.ConvertAll(flags, f => f ? 1UL : 0)),
            ParquetType.Int32 => (ints, Array.ConvertAll(ints, i => (ulong)(long)i)),
            ParquetType.Int64 => (longs, Array.ConvertAll(longs, i => (ulong)i)),
            ParquetType.Float => (floats, Array.ConvertAll(floats, f => (ulong)BitConverter.SingleToUInt32Bits(f))),
            ParquetType.Double => (doubles, Array.ConvertAll(doubles, BitConverter.DoubleToUInt64Bits)),
            _ => (texts, Array.ConvertAll(texts, Fnv)),
        };
    }

    private static ulong Fnv(string text) =>
        System.Text.Encoding.UTF8.GetBytes(text).Aggregate(14695981039346656037UL, (h, b) => unchecked((h ^ b) * 1099511628211UL));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
