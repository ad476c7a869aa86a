using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace IcpRisk.Numerics.Lanes;

/// <summary>Hints to the processor's caches; they change no value.</summary>
public static class Cache
{
    /// <summary>Asks for the cache line of a value that will soon be read; nothing where the processor has no such hint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Fetch(ref readonly double value)
    {
        // A wrong address is harmless here, so that nothing need be pinned.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in value)));
    }
}
