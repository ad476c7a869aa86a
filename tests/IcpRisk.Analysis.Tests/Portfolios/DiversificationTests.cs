using IcpRisk.Analysis.Portfolio;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Analysis.Tests.Portfolios;

/// <summary>Diversification of correlated normals, whose parts are known in closed form.</summary>
public class DiversificationTests
{
    private const int Trials = 256_000;
    private const double A = 3, B = 5, Common = 0.4;
    private static readonly double Pot = Math.Sqrt((A * A) + (B * B) + (2 * Common * A * B));
    private static readonly Lazy<IReadOnlyList<DiversificationRow>> Rows = new(() =>
    {
        var (x, y) = Normals();
        return Diversification.Of([x, y], [x, y]);
    });

    // TVaR of a normal above its mean is sd · φ(z)/(1 − level); Euler parts are shared out as the covariance with the sum is.
    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(1, 2.0627128075)]
    [InlineData(2, 2.6652142203)]
    [InlineData(3, 2.8919486055)]
    public void When_places_are_normal_then_measures_and_parts_are_those_of_the_closed_form(int row, double sds)
    {
        var found = Rows.Value[row];
        Near(found.Places[0].Alone, A * sds);
        Near(found.Places[1].Alone, B * sds);
        Near(found.Pot, Pot * sds);
        Near(found.Sum, (A + B) * sds);
        Near(found.Places[0].InPot, ((A * A) + (Common * A * B)) / Pot * sds);
        Near(found.Places[1].InPot, ((B * B) + (Common * A * B)) / Pot * sds);
        Near(found.DiversifiedAway, 1 - (Pot / (A + B)));
    }

    [Fact]
    public void When_parts_are_added_up_they_are_the_pot() => Assert.All(Rows.Value, row =>
        Assert.Equal(row.Pot.Value, row.Places.Sum(p => p.InPot.Value), 1e-11 * row.Pot.Value));

    // Values 1 to 1,000 in another order than the second place's: the worst 5 % of the sum can be named by hand.
    [Fact]
    public void When_trials_are_few_then_the_tail_is_the_trials_named_by_hand()
    {
        double[] x = [.. Enumerable.Range(0, 20).Select(i => i == 7 ? -100.0 : i)];
        double[] y = [.. Enumerable.Range(0, 20).Select(i => i == 7 ? 10.0 : 0.5)];
        var row = Diversification.Of([x, y], [x, y]).Single(r => r.Measure.Level == 0.95);

        // Means: (190 − 7 − 100)/20 = 4.15 and (19 · 0.5 + 10)/20 = 0.975. The worst of 20 is trial 7: x −100, y 10.
        Assert.Equal(104.15, row.Places[0].InPot.Value, 1e-10);
        Assert.Equal(-9.025, row.Places[1].InPot.Value, 1e-10);
        Assert.Equal(104.15, row.Places[0].Alone.Value, 1e-10);

        // The first of the equal lowest of y.
        Assert.Equal(0.475, row.Places[1].Alone.Value, 1e-10);
        Assert.Equal(95.125, row.Pot.Value, 1e-10);
    }

    // Five standard errors: 28 comparisons go astray once in 60,000 seeds.
    private static void Near(Numerics.Statistics.Estimate found, double exact)
    {
        Assert.InRange(found.StandardError, 1e-9, 0.05 * Pot);
        Assert.InRange(found.Value, exact - (5 * found.StandardError), exact + (5 * found.StandardError));
    }

    private static (double[] X, double[] Y) Normals()
    {
        StreamId[] streams = [StreamId.Of("", "test", "x"), StreamId.Of("", "test", "y")];
        var rows = new double[2 * Trials];
        new NormalRows(TrialPoints.Plain(11), streams, 0, 1, (_, _) => -1).Fill<Lanes1>(0, Trials, rows);
        double[] x = [.. rows.Take(Trials).Select(z => A * z)];
        double[] y = [.. rows.Skip(Trials).Select((z, i) => B * ((Common * rows[i]) + (Math.Sqrt(1 - (Common * Common)) * z)))];
        return (x, y);
    }
}
