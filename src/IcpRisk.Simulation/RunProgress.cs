namespace IcpRisk.Simulation;

/// <summary>How far a run is; written by its threads, read by whoever shows it.</summary>
public sealed class RunProgress
{
    private long _done;

    /// <summary>Trials simulated so far.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Trials of the run.</summary>
    public long Total { get; set; }

    /// <summary>Says that so many more are done.</summary>
    public void Add(long trials) => Interlocked.Add(ref _done, trials);
}
