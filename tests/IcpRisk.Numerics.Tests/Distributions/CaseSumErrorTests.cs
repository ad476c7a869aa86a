using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;
using Xunit.Abstractions;

namespace IcpRisk.Numerics.Tests.Distributions;

/// <summary>
/// Totals of lognormal cases against the exact distribution of their sum. Writes the tables of docs/samplers.md:
/// <c>dotnet test tests/IcpRisk.Numerics.Tests -c Release --filter CaseSumErrorTests --logger "console;verbosity=detailed"</c>.
/// </summary>
public class CaseSumErrorTests(ITestOutputHelper output)
{
    private static readonly double[] Levels = [0.01, 0.05, 0.5, 0.95, 0.99, 0.995, 0.999];

    /// <summary>
    /// A sampled quantile may be off by the plan's stated error plus 4.5 standard errors. A false alarm once in 150,000
    /// seeds a quantile.
    /// </summary>
    [Theory]
    [InlineData(0.6, 5, 0.03)]
    [InlineData(0.6, 50, 0.03)]
    [InlineData(0.6, 500, 0.03)]
    [InlineData(0.6, 5_000, 0.03)]
    [InlineData(0.6, 50_000, 0.03)]
    [InlineData(2, 5, 0.03)]
    [InlineData(2, 50, 0.03)]
    [InlineData(2, 500, 0.03)]
    [InlineData(2, 5_000, 0.03)]
    [InlineData(2, 50_000, 0.03)]
    [InlineData(5, 5, 0.03)]
    [InlineData(5, 50, 0.03)]
    [InlineData(5, 500, 0.03)]
    [InlineData(5, 5_000, 0.03)]
    [InlineData(5, 50_000, 0.03)]
    public void Total_of_cases_agrees_with_convolution(double cv, int cases, double stated)
    {
        var trials = cases < 20 ? 400_000 : 200_000;
        if (Environment.GetEnvironmentVariable("ICPRISK_LONG") is not null)
            trials *= 10;
        var reference = new CompoundReference(cases, cv);
        var plan = CaseSumPlan.For(cases, cv);
        var total = Draw(plan, cases, trials);
        Array.Sort(total);
        var skewness = ShiftedLognormal.SkewnessOf(cv) / Math.Sqrt(cases);
        output.WriteLine(
            $"cv {cv} cases {cases} skewness {skewness:F2} {plan.Method} large {plan.LargeShare * cases:F2}");
        foreach (var level in Levels)
        {
            var exact = reference.Quantile(level);
            // Errors in standard deviations of the total.
            var gamma = (Gamma(level, cases, cv) - exact) / reference.Sd;
            var drawn = (total[(int)(level * trials)] - exact) / reference.Sd;
            var density = (reference.Cdf(exact + 0.02 * reference.Sd) - reference.Cdf(exact - 0.02 * reference.Sd)) / 0.04;
            var error = Math.Sqrt(level * (1 - level) / trials) / density;
            output.WriteLine($"   q{level * 100:G4} {exact:F1}: one gamma {gamma:F4}, plan {drawn:F4} ± {error:F4}");
            Assert.InRange(Math.Abs(drawn), 0, stated + 4.5 * error);
        }
    }

    private static double Gamma(double level, int cases, double cv)
    {
        var total = new double[8];
        var z = Enumerable.Repeat(MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, level), 8).ToArray();
        var counts = Enumerable.Repeat((double)cases, 8).ToArray();
        MatchedGamma.Fill<Lanes1>(z, counts, 1, cv, ShiftedLognormal.SkewnessOf(cv), total);
        return total[0];
    }

    private static double[] Draw(in CaseSumPlan plan, int cases, int trials)
    {
        var philox = new Philox(5);
        var id = StreamId.Of("test", "cases", "total");
        var uniforms = new PhiloxCases(philox, id, 0, 0);
        var counts = Enumerable.Repeat((double)cases, trials).ToArray();
        var z = TestNormals.Random(trials, 11);
        var zLarge = TestNormals.Random(trials, 12);
        var total = new double[trials];
        if (Lanes512.IsSupported)
            CaseSum.Fill<Lanes512, PhiloxCases>(plan, counts, z, zLarge, ref uniforms, 1, total);
        else
            CaseSum.Fill<Lanes1, PhiloxCases>(plan, counts, z, zLarge, ref uniforms, 1, total);
        return total;
    }
}
