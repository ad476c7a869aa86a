namespace IcpRisk.Numerics.Statistics;

/// <summary>A column sorted upwards with its cumulated weights; ties stay in trial order, so every sum has fixed order.</summary>
/// <remarks>Least-significant-digit radix sort, eleven bits a pass; a pass whose digit is the same everywhere is skipped.</remarks>
internal sealed class WeightedOrder
{
    private const int DigitBits = 11;
    private readonly ulong[] _keys;
    private readonly double[] _cumulated;

    private WeightedOrder(ulong[] keys, double[] cumulated) => (_keys, _cumulated) = (keys, cumulated);

    public double Total => _cumulated[^1];

    public static WeightedOrder Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        if (values.Length != weights.Length)
            throw new ArgumentException("There must be one weight a value.", nameof(weights));
        var keys = new ulong[values.Length];
        var kept = new double[values.Length];
        var n = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
                throw new ArgumentException("A value is not a number.", nameof(values));
            if (!(weights[i] >= 0) || double.IsInfinity(weights[i]))
                throw new ArgumentException("A weight is finite and not negative.", nameof(weights));
            if (weights[i] == 0)
                continue;
            (keys[n], kept[n]) = (OrderedBits.Of(values[i]), weights[i]);
            n++;
        }

        if (n == 0)
            throw new ArgumentException("All weights are 0.", nameof(weights));
        Array.Resize(ref keys, n);
        Array.Resize(ref kept, n);
        Sort(ref keys, ref kept);
        for (var i = 1; i < n; i++)
            kept[i] += kept[i - 1];
        return new(keys, kept);
    }

    /// <summary>The least x with weight p·Σw at or below it.</summary>
    public double Quantile(double probability)
    {
        var target = Quantiles.Target(probability, Total);
        return Least(c => c >= target);
    }

    /// <summary>The least x with more than weight p·Σw at or below it; the greatest where there is none.</summary>
    public double Exceeding(double probability)
    {
        var limit = Quantiles.Limit(probability, Total);
        return Least(c => c > limit);
    }

    /// <summary>The greatest x with weight p·Σw at or above it: minus the p-quantile of minus the column.</summary>
    public double QuantileFromAbove(double probability)
    {
        var target = Quantiles.Target(probability, Total);
        return Greatest(c => c >= target);
    }

    /// <summary>The greatest x with more than weight p·Σw at or above it; the least where there is none.</summary>
    public double ExceedingFromAbove(double probability)
    {
        var limit = Quantiles.Limit(probability, Total);
        return Greatest(c => c > limit);
    }

    private double Least(Func<double, bool> isEnough)
    {
        var (low, high) = (0, _keys.Length - 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (isEnough(_cumulated[middle]))
                high = middle;
            else
                low = middle + 1;
        }

        return OrderedBits.Value(_keys[low]);
    }

    private double Greatest(Func<double, bool> isEnough)
    {
        var (low, high) = (0, _keys.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (isEnough(Total - _cumulated[middle - 1]))
                low = middle;
            else
                high = middle - 1;
        }

        return OrderedBits.Value(_keys[low]);
    }

    private static void Sort(ref ulong[] keys, ref double[] weights)
    {
        var (otherKeys, otherWeights) = (new ulong[keys.Length], new double[keys.Length]);
        var starts = new int[1 << DigitBits];
        for (var shift = 0; shift < 64; shift += DigitBits)
        {
            Array.Clear(starts);
            foreach (var key in keys)
                starts[Digit(key, shift)]++;
            if (starts[Digit(keys[0], shift)] == keys.Length)
                continue;
            var sum = 0;
            for (var d = 0; d < starts.Length; d++)
                (starts[d], sum) = (sum, sum + starts[d]);
            for (var i = 0; i < keys.Length; i++)
            {
                var to = starts[Digit(keys[i], shift)]++;
                otherKeys[to] = keys[i];
                otherWeights[to] = weights[i];
            }

            (keys, otherKeys) = (otherKeys, keys);
            (weights, otherWeights) = (otherWeights, weights);
        }
    }

    private static int Digit(ulong key, int shift) => (int)(key >> shift) & ((1 << DigitBits) - 1);
}
