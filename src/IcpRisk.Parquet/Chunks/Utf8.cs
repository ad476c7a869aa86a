using System.Text;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Chunks;

/// <summary>Text as strict UTF-8: a lone surrogate is refused, not replaced.</summary>
internal static class Utf8
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The text is null or has a lone surrogate.</exception>
    internal static int Count(string? text) =>
        text is null ? throw new ArgumentException("A string column has a null; columns are REQUIRED.") : Strict.GetByteCount(text);

    internal static byte[] Bytes(string text) => Strict.GetBytes(text);

    internal static void WritePlain(string text, PooledStream to)
    {
        var count = Count(text);
        to.WriteInt32(count);
        Strict.GetBytes(text, to.Take(count));
    }
}
