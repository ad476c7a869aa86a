using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Simulation;

/// <content>Trials worked again, with some of what they draw drawn anew.</content>
public sealed partial class Simulator
{
    // Trials of a small block: rows begin at multiples of it.
    private const int Block = 8;

    // A small block costs more a trial than a tile: where one in four of a tile's is wanted all of the tile is worked.
    private const int Sparse = 4;

    /// <summary>
    /// Works trials again and again, each time with draws of its own, as long as they are wanted, and hands them to the sinks
    /// (which are told of no granule's end). Trials beside one that is wanted may come with it.
    /// </summary>
    /// <param name="redrawn">What is drawn anew; all else is as the run has it.</param>
    /// <param name="most">How often, at most.</param>
    /// <param name="isWanted">Whether a trial, from 0, is wanted once more; what it says may change as sinks take trials, of these alone.</param>
    /// <param name="progress">Counts trials that are no longer wanted.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InvalidOperationException">Trials of the run depend on one another, or share parameters.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Again(Redrawn redrawn, int most, Func<long, bool> isWanted, RunProgress progress, CancellationToken cancel = default)
    {
        if (!Sampler.Points.IsPlain || Sampler.Importance is not null || IsNested)
        {
            throw new InvalidOperationException("Only independent trials are worked again.");
        }

        List<long> blocks = [.. Blocks().Where(b => Wanted(b, Block, isWanted) > 0)];
        progress.Total = blocks.Sum(b => Wanted(b, Block, isWanted));
        var workers = new PairOfWorkers[Math.Min(Threads, Math.Max(1, blocks.Count))];
        for (var attempt = 1; attempt <= most && blocks.Count > 0; attempt++)
        {
            var sampler = new NatureSampler(Engine, Sampler.Points, redrawn: redrawn with { Attempt = attempt });
            Round(workers, Pieces(blocks), sampler, isWanted, progress, cancel);
            blocks.RemoveAll(b => Wanted(b, Block, isWanted) == 0);
        }

        progress.Add(progress.Total - progress.Done);
    }

    private IEnumerable<long> Blocks()
    {
        for (var first = 0L; first < _options.Trials; first += Block)
        {
            yield return first;
        }
    }

    private int Wanted(long first, int count, Func<long, bool> isWanted)
    {
        var wanted = 0;
        for (var trial = first; trial < Math.Min(first + count, _options.Trials); trial++)
        {
            wanted += isWanted(trial) ? 1 : 0;
        }

        return wanted;
    }

    // Whole tiles where much of them is wanted, small blocks elsewhere.
    private List<(long First, int Count)> Pieces(List<long> blocks)
    {
        var pieces = new List<(long First, int Count)>();
        foreach (var tile in blocks.GroupBy(b => b / Tile))
        {
            if (tile.Count() * Sparse * Block >= Tile)
            {
                pieces.Add((tile.Key * Tile, (int)Math.Min(Tile, _options.Trials - (tile.Key * Tile))));
            }
            else
            {
                pieces.AddRange(tile.Select(b => (b, (int)Math.Min(Block, _options.Trials - b))));
            }
        }

        return pieces;
    }

    private void Round(
        PairOfWorkers[] workers, List<(long First, int Count)> pieces, NatureSampler sampler, Func<long, bool> isWanted, RunProgress progress, CancellationToken cancel)
    {
        var next = -1;
        if (workers.Length == 1 || pieces.Count < workers.Length)
        {
            Work(0);
            return;
        }

        Parallel.For(0, workers.Length, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = workers.Length }, Work);

        void Work(int worker)
        {
            var own = workers[worker] ??= new PairOfWorkers(this);
            while (Interlocked.Increment(ref next) is var piece && piece < pieces.Count)
            {
                cancel.ThrowIfCancellationRequested();
                var (first, count) = pieces[piece];
                var before = Wanted(first, count, isWanted);
                var pass = new Pass(own.For(count), sampler, first, count);
                Wide.Run(ref pass);
                progress.Add(before - Wanted(first, count, isWanted));
            }
        }
    }

    /// <summary>What a thread works trials again with: rows of a tile, and of a small block, which draws no more than it has.</summary>
    private sealed class PairOfWorkers(Simulator run)
    {
        private readonly Worker _small = new(run, Block);
        private Worker? _whole;

        public Worker For(int count) => count <= Block ? _small : _whole ??= new Worker(run, run.Tile);
    }

    private readonly struct Pass(Worker worker, NatureSampler sampler, long first, int count) : ILanePass
    {
        public void Run<L>()
            where L : struct, ILanes<L> => worker.Again<L>(sampler, first, count);
    }
}
