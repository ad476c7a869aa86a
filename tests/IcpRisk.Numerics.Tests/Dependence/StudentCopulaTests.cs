using IcpRisk.Numerics.Dependence;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace IcpRisk.Numerics.Tests.Dependence;

public class StudentCopulaTests
{
    private const int Trials = 1 << 17;

    public static TheoryData<double> AllDegrees => [1, 1.5, 2.5, 4, 7.3, 30, 1000];

    [Theory]
    [MemberData(nameof(AllDegrees))]
    public void The_score_is_the_normal_quantile_of_the_t_distribution_function(double degrees)
    {
        var copula = new StudentCopula(degrees);
        for (var k = 1; k <= 1000; k++)
        {
            // To tail probabilities of about 10⁻¹⁵.
            var t = At(degrees, k * 7.9 / 1000);
            var exact = -Normal.InvCDF(0, 1, StudentT.CDF(0, 1, degrees, -t));
            Assert.Equal(exact, copula.Score(t), 1e-8);
            Assert.Equal(-copula.Score(t), copula.Score(-t));
        }

        Assert.Equal(0, copula.Score(0));
        Assert.InRange(copula.Score(1e150), 8.2, 8.6);
    }

    [Theory]
    [MemberData(nameof(AllDegrees))]
    public void The_scale_is_the_root_of_degrees_over_a_chi_square(double degrees)
    {
        var copula = new StudentCopula(degrees);
        var normals = Enumerable.Range(-64, 128).Select(k => (k * 0.123) + 0.01).ToArray();
        var scales = new double[normals.Length];
        copula.Scales<Lanes1>(normals, scales);
        for (var i = 0; i < normals.Length; i++)
        {
            var w = degrees / (scales[i] * scales[i]);
            if (Math.Abs(normals[i]) < 5)
                Assert.Equal(Normal.CDF(0, 1, -normals[i]), ChiSquared.CDF(degrees, w), 2e-8);
        }
    }

    [Theory]
    [InlineData(2.5, 0.5)]
    [InlineData(4, 0.5)]
    [InlineData(4, -0.3)]
    [InlineData(7.3, 0.8)]
    public void Marginals_stay_normal_and_ranks_keep_their_correlation(double degrees, double correlation)
    {
        var (x, y) = Sample(degrees, correlation);
        foreach (var row in new[] { x, y })
        {
            // Kolmogorov and Smirnov: beyond 2.2/√n once in 8,000 such tests; the seed is fixed.
            Assert.InRange(Kolmogorov(row), 0, 2.2 / Math.Sqrt(Trials));
            foreach (var tail in new[] { 1e-2, 1e-3, 1e-4 })
            {
                var z = Normal.InvCDF(0, 1, 1 - tail);
                Within(tail, row.Count(v => v > z));
                Within(tail, row.Count(v => v < -z));
            }
        }

        // Of neighbouring trials, which are independent, (1 + τ)/2 are concordant.
        var tau = 2 / Math.PI * Math.Asin(correlation);
        var concordant = Enumerable.Range(0, Trials / 2).Count(k => (x[2 * k] - x[(2 * k) + 1]) * (y[2 * k] - y[(2 * k) + 1]) > 0);
        Within((1 + tau) / 2, concordant, Trials / 2);
    }

    [Theory]
    [InlineData(2.5, 0.5)]
    [InlineData(4, 0.5)]
    [InlineData(4, 0)]
    [InlineData(7.3, -0.3)]
    public void Joint_tails_are_those_of_the_bivariate_t(double degrees, double correlation)
    {
        var (x, y) = Sample(degrees, correlation);
        foreach (var t in new[] { 1.6, 2.3, 3.1 }.Select(w => At(degrees, w)))
        {
            var z = -Normal.InvCDF(0, 1, StudentT.CDF(0, 1, degrees, -t));
            var exact = JointTail(degrees, correlation, t);
            Within(exact, Enumerable.Range(0, Trials).Count(i => x[i] > z && y[i] > z));
            Within(exact, Enumerable.Range(0, Trials).Count(i => x[i] < -z && y[i] < -z));
        }
    }

    [Fact]
    public void The_exact_joint_tail_tends_to_the_coefficient_of_tail_dependence()
    {
        // The reference of the test above, against the closed form: λ is reached slowly, as a power of 1 − q.
        foreach (var (degrees, correlation) in new[] { (2.5, 0.5), (4, 0.5), (4, 0) })
        {
            var lambda = 2 * StudentT.CDF(0, 1, degrees + 1, -Math.Sqrt((degrees + 1) * (1 - correlation) / (1 + correlation)));
            Assert.Equal(lambda, At(6), 1e-3);
            Assert.True(At(2.5) > lambda);

            double At(double w)
            {
                var t = StudentCopulaTests.At(degrees, w);
                return JointTail(degrees, correlation, t) / StudentT.CDF(0, 1, degrees, -t);
            }
        }
    }

    [Theory]
    [InlineData(2.5, 0.5)]
    [InlineData(4, 0.5)]
    [InlineData(4, -0.8)]
    [InlineData(4, 0)]
    public void Joint_moments_of_scores_are_those_of_a_sample(double degrees, double correlation)
    {
        var copula = new StudentCopula(degrees);
        var (x, y) = Sample(degrees, correlation);
        foreach (var (i, j) in new[] { (1, 1), (2, 2), (3, 1) })
        {
            var sample = x.Zip(y, (a, b) => Math.Pow(a, i) * Math.Pow(b, j)).ToArray();
            var mean = sample.Average();
            var error = Math.Sqrt(sample.Average(v => (v - mean) * (v - mean)) / Trials);
            Assert.InRange((mean - copula.JointMoment(correlation, i, j)) / error, -5, 5);
        }
    }

    [Theory]
    [InlineData(1, 1e-4)]
    [InlineData(2.5, 1e-6)]
    [InlineData(30, 1e-6)]
    public void Joint_moments_have_their_known_values(double degrees, double tolerance)
    {
        var copula = new StudentCopula(degrees);
        Assert.Equal(0, copula.JointMoment(0.5, 2, 1));
        Assert.Equal(0, copula.JointMoment(0, 1, 1), tolerance);
        Assert.Equal(1, copula.JointMoment(0.7, 2, 0), tolerance);
        Assert.Equal(1, copula.JointMoment(1, 1, 1), tolerance);
        Assert.Equal(-1, copula.JointMoment(-1, 1, 1), tolerance);
        Assert.Equal(3, copula.JointMoment(0.3, 0, 4), 10 * tolerance);
        Assert.Equal(0.6, new StudentCopula(1000).JointMoment(0.6, 1, 1), 1e-3);
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        var copula = new StudentCopula(3.5);
        var all = Statistics.Draws.AtEveryWidth(w =>
        {
            var pass = new Pass(copula, Statistics.Draws.Normal(256, 1), Statistics.Draws.Normal(256, 2));
            w.Run(ref pass);
            return pass.Z;
        });
        Assert.All(all, row => Assert.Equal(all[0].Select(BitConverter.DoubleToUInt64Bits), row.Select(BitConverter.DoubleToUInt64Bits)));
    }

    [Theory]
    [InlineData(0.99)]
    [InlineData(1001)]
    [InlineData(double.NaN)]
    public void Other_degrees_are_refused(double degrees) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StudentCopula(degrees));

    private static (double[] X, double[] Y) Sample(double degrees, double correlation)
    {
        var copula = new StudentCopula(degrees);
        var (x, y, scale) = (new double[Trials], new double[Trials], new double[Trials]);
        var philox = new Philox(5);
        Streams(philox, "x", x);
        Streams(philox, "y", y);
        Streams(philox, "w", scale);
        for (var i = 0; i < Trials; i++)
            y[i] = (correlation * x[i]) + (Math.Sqrt(1 - (correlation * correlation)) * y[i]);
        var mix = new Mix(copula, x, y, scale);
        Wide.Run(ref mix);
        return (x, y);

        static void Streams(Philox philox, string name, double[] row) =>
            Draws.Normal<Lanes1>(philox, StreamId.Of("", "student", name), 0, 0, 0, row);
    }

    /// <summary>The t of which √(ν·ln(1 + t²/ν)) is w: about the w-th normal score.</summary>
    private static double At(double degrees, double w) => Math.Sqrt(degrees * (Math.Exp(w * w / degrees) - 1));

    /// <summary>P(X > t, Y > t) of the bivariate t: given X, Y is a t of one more degree, shifted and scaled.</summary>
    private static double JointTail(double degrees, double correlation, double t)
    {
        var from = Math.Sqrt(degrees * Math.Log(1 + (t * t / degrees)));
        return Enumerable.Range(0, 20).Sum(panel => GaussLegendreRule.Integrate(
            Above, from + (panel * 0.5), from + ((panel + 1) * 0.5), 20));

        double Above(double w)
        {
            var x = At(degrees, w);
            var spread = Math.Sqrt((degrees + (x * x)) * (1 - (correlation * correlation)) / (degrees + 1));
            return StudentT.PDF(0, 1, degrees, x) * w * (1 + (x * x / degrees)) / x
                * StudentT.CDF(0, 1, degrees + 1, -(t - (correlation * x)) / spread);
        }
    }

    /// <summary>A count of independent trials: five standard errors, which chance exceeds once in 1.7 million.</summary>
    private static void Within(double probability, int count, int trials = Trials) =>
        Assert.InRange((count - (trials * probability)) / Math.Sqrt(trials * probability * (1 - probability)), -5, 5);

    private static double Kolmogorov(double[] sample)
    {
        var sorted = sample.Order().ToArray();
        return sorted.Select((v, i) =>
        {
            var p = Normal.CDF(0, 1, v);
            return Math.Max(Math.Abs(p - ((double)i / sorted.Length)), Math.Abs(p - ((i + 1.0) / sorted.Length)));
        }).Max();
    }

    private readonly struct Mix(StudentCopula copula, double[] x, double[] y, double[] scale) : ILanePass
    {
        public void Run<L>() where L : struct, ILanes<L>
        {
            copula.Scales<L>(scale, scale);
            var scratch = new double[scale.Length];
            copula.Carry<L>(x, scale, scratch);
            copula.Carry<L>(y, scale, scratch);
        }
    }

    private readonly struct Pass(StudentCopula copula, double[] z, double[] normals) : ILanePass
    {
        public double[] Z => z;

        public void Run<L>() where L : struct, ILanes<L>
        {
            copula.Scales<L>(normals, normals);
            copula.Carry<L>(z, normals, new double[z.Length]);
        }
    }
}
