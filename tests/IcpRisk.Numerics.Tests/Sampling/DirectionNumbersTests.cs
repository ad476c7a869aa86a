using IcpRisk.Numerics.Sampling;

namespace IcpRisk.Numerics.Tests.Sampling;

public class DirectionNumbersTests
{
    /// <summary>The first ten points in three dimensions, as printed on Joe and Kuo's page.</summary>
    private static readonly double[][] Published =
    [
        [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
        [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375], [0.6875, 0.8125, 0.4375],
    ];

    [Fact]
    public void The_first_points_are_those_published()
    {
        for (var i = 0u; i < Published.Length; i++)
        {
            for (var d = 0; d < 3; d++)
                Assert.Equal(Published[i][d], Point(d, i));
        }

        // The 123rd point in 27 dimensions, by the authors' program.
        double[] later =
        [
            0.8828125, 0.2890625, 0.6796875, 0.7578125, 0.6015625, 0.9609375, 0.8671875, 0.4453125, 0.0390625, 0.6640625, 0.9921875,
            0.4609375, 0.0078125, 0.3828125, 0.4765625, 0.1484375, 0.0859375, 0.3359375, 0.8046875, 0.4296875, 0.1640625, 0.8671875,
            0.5390625, 0.7109375, 0.3671875, 0.1015625, 0.4140625,
        ];
        Assert.Equal(later, Enumerable.Range(0, later.Length).Select(d => Point(d, 122)));
    }

    /// <summary>What the recurrence promises: each column has its own digit and none after it, so every dimension is a (0, 1)-sequence.</summary>
    [Fact]
    public void Every_dimension_has_its_columns_and_no_two_are_the_same()
    {
        var seen = new HashSet<string>();
        Span<uint> columns = stackalloc uint[32];
        for (var d = 0; d < DirectionNumbers.Dimensions; d++)
        {
            DirectionNumbers.Columns(d, columns);
            for (var k = 0; k < 32; k++)
                Assert.Equal(1u << (31 - k), columns[k] & ~(uint.MaxValue << (32 - k - 1) << 1));
            Assert.True(seen.Add(string.Join(',', columns.ToArray())));
        }
    }

    /// <summary>
    /// Property A of Sobol holds of this set to dimension 1,111: the first digits of the first s columns of s dimensions
    /// are independent. Tested by elimination over the first 1,000.
    /// </summary>
    [Fact]
    public void Property_A_holds_in_all_dimensions()
    {
        const int Words = (DirectionNumbers.Dimensions + 63) / 64;
        // Row d: the first digit of column k of dimension d; columns beyond the 32nd by the same recurrence on single bits.
        var rows = new ulong[DirectionNumbers.Dimensions][];
        for (var d = 0; d < rows.Length; d++)
        {
            rows[d] = new ulong[Words];
            var digits = FirstDigits(d, DirectionNumbers.Dimensions);
            for (var k = 0; k < digits.Length; k++)
                rows[d][k / 64] |= (digits[k] ? 1UL : 0) << (k % 64);
        }

        Assert.Equal(DirectionNumbers.Dimensions, Rank(rows));
    }

    // The first digit obeys v[k] = Σ a[j] v[k−j] ⊕ v[k−s]: the shifted term has none. It needs degree and coefficients
    // alone, found here from the digits themselves by Berlekamp and Massey, so that nothing of the reader is used twice.
    private static bool[] FirstDigits(int dimension, int count)
    {
        Span<uint> columns = stackalloc uint[32];
        DirectionNumbers.Columns(dimension, columns);
        var known = columns.ToArray().Select(c => c >> 31 == 1).ToList();
        var (taps, length) = Massey([.. known]);
        while (known.Count < count)
        {
            var next = false;
            for (var j = 1; j <= length; j++)
                next ^= taps[j] && known[^j];
            known.Add(next);
        }

        return [.. known.Take(count)];
    }

    private static (bool[] Taps, int Length) Massey(bool[] s)
    {
        var (c, b) = (new bool[s.Length + 1], new bool[s.Length + 1]);
        (c[0], b[0]) = (true, true);
        var (length, since) = (0, 1);
        for (var n = 0; n < s.Length; n++)
        {
            var gap = s[n];
            for (var i = 1; i <= length; i++)
                gap ^= c[i] && s[n - i];
            if (!gap)
            {
                since++;
                continue;
            }

            var before = (bool[])c.Clone();
            for (var i = 0; i + since < c.Length; i++)
                c[i + since] ^= b[i];
            if (2 * length <= n)
                (length, b, since) = (n + 1 - length, before, 1);
            else
                since++;
        }

        return (c, length);
    }

    private static int Rank(ulong[][] rows)
    {
        var rank = 0;
        for (var column = 0; column < rows.Length && rank < rows.Length; column++)
        {
            var (word, bit) = (column / 64, 1UL << (column % 64));
            var pivot = Array.FindIndex(rows, rank, r => (r[word] & bit) != 0);
            if (pivot < 0)
                continue;
            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            for (var r = rank + 1; r < rows.Length; r++)
            {
                if ((rows[r][word] & bit) == 0)
                    continue;
                for (var w = word; w < rows[r].Length; w++)
                    rows[r][w] ^= rows[rank][w];
            }

            rank++;
        }

        return rank;
    }

    private static double Point(int dimension, uint index)
    {
        Span<uint> columns = stackalloc uint[32];
        DirectionNumbers.Columns(dimension, columns);
        var x = 0u;
        var gray = index ^ (index >> 1);
        for (var k = 0; k < 32; k++)
            x ^= (gray >> k & 1) * columns[k];
        return x / 4294967296.0;
    }
}
