using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Sampling;

public class ImportanceMixtureTests
{
    private const int Trials = 65_536;
    private const double Nominal = 0.2;

    /// <summary>
    /// Weights have mean 1 and, with a share α of nominal trials, are at most 1/α; weighted tail of N(0, 1) beyond 3 is
    /// Φ(−3). Its error is that of Σw1{} : sd of w1{} is about 0.005, a standard error of 2e−5; allowed four of them.
    /// </summary>
    [Fact]
    public void When_a_normal_is_moved_its_weighted_tail_is_exact()
    {
        var (z, w) = Draw<Lanes1>(2.5);

        Assert.InRange(w.Average(), 0.985, 1.015);
        Assert.True(w.Max() <= 1 / Nominal);
        Assert.InRange(z.Zip(w, (x, y) => x > 3 ? y : 0).Average(), 0.00135 - 8e-5, 0.00135 + 8e-5);
        Assert.InRange(z.Count(x => x > 3) / (double)Trials, 0.2, 0.3);
    }

    /// <summary>The ratio of the two densities, by hand at each trial.</summary>
    [Fact]
    public void When_a_weight_is_wanted_it_is_the_ratio_of_densities()
    {
        var (z, w) = Draw<Lanes1>(1.5);
        for (var i = 0; i < 1000; i++)
        {
            var nominal = Math.Exp(-z[i] * z[i] / 2);
            var moved = Math.Exp(-(z[i] - 1.5) * (z[i] - 1.5) / 2);
            Assert.Equal(nominal / ((Nominal * nominal) + ((1 - Nominal) * moved)), w[i], 12);
        }
    }

    [Fact]
    public void When_vectors_are_wide_the_bits_are_the_same()
    {
        var narrow = Draw<Lanes1>(2);
        if (Lanes256.IsSupported)
            Assert.Equal(narrow.Weights, Draw<Lanes256>(2).Weights);
        if (Lanes512.IsSupported)
            Assert.Equal(narrow.Weights, Draw<Lanes512>(2).Weights);
    }

    private static (double[] Z, double[] Weights) Draw<L>(double shift) where L : struct, ILanes<L>
    {
        var philox = new Philox(3);
        var mixture = new ImportanceMixture(Nominal, 256);
        var (z, w) = (new double[Trials], new double[Trials]);
        for (var at = 0; at < Trials; at += 256)
        {
            var row = z.AsSpan(at, 256);
            Draws.Uniform<L>(philox, StreamId.Of("", "choice", ""), (uint)at, 0, 0, mixture.Choice(256));
            Draws.Normal<L>(philox, StreamId.Of("", "z", ""), (uint)at, 0, 0, row);
            mixture.Begin<L>(256);
            mixture.Move<L>(shift, row);
            mixture.Weights<L>(w.AsSpan(at, 256));
        }

        return (z, w);
    }
}
