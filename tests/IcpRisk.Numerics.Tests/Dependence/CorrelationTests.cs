using IcpRisk.Numerics.Dependence;

namespace IcpRisk.Numerics.Tests.Dependence;

public class CorrelationTests
{
    private static readonly CorrelationMatrix _impossible =
        CorrelationMatrix.FromPairs(5, [new(1, 2, 0.9), new(2, 4, 0.9), new(1, 4, -0.9)]);

    [Fact]
    public void Pairs_fill_both_sides_and_wrong_ones_are_refused()
    {
        var c = CorrelationMatrix.FromPairs(3, [new(2, 0, 0.3)]);
        Assert.Equal((0.3, 0.3, 0, 1), (c[0, 2], c[2, 0], c[0, 1], c[1, 1]));
        Assert.Throws<ArgumentException>(() => CorrelationMatrix.FromPairs(3, [new(0, 0, 1)]));
        Assert.Throws<ArgumentException>(() => CorrelationMatrix.FromPairs(3, [new(0, 3, 0.1)]));
        Assert.Throws<ArgumentException>(() => CorrelationMatrix.FromPairs(3, [new(0, 1, 1.01)]));
        Assert.Throws<ArgumentException>(() => CorrelationMatrix.FromPairs(3, [new(0, 1, double.NaN)]));
        Assert.Throws<ArgumentException>(() => CorrelationMatrix.FromPairs(3, [new(0, 1, 0.1), new(1, 0, 0.1)]));
        Assert.Throws<ArgumentException>(() => CorrelationMatrix.FromRows(new[,] { { 1, 0.1 }, { 0.2, 1 } }));
    }

    [Fact]
    public void Groups_are_the_drivers_tied_to_one_another()
    {
        var c = CorrelationMatrix.FromPairs(7, [new(5, 1, 0.1), new(2, 4, 0.1), new(3, 5, -0.1), new(0, 6, 0)]);
        Assert.Equal([[1, 3, 5], [2, 4]], c.Groups());
    }

    [Fact]
    public void An_inconsistent_triple_is_found_and_named()
    {
        // Eigenvalues of the triple: 1 + 0.9 twice and 1 − 1.8.
        var check = CorrelationCheck.Of(_impossible);
        Assert.False(check.IsPositiveSemidefinite);
        Assert.Equal(-0.8, check.MinimumEigenvalue, 1e-14);
        Assert.Equal([(1, 2), (1, 4), (2, 4)], check.OffendingPairs.Select(p => (p.I, p.J)).Order());
        Assert.Throws<ArgumentException>(() => CorrelationFactor.Of(_impossible));
    }

    [Fact]
    public void The_culprit_among_many_pairs_is_named_first()
    {
        // 0-1-2-3 all 0.8, save for one pair at −0.8.
        var pairs = Enumerable.Range(0, 4).SelectMany(i => Enumerable.Range(i + 1, 3 - i)
            .Select(j => new CorrelationPair(i, j, (i, j) == (1, 3) ? -0.8 : 0.8)));
        var check = CorrelationCheck.Of(CorrelationMatrix.FromPairs(4, pairs));
        Assert.False(check.IsPositiveSemidefinite);
        Assert.Equal(new(1, 3, -0.8), check.OffendingPairs[0]);
    }

    [Fact]
    public void The_inconsistent_triple_is_repaired_to_halves()
    {
        // By symmetry the nearest is ±r on all three with 1 − 2r = 0.
        var near = NearestCorrelation.Of(_impossible);
        Assert.Equal(0.5, near.Matrix[1, 2], 1e-9);
        Assert.Equal(0.5, near.Matrix[2, 4], 1e-9);
        Assert.Equal(-0.5, near.Matrix[1, 4], 1e-9);
        Assert.Equal(Math.Sqrt(6) * 0.4, near.Distance, 1e-8);
        Assert.Equal(0.9, Math.Abs(near.LargestMove!.Value.R));
        Assert.True(CorrelationCheck.Of(near.Matrix).IsPositiveSemidefinite);
        CorrelationFactor.Of(near.Matrix);
    }

    [Fact]
    public void The_published_example_is_repaired_as_published()
    {
        // Higham (2002), §4: the 3 × 3 matrix with 1, 1, 0 beside the diagonal; printed to four figures.
        var near = NearestCorrelation.Of(CorrelationMatrix.FromRows(new double[,] { { 1, 1, 0 }, { 1, 1, 1 }, { 0, 1, 1 } }));
        Assert.Equal(0.7607, near.Matrix[0, 1], 5e-5);
        Assert.Equal(0.1573, near.Matrix[0, 2], 5e-5);
        Assert.Equal(0.5278, near.Distance, 5e-5);
    }

    [Fact]
    public void A_possible_matrix_is_left_alone()
    {
        var c = RandomPossible(6, 6, 1);
        var near = NearestCorrelation.Of(c);
        Assert.Equal((0.0, null, 0), (near.Distance, near.LargestMove, near.Iterations));
        Assert.Same(c, near.Matrix);
    }

    [Fact]
    public void Repair_touches_only_the_impossible_group()
    {
        var c = CorrelationMatrix.FromPairs(6, [new(0, 1, 0.9), new(1, 2, 0.9), new(0, 2, -0.9), new(3, 5, 0.7)]);
        var near = NearestCorrelation.Of(c).Matrix;
        Assert.Equal((0.7, 0, 0, 1), (near[3, 5], near[0, 3], near[4, 5], near[4, 4]));
    }

    [Fact]
    public void Random_repairs_are_possible_and_nearer_than_other_matrices()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var n = random.Next(3, 9);
            var pairs = from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, i) select new CorrelationPair(i, j, (2 * random.NextDouble()) - 1);
            var c = CorrelationMatrix.FromPairs(n, pairs.ToList());
            var near = NearestCorrelation.Of(c);
            var least = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(n, n, (i, j) => near.Matrix[i, j]).Evd().EigenValues.Min(e => e.Real);
            Assert.True(least > -1e-14 * n);
            for (var k = 0; k < 20; k++)
            {
                // Along the way from the repair to any possible matrix the distance grows.
                var other = RandomPossible(n, n, (100 * seed) + k);
                double Distance(double step) => Math.Sqrt((from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select Math.Pow(near.Matrix[i, j] + (step * (other[i, j] - near.Matrix[i, j])) - c[i, j], 2)).Sum());
                Assert.True(Distance(0.01) >= near.Distance - 1e-9);
                Assert.Equal(near.Distance, Distance(0), 1e-12);
            }

            CorrelationFactor.Of(near.Matrix);
        }
    }

    [Fact]
    public void Eigenvalues_agree_with_a_library()
    {
        foreach (var n in new[] { 1, 2, 5, 30 })
        {
            var c = RandomPossible(n, Math.Max(1, n - 2), n);
            var eigen = SymmetricEigen.Of(c.Block([.. Enumerable.Range(0, n)]));
            var expected = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(n, n, (i, j) => c[i, j]).Evd().EigenValues.Select(e => e.Real).Order();
            Assert.All(eigen.Values.Order().Zip(expected), x => Assert.Equal(x.Second, x.First, 1e-13 * n));
        }
    }

    /// <summary>Correlations of n random vectors of a given rank.</summary>
    internal static CorrelationMatrix RandomPossible(int n, int rank, int seed)
    {
        var random = new Random(seed);
        var v = Enumerable.Range(0, n).Select(_ =>
        {
            var x = Enumerable.Range(0, rank).Select(_ => (2 * random.NextDouble()) - 1).ToArray();
            var length = Math.Sqrt(x.Sum(y => y * y));
            return x.Select(y => y / length).ToArray();
        }).ToArray();
        var pairs = from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, i) select new CorrelationPair(i, j, Math.Clamp(v[i].Zip(v[j], (a, b) => a * b).Sum(), -1, 1));
        return CorrelationMatrix.FromPairs(n, pairs);
    }
}
