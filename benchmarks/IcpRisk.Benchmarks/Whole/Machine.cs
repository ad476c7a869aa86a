using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>What a measurement was taken on, and how busy it was.</summary>
internal sealed record Machine(string Cpu, int Cores, string Vectors, string Runtime, string Os, string Load)
{
    public static Machine Here() => new(
        CpuName(), Environment.ProcessorCount, Wide.Name, RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription, LoadNow());

    /// <summary>Processes that wanted a core over the last minute, five and fifteen; empty where the system does not say.</summary>
    public static string LoadNow() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : string.Empty;

    private static string CpuName() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString()
        : RuntimeInformation.ProcessArchitecture.ToString();
}
