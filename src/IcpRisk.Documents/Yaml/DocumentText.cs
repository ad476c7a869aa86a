using System.Text;

namespace IcpRisk.Documents;

/// <summary>A file as text: size, encoding and stray characters are judged here, before anything is parsed.</summary>
internal static class DocumentText
{
    public const int Largest = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null with the problem added.</summary>
    public static string? Read(string path, string shownAs, Location at, int largest, Problems problems)
    {
        var whole = new Location(shownAs, 0, 0, "");
        try
        {
            if (Directory.Exists(path))
                return Refuse(at == Location.None ? whole : at, $"{shownAs} is a directory, not a file");
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return ReadUpTo(stream, largest) is { } bytes
                ? Decode(bytes, shownAs, problems)
                : Refuse(whole, $"the file is over {largest / (1024 * 1024)} MB");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refuse(at == Location.None ? whole : at, $"there is no file {shownAs}");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or System.Security.SecurityException)
        {
            return Refuse(at == Location.None ? whole : at, $"no permission to read {shownAs}");
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            return Refuse(at == Location.None ? whole : at, $"cannot read {Shown.Text(shownAs)}: {Shown.Text(e.Message, 200)}");
        }

        string? Refuse(Location where, string message)
        {
            problems.Add(new Problem(where, message));
            return null;
        }
    }

    /// <summary>All of it, or null where there is more; a stream without end is left after that much.</summary>
    private static byte[]? ReadUpTo(Stream stream, int largest)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[1 << 16];
        while (stream.Read(chunk) is > 0 and var length)
        {
            bytes.Write(chunk.AsSpan(0, length));
            if (bytes.Length > largest)
                return null;
        }

        return bytes.ToArray();
    }

    private static string? Decode(ReadOnlySpan<byte> bytes, string file, Problems problems)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            problems.Add(new Problem(new Location(file, 0, 0, ""), "the text is UTF-16: save it as UTF-8"));
            return null;
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            bytes = bytes[3..];
        var bad = FirstBad(bytes, out var message);
        if (bad < 0)
            return Strict.GetString(bytes);
        var line = 1 + bytes[..bad].Count((byte)'\n');
        var column = bad - bytes[..bad].LastIndexOf((byte)'\n');
        problems.Add(new Problem(new Location(file, line, column, ""), message));
        return null;
    }

    private static int FirstBad(ReadOnlySpan<byte> bytes, out string message)
    {
        var control = bytes.IndexOfAnyInRange((byte)0x00, (byte)0x08);
        var more = bytes.IndexOfAny("\v\f\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f"u8);
        if (more >= 0 && (control < 0 || more < control))
            control = more;
        var text = control < 0 ? bytes : bytes[..control];
        if (!System.Text.Unicode.Utf8.IsValid(text))
        {
            message = "not UTF-8 text";
            var at = 0;
            while (Rune.DecodeFromUtf8(text[at..], out _, out var used) == System.Buffers.OperationStatus.Done)
                at += used;
            return at;
        }

        message = control < 0 ? "" : FormattableString.Invariant($"not text: control character {bytes[control]:X2}");
        return control;
    }
}
