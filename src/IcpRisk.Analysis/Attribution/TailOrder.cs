namespace IcpRisk.Analysis.Attribution;

/// <summary>The trials of a run by how bad they are, the worst first; of equal ones the earlier first.</summary>
public sealed class TailOrder
{
    private readonly int[] _order;

    /// <param name="losses">One a trial; larger is worse. No NaN.</param>
    public TailOrder(ReadOnlySpan<double> losses)
    {
        // Sorted upwards by −loss: the runtime's sort may shuffle equal ones, which are put in order after.
        var keys = new double[losses.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = 0 - losses[i];
        }

        _order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, _order);
        for (var from = 0; from < keys.Length;)
        {
            var to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }

            Array.Sort(_order, from, to - from);
            from = to;
        }
    }

    /// <summary>Trials, the worst first.</summary>
    public ReadOnlySpan<int> Trials => _order;

    /// <summary>
    /// The worst 1 − <paramref name="level"/> of trials and what each weighs in a mean over them; weights sum to 1. The
    /// trial at the edge may count in part (Acerbi and Tasche 2002).
    /// </summary>
    /// <param name="level">In (0, 1).</param>
    /// <param name="counts">How often each trial counts; empty where each counts once.</param>
    public (int[] Trials, double[] Weights) Worst(double level, ReadOnlySpan<byte> counts = default)
    {
        long total = _order.Length;
        if (!counts.IsEmpty)
        {
            total = 0;
            foreach (var count in counts)
            {
                total += count;
            }
        }

        // A whole number that arithmetic makes a hair less or more is meant whole.
        var wanted = (1 - level) * total;
        wanted = Math.Abs(wanted - Math.Round(wanted)) < 1e-9 * total ? Math.Round(wanted) : wanted;
        var (trials, weights) = (new List<int>(), new List<double>());
        var left = wanted;
        for (var k = 0; k < _order.Length && left > 0; k++)
        {
            var count = counts.IsEmpty ? 1 : counts[_order[k]];
            if (count == 0)
            {
                continue;
            }

            var taken = Math.Min(count, left);
            trials.Add(_order[k]);
            weights.Add(taken / wanted);
            left -= taken;
        }

        return ([.. trials], [.. weights]);
    }

    /// <summary>A weighted mean over some trials.</summary>
    public static double Mean((int[] Trials, double[] Weights) tail, ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var k = 0; k < tail.Trials.Length; k++)
        {
            sum += tail.Weights[k] * values[tail.Trials[k]];
        }

        return sum;
    }

    /// <summary>The mean over all trials, each counted so many times; empty where each counts once.</summary>
    public static double Mean(ReadOnlySpan<double> values, ReadOnlySpan<byte> counts)
    {
        // About the first value: what is constant stays so, and large levels cost no digits.
        double sum = 0, total = 0;
        for (var i = 0; i < values.Length; i++)
        {
            double count = counts.IsEmpty ? 1 : counts[i];
            sum += count * (values[i] - values[0]);
            total += count;
        }

        return values[0] + (sum / total);
    }
}
