namespace IcpRisk.Analysis.Tests.Processes;

/// <summary>The most that the managed heap held after any of the collections in between, and now and then forced ones.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _stop = new();
    private long _peak;

    public PeakMemory()
    {
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    public long Stop()
    {
        _stop.Set();
        _thread.Join();
        return _peak;
    }

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
    }

    private void Watch()
    {
        do
        {
            _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: true));
        }
        while (!_stop.Wait(50));
    }
}
