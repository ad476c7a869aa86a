using System.Buffers.Binary;

namespace IcpRisk.Parquet.Format;

/// <summary>
/// The CRC-32 of IEEE 802.3 and gzip (reflected polynomial 0xEDB88320), which Parquet's page checksum is; not CRC-32C,
/// which processors and <see cref="System.Numerics.BitOperations"/> compute. Slicing by eight bytes.
/// </summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    internal static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var table = Table.AsSpan(0, 2048);
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = table[0x700 + (int)(word & 0xFF)]
                ^ table[0x600 + (int)((word >> 8) & 0xFF)]
                ^ table[0x500 + (int)((word >> 16) & 0xFF)]
                ^ table[0x400 + (int)((word >> 24) & 0xFF)]
                ^ table[0x300 + (int)((word >> 32) & 0xFF)]
                ^ table[0x200 + (int)((word >> 40) & 0xFF)]
                ^ table[0x100 + (int)((word >> 48) & 0xFF)]
                ^ table[(int)(word >> 56)];
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
            crc = (crc >> 8) ^ table[(int)((crc ^ b) & 0xFF)];
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var c = i;
            for (var bit = 0; bit < 8; bit++)
                c = (c & 1) != 0 ? (c >> 1) ^ 0xEDB88320u : c >> 1;
            table[i] = c;
        }

        for (var i = 256; i < table.Length; i++)
            table[i] = (table[i - 256] >> 8) ^ table[table[i - 256] & 0xFF];
        return table;
    }
}
