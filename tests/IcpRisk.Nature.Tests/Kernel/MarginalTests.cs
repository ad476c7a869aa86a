using IcpRisk.Documents;
using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using MathNet.Numerics;

namespace IcpRisk.Nature.Tests.Kernel;

/// <summary>Every distribution of a scenario as a function of one normal, whole and cut.</summary>
public sealed class MarginalTests
{
    private static readonly Dictionary<string, Distribution> Kinds = new()
    {
        ["normal"] = Of("normal", ("mean", 2), ("sd", 1)),
        ["lognormal"] = Of("lognormal", ("mean", 2), ("sd", 1)),
        ["uniform"] = Of("uniform", ("from", 0), ("to", 4)),
        ["beta"] = Of("beta", ("mean", 2), ("precision", 3), ("max", 4)),
        ["gamma"] = Of("gamma", ("mean", 2), ("sd", 1)),
        ["triangular"] = Of("triangular", ("from", 0), ("mode", 1), ("to", 5)),
        ["pert"] = Of("pert", ("from", 0), ("mode", 1.5), ("to", 6)),
        ["student_t"] = Of("student_t", ("mean", 2), ("sd", 1), ("degrees", 4)),
        ["generalised_pareto"] = Of("generalised_pareto", ("threshold", 1), ("scale", 1), ("shape", 0.2)),
        ["quantiles"] = Of("quantiles") with { Points = [new(0, 0), new(0.1, 1), new(0.5, 1.5), new(0.9, 4)] },
        ["empirical"] = Of("empirical") with { Points = [new(1, 1), new(3, 2), new(1, 4), new(2, 2.5)] },
    };

    public static TheoryData<string, double?, double?> Cuts
    {
        get
        {
            var cases = new TheoryData<string, double?, double?>();
            foreach (var kind in Kinds.Keys)
            {
                cases.Add(kind, null, null);
                cases.Add(kind, 1.2, null);
                cases.Add(kind, 1.2, 3);
                cases.Add(kind, null, 2.2);
            }

            return cases;
        }
    }

    [Fact]
    public void When_documents_know_a_kind_so_does_nature() =>
        Assert.Equal(DistributionKinds.All.Select(k => k.Name), Kinds.Keys);

    /// <summary>
    /// Midpoints of 2¹⁴ probabilities: their mean differs from the exact one by far less than 1e-3 of it, the heaviest tail
    /// here (t, 4 degrees) by 1e-3 of a standard deviation times (2⁻¹⁵)^(3/4).
    /// </summary>
    [Theory]
    [MemberData(nameof(Cuts))]
    public void When_drawn_it_rises_keeps_its_bounds_and_has_the_mean_that_off_takes(string kind, double? least, double? greatest)
    {
        var d = Cut(Kinds[kind], least, greatest);
        var marginal = Marginal.Of(d);
        const int Draws = 1 << 14;
        var z = Enumerable.Range(0, Draws).Select(i => Scalar.NormalQuantile((i + 0.5) / Draws)).ToArray();
        var x = new double[Draws];
        marginal.Apply<Lanes1>(z.AsSpan(), x);

        for (var i = 0; i < Draws; i++)
        {
            Assert.InRange(x[i], least ?? double.NegativeInfinity, greatest ?? double.PositiveInfinity);
            Assert.True(i == 0 || x[i] >= x[i - 1]);
        }

        Assert.Equal(d.Mean, x.Average(), 5e-4);
        Assert.Equal(d.Mean, marginal.Mean(v => v), kind == "empirical" ? 1e-14 : 2e-7);
        if (kind != "empirical")
        {
            // Nothing is piled on the bounds: the outermost draws differ.
            Assert.True(x[0] < x[1] && x[^2] < x[^1]);
        }

        foreach (var other in (double[][])[Wide<Lanes512>(), Wide<Lanes256>()])
        {
            Assert.Equal(x, other);
        }

        double[] Wide<L>()
            where L : struct, ILanes<L>
        {
            if (!L.IsSupported)
            {
                return x;
            }

            var y = new double[Draws];
            marginal.Apply<L>(z.AsSpan(), y);
            return y;
        }
    }

    /// <summary>P(X ≤ x | cut) = (F(x) − F(a))/(F(b) − F(a)), with F from the uncut marginal.</summary>
    [Theory]
    [InlineData("gamma")]
    [InlineData("student_t")]
    [InlineData("pert")]
    [InlineData("quantiles")]
    public void When_cut_what_is_left_is_as_likely_as_before(string kind)
    {
        var (whole, cut) = (Marginal.Of(Kinds[kind]), Marginal.Of(Cut(Kinds[kind], 1.2, 3)));
        double F(double x)
        {
            var (low, high) = (-8.0, 8.0);
            for (var k = 0; k < 60; k++)
            {
                (low, high) = whole.At((low + high) / 2) < x ? ((low + high) / 2, high) : (low, (low + high) / 2);
            }

            return Scalar.NormalCdf(low);
        }

        var (from, to) = (F(1.2), F(3));
        for (var z = -4.0; z <= 4; z += 0.5)
        {
            Assert.Equal(Scalar.NormalCdf(z), (F(cut.At(z)) - from) / (to - from), 1e-9);
        }
    }

    [Theory]
    [InlineData(4.5)]
    [InlineData(-4.5)]
    public void When_cut_far_out_in_a_tail_it_keeps_its_digits(double at)
    {
        // Beyond 4.5 standard deviations: Φ(−x) = Φ(−4.5)·Φ(−z), from Math.NET's complementary error function.
        var normal = Of("normal", ("mean", 0), ("sd", 1));
        var marginal = Marginal.Of(at > 0 ? Cut(normal, at, null) : Cut(normal, null, at));
        for (var z = -8.0; z <= 8; z += 0.25)
        {
            var tail = Tail(Math.Abs(at)) * Tail(z);
            Assert.Equal(1, Tail(Math.Abs(marginal.At(at > 0 ? z : -z))) / tail, 1e-12);
        }

        static double Tail(double x) => 0.5 * SpecialFunctions.Erfc(x / Math.Sqrt(2));
    }

    [Fact]
    public void When_a_bound_of_the_domain_lies_inside_it_is_cut_there_too()
    {
        var marginal = Marginal.Of(Kinds["student_t"]).Within(Domain.NotNegative);
        Assert.InRange(marginal.At(-8), 0, 1e-9);
        Assert.Same(Marginal.Of(Kinds["gamma"]).GetType(), Marginal.Of(Kinds["gamma"]).Within(Domain.NotNegative).GetType());
    }

    private static Distribution Of(string kind, params (string Name, double Value)[] parameters) =>
        new(kind, parameters.ToDictionary(p => p.Name, p => p.Value));

    private static Distribution Cut(Distribution d, double? least, double? greatest)
    {
        var parameters = d.Parameters.ToDictionary();
        if (least is { } low)
        {
            parameters["least"] = low;
        }

        if (greatest is { } high)
        {
            parameters["greatest"] = high;
        }

        return new Distribution(d.Kind, parameters) { Points = d.Points };
    }
}
