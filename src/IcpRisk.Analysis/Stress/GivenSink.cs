using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Stress;

/// <summary>
/// Keeps an outcome of each trial and whether a condition holds; of trials worked again the first that meets it.
/// </summary>
internal sealed class GivenSink : ISimulationSink, IDisposable
{
    private readonly Expression _outcome;
    private readonly Expression _given;
    private readonly OutcomeColumn[] _columns;
    private readonly ThreadLocal<TileBlock> _block;
    private readonly double[] _drawn;
    private readonly double[] _again;
    private readonly bool[] _holds;
    private readonly bool[] _wanted;
    private bool _isAgain;

    /// <param name="outcome">What is taken of each trial.</param>
    /// <param name="given">The condition.</param>
    /// <param name="trials">Trials of the run.</param>
    public GivenSink(Expression outcome, Expression given, long trials)
    {
        (_outcome, _given) = (outcome, given);
        _columns = [.. outcome.Columns.Concat(given.Columns).DistinctBy(c => c.Name)];
        _block = new ThreadLocal<TileBlock>(() => new TileBlock(_columns));
        (_drawn, _again) = (new double[trials], new double[trials]);
        (_holds, _wanted) = (new bool[trials], new bool[trials]);
    }

    public IEnumerable<RowId> Rows => _columns.RowsRead();

    public IEnumerable<OutcomeColumn> Columns => _columns.Where(c => c.Row is null);

    /// <summary>Bytes it takes, and those of the pairs made of it.</summary>
    public static long Bytes(long trials) => trials * ((14 * sizeof(double)) + (2 * sizeof(bool)));

    /// <summary>The outcome as drawn, of the trials in which the condition holds, in their order.</summary>
    public double[] Drawn() => Held(_drawn);

    /// <summary>The outcome of the same trials as worked again since <see cref="Begin"/>; as drawn where no redraw met the condition.</summary>
    public double[] Again() => Held(_again);

    /// <summary>Which of the same trials no redraw since <see cref="Begin"/> was found for.</summary>
    public bool[] Stayed() => Held(_wanted);

    /// <summary>From now on trials are worked again.</summary>
    public void Begin()
    {
        _isAgain = true;
        _holds.CopyTo(_wanted, 0);
        _drawn.CopyTo(_again, 0);
    }

    /// <summary>Whether a trial is still to be worked again.</summary>
    public bool IsWanted(long trial) => _wanted[trial];

    public void Take<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>
    {
        var block = _block.Value!;
        block.Begin(path, outcomes);
        Span<double> buffer = stackalloc double[PathTile.MaxTrials];
        Span<double> conditions = stackalloc double[PathTile.MaxTrials];
        var values = buffer[..path.Count];
        var holds = conditions[..path.Count];
        _outcome.Evaluate(block, 0, values);
        _given.Evaluate(block, 0, holds);
        var first = (int)path.FirstTrial;
        for (var i = 0; i < path.Count; i++)
        {
            if (!_isAgain)
            {
                (_drawn[first + i], _holds[first + i]) = (values[i], holds[i] != 0);
            }
            else if (_wanted[first + i] && holds[i] != 0)
            {
                (_again[first + i], _wanted[first + i]) = (values[i], false);
            }
        }
    }

    public void EndGranule(long granule)
    {
    }

    public bool TryWork() => false;

    public void Dispose() => _block.Dispose();

    private T[] Held<T>(T[] of) => [.. of.Where((_, trial) => _holds[trial])];
}
