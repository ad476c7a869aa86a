using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Tests.Distributions;

/// <summary>Draws a row at every lane width this machine has and holds them to the same bits.</summary>
internal static class AllWidths
{
    public static double[] Same(int trials, Action<double[]> wide, Action<double[]> half, Action<double[]> one)
    {
        var expected = new double[trials];
        one(expected);
        if (Lanes256.IsSupported)
            Compare(expected, half, "AVX2");
        if (Lanes512.IsSupported)
            Compare(expected, wide, "AVX-512");
        return expected;
    }

    private static void Compare(double[] expected, Action<double[]> fill, string width)
    {
        var actual = new double[expected.Length];
        fill(actual);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                BitConverter.DoubleToUInt64Bits(expected[i]) == BitConverter.DoubleToUInt64Bits(actual[i]),
                $"Trial {i}: {width} gives {actual[i]:R}, one lane {expected[i]:R}.");
        }
    }
}
