namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// Counts of values in bins of relative width 2^−bits on both sides of zero: quantiles and tail means of a column in
/// bounded memory, after HdrHistogram (G. Tene), signed and on binary floating-point edges.
/// </summary>
/// <remarks>
/// A binade 2^e ≤ |x| &lt; 2^(e+1) has 2^bits bins of equal width; its page of counts is made when first met. Zero has a bin
/// of its own; so have values below <see cref="Smallest"/> (standing for 0, absolute error less than that). From
/// <see cref="Largest"/> on values are refused. An order statistic is answered by the middle of its bin, kept within least
/// and greatest value: relative error at most <see cref="RelativeError"/>. Counts are whole numbers, so the order of adding
/// does not matter. Thread-safe for adding.
/// </remarks>
public sealed class LogLinearHistogram
{
    private const int LeastExponent = -30;
    private const int Binades = 110;
    private readonly int _bits;
    private readonly long[]?[] _negative = new long[Binades][];
    private readonly long[]?[] _positive = new long[Binades][];
    private readonly Lock _lock = new();
    private long _nearZero;

    /// <param name="bits">Bins a binade = 2^bits; 1 … 16. 7 keeps quantiles within 0.4 %.</param>
    public LogLinearHistogram(int bits = 7)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 16);
        _bits = bits;
    }

    /// <summary>Smaller magnitudes than this, 2⁻³⁰, count as zero.</summary>
    public static double Smallest => 1.0 / (1L << -LeastExponent);

    /// <summary>Magnitudes must lie below this, 2⁸⁰.</summary>
    public static double Largest => (double)(1L << 40) * (1L << 40);

    /// <summary>2^−(bits + 1).</summary>
    public double RelativeError => 1.0 / (1L << (_bits + 1));

    /// <summary>Values counted.</summary>
    public long Count { get; private set; }

    /// <summary>Least value, exact (+∞ of none).</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>Greatest value, exact (−∞ of none).</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>Bytes of counts held now.</summary>
    public long Bytes => (16L * Binades) + (_negative.Concat(_positive).Count(p => p is not null) * (8L << _bits));

    /// <summary>Counts values.</summary>
    /// <exception cref="ArgumentException">A value is NaN, or its magnitude is not below <see cref="Largest"/>.</exception>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var v in values)
        {
            if (!(Math.Abs(v) < Largest))
                throw new ArgumentException($"A histogram holds magnitudes below 2^80, not {v}.", nameof(values));
        }

        lock (_lock)
        {
            foreach (var v in values)
            {
                Min = v < Min ? v : Min;
                Max = v > Max ? v : Max;
                Slot(v)++;
            }

            Count += values.Length;
        }
    }

    /// <summary>Adds another histogram's counts.</summary>
    /// <exception cref="ArgumentException">The widths of bins differ.</exception>
    public void Add(LogLinearHistogram other)
    {
        if (other._bits != _bits)
            throw new ArgumentException("The widths of bins differ.", nameof(other));
        lock (_lock)
        {
            AddPages(_negative, other._negative);
            AddPages(_positive, other._positive);
            _nearZero += other._nearZero;
            Count += other.Count;
            Min = other.Min < Min ? other.Min : Min;
            Max = other.Max > Max ? other.Max : Max;
        }
    }

    /// <summary>The bins that hold something, from least to greatest.</summary>
    public IEnumerable<HistogramBin> Bins()
    {
        for (var b = Binades - 1; b >= 0; b--)
        {
            for (var i = (1 << _bits) - 1; i >= 0 && _negative[b] is not null; i--)
            {
                if (_negative[b]![i] is var count and > 0)
                    yield return new(-Edge(b, i + 1), -Edge(b, i), count);
            }
        }

        if (_nearZero > 0)
            yield return new(0, 0, _nearZero);
        for (var b = 0; b < Binades; b++)
        {
            for (var i = 0; i < 1 << _bits && _positive[b] is not null; i++)
            {
                if (_positive[b]![i] is var count and > 0)
                    yield return new(Edge(b, i), Edge(b, i + 1), count);
            }
        }
    }

    /// <summary>The value at a rank, 1 … <see cref="Count"/>, within <see cref="RelativeError"/>.</summary>
    public double OrderStatistic(long rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, Count);
        foreach (var bin in Bins())
        {
            rank -= bin.Count;
            if (rank <= 0)
                return Representative(bin);
        }

        throw new InvalidOperationException("The histogram was added to while it was read.");
    }

    /// <summary>The p-quantile (see <see cref="Quantiles"/>), within <see cref="RelativeError"/>.</summary>
    public double Quantile(double probability) => OrderStatistic(Quantiles.Rank(probability, Count));

    internal double Representative(HistogramBin bin) => Math.Clamp((bin.Lower + bin.Upper) / 2, Min, Max);

    private ref long Slot(double value)
    {
        var magnitude = BitConverter.DoubleToUInt64Bits(value) & (ulong.MaxValue >> 1);
        var binade = (int)(magnitude >> 52) - 1023 - LeastExponent;
        if (binade < 0)
            return ref _nearZero;
        var pages = value < 0 ? _negative : _positive;
        var page = pages[binade] ??= new long[1 << _bits];
        return ref page[(int)(magnitude >> (52 - _bits)) & ((1 << _bits) - 1)];
    }

    private double Edge(int binade, int index) =>
        BitConverter.UInt64BitsToDouble(
            ((ulong)(binade + LeastExponent + 1023) << 52) + ((ulong)index << (52 - _bits)));

    private static void AddPages(long[]?[] into, long[]?[] from)
    {
        for (var b = 0; b < Binades; b++)
        {
            if (from[b] is not { } page)
                continue;
            var target = into[b] ??= new long[page.Length];
            for (var i = 0; i < page.Length; i++)
                target[i] += page[i];
        }
    }
}

/// <summary>Values from Lower to Upper (the bin of zero has both 0), in the column's unit.</summary>
public readonly record struct HistogramBin(double Lower, double Upper, long Count);
