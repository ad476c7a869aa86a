using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Distributions;

public class CaseSumTests
{
    private static readonly StreamId Stream = StreamId.Of("test", "cases", "sum");

    private static double[] Totals(CaseSumPlan plan, double[] counts, double mean)
    {
        var z = TestNormals.Random(counts.Length, 21);
        var zLarge = TestNormals.Random(counts.Length, 22);
        void Fill<L>(double[] x) where L : struct, ILanes<L>
        {
            var uniforms = new PhiloxCases(new Philox(9), Stream, 0, 0);
            CaseSum.Fill<L, PhiloxCases>(plan, counts, z, zLarge, ref uniforms, mean, x);
        }

        return AllWidths.Same(counts.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
    }

    [Theory]
    [InlineData(5_000, 0, CaseSumMethod.Fixed)]
    [InlineData(5_000, 0.6, CaseSumMethod.Matched)]
    [InlineData(500, 5, CaseSumMethod.Split)]
    [InlineData(3, 1, CaseSumMethod.OneByOne)]
    public void The_plan_follows_from_the_expected_count(double expected, double cv, CaseSumMethod method)
    {
        var plan = CaseSumPlan.For(expected, cv);
        Assert.Equal(method, plan.Method);
        double[] counts = [.. Enumerable.Range(0, 520).Select(i => i % 13 == 0 ? 0 : Math.Floor(expected * (0.5 + i / 520d)))];
        var x = Totals(plan, counts, 2.5);
        Assert.All(counts.Zip(x), p => Assert.Equal(p.First == 0, p.Second == 0));
        if (cv == 0)
            Assert.Equal(counts.Select(n => n * 2.5), x);
    }

    [Fact]
    public void What_is_no_number_of_cases_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CaseSumPlan.For(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CaseSumPlan.For(10, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CaseSumPlan.For(10, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CaseSumPlan.For(double.NaN, 1));
    }

    /// <summary>Mean and standard deviation within 4.5 standard errors: a false alarm once in 150,000 seeds.</summary>
    [Theory]
    [InlineData(4, 0.6, 2.016)]
    [InlineData(40, 1, 4)]
    [InlineData(40, 1, 2)]
    [InlineData(40, 1, 7)]
    [InlineData(300, 2, 14)]
    [InlineData(5_000, 1, 3)]
    public void Moments_are_those_of_the_cases(double cases, double cv, double skewness)
    {
        const int Trials = 100_000;
        var x = Totals(CaseSumPlan.For(cases, cv, skewness), [.. Enumerable.Repeat(cases, Trials)], 1);
        var (mean, sd, g) = TestNormals.Moments(x);
        var exact = cv * Math.Sqrt(cases);
        var kurtosis = x.Average(v => Math.Pow((v - mean) / sd, 4)) - 3;
        Assert.InRange((mean - cases) / exact * Math.Sqrt(Trials), -4.5, 4.5);
        Assert.InRange((sd / exact - 1) / Math.Sqrt((kurtosis + 2) / 4 / Trials), -4.5, 4.5);
        Assert.InRange(g / (skewness / Math.Sqrt(cases)), 0.8, 1.2);
    }

    [Theory]
    [InlineData(500, 5)]
    [InlineData(3, 1)]
    [InlineData(5_000, 0.6)]
    public void A_plan_for_another_severity_keeps_its_way_and_its_threshold(double expected, double cv)
    {
        var plan = CaseSumPlan.For(expected, cv);
        var same = plan.With(cv, null);
        Assert.Equal(plan.Method, same.Method);
        Assert.Equal(plan.LargeShare, same.LargeShare, 1e-9);
        Assert.Equal(plan.Matched.Skewness, same.Matched.Skewness, 1e-6 * (1 + plan.Matched.Skewness));
        var other = plan.With(0.8 * cv, null);
        Assert.Equal(plan.Method, other.Method);
        if (plan.Method is CaseSumMethod.Split)
        {
            // The threshold is an amount: exp(µ + σ·limit), limit = −Φ⁻¹(share above).
            double Amount(CaseSumPlan p) => p.Severity.Mu - p.Severity.Sigma * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p.LargeShare);
            Assert.Equal(Amount(plan), Amount(other), 1e-9);
        }
    }

    [Theory]
    [InlineData(0.5, 8)]
    [InlineData(1, 0)]
    [InlineData(1.5, -1)]
    [InlineData(2, 2)]
    public void Truncated_moments_agree_with_quadrature(double sigma, double limit)
    {
        var moments = CaseMoments.LognormalBelow(0.4, sigma, limit);
        const int Steps = 200_000;
        var step = (limit + 12) / Steps;
        double Raw(Func<double, double> of) => Enumerable.Range(0, Steps)
            .Select(i => -12 + (i + 0.5) * step)
            .Sum(z => of(Math.Exp(0.4 + sigma * z)) * Math.Exp(-z * z / 2)) * step / Math.Sqrt(2 * Math.PI) / TestNormals.Cdf(limit);
        var mean = Raw(x => x);
        var sd = Math.Sqrt(Raw(x => (x - mean) * (x - mean)));
        Assert.Equal(1, moments.Mean / mean, 1e-6);
        Assert.Equal(1, moments.Cv * mean / sd, 1e-6);
        Assert.Equal(Raw(x => Math.Pow((x - mean) / sd, 3)), moments.Skewness, 1e-5 * (1 + Math.Abs(moments.Skewness)));
        Assert.Equal(Raw(x => Math.Pow((x - mean) / sd, 4)) - 3, moments.ExcessKurtosis, 1e-4 * (3 + moments.ExcessKurtosis));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(1, 0.001)]
    [InlineData(0.5, 9)]
    [InlineData(4, 20)]
    public void A_shifted_lognormal_has_the_moments_asked_for(double cv, double skewness)
    {
        var s = ShiftedLognormal.Matching(cv, skewness);
        var w = Math.Exp(s.Sigma * s.Sigma);
        Assert.Equal(1, s.Shift + Math.Exp(s.Mu) * Math.Sqrt(w), 1e-9);
        Assert.Equal(cv, Math.Exp(s.Mu) * Math.Sqrt(w * (w - 1)), 1e-9);
        Assert.Equal(skewness, (w + 2) * Math.Sqrt(w - 1), skewness * 1e-9);
    }

    [Fact]
    public void Large_cases_are_the_sum_of_their_own_draws()
    {
        var philox = new Philox(3);
        double[] counts = [.. Enumerable.Range(0, 600).Select(i => i % 41 == 0 ? 9 : i % 7 == 3 ? 2d : 0)];
        void Fill<L>(double[] x) where L : struct, ILanes<L>
        {
            var uniforms = new PhiloxCases(philox, Stream, 1_000, 4);
            LargeCases.Add<L, PhiloxCases, ParetoSeverity>(counts, ref uniforms, new(100, -1 / 2.2), x);
        }

        var x = AllWidths.Same(counts.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < x.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < counts[i]; j++)
                sum += 100 * Math.Pow(philox.Uniform(1_000 + (uint)i, Stream, j, 4), -1 / 2.2);
            Assert.Equal(sum, x[i], sum * 1e-13);
        }
    }

    [Fact]
    public void A_lognormal_above_a_threshold_has_its_tail()
    {
        var severity = new LognormalSeverity(2, 1.5, TestNormals.Cdf((2 - Math.Log(60)) / 1.5));
        double[] row = [1 - 1e-12, 0.9, 0.5, 0.1, 1e-3, 1e-6, 1e-9, 1e-12];
        var x = row.ToArray();
        severity.FromSurvival<Lanes1>(x, 0, x.Length);
        var share = TestNormals.Cdf((2 - Math.Log(60)) / 1.5);
        for (var i = 0; i < x.Length; i++)
            Assert.Equal(row[i], TestNormals.Cdf((2 - Math.Log(x[i])) / 1.5) / share, row[i] * 1e-11);
        Assert.Equal(60, x[0], 1e-9);
    }
}
