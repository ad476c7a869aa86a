using System.Diagnostics;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>Trials a second of one run: by the clock, and by the time the process had a processor.</summary>
internal readonly record struct Rate(double Wall, double Cpu)
{
    /// <summary>Times a run of so many trials.</summary>
    public static Rate Of(long trials, Action run)
    {
        GC.Collect();
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        run();
        clock.Stop();
        return new Rate(trials / clock.Elapsed.TotalSeconds, trials / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}

/// <summary>Median of several runs, with the least and the greatest.</summary>
internal sealed record Spread(double Median, double Least, double Greatest)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return new(
            sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    public override string ToString() =>
        Median < 1000 ? $"{Median:F2} ({Least:F2} to {Greatest:F2})" : $"{Median:N0} ({Least:N0} to {Greatest:N0})";
}
