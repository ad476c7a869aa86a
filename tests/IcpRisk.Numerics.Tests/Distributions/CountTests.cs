using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;
using Xunit.Abstractions;

namespace IcpRisk.Numerics.Tests.Distributions;

public class CountTests(ITestOutputHelper output)
{
    private static double[] Counts(double[] z, double[] mean, double phi)
    {
        void Fill<L>(double[] x) where L : struct, ILanes<L>
        {
            if (phi == 1)
                Poisson.Fill<L>(z, mean, x);
            else
                NegativeBinomial.Fill<L>(z, mean, phi, x);
        }

        return AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
    }

    private static double[] Wide(double[] z, double mean, double phi)
    {
        var x = new double[z.Length];
        if (Lanes512.IsSupported)
            NegativeBinomial.Fill<Lanes512>(z, mean, phi, x);
        else
            NegativeBinomial.Fill<Lanes1>(z, mean, phi, x);
        return x;
    }

    private static double[] Constant(double value, int trials) => [.. Enumerable.Repeat(value, trials)];

    private double Error(double mean, double phi)
    {
        var z = TestNormals.Grid;
        var reference = new CountReference(mean, phi);
        var error = Math.Max(
            reference.WorstError(z, Counts(z, Constant(mean, z.Length), phi)),
            reference.WorstStep(x => Wide(x, mean, phi), 8));
        output.WriteLine($"phi {phi} mean {mean:G9}: CDF error {error:E1}");
        return error;
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.01)]
    [InlineData(0.7)]
    [InlineData(5)]
    [InlineData(19.999)]
    public void Poisson_by_summation_is_exact(double mean) => Assert.InRange(Error(mean, 1), 0, 2e-14);

    [Theory]
    [InlineData(20.001, 6e-7)]
    [InlineData(25.3, 4e-7)]
    [InlineData(40, 1e-7)]
    [InlineData(200, 1e-8)]
    [InlineData(1_000, 2e-10)]
    [InlineData(12_345.6, 1e-10)]
    [InlineData(1e5, 1e-9)]
    public void Poisson_by_expansion_keeps_its_error(double mean, double allowed) => Assert.InRange(Error(mean, 1), 0, allowed);

    [Theory]
    [InlineData(1.0001, 0.3, 1e-10)]
    [InlineData(1.5, 1e-6, 2e-14)]
    [InlineData(1.5, 2, 2e-14)]
    [InlineData(1.5, 21.3, 2e-13)]
    [InlineData(3, 38.6, 2e-13)]
    [InlineData(30, 400, 2e-13)]
    [InlineData(300, 3_000, 2e-12)]
    [InlineData(20_000, 5_000, 1e-10)]
    public void Negative_binomial_by_summation_is_exact(double phi, double mean, double allowed) =>
        Assert.InRange(Error(mean, phi), 0, allowed);

    [Theory]
    [InlineData(1.0001, 20.1, 1e-6)]
    [InlineData(1.5, 21.34, 1.2e-6)]
    [InlineData(1.2, 20, 1e-6)]
    [InlineData(2, 26.01, 1e-6)]
    [InlineData(3, 38.7, 1e-6)]
    [InlineData(3, 1_000, 1e-9)]
    [InlineData(10, 146.1, 1e-6)]
    [InlineData(10, 1_000, 1e-8)]
    [InlineData(100, 1_585, 1e-6)]
    [InlineData(20, 5e3, 1e-8)]
    public void Negative_binomial_by_expansion_keeps_its_error(double phi, double mean, double allowed) =>
        Assert.InRange(Error(mean, phi), 0, allowed);

    [Fact]
    public void Negative_binomial_becomes_poisson_as_phi_goes_to_1()
    {
        foreach (var mean in new[] { 0.5, 9, 19.5, 20.5, 2_000, 1e7 })
        {
            // Up to z = 7: beyond, 1 − Φ(z) is no more than a few roundings.
            double[] z = [.. TestNormals.Grid.Select(x => Math.Min(x, 7))];
            var m = Constant(mean, z.Length);
            Assert.Equal(Counts(z, m, 1), Counts(z, m, 1 + 2.3e-16));
        }
    }

    [Fact]
    public void Mean_0_gives_0_and_counts_grow_with_z_and_mean()
    {
        double[] z = [-8.3, -2, -1, 0, 1, 2, 4, 8.3];
        Assert.All(Counts(z, Constant(0, 8), 1), n => Assert.Equal(0, n));
        Assert.All(Counts(z, Constant(0, 8), 3), n => Assert.Equal(0, n));
        foreach (var phi in new[] { 1, 1.3, 3, 40 })
        {
            double[]? before = null;
            foreach (var mean in new[] { 0.001, 0.1, 1, 7, 15.9, 16.1, 33, 100, 1_500, 1e4, 1e8 })
            {
                var grid = TestNormals.Grid;
                var counts = Counts(grid, Constant(mean, grid.Length), phi);
                Assert.All(Enumerable.Range(1, counts.Length - 1), i => Assert.True(counts[i] >= counts[i - 1]));
                Assert.All(counts, n => Assert.Equal(Math.Floor(n), n));
                // From one mean to the next the count may fall by the error of the far tail, seen at |z| > 6 only.
                if (before is not null)
                    Assert.All(Enumerable.Range(32, 193), i => Assert.True(counts[i] >= before[i]));
                before = counts;
            }
        }
    }

    [Fact]
    public void Means_and_phis_may_differ_by_trial()
    {
        var z = TestNormals.Random(1_024, 1);
        double[] means = [0, 1e-6, 0.3, 4, 15, 17, 300, 1e8];
        double[] phis = [1, 1.2, 3, 1, 9, 1.5, 2, 4];
        double[] mean = [.. Enumerable.Range(0, z.Length).Select(i => means[i % 8])];
        double[] phi = [.. Enumerable.Range(0, z.Length).Select(i => phis[i / 8 % 8])];
        void Fill<L>(double[] x) where L : struct, ILanes<L> => NegativeBinomial.Fill<L>(z, mean, phi, x);
        var counts = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < z.Length; i++)
            Assert.Equal(Counts(Constant(z[i], 8), Constant(mean[i], 8), phi[i])[0], counts[i]);
    }

    /// <summary>4.5 standard errors: a false alarm once in 150,000 seeds a comparison.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2.5)]
    [InlineData(50, 1)]
    [InlineData(60, 3)]
    [InlineData(2_000, 4)]
    public void Moments_agree(double mean, double phi)
    {
        const int Trials = 200_000;
        var z = TestNormals.Random(Trials, 7);
        var (m, sd, skewness) = TestNormals.Moments(Counts(z, Constant(mean, Trials), phi));
        var g = (2 * phi - 1) / Math.Sqrt(phi * mean);
        var kurtosis = (3 * (2 * phi - 1) * (2 * phi - 1) - 1) / 2 / (phi * mean);
        Assert.InRange((m - mean) / Math.Sqrt(phi * mean / Trials), -4.5, 4.5);
        Assert.InRange((sd / Math.Sqrt(phi * mean) - 1) / Math.Sqrt((kurtosis + 2) / 4 / Trials), -4.5, 4.5);
        Assert.InRange((skewness - g) / Math.Sqrt((6 + 9 * g * g + 6 * kurtosis) / Trials), -4.5, 4.5);
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(7, 0.5)]
    [InlineData(50, 0.02)]
    [InlineData(50, 0.93)]
    [InlineData(200, 0.2)]
    [InlineData(2_000, 0.01)]
    [InlineData(100_000, 0.0003)]
    [InlineData(1_000_000, 0.4)]
    public void Binomial_keeps_its_error(double n, double p)
    {
        var z = TestNormals.Grid;
        var cases = Constant(n, z.Length);
        void Fill<L>(double[] x) where L : struct, ILanes<L> => Binomial.Fill<L>(z, cases, p, x);
        var counts = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        var share = p > 0.5 ? 1 - p : p;
        double[] normals = [.. z.Select(x => p > 0.5 ? -x : x)];
        double[] of = [.. counts.Select(k => p > 0.5 ? n - k : k)];
        var error = new CountReference(n * share, 1 - share).WorstError(normals, of);
        output.WriteLine($"n {n} p {p}: CDF error {error:E1}");
        Assert.InRange(error, 0, n * share * (1 - share) < 16 + 4 * Math.Pow(1 - 2 * share, 2) ? 1e-12 : 5e-6);
        Assert.All(counts, k => Assert.InRange(k, 0, n));
    }

    [Fact]
    public void Binomial_of_probability_0_and_1_is_exact()
    {
        double[] z = [-8.3, -2, -1, 0, 1, 2, 4, 8.3];
        double[] n = [0, 1, 2, 3, 10, 100, 1e6, 0];
        var x = new double[8];
        Binomial.Fill<Lanes1>(z, n, 0, x);
        Assert.All(x, k => Assert.Equal(0, k));
        Binomial.Fill<Lanes1>(z, n, 1, x);
        Assert.Equal(n, x);
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.Fill<Lanes1>(z, n, 1.1, x));
    }
}
