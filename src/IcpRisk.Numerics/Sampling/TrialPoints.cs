using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Sampling;

/// <summary>
/// How the standard normals of a run are spread over its trials: the method, the seed, the number of trials. Immutable.
/// </summary>
/// <param name="Method">How.</param>
/// <param name="Philox">What everything is drawn from.</param>
/// <param name="Trials">Trials of the run. Only a Latin hypercube depends on it.</param>
/// <param name="IsAntithetic">Whether trial 2k + 1 mirrors trial 2k: the normals of one are those of the other with their signs turned.</param>
public sealed record TrialPoints(SamplingMethod Method, Philox Philox, long Trials, bool IsAntithetic)
{
    /// <summary>Independent trials.</summary>
    public static TrialPoints Plain(ulong seed) => new(SamplingMethod.Plain, new Philox(seed), 1, IsAntithetic: false);

    /// <summary>Whether trials depend on one another.</summary>
    public bool IsPlain => Method == SamplingMethod.Plain && !IsAntithetic;
}

/// <summary>
/// Rows of standard normals over trials, of several streams and consecutive draws, each as the run's method has it: the row
/// of draw <c>firstDraw + d</c> of stream s is row <c>s·draws + d</c>. Immutable, prepared once a run.
/// </summary>
public sealed class NormalRows
{
    private readonly TrialPoints _points;
    private readonly StreamId[] _streams;
    private readonly int _firstDraw;
    private readonly int _draws;
    private readonly SobolDimension?[] _sobol;
    private readonly LatinDimension?[] _latin;
    private readonly bool _whole;

    /// <param name="points">How the run spreads trials.</param>
    /// <param name="streams">The streams.</param>
    /// <param name="firstDraw">The first draw.</param>
    /// <param name="draws">How many of each stream.</param>
    /// <param name="dimension">The dimension of a stream's draw; −1 where it has none and is drawn independently.</param>
    public NormalRows(TrialPoints points, ReadOnlySpan<StreamId> streams, int firstDraw, int draws, Func<StreamId, int, int> dimension)
    {
        (_points, _streams, _firstDraw, _draws) = (points, [.. streams], firstDraw, draws);
        _sobol = new SobolDimension?[streams.Length * draws];
        _latin = new LatinDimension?[streams.Length * draws];
        _whole = points.Method == SamplingMethod.Plain;
        for (var row = 0; row < _sobol.Length && !_whole; row++)
        {
            var (stream, draw) = (_streams[row / draws], firstDraw + (row % draws));
            var number = dimension(stream, draw);
            if (number < 0)
                continue;
            if (points.Method == SamplingMethod.LatinHypercube)
                _latin[row] = new(points.Philox, Own(stream, "latin", draw), stream, draw, points.Trials);
            else if (number < DirectionNumbers.Dimensions)
                _sobol[row] = new(number, points.Philox, Own(stream, "sobol", draw), points.Trials);
        }
    }

    /// <summary>Fills the rows of consecutive trials.</summary>
    /// <param name="firstTrial">A multiple of 8.</param>
    /// <param name="trials">A multiple of 8.</param>
    /// <param name="rows">As many rows as there are streams and draws, end to end.</param>
    public void Fill<L>(uint firstTrial, int trials, Span<double> rows) where L : struct, ILanes<L>
    {
        if (_whole)
        {
            Draws.NormalRows<L>(_points.Philox, _streams, firstTrial, _firstDraw, _draws, 0, trials, rows);
        }
        else
        {
            Uniforms<L>(firstTrial, trials, rows);
            QuantileRow.Apply<L>(rows);
        }

        if (_points.IsAntithetic)
            Mirror(rows, 0);
    }

    /// <summary>The same as uniforms in (0, 1).</summary>
    public void FillUniforms<L>(uint firstTrial, int trials, Span<double> rows) where L : struct, ILanes<L>
    {
        Uniforms<L>(firstTrial, trials, rows);
        if (_points.IsAntithetic)
            Mirror(rows, 1);
    }

    private static void Mirror(Span<double> rows, double total)
    {
        for (var i = 0; i + 1 < rows.Length; i += 2)
            rows[i + 1] = total - rows[i];
    }

    // Numbers that shape a row, apart from those that are drawn for trials: a stream of their own beside the row's.
    private static StreamId Own(StreamId stream, string what, int draw) => StreamId.Of(string.Empty, $"sampling.{what}", $"{stream.Value:x16}/{draw}");

    private void Uniforms<L>(uint firstTrial, int trials, Span<double> rows) where L : struct, ILanes<L>
    {
        if (_whole)
        {
            Draws.UniformRows<L>(_points.Philox, _streams, firstTrial, _firstDraw, _draws, 0, trials, rows);
            return;
        }

        if (rows.Length != _sobol.Length * trials)
            throw new ArgumentException($"{rows.Length} places for {_sobol.Length} rows of {trials}.");
        for (var row = 0; row < _sobol.Length; row++)
        {
            var target = rows.Slice(row * trials, trials);
            if (_sobol[row] is { } sobol)
                sobol.Fill<L>(firstTrial, target);
            else if (_latin[row] is { } latin)
                latin.Fill<L>(firstTrial, target);
            else
                Draws.Uniform<L>(_points.Philox, _streams[row / _draws], firstTrial, _firstDraw + (row % _draws), 0, target);
        }
    }
}
