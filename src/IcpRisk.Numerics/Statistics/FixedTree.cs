namespace IcpRisk.Numerics.Statistics;

/// <summary>A complete node of a <see cref="FixedTree{T}"/>: granules Index·2^Level … (Index + 1)·2^Level − 1.</summary>
public readonly record struct TreeNode<T>(int Level, long Index, T Value);

/// <summary>
/// Merges the results of granules over a binary tree that is fixed by granule indices alone, so that the bits of the
/// total do not depend on which thread, tile or shard finished first.
/// </summary>
/// <remarks>
/// Node (level, i) = merge(node (level − 1, 2i), node (level − 1, 2i + 1)), left first. The total of N granules folds the
/// complete nodes of N's binary digits from the right: for N = 7, merge([0–3], merge([4–5], [6])). A total can be taken
/// and the run then extended. Memory is O(log N) plus the granules that wait for a neighbour.
/// <para>Shards: any range of granules leaves the same few complete nodes; hand <see cref="Nodes"/> of one tree to
/// <see cref="Add(TreeNode{T})"/> of another, in any order, and the bits are those of one run.</para>
/// <para>Thread-safe for adding. The merge may run on several threads at once, outside the lock.</para>
/// </remarks>
/// <param name="merge">Left and right to their union. It may reuse its left argument, unless totals are taken early.</param>
public sealed class FixedTree<T>(Func<T, T, T> merge)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(int Level, long Index), T> _nodes = [];
    private long _granules;
    private int _top;

    /// <summary>Granules added so far.</summary>
    public long Granules
    {
        get
        {
            lock (_lock)
                return _granules;
        }
    }

    /// <summary>Adds the result of one granule.</summary>
    /// <exception cref="InvalidOperationException">The granule was added before.</exception>
    public void Add(long granuleIndex, T value) => Add(new TreeNode<T>(0, granuleIndex, value));

    /// <summary>Adds a complete node, as another shard's tree exported it.</summary>
    /// <exception cref="InvalidOperationException">A granule of the node was added before.</exception>
    public void Add(TreeNode<T> node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(node.Index);
        ArgumentOutOfRangeException.ThrowIfNegative(node.Level);
        var (level, index, value) = node;
        lock (_lock)
        {
            RefuseOverlap(level, index);
            _granules += 1L << level;
        }

        while (true)
        {
            T? sibling;
            lock (_lock)
            {
                if (!_nodes.Remove((level, index ^ 1), out sibling))
                {
                    if (!_nodes.TryAdd((level, index), value))
                        throw Twice(level, index);
                    _top = Math.Max(_top, level);
                    return;
                }
            }

            value = (index & 1) == 0 ? merge(value, sibling) : merge(sibling, value);
            level++;
            index >>= 1;
        }
    }

    /// <summary>The nodes that stand now, from left to right. Take them when nothing is being added.</summary>
    public IReadOnlyList<TreeNode<T>> Nodes()
    {
        lock (_lock)
        {
            return [.. _nodes.Select(n => new TreeNode<T>(n.Key.Level, n.Key.Index, n.Value))
                .OrderBy(n => n.Index << n.Level)];
        }
    }

    /// <summary>The total of granules 0 … <paramref name="granuleCount"/> − 1; the tree stays as it was.</summary>
    /// <param name="granuleCount">At least 1; exactly the granules that were added.</param>
    /// <exception cref="InvalidOperationException">A granule is missing, or there are more.</exception>
    public T Result(long granuleCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(granuleCount);
        lock (_lock)
        {
            if (_granules != granuleCount)
                throw new InvalidOperationException($"{_granules} granules were added, not {granuleCount}.");
            var total = default(T)!;
            var any = false;
            for (var level = 0; level < 63; level++)
            {
                if ((granuleCount >> level & 1) == 0)
                    continue;
                var index = (granuleCount >> level) - 1;
                if (!_nodes.TryGetValue((level, index), out var node))
                    throw new InvalidOperationException($"Granules {index << level} to {((index + 1) << level) - 1} are not complete.");
                total = any ? merge(node, total) : node;
                any = true;
            }

            return total;
        }
    }

    private void RefuseOverlap(int level, long index)
    {
        for (var (l, i) = (level, index); l <= _top; l++, i >>= 1)
        {
            if (_nodes.ContainsKey((l, i)))
                throw Twice(level, index);
        }
    }

    private static InvalidOperationException Twice(int level, long index) =>
        new($"Granule {index << level} was added twice.");
}
