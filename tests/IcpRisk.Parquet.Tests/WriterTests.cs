using IcpRisk.Tests;

namespace IcpRisk.Parquet.Tests;

public sealed class WriterTests
{
    private static readonly ParquetSchema Schema = new(
        "t",
        new ParquetColumn("trial", ParquetType.Int64, "1", "Number of the trial.", sorted: true),
        new ParquetColumn("cost", ParquetType.Double, "GBP", "Cost."));

    [Fact]
    public void Bytes_do_not_depend_on_threads_or_on_who_encodes()
    {
        var one = Bytes(w => w.WriteRowGroup(Columns(0, 5000)));
        Assert.Equal(one, Bytes(w => w.WriteRowGroup(Columns(0, 5000), threads: 4)));
        Assert.Equal(one, Bytes(w =>
        {
            var columns = Columns(0, 5000);
            var encoded = new EncodedColumn[2];
            Parallel.For(0, 2, i => encoded[1 - i] = w.Encode(1 - i, columns[1 - i]));
            w.WriteRowGroup(encoded);
        }));
    }

    [Fact]
    public void A_buffer_cuts_at_fixed_rows_whatever_the_batches()
    {
        var options = new ParquetOptions { RowGroupRows = 1000 };
        var direct = Bytes(w =>
        {
            w.WriteRowGroup(Columns(0, 1000));
            w.WriteRowGroup(Columns(1000, 1000));
            w.WriteRowGroup(Columns(2000, 500));
        }, options);
        foreach (var batch in new[] { 1, 7, 500, 1000, 2500 })
        {
            Assert.Equal(direct, Bytes(
                w =>
                {
                    var buffer = new ParquetTableBuffer(w, threads: 2);
                    for (var start = 0; start < 2500; start += batch)
                        buffer.Append(Columns(start, Math.Min(batch, 2500 - start)));
                    buffer.Finish();
                },
                options,
                finish: false));
        }

        Assert.Equal(direct, Bytes(
            w =>
            {
                var buffer = new ParquetTableBuffer(w);
                for (var i = 0; i < 2500; i++)
                    buffer.AppendRow((long)i, Cost(i));
                buffer.Finish();
            },
            options,
            finish: false));
    }

    [Fact]
    public void A_buffer_refuses_rows_that_do_not_fit_and_stays_as_it_was() => Bytes(w =>
    {
        var buffer = new ParquetTableBuffer(w);
        Assert.Throws<ArgumentException>(() => buffer.AppendRow(1L));
        Assert.Throws<ArgumentException>(() => buffer.AppendRow(1L, 2));
        Assert.Throws<ArgumentException>(() => buffer.AppendRow(1L, null!));
        Assert.Throws<ArgumentException>(() => buffer.Append([new long[2], new double[1]]));
        Assert.Throws<ArgumentException>(() => buffer.Append([new int[1], new double[1]]));
        buffer.AppendRow(1L, 2.0);
    });

    [Fact]
    public void Without_Finish_no_reader_takes_the_file()
    {
        using var folder = new TempFolder();
        var path = folder.File("open.parquet");
        using (var writer = ParquetTableWriter.Create(path, Schema))
            writer.WriteRowGroup(Columns(0, 5000));
        Assert.True(new FileInfo(path).Length > 1000);
        var answers = ParquetReaders.Ask(
            [.. ParquetReaders.All.Select(r => ParquetReaders.Request("table", ("reader", r), ("path", path)))], keepErrors: true);
        Assert.All(answers, a => Assert.True(a.ContainsKey("error"), a.ToJsonString()));
    }

    [Fact]
    public void A_sorted_column_is_held_to_it_within_and_between_row_groups() => Bytes(w =>
    {
        Assert.Throws<ArgumentException>(() => w.WriteRowGroup([new long[] { 1, 0 }, new double[2]]));
        w.WriteRowGroup([new long[] { 3, 4 }, new double[2]]);
        Assert.Throws<ArgumentException>(() => w.WriteRowGroup([new long[] { 3, 5 }, new double[2]], threads: 2));
        w.WriteRowGroup([new long[] { 4, 5 }, new double[2]]);
        Assert.Equal(4, w.Rows);
    });

    [Fact]
    public void Columns_must_fit_the_schema() => Bytes(w =>
    {
        Assert.Throws<ArgumentException>(() => w.WriteRowGroup([new long[1]]));
        Assert.Throws<ArgumentException>(() => w.WriteRowGroup([new long[1], new double[2]]));
        Assert.Throws<ArgumentException>(() => w.WriteRowGroup([new long[1], new float[1]], threads: 2));
        Assert.Throws<ArgumentException>(() => w.WriteRowGroup([w.Encode(1, new double[1]), w.Encode(0, new long[1])]));
        var column = w.Encode(0, new long[1]);
        column.Dispose();
        Assert.Throws<ArgumentException>(() => w.WriteRowGroup([column, w.Encode(1, new double[1])]));
        Assert.Throws<ArgumentOutOfRangeException>(() => w.Encode(2, new long[1]));
        Assert.Throws<ArgumentException>(() => w.Encode(0, Array.Empty<long>()));
        w.WriteRowGroup([Array.Empty<long>(), Array.Empty<double>()]);
        Assert.Equal(0, w.Rows);
    });

    [Fact]
    public void Text_must_be_text()
    {
        var schema = new ParquetSchema("t", new ParquetColumn("s", ParquetType.String, "", ""));
        using var writer = new ParquetTableWriter(new MemoryStream(), schema);
        Assert.Throws<ArgumentException>(() => writer.Encode(0, new[] { "a", null!, "a", "a", "a" }));
        Assert.ThrowsAny<ArgumentException>(() => writer.Encode(0, new[] { "a", "\uDC00", "a", "a", "a" }));
        Assert.ThrowsAny<ArgumentException>(() => writer.Encode(0, new[] { "\uD800" }));
        Assert.Throws<ArgumentException>(() => writer.Encode(0, new string[] { null! }));
    }

    [Fact]
    public void Names_options_and_keys_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new ParquetColumn("a.b", ParquetType.Int32, "", ""));
        Assert.Throws<ArgumentException>(() => new ParquetColumn(" ", ParquetType.Int32, "", ""));
        Assert.Throws<ArgumentException>(() => new ParquetColumn("a", ParquetType.Double, "", "", sorted: true));
        Assert.Throws<ArgumentException>(() => new ParquetSchema("t"));
        Assert.Throws<ArgumentException>(() => new ParquetSchema("", Schema.Columns));
        Assert.Throws<ArgumentException>(() =>
            new ParquetSchema("t", new ParquetColumn("a", ParquetType.Int32, "", ""), new ParquetColumn("A", ParquetType.Int32, "", "")));
        Assert.Equal(1, Schema.IndexOf("cost"));
        Assert.Throws<ArgumentException>(() => Schema.IndexOf("Cost"));
        Assert.Throws<ArgumentException>(() => new ParquetTableWriter(new MemoryStream(), Schema, new() { PageBytes = 63 }));
        Assert.Throws<ArgumentException>(() => new ParquetTableWriter(new MemoryStream(), Schema, new() { RowGroupRows = 0 }));
        Assert.Throws<ArgumentException>(() => new ParquetTableWriter(new MemoryStream(), Schema, new() { Profile = (ParquetProfile)9 }));
        Assert.Throws<ArgumentException>(() => new ParquetTableWriter(new MemoryStream(), Schema, new() { Metadata = [new("a", "1"), new("a", "2")] }));
        Assert.Throws<ArgumentException>(() => new ParquetTableWriter(new MemoryStream(), Schema, new() { Metadata = [new("column.cost.unit", "")] }));
    }

    [Fact]
    public void A_finished_writer_takes_nothing_more()
    {
        using var writer = new ParquetTableWriter(new MemoryStream(), Schema);
        writer.Finish();
        Assert.Throws<InvalidOperationException>(writer.Finish);
        Assert.Throws<InvalidOperationException>(() => writer.WriteRowGroup(Columns(0, 1)));
        Assert.Throws<InvalidOperationException>(() => writer.AddMetadata("k", "v"));
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(writer.Finish);
    }

    /// <summary>Wherever a full disk strikes, the caller hears of it and what is left does not end like a whole file.</summary>
    [Fact]
    public void A_full_disk_is_an_IOException_and_leaves_no_whole_file()
    {
        var whole = Bytes(w => w.WriteRowGroup(Columns(0, 200)));
        for (var room = 0; room < whole.Length; room += room < whole.Length - 100 ? 37 : 1)
        {
            using var disk = new SmallDisk(room);
            Assert.Throws<IOException>(() => Write(disk));
            Assert.Equal(room, disk.Length);
            Assert.False(disk.ToArray().AsSpan().EndsWith("PAR1"u8) && room > 4, $"{room} bytes look whole");
        }

        using var enough = new SmallDisk(whole.Length);
        Write(enough);
        Assert.Equal(whole, enough.ToArray());

        static void Write(Stream stream)
        {
            using var writer = new ParquetTableWriter(stream, Schema, leaveOpen: true);
            try
            {
                writer.WriteRowGroup(Columns(0, 200));
                writer.Finish();
            }
            catch (IOException)
            {
                Assert.Throws<InvalidOperationException>(writer.Finish);
                throw;
            }
        }
    }

    [Fact]
    public void A_real_full_device_is_an_IOException()
    {
        if (!OperatingSystem.IsLinux())
            return; // Only Linux has a device that is always full; SmallDisk stands for it elsewhere.
        Assert.Throws<IOException>(() =>
        {
            using var writer = ParquetTableWriter.Create("/dev/full", Schema);
            writer.WriteRowGroup(Columns(0, 200));
            writer.Finish();
        });
    }

    private static double Cost(int i) => Math.Round(Math.Sin(i) * 1e6, 2);

    private static ColumnData[] Columns(int start, int count)
    {
        var rows = Enumerable.Range(start, count).ToArray();
        return [Array.ConvertAll(rows, i => (long)i), Array.ConvertAll(rows, Cost)];
    }

    private static byte[] Bytes(Action<ParquetTableWriter> write, ParquetOptions? options = null, bool finish = true)
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetTableWriter(stream, Schema, options, leaveOpen: true);
        write(writer);
        if (finish)
            writer.Finish();
        Assert.Equal(stream.Length, writer.Length);
        return stream.ToArray();
    }

    private sealed class SmallDisk(int room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var fits = (int)Math.Min(buffer.Length, room - Length);
            base.Write(buffer[..fits]);
            if (fits < buffer.Length)
                throw new IOException("No space left on device");
        }
    }
}
