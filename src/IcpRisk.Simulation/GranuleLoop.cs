using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Simulation;

/// <summary>What one thread of a run works with.</summary>
internal interface IGranuleWorker
{
    /// <summary>Works all trials of a granule with vectors of <typeparamref name="L"/>.</summary>
    void Granule<L>(long granule)
        where L : struct, ILanes<L>;
}

/// <summary>Granules of a run taken in turn by all threads; what sinks have waiting is done between granules.</summary>
internal static class GranuleLoop
{
    /// <summary>Runs all granules.</summary>
    /// <param name="trials">Trials of the run.</param>
    /// <param name="threads">Threads, at most one a granule.</param>
    /// <param name="sinks">Sinks that may have work waiting.</param>
    /// <param name="newWorker">What a thread works with: called once on each thread.</param>
    /// <param name="cancel">Stops after the granules in hand.</param>
    /// <exception cref="OperationCanceledException">Cancelled; sinks have whole granules only.</exception>
    /// <exception cref="IOException">A sink could not write.</exception>
    public static void Run(
        long trials, int threads, IReadOnlyList<ISimulationSink> sinks, Func<IGranuleWorker> newWorker, CancellationToken cancel)
    {
        var granules = Granule.Count(trials);
        var next = -1L;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Exception? failure = null;
        var running = new Thread[Math.Min(threads, (int)Math.Min(granules, int.MaxValue))];
        for (var t = 0; t < running.Length; t++)
        {
            running[t] = new Thread(Work) { IsBackground = true, Name = $"trials {t + 1}" };
            running[t].Start();
        }

        foreach (var thread in running)
        {
            thread.Join();
        }

        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        cancel.ThrowIfCancellationRequested();

        void Work()
        {
            try
            {
                var worker = newWorker();
                while (!stop.IsCancellationRequested)
                {
                    if (sinks.Any(s => s.TryWork()))
                    {
                        continue;
                    }

                    var granule = Interlocked.Increment(ref next);
                    if (granule >= granules)
                    {
                        break;
                    }

                    var pass = new Pass(worker, granule);
                    Wide.Run(ref pass);
                }

                while (!stop.IsCancellationRequested && sinks.Any(s => s.TryWork()))
                {
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
                stop.Cancel();
            }
        }
    }

    private readonly struct Pass(IGranuleWorker worker, long granule) : ILanePass
    {
        public void Run<L>()
            where L : struct, ILanes<L> => worker.Granule<L>(granule);
    }
}
