using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Maths;

/// <summary>Refuses a platform on which results would have other bits than elsewhere.</summary>
public static class MachineCheck
{
    /// <summary>Checks at start-up that a fused multiply-add is rounded once, in one lane and at the width in use.</summary>
    /// <exception cref="PlatformNotSupportedException">It is not.</exception>
    public static void Verify()
    {
        var check = new Check();
        Wide.Run(ref check);
        check.Run<Lanes1>();
        if (check.Failed is { } width)
        {
            throw new PlatformNotSupportedException(
                $"This platform rounds a fused multiply-add wrongly ({width}); results would differ from other machines. " +
                "IcpRisk needs IEEE 754 arithmetic.");
        }
    }

    /// <summary>a, b, c and a·b + c rounded once; rounded twice, or from a product rounded first, each differs.</summary>
    internal static ReadOnlySpan<double> Cases =>
    [
        // The product's error alone is left: 0 when the product is rounded first.
        1 + Tiny52, 1 + Tiny52, -(1 + (2 * Tiny52)), Tiny52 * Tiny52,
        1 - Tiny53, 1 + Tiny52, -1, Tiny53 - (Tiny53 * Tiny52),
        // Just above half an ulp: rounding to a wider format first would lose what lies above the half.
        Tiny53, 1 + Tiny52, 1, 1 + Tiny52,
        // Just below half an ulp.
        Tiny53, 1 - Tiny53, 1, 1,
        // A tiny addend decides a tie of the product: (1 + 2⁻²⁷)² = 1 + 2⁻²⁶ + 2⁻⁵⁴ and the like.
        1 + Tiny27, 1 + Tiny26, Tiny53 * Tiny53, 1 + Tiny26 + Tiny27 + Tiny52,
        1 + Tiny27, 1 + Tiny26, -(Tiny53 * Tiny53), 1 + Tiny26 + Tiny27,
    ];

    private const double Tiny26 = 1.0 / (1L << 26);
    private const double Tiny27 = 1.0 / (1L << 27);
    private const double Tiny52 = 1.0 / (1L << 52);
    private const double Tiny53 = 1.0 / (1L << 53);

    private struct Check : ILanePass
    {
        public string? Failed { get; private set; }

        public void Run<L>() where L : struct, ILanes<L>
        {
            var cases = Cases;
            Span<double> lanes = stackalloc double[8];
            for (var i = 0; i < cases.Length; i += 4)
            {
                L.Store(L.Fma(L.Of(cases[i]), L.Of(cases[i + 1]), L.Of(cases[i + 2])), ref lanes[0], 0);
                foreach (var got in lanes[..L.Width])
                {
                    if (BitConverter.DoubleToUInt64Bits(got) != BitConverter.DoubleToUInt64Bits(cases[i + 3]))
                        Failed = typeof(L).Name;
                }
            }
        }
    }
}
