using System.Runtime.InteropServices;
using IcpRisk.Parquet.Encodings;

namespace IcpRisk.Parquet.Tests.Encodings;

public sealed class ByteStreamSplitTests
{
    /// <summary>The example of parquet-format, Encodings.md.</summary>
    [Fact]
    public void The_specification_s_three_floats()
    {
        byte[] floats = [0xAA, 0xBB, 0xCC, 0xDD, 0x00, 0x11, 0x22, 0x33, 0xA3, 0xB4, 0xC5, 0xD6];
        var to = new byte[12];
        ByteStreamSplit.Split(MemoryMarshal.Cast<byte, float>(floats), to);
        Assert.Equal("AA 00 A3 BB 11 B4 CC 22 C5 DD 33 D6", Hex.Of(to));
    }

    [Fact]
    public void Two_doubles()
    {
        byte[] doubles = [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18];
        var to = new byte[16];
        ByteStreamSplit.Split(MemoryMarshal.Cast<byte, double>(doubles), to);
        Assert.Equal([1, 11, 2, 12, 3, 13, 4, 14, 5, 15, 6, 16, 7, 17, 8, 18], to);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(23)]
    [InlineData(64)]
    public void Byte_k_of_value_i_lies_in_plane_k_at_i(int count)
    {
        var bytes = Enumerable.Range(0, 8 * count).Select(i => (byte)((i * 37) + (i >> 4))).ToArray();
        var to = new byte[bytes.Length];
        ByteStreamSplit.Split(MemoryMarshal.Cast<byte, double>(bytes), to);
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < 8; k++)
                Assert.Equal(bytes[(8 * i) + k], to[(k * count) + i]);
        }
    }
}
