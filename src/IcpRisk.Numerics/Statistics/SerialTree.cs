namespace IcpRisk.Numerics.Statistics;

/// <summary>The merges of <see cref="FixedTree{T}"/> for granules that come in order on one thread.</summary>
internal struct SerialTree<T>(Func<T, T, T> merge)
{
    private readonly T[] _stack = new T[64];
    private int _depth;
    private long _count;

    public void Add(T value)
    {
        for (var n = _count++; (n & 1) != 0; n >>= 1)
            value = merge(_stack[--_depth], value);
        _stack[_depth++] = value;
    }

    public readonly T Result()
    {
        var total = _stack[_depth - 1];
        for (var i = _depth - 2; i >= 0; i--)
            total = merge(_stack[i], total);
        return total;
    }
}
