using System.Runtime.CompilerServices;

namespace IcpRisk.Numerics.Lanes;

/// <summary>Work that is written once for every vector width.</summary>
public interface ILanePass
{
    /// <summary>Does the work with vectors of <typeparamref name="L"/>.</summary>
    void Run<L>() where L : struct, ILanes<L>;
}

/// <summary>Runs a pass at the widest width this processor has. The choice is a constant to the compiler.</summary>
public static class Wide
{
    /// <summary>Name of the width in use: <c>AVX-512</c>, <c>AVX2</c> or <c>scalar</c>.</summary>
    public static string Name => Lanes512.IsSupported ? "AVX-512" : Lanes256.IsSupported ? "AVX2" : "scalar";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TPass>(ref TPass pass) where TPass : struct, ILanePass, allows ref struct
    {
        if (Lanes512.IsSupported)
        {
            pass.Run<Lanes512>();
        }
        else if (Lanes256.IsSupported)
        {
            pass.Run<Lanes256>();
        }
        else
        {
            pass.Run<Lanes1>();
        }
    }
}
