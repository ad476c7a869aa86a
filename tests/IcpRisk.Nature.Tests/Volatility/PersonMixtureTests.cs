using IcpRisk.Nature.Volatility;
using MathNet.Numerics.Distributions;

namespace IcpRisk.Nature.Tests.Volatility;

public sealed class PersonMixtureTests
{
    private static readonly double[] Tops = [0.01, 0.05, 0.1, 0.2, 0.5];

    private static PersonMixture Mixture(params (double Share, double Mean, double Cv)[] classes) => new(new People(0, classes).Terms);

    [Fact]
    public void When_people_vary_as_in_English_hospitals_then_the_top_hundredth_has_a_third_of_spending() =>
        Assert.Equal(0.32, Mixture((1, 1, 5.5)).TopShare(0.01), 0.005);

    [Theory]
    [InlineData(0.3)]
    [InlineData(5.5)]
    [InlineData(40)]
    public void When_there_is_one_class_then_its_Lorenz_curve_is_the_lognormal_one(double cv)
    {
        var mixture = Mixture((1, 7, cv));

        // The top p have Φ(σ − Φ⁻¹(1 − p)), σ² = ln(1 + cv²); Math.NET's Φ and Φ⁻¹ are good to 1e-14 or so.
        var sigma = Math.Sqrt(Math.Log(1 + (cv * cv)));
        Assert.All(Tops, p => Assert.Equal(Normal.CDF(0, 1, sigma - Normal.InvCDF(0, 1, 1 - p)), mixture.TopShare(p), 1e-12));
        Assert.Equal(cv, mixture.Cv, cv * 1e-12);
        Assert.Equal((cv * cv * cv) + (3 * cv), mixture.Skewness, mixture.Skewness * 1e-9);
    }

    [Fact]
    public void When_half_use_nothing_and_classes_are_alike_within_then_shares_are_those_by_hand()
    {
        var mixture = Mixture((0.05, 10, 0), (0.45, 1, 0));

        // Of 100 people 5 use 10 and 45 use 1: 95 in all.
        double[] shares = [10 / 95.0, 50 / 95.0, 55 / 95.0, 65 / 95.0, 1];
        Assert.All(Tops.Zip(shares), s => Assert.Equal(s.Second, mixture.TopShare(s.First), 1e-12));
        Assert.Equal(1, mixture.TopShare(0.7));
        Assert.Equal(0, mixture.TopShare(0));
        Assert.Equal(0.5, mixture.Users, 1e-15);
        var moments = new[] { 10.0, 1, 0 }.Zip([0.05, 0.45, 0.5], (x, share) => (X: (x / 0.95) - 1, Share: share)).ToList();
        Assert.Equal(moments.Sum(m => m.Share * m.X * m.X), mixture.Variance, 1e-12);
        Assert.Equal(moments.Sum(m => m.Share * m.X * m.X * m.X), mixture.ThirdMoment, 1e-11);
    }

    [Fact]
    public void When_half_use_nothing_then_the_top_share_of_all_is_that_of_twice_the_share_of_users()
    {
        var (all, users) = (Mixture((0.5, 1, 2)), Mixture((1, 1, 2)));
        Assert.All(new[] { 0.01, 0.1, 0.3 }, p => Assert.Equal(users.TopShare(2 * p), all.TopShare(p), 1e-12));
    }

    [Fact]
    public void When_people_are_simulated_then_the_dearest_account_for_the_same_shares()
    {
        (double, double, double)[] classes = [(0.55, 0.4, 1.2), (0.12, 3, 1), (0.01, 20, 0.8)];
        var mixture = Mixture(classes);
        var spending = new People(2014, classes).Draw(200_000);

        foreach (var top in Tops)
        {
            // The standard error from forty batches of people; five of them (see Compare).
            var batches = spending.Chunk(5_000).Select(b => Share(b, top)).ToArray();
            var error = Math.Sqrt(Compare.VarianceOf(batches) / batches.Length);
            Assert.InRange(Share(spending, top) - mixture.TopShare(top), -(5 * error) - 1e-12, (5 * error) + 1e-12);
        }

        Compare.Mean(1, [.. spending.Select(s => s / classes.Sum(c => c.Item1 * c.Item2))]);
        Compare.Variance(mixture.Variance, [.. spending.Select(s => s / classes.Sum(c => c.Item1 * c.Item2))]);

        static double Share(double[] people, double top) =>
            people.OrderDescending().Take((int)Math.Round(people.Length * top)).Sum() / people.Sum();
    }
}
