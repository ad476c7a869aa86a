using System.Buffers;
using System.Buffers.Binary;

namespace IcpRisk.Parquet.Format;

/// <summary>A growing byte buffer over rented arrays; also a write-only stream, for compressors.</summary>
internal sealed class PooledStream(int capacity = 4096) : Stream
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(capacity);
    private int used;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => used;

    public override long Position
    {
        get => used;
        set => throw new NotSupportedException();
    }

    internal int Count => used;

    internal ReadOnlySpan<byte> Written => bytes.AsSpan(0, used);

    public override void WriteByte(byte value)
    {
        Reserve(1);
        bytes[used++] = value;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        buffer.CopyTo(Take(buffer.Length));
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Appends <paramref name="count"/> bytes whose content the caller sets; they are not cleared.</summary>
    internal Span<byte> Take(int count)
    {
        Reserve(count);
        var span = bytes.AsSpan(used, count);
        used += count;
        return span;
    }

    internal void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    /// <summary>Unsigned LEB128, as in Thrift and in Parquet's encodings.</summary>
    internal void WriteVarint(ulong value)
    {
        while (value >= 0x80)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    internal void Clear() => used = 0;

    protected override void Dispose(bool disposing)
    {
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        used = 0;
        base.Dispose(disposing);
    }

    private void Reserve(int count)
    {
        if (count <= bytes.Length - used)
            return;
        var wanted = (long)used + count;
        if (wanted > Array.MaxLength)
            throw new ArgumentException("A page of values would be larger than 2 GiB.");
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(wanted, 2L * bytes.Length)));
        bytes.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
