using Perfolizer.Horology;

namespace IcpRisk.Benchmarks.Parts;

/// <summary>Time this process had a processor, so that other work on the machine does not count as ours.</summary>
internal sealed class ProcessorClock : IClock
{
    public string Title => "processor time";

    public bool IsAvailable => true;

    public Frequency Frequency { get; } = new(TimeSpan.TicksPerSecond);

    public long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}
