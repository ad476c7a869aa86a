using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Sampling;

public class PointsTests
{
    private const int Points = 256;
    private const int Trials = Points * Randomisations.Count;

    public static TheoryData<SamplingMethod> Methods => [SamplingMethod.LatinHypercube, SamplingMethod.Sobol];

    /// <summary>Of 2ᵏ points, or of all of a hypercube's, each step of probability has exactly one, in every dimension and randomisation.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void When_points_are_projected_on_one_axis_every_step_has_one(SamplingMethod method)
    {
        foreach (var row in Sampled.Uniforms(method, 60, Trials))
        {
            for (var r = 0; r < Randomisations.Count; r++)
            {
                var steps = Sampled.Of(row, r).Select(u => (int)(u * Points));
                Assert.Equal(Enumerable.Range(0, Points), steps.Order());
            }
        }
    }

    [Fact]
    public void When_a_hypercube_has_an_odd_number_of_trials_each_randomisation_is_whole()
    {
        var row = Sampled.Uniforms(SamplingMethod.LatinHypercube, 1, 1003)[0];

        for (var r = 0; r < Randomisations.Count; r++)
        {
            var points = Sampled.Of(row, r);
            Assert.Equal(Enumerable.Range(0, points.Length), points.Select(u => (int)(u * points.Length)).Order());
        }
    }

    /// <summary>
    /// Dimensions 0 and 1 are a (0, 2)-sequence: each of the 2ᵏ elementary boxes of any shape has one of 2ᵏ points. Pairs of
    /// the first ten are nets with t at most 4 or so; t of each pair is worked out from the unscrambled columns, and
    /// scrambling may not raise it.
    /// </summary>
    [Fact]
    public void When_points_are_projected_on_two_axes_they_are_nets_as_good_as_unscrambled()
    {
        const int Log = 8;
        var rows = Sampled.Uniforms(SamplingMethod.Sobol, 10, Trials);
        Assert.Equal(0, Quality(0, 1, Log));
        for (var a = 0; a < 10; a++)
        {
            for (var b = a + 1; b < 10; b++)
            {
                var t = Quality(a, b, Log);
                Assert.InRange(t, 0, 5);
                var (x, y) = (Sampled.Of(rows[a], 7), Sampled.Of(rows[b], 7));
                for (var digits = 0; digits <= Log - t; digits++)
                {
                    var other = Log - t - digits;
                    var boxes = x.Zip(y, (u, v) => ((int)(u * (1 << digits)), (int)(v * (1 << other)))).GroupBy(box => box);
                    Assert.All(boxes, box => Assert.Equal(1 << t, box.Count()));
                }
            }
        }
    }

    /// <summary>The points of two randomisations, and scrambled and plain ones, share nothing but their spread.</summary>
    [Fact]
    public void When_randomisations_differ_so_do_their_orders()
    {
        var row = Sampled.Uniforms(SamplingMethod.Sobol, 3, Trials)[2];
        var seen = Enumerable.Range(0, Randomisations.Count).Select(r => string.Join(',', Sampled.Of(row, r).Select(u => (int)(u * Points)))).Distinct();
        Assert.Equal(Randomisations.Count, seen.Count());
    }

    /// <summary>
    /// Over randomisations each point is uniform, and any two points are independent as far as their common digits allow:
    /// of points 0 and 1 (first digits differ, all after them random) the product has mean 3/16, by hand: u = (b + v)/2 and
    /// u' = (1 − b + v')/2 with b, v, v' independent, so E[uu'] = (E[b(1 − b)] + ½·½ + ½·½ + ½·½)/4. 32,768 products of sd
    /// below 0.15 put the mean within 0.004, nearly five standard errors.
    /// </summary>
    [Fact]
    public void When_points_are_scrambled_two_of_them_are_jointly_as_under_nested_scrambling()
    {
        var (sum, first, n) = (0.0, 0.0, 0);
        for (var seed = 1UL; seed <= 1024; seed++)
        {
            var row = Sampled.Uniforms(SamplingMethod.Sobol, 1, 64, seed, tile: 64, firstDimension: 5)[0];
            for (var r = 0; r < Randomisations.Count; r++, n++)
            {
                first += row[r];
                sum += row[r] * row[r + Randomisations.Count];
                Assert.NotEqual(row[r] < 0.5, row[r + Randomisations.Count] < 0.5);
            }
        }

        Assert.InRange(first / n, 0.5 - 0.008, 0.5 + 0.008);
        Assert.InRange(sum / n, 0.1875 - 0.004, 0.1875 + 0.004);
    }

    /// <summary>Each of n! orders of a small hypercube comes up: 4 points, 24 orders, expected 427 each of 10,240; χ² with 23 degrees below 53 but for 3 in 10,000.</summary>
    [Fact]
    public void When_a_hypercube_is_small_all_orders_are_as_likely()
    {
        var counts = new Dictionary<string, int>();
        for (var seed = 1UL; seed <= 320; seed++)
        {
            var row = Sampled.Uniforms(SamplingMethod.LatinHypercube, 1, 128, seed, tile: 128)[0];
            for (var r = 0; r < Randomisations.Count; r++)
            {
                var order = string.Join(' ', Sampled.Of(row, r).Select(u => (int)(u * 4)));
                counts[order] = counts.GetValueOrDefault(order) + 1;
            }
        }

        const double Expected = 320.0 * 32 / 24;
        Assert.Equal(24, counts.Count);
        Assert.InRange(counts.Values.Sum(c => (c - Expected) * (c - Expected) / Expected), 5, 53);
    }

    /// <summary>
    /// Places of two neighbours, and of two far apart, in a larger hypercube are independent: 64 cells, 160 expected in
    /// each; χ² with 63 degrees lies in 30 to 112 but for one in 5,000.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(512)]
    public void When_a_hypercube_is_large_two_places_are_independent(int apart)
    {
        var counts = new double[64];
        for (var seed = 1UL; seed <= 320; seed++)
        {
            var row = Sampled.Uniforms(SamplingMethod.LatinHypercube, 1, 1100 * Randomisations.Count, seed)[0];
            for (var r = 0; r < Randomisations.Count; r++)
                counts[(8 * (int)(row[r] * 8)) + (int)(row[r + (apart * Randomisations.Count)] * 8)]++;
        }

        Assert.InRange(counts.Sum(c => (c - 160) * (c - 160) / 160), 30, 112);
    }

    /// <summary>Orders of two dimensions are independent: correlation of 8,192 pairs within ±4.5/√8192.</summary>
    [Fact]
    public void When_a_hypercube_has_many_dimensions_they_are_uncorrelated()
    {
        var rows = Sampled.Uniforms(SamplingMethod.LatinHypercube, 12, Trials);
        for (var a = 0; a < rows.Length; a++)
        {
            for (var b = 0; b < a; b++)
                Assert.InRange(12 * rows[a].Zip(rows[b], (u, v) => (u - 0.5) * (v - 0.5)).Average(), -0.05, 0.05);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void When_vectors_or_tiles_differ_every_bit_is_the_same(SamplingMethod method)
    {
        foreach (var antithetic in new[] { false, true })
        {
            var one = Sampled.Uniforms<Lanes1>(method, 6, 1003, 256, antithetic);
            Assert.Equal(one, Sampled.Uniforms<Lanes1>(method, 6, 1003, 40, antithetic));
            if (Lanes256.IsSupported)
                Assert.Equal(one, Sampled.Uniforms<Lanes256>(method, 6, 1003, 8, antithetic));
            if (Lanes512.IsSupported)
                Assert.Equal(one, Sampled.Uniforms<Lanes512>(method, 6, 1003, 72, antithetic));
        }
    }

    [Fact]
    public void When_a_run_is_longer_its_first_points_are_the_same()
    {
        var longer = Sampled.Uniforms(SamplingMethod.Sobol, 6, 4 * Trials);

        Assert.Equal(Sampled.Uniforms(SamplingMethod.Sobol, 6, 1000), longer.Select(r => r[..1000]));
    }

    [Theory]
    [InlineData(SamplingMethod.Plain)]
    [InlineData(SamplingMethod.LatinHypercube)]
    [InlineData(SamplingMethod.Sobol)]
    public void When_trials_are_antithetic_every_second_mirrors_the_one_before(SamplingMethod method)
    {
        var plain = Sampled.Uniforms(method, 3, 1024);

        var mirrored = Sampled.Uniforms(method, 3, 1024, antithetic: true);

        for (var d = 0; d < 3; d++)
        {
            for (var k = 0; k < 1024; k += 2)
            {
                Assert.Equal(plain[d][k], mirrored[d][k]);
                Assert.Equal(1 - plain[d][k], mirrored[d][k + 1]);
            }
        }
    }

    [Fact]
    public void When_sampling_is_plain_the_bits_are_those_of_the_streams()
    {
        var philox = new Philox(1);
        var rows = Sampled.Uniforms(SamplingMethod.Plain, 2, 100);
        for (var trial = 0u; trial < 100; trial++)
            Assert.Equal(philox.Uniform(trial, StreamId.Of("", "test", "1"), 0), rows[1][trial]);
    }

    /// <summary>Least t for which 2ᵐ unscrambled points of two dimensions are a (t, m, 2)-net: m less the rank that the leading digits always have.</summary>
    private static int Quality(int a, int b, int log)
    {
        var (first, second) = (new uint[log], new uint[log]);
        DirectionNumbers.Columns(a, first);
        DirectionNumbers.Columns(b, second);
        for (var t = 0; ; t++)
        {
            if (Enumerable.Range(0, log - t + 1).All(k => Rank([.. Rows(first, k), .. Rows(second, log - t - k)]) == log - t))
                return t;
        }
    }

    private static IEnumerable<uint> Rows(uint[] columns, int digits) =>
        Enumerable.Range(0, digits).Select(j => columns.Select((c, k) => (c >> (31 - j) & 1) << k).Aggregate(0u, (x, y) => x | y));

    private static int Rank(uint[] rows)
    {
        var rank = 0;
        for (var bit = 0; bit < 32; bit++)
        {
            var pivot = Array.FindIndex(rows, rank, r => (r >> bit & 1) != 0);
            if (pivot < 0)
                continue;
            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            for (var r = rank + 1; r < rows.Length; r++)
                rows[r] ^= (rows[r] >> bit & 1) * rows[rank];
            rank++;
        }

        return rank;
    }
}
