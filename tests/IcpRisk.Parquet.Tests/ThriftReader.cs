using System.Text;

namespace IcpRisk.Parquet.Tests;

/// <summary>Reads Thrift's compact protocol into dictionaries of fields, for looking into files the writer has made.</summary>
internal sealed class ThriftReader(byte[] bytes, long at)
{
    internal long Position { get; private set; } = at;

    internal Fields Struct()
    {
        var fields = new Fields();
        var field = 0;
        while (true)
        {
            var header = bytes[Position++];
            if (header == 0)
                return fields;
            field += header >> 4;
            fields.Add(field, Value(header & 15, inList: false));
        }
    }

    private object Value(int type, bool inList) => type switch
    {
        1 or 2 when inList => bytes[Position++] == 1,
        1 or 2 => type == 1,
        4 or 5 or 6 => ZigZag(),
        8 => Blob(),
        9 => List(),
        12 => Struct(),
        _ => throw new InvalidDataException($"Thrift type {type} at {Position}"),
    };

    private List<object> List()
    {
        var header = bytes[Position++];
        var count = header >> 4 == 15 ? (int)Varint() : header >> 4;
        return [.. Enumerable.Range(0, count).Select(_ => Value(header & 15, inList: true))];
    }

    private byte[] Blob()
    {
        var length = (int)Varint();
        Position += length;
        return bytes[(int)(Position - length)..(int)Position];
    }

    private long ZigZag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[Position++];
            value |= (ulong)(b & 127) << shift;
            if (b < 128)
                return value;
        }
    }
}

internal sealed class Fields : Dictionary<int, object>
{
    internal long Number(int field) => (long)this[field];

    internal Fields Struct(int field) => (Fields)this[field];

    internal byte[] Bytes(int field) => (byte[])this[field];

    internal string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    internal IReadOnlyList<T> List<T>(int field) => [.. ((List<object>)this[field]).Cast<T>()];
}
