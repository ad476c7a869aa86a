using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Maths;

/// <summary>Seeded points for accuracy tests.</summary>
internal static class Points
{
    private static readonly Philox Source = new(31415926);

    /// <summary>Uniform between two limits.</summary>
    public static IEnumerable<double> Between(double low, double high, int count, string name)
    {
        var id = StreamId.Of("", "points", name);
        for (var i = 0; i < count; i++)
            yield return low + ((high - low) * Source.Uniform((uint)i, id, 0));
    }

    /// <summary>All exponents alike: ± 2^(low … high) with random mantissas, positive.</summary>
    public static IEnumerable<double> Exponents(int low, int high, int count, string name)
    {
        var id = StreamId.Of("", "points", name);
        for (var i = 0; i < count; i++)
            yield return Math.ScaleB(1 + Source.Uniform((uint)i, id, 0), low + (int)((high - low) * Source.Uniform((uint)i, id, 1)));
    }
}
