using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Tests.Format;

public sealed class Crc32Tests
{
    /// <summary>The check value of CRC-32/ISO-HDLC; CRC-32C would give E3069283.</summary>
    [Fact]
    public void Check_value() => Assert.Equal(0xCBF43926u, Crc32.Compute("123456789"u8));

    [Fact]
    public void Nothing_is_zero() => Assert.Equal(0u, Crc32.Compute([]));

    /// <summary>gzip ends in the same checksum of what it holds: the runtime's zlib is the reference.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1001)]
    public void Agrees_with_zlib_at_every_length(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)((i * i) + (i >> 3))).ToArray();
        Assert.Equal(Zlib.Crc32(bytes), Crc32.Compute(bytes));
    }
}
