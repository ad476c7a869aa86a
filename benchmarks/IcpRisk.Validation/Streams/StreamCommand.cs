using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace IcpRisk.Validation.Streams;

/// <summary>Writes raw words to a pipe until its reader has enough: <c>stream --order trials | dieharder -a -g 200</c>.</summary>
internal static class StreamCommand
{
    private const int Words = 1 << 15;

    public static int Run(ReadOnlySpan<string> args)
    {
        // Not the console's stream: it takes words for ever and says nothing when the reader has gone.
        using var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        Pump(StreamOptions.Read(args).Source(), output);
        return 0;
    }

    /// <summary>Writes, little-endian as memory is, until the reader closes its end.</summary>
    public static void Pump(WordSource source, Stream output)
    {
        var words = new uint[Words];
        try
        {
            while (true)
            {
                source.Fill(words);
                output.Write(MemoryMarshal.AsBytes(words.AsSpan()));
            }
        }
        catch (IOException)
        {
            // The reader has what it wants.
        }
    }
}
