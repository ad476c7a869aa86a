using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// Adds the tiles of one granule of one column into <see cref="Moments"/>, at any vector width with the same bits.
/// </summary>
/// <remarks>
/// Each of eight logical lanes sums powers of (x − its own first value): as that value belongs to the lane, the lane's
/// spread is at least its distance to the mean / √128, which bounds cancellation. No fused operation, so that a weight of
/// 1 gives the bits of no weight. Values must be finite: anything else makes the moments NaN.
/// Not thread-safe: one for each worker and column, used granule after granule.
/// </remarks>
public sealed class MomentsAccumulator
{
    private readonly double[] _state = new double[MomentsKernel.StateLength];
    private int _count;
    private bool _weighted;

    /// <summary>Trials added since the granule began.</summary>
    public int Count => _count;

    /// <summary>Adds the next trials of the granule, each of weight 1.</summary>
    /// <param name="values">A multiple of 8, save for the last tile of the run; at most 1,024 a granule.</param>
    /// <exception cref="InvalidOperationException">Tiles do not fit the granule, or some had weights.</exception>
    public void Add<L>(ReadOnlySpan<double> values) where L : struct, ILanes<L>
    {
        Open(values.Length, weighted: false);
        MomentsKernel.Add<L>(_state, values, _count - values.Length);
    }

    /// <summary>Adds the next trials of the granule with their weights.</summary>
    /// <param name="values">A multiple of 8, save for the last tile of the run; at most 1,024 a granule.</param>
    /// <param name="weights">As many, finite and not negative (not checked here). Least and greatest ignore them.</param>
    /// <exception cref="InvalidOperationException">Tiles do not fit the granule, or some had no weights.</exception>
    public void Add<L>(ReadOnlySpan<double> values, ReadOnlySpan<double> weights) where L : struct, ILanes<L>
    {
        if (weights.Length != values.Length)
            throw new ArgumentException("There must be one weight a value.", nameof(weights));
        Open(values.Length, weighted: true);
        MomentsKernel.Add<L>(_state, values, weights, _count - values.Length);
    }

    /// <summary>The moments of the granule; the accumulator is empty afterwards.</summary>
    public Moments Take()
    {
        var result = MomentsKernel.Close(_state, _count, _weighted);
        _count = 0;
        return result;
    }

    private void Open(int length, bool weighted)
    {
        if (_count % Granule.Lanes != 0 || _count + length > Granule.Trials)
            throw new InvalidOperationException("Tiles are multiples of 8 trials, and at most 1,024 in a granule.");
        if (_count > 0 && weighted != _weighted)
            throw new InvalidOperationException("A granule has weights for all its trials or for none.");
        _weighted = weighted;
        _count += length;
    }
}

/// <summary>The moments of a whole column at one vector width.</summary>
internal ref struct MomentsPass(ReadOnlySpan<double> values, ReadOnlySpan<double> weights) : ILanePass
{
    private readonly ReadOnlySpan<double> _values = values;
    private readonly ReadOnlySpan<double> _weights = weights;

    public Moments Result { get; private set; } = Moments.Empty;

    public void Run<L>() where L : struct, ILanes<L>
    {
        if (_weights.Length != 0 && _weights.Length != _values.Length)
            throw new ArgumentException("There must be one weight a value.");
        if (_values.IsEmpty)
            return;
        var accumulator = new MomentsAccumulator();
        var fold = new SerialTree<Moments>(Moments.Merge);
        for (var start = 0; start < _values.Length; start += Granule.Trials)
        {
            var length = Math.Min(Granule.Trials, _values.Length - start);
            if (_weights.IsEmpty)
                accumulator.Add<L>(_values.Slice(start, length));
            else
                accumulator.Add<L>(_values.Slice(start, length), _weights.Slice(start, length));
            fold.Add(accumulator.Take());
        }

        Result = fold.Result();
    }
}
