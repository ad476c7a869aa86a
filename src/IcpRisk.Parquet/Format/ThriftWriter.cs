using System.Text;

namespace IcpRisk.Parquet.Format;

/// <summary>
/// The part of Thrift's compact protocol that Parquet's metadata needs: fields in ascending order, zigzag varints,
/// binary, lists and nested structs (apache/thrift, doc/specs/thrift-compact-protocol.md).
/// </summary>
/// <remarks>Booleans of a struct live in the field header; those of a list are one byte, 1 or 2.</remarks>
internal sealed class ThriftWriter(PooledStream output)
{
    private const int True = 1, False = 2, I16 = 4, I32 = 5, I64 = 6, Binary = 8, List = 9, Struct = 12;

    private readonly Stack<int> enclosing = new();
    private int last;

    internal void Bool(int field, bool value) => Header(field, value ? True : False);

    internal void Int16(int field, short value) => Number(field, I16, value);

    internal void Int32(int field, int value) => Number(field, I32, value);

    internal void Int64(int field, long value) => Number(field, I64, value);

    internal void String(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    internal void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Header(field, Binary);
        Blob(value);
    }

    internal void BeginStruct(int field)
    {
        Header(field, Struct);
        BeginItem();
    }

    /// <summary>Opens a struct that is an element of a list, or the outermost one.</summary>
    internal void BeginItem()
    {
        enclosing.Push(last);
        last = 0;
    }

    internal void End()
    {
        output.WriteByte(0);
        last = enclosing.Pop();
    }

    internal void StructList(int field, int count) => ListHeader(field, Struct, count);

    internal void Int32List(int field, IReadOnlyCollection<int> values)
    {
        ListHeader(field, I32, values.Count);
        foreach (var value in values)
            output.WriteVarint(ZigZag(value));
    }

    internal void Int64List(int field, IReadOnlyCollection<long> values)
    {
        ListHeader(field, I64, values.Count);
        foreach (var value in values)
            output.WriteVarint(ZigZag(value));
    }

    internal void BoolList(int field, IReadOnlyCollection<bool> values)
    {
        ListHeader(field, True, values.Count);
        foreach (var value in values)
            output.WriteByte((byte)(value ? True : False));
    }

    internal void BytesList(int field, IReadOnlyCollection<byte[]> values)
    {
        ListHeader(field, Binary, values.Count);
        foreach (var value in values)
            Blob(value);
    }

    internal static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private void Number(int field, int type, long value)
    {
        Header(field, type);
        output.WriteVarint(ZigZag(value));
    }

    private void Blob(ReadOnlySpan<byte> value)
    {
        output.WriteVarint((ulong)value.Length);
        output.Write(value);
    }

    private void ListHeader(int field, int element, int count)
    {
        Header(field, List);
        if (count < 15)
        {
            output.WriteByte((byte)((count << 4) | element));
            return;
        }

        output.WriteByte((byte)(0xF0 | element));
        output.WriteVarint((ulong)count);
    }

    private void Header(int field, int type)
    {
        var delta = field - last;
        if (delta is < 1 or > 15)
            throw new InvalidOperationException($"Thrift field {field} after {last}: fields must ascend by at most 15.");
        output.WriteByte((byte)((delta << 4) | type));
        last = field;
    }
}
