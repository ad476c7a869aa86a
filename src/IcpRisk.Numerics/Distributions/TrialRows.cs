using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace IcpRisk.Numerics.Distributions;

/// <summary>The one check that every sampler makes: rows of equal length, a multiple of eight trials.</summary>
internal static class TrialRows
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Trials(ReadOnlySpan<double> source, Span<double> target)
    {
        if (source.Length != target.Length)
            ThrowLength(target.Length, source.Length);
        if (target.Length % 8 != 0)
            ThrowMultiple(target.Length);
        return target.Length;
    }

    [DoesNotReturn]
    public static void ThrowLength(int wanted, int got) =>
        throw new ArgumentException($"A row holds {got} trials where {wanted} are drawn.");

    [DoesNotReturn]
    private static void ThrowMultiple(int trials) =>
        throw new ArgumentException($"A row must hold a multiple of 8 trials, not {trials}.");
}
