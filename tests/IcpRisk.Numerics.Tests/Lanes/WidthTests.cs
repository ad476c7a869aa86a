using System.Diagnostics;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Streams;
using IcpRisk.Numerics.Widths;

namespace IcpRisk.Numerics.Tests.Lanes;

/// <summary>The same bits at every vector width, in this process and in ones whose processor seems poorer.</summary>
public class WidthTests
{
    /// <summary>
    /// The bits of all functions and draws. When one changes on purpose, results of every scenario change: raise
    /// <see cref="Philox.StreamLayoutVersion"/> if a draw moved, and put the new value here.
    /// </summary>
    private const ulong Golden = 0x0B223077F84206AF;

    [Fact]
    public void One_lane_gives_the_golden_bits() => Assert.Equal(Golden, Fingerprint.Of<Lanes1>());

    [Fact]
    public void Four_lanes_give_the_golden_bits()
    {
        if (Lanes256.IsSupported)
            Assert.Equal(Golden, Fingerprint.Of<Lanes256>());
    }

    [Fact]
    public void Eight_lanes_give_the_golden_bits()
    {
        if (Lanes512.IsSupported)
            Assert.Equal(Golden, Fingerprint.Of<Lanes512>());
    }

    [Theory]
    [InlineData("", "AVX-512")]
    [InlineData("DOTNET_EnableAVX512=0", "AVX2")]
    [InlineData("DOTNET_EnableAVX2=0", "scalar")]
    [InlineData("DOTNET_EnableHWIntrinsic=0", "scalar")]
    public void A_process_with_fewer_instructions_gives_the_golden_bits(string setting, string width)
    {
        // What the setting leaves of this machine's own width.
        string[] order = ["scalar", "AVX2", "AVX-512"];
        if (Array.IndexOf(order, Wide.Name) < Array.IndexOf(order, width))
            width = Wide.Name;
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IcpRisk.Numerics.Widths.dll"));
        foreach (var name in (string[])["DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"])
            start.Environment.Remove(name);
        if (setting.Split('=') is [var key, var value])
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal((0, ""), (process.ExitCode, error));
        Assert.Equal($"{width}:{Golden:x16}", output.Trim());
    }

    [Fact]
    public void Scalar_functions_are_the_vector_ones()
    {
        foreach (var x in Fingerprint.Grid())
        {
            Same(Scalar.Exp(x), VectorMath.Exp(Lanes1.Of(x)).Value);
            Same(Scalar.Log(x), VectorMath.Log(Lanes1.Of(x)).Value);
            Same(Scalar.NormalCdf(x), VectorMath.NormalCdf(Lanes1.Of(x)).Value);
        }
    }

    private static void Same(double a, double b) =>
        Assert.Equal(BitConverter.DoubleToUInt64Bits(a), BitConverter.DoubleToUInt64Bits(b));
}
