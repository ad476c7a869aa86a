using System.Buffers.Binary;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Tests;

/// <summary>Where things lie in a file, by the field numbers of parquet.thrift, read without the writer's own code.</summary>
public sealed class LayoutTests
{
    private static readonly ParquetSchema Schema = new(
        "trials",
        new ParquetColumn("trial", ParquetType.Int64, "1", "Number of the trial.", sorted: true),
        new ParquetColumn("cost", ParquetType.Double, "GBP", "Cost."),
        new ParquetColumn("flag", ParquetType.Boolean, "1", "A flag."),
        new ParquetColumn("place", ParquetType.String, "", "A place."));

    private static readonly byte[] File = Write();

    private static Fields Footer
    {
        get
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(File.AsSpan()[^8..]);
            var reader = new ThriftReader(File, File.Length - 8 - length);
            var footer = reader.Struct();
            Assert.Equal(File.Length - 8, reader.Position);
            return footer;
        }
    }

    private static IEnumerable<(Fields Group, Fields Chunk)> Chunks =>
        Footer.List<Fields>(4).SelectMany(g => g.List<Fields>(1).Select(c => (g, c)));

    [Fact]
    public void Marks_version_rows_and_maker()
    {
        Assert.Equal("PAR1"u8, File.AsSpan(0, 4));
        Assert.Equal("PAR1"u8, File.AsSpan()[^4..]);
        Assert.Equal(1, Footer.Number(1));
        Assert.Equal(3000, Footer.Number(3));
        Assert.Equal([2000, 1000], Footer.List<Fields>(4).Select(g => g.Number(3)));
        Assert.Equal(CreatedBy.Text, Footer.Text(6));
        Assert.Equal(4, Footer.List<Fields>(7).Count(o => o.Struct(1).Count == 0));
    }

    [Fact]
    public void The_root_is_named_and_strings_are_marked_both_ways()
    {
        var schema = Footer.List<Fields>(2);
        Assert.Equal("trials", schema[0].Text(4));
        Assert.Equal([4, 5], schema[0].Keys);
        Assert.Equal(4, schema[0].Number(5));
        Assert.Equal([2, 5, 0, 6], schema.Skip(1).Select(s => s.Number(1)));
        Assert.All(schema.Skip(1), s => Assert.Equal(0, s.Number(3)));
        Assert.Equal(0, schema[4].Number(6));
        Assert.Empty(schema[4].Struct(10).Struct(1));
        Assert.All(schema.Skip(1).Take(3), s => Assert.Equal([1, 3, 4], s.Keys));
    }

    [Fact]
    public void Every_page_is_where_the_footer_and_the_offset_index_say_and_has_the_right_checksum()
    {
        var end = 4L;
        foreach (var (_, chunk) in Chunks)
        {
            var meta = chunk.Struct(3);
            var at = meta.TryGetValue(11, out var dictionary) ? (long)dictionary : meta.Number(9);
            Assert.Equal(end, at);
            Assert.Equal(0, chunk.Number(2));
            var (pages, rows, uncompressed) = (new List<(long At, long Size, long FirstRow)>(), 0L, 0L);
            while (at < end + meta.Number(7))
            {
                var reader = new ThriftReader(File, at);
                var header = reader.Struct();
                var body = File.AsSpan((int)reader.Position, (int)header.Number(3)).ToArray();
                Assert.Equal(unchecked((int)Zlib.Crc32(body)), header.Number(4));
                Assert.Equal(header.Number(2), meta.Number(4) == 2 ? Zlib.Inflate(body).Length : body.Length);
                uncompressed += reader.Position - at + header.Number(2);
                var next = reader.Position + body.Length;
                if (header.Number(1) == 0)
                {
                    var data = header.Struct(5);
                    Assert.Equal((3, 3), (data.Number(3), data.Number(4)));
                    pages.Add((at, next - at, rows));
                    rows += data.Number(1);
                }
                else
                {
                    Assert.Equal(0, header.Struct(7).Number(2));
                    Assert.Equal(meta.Number(9), next);
                }

                at = next;
            }

            end += meta.Number(7);
            Assert.Equal(end, at);
            Assert.Equal(meta.Number(5), rows);
            Assert.Equal(meta.Number(6), uncompressed);
            var index = new ThriftReader(File, chunk.Number(4));
            Assert.Equal(pages, index.Struct().List<Fields>(1).Select(p => (p.Number(1), p.Number(2), p.Number(3))));
            Assert.Equal(chunk.Number(5), index.Position - chunk.Number(4));
        }
    }

    [Fact]
    public void Row_groups_sum_their_chunks()
    {
        foreach (var group in Footer.List<Fields>(4))
        {
            var metas = group.List<Fields>(1).Select(c => c.Struct(3)).ToArray();
            Assert.Equal(metas.Sum(m => m.Number(6)), group.Number(2));
            Assert.Equal(metas.Sum(m => m.Number(7)), group.Number(6));
            Assert.Equal(metas[0].Number(9), group.Number(5));
            var sorting = Assert.Single(group.List<Fields>(4));
            Assert.Equal((0L, false, false), (sorting.Number(1), sorting[2], sorting[3]));
        }

        Assert.Equal([0, 1], Footer.List<Fields>(4).Select(g => g.Number(7)));
    }

    [Fact]
    public void Only_the_sorted_column_has_a_range_for_each_page()
    {
        Assert.All(Chunks, c => Assert.Equal(c.Chunk.Struct(3).List<byte[]>(3)[0].AsSpan().SequenceEqual("trial"u8), c.Chunk.ContainsKey(6)));
        var chunk = Chunks.First().Chunk;
        var reader = new ThriftReader(File, chunk.Number(6));
        var index = reader.Struct();
        Assert.Equal(chunk.Number(7), reader.Position - chunk.Number(6));
        Assert.All(index.List<bool>(1), Assert.False);
        Assert.Equal([0, 128, 256], index.List<byte[]>(2).Take(3).Select(b => BitConverter.ToInt64(b)));
        Assert.Equal([127, 255, 383], index.List<byte[]>(3).Take(3).Select(b => BitConverter.ToInt64(b)));
        Assert.Equal(1, index.Number(4));
        Assert.All(index.List<long>(5), n => Assert.Equal(0, n));
        Assert.Equal(16, index.List<byte[]>(2).Count);
    }

    [Fact]
    public void Encodings_are_counted_and_listed()
    {
        var metas = Chunks.Select(c => c.Chunk.Struct(3)).Take(4).ToArray();
        Assert.Equal([5], metas[0].List<long>(2));
        Assert.Equal([0], metas[1].List<long>(2));
        Assert.Equal([0, 8], metas[3].List<long>(2));
        Assert.Equal(
            [(2L, 0L, 1L), (0, 8, 16)],
            metas[3].List<Fields>(13).Select(s => (s.Number(1), s.Number(2), s.Number(3))));
        Assert.All(metas.Take(3), m => Assert.False(m.ContainsKey(11)));
    }

    private static byte[] Write()
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetTableWriter(stream, Schema, new() { PageBytes = 1024 }, leaveOpen: true);
        foreach (var (start, count) in new[] { (0, 2000), (2000, 1000) })
        {
            var rows = Enumerable.Range(start, count).ToArray();
            writer.WriteRowGroup(
            [
                Array.ConvertAll(rows, i => (long)i),
                Array.ConvertAll(rows, i => Math.Round(Math.Sin(i) * 1e6, 2)),
                Array.ConvertAll(rows, i => i % 5 == 0),
                Array.ConvertAll(rows, i => $"place {i % 3}"),
            ]);
        }

        writer.Finish();
        return stream.ToArray();
    }
}
