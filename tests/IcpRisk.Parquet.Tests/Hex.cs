namespace IcpRisk.Parquet.Tests;

internal static class Hex
{
    internal static string Of(ReadOnlySpan<byte> bytes) => BitConverter.ToString(bytes.ToArray()).Replace('-', ' ');
}
