using System.Runtime.InteropServices;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using QuantileTable = IcpRisk.Numerics.Distributions.QuantileTable;

namespace IcpRisk.Numerics.Dependence;

/// <summary>
/// The Student-t copula of drivers that stay standard normal: correlated normals z are divided by one √(W/ν) a group, W
/// a chi-square of ν degrees of freedom, and each is carried back by Φ⁻¹(T_ν(·)), which is odd and increasing.
/// </summary>
/// <remarks>
/// Source: Demarta and McNeil, "The t copula and related copulas", Int. Stat. Review 73 (2005). Both functions are
/// tables. √(ν/W) is tabulated against the normal that W is drawn by (CDF error 1e-8). Φ⁻¹(T_ν(t)) is tabulated against
/// w = √(ν·ln(1 + t²/ν)), from which it differs little (Wallace, Ann. Math. Stat. 30, 1959); the largest error of the
/// score is below 1e-8 where w ≤ 8.5, that is to a tail probability of 6e-17 or less. Beyond, the score is held.
/// Correlated pairs keep Kendall's τ = 2/π·asin ρ; both tails depend with λ = 2·T_{ν+1}(−√((ν+1)(1−ρ)/(1+ρ))).
/// </remarks>
public sealed class StudentCopula
{
    /// <summary>Fewest degrees of freedom: a Cauchy's tails.</summary>
    public const double LeastDegrees = 1;

    /// <summary>Most; beyond it a Gaussian copula is the same for every purpose.</summary>
    public const double MostDegrees = 1000;

    private const ulong Sign = 1UL << 63;

    // Parts of half a circle.
    private const int Angles = 128;

    private readonly QuantileTable _scale;
    private readonly QuantileTable _score;

    /// <param name="degrees">ν from <see cref="LeastDegrees"/> to <see cref="MostDegrees"/>, whole or not.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public StudentCopula(double degrees)
    {
        if (!(degrees >= LeastDegrees && degrees <= MostDegrees))
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, $"Must lie in [{LeastDegrees}, {MostDegrees}].");
        Degrees = degrees;
        // W/2 is a gamma of shape ν/2, drawn by −g, so that the scale rises with g.
        _scale = new(g => (Scalar.Log(degrees / 2) - GammaQuantile.Log(degrees / 2, -g)) / 2, QuantileScale.Log);
        _score = new(w => ScoreAt(degrees, w), QuantileScale.Linear);
    }

    /// <summary>Degrees of freedom ν.</summary>
    public double Degrees { get; }

    /// <summary>√(ν/W) of each trial from the standard normals that W is drawn by; rows of one length, a multiple of 8.</summary>
    public void Scales<L>(ReadOnlySpan<double> normals, Span<double> scales) where L : struct, ILanes<L> =>
        _scale.Fill<L>(normals, scales);

    /// <summary>Carries correlated standard normals to normal scores of t variates, in place.</summary>
    /// <param name="z">Standard normals; receives standard normals.</param>
    /// <param name="scales">The group's <see cref="Scales"/>.</param>
    /// <param name="scratch">A row to work in.</param>
    public void Carry<L>(Span<double> z, ReadOnlySpan<double> scales, Span<double> scratch) where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, scratch);
        if (scales.Length != trials)
            TrialRows.ThrowLength(trials, scales.Length);
        ref var row = ref MemoryMarshal.GetReference(z);
        ref readonly var scale = ref MemoryMarshal.GetReference(scales);
        ref var work = ref MemoryMarshal.GetReference(scratch);
        var (nu, inverse) = (L.Of(Degrees), L.Of(1 / Degrees));
        for (var i = 0; i < trials; i += L.Width)
        {
            var t = L.Load(in row, i) * L.Load(in scale, i);
            L.Store(L.Sqrt(nu * VectorMath.Log1p(t * t * inverse)), ref work, i);
        }

        // Of the size alone, so that the function is odd to the bit.
        _score.Fill<L>(scratch, scratch);
        for (var i = 0; i < trials; i += L.Width)
        {
            var sign = L.AndBits(L.Load(in row, i), L.OfBits(Sign));
            L.Store(L.OrBits(L.Load(in work, i), sign), ref row, i);
        }
    }

    /// <summary>Φ⁻¹(T_ν(t)) of one t variate, with the bits of <see cref="Carry"/>.</summary>
    public double Score(double t)
    {
        var score = _score.At(Math.Sqrt(Degrees * Scalar.Log1p(t * t * (1 / Degrees))));
        return Math.CopySign(score, t);
    }

    /// <summary>
    /// E[X^i·Y^j] of the normal scores X and Y of two drivers with correlation <paramref name="correlation"/>; E[XY] is
    /// their product-moment correlation, a little smaller in size than the stated one.
    /// </summary>
    /// <remarks>
    /// In polar coordinates t = r·(cos φ, cos(φ − α)), cos α = ρ, φ is uniform and w of r is a Rayleigh variate: the
    /// trapezium rule in φ, which is periodic, and Simpson's in w. Error below 1e-6 from ν = 2.5 on, 1e-4 at ν = 1.
    /// </remarks>
    /// <param name="correlation">ρ in [−1, 1].</param>
    /// <param name="i">Power of one, 0 to 4.</param>
    /// <param name="j">Power of the other.</param>
    public double JointMoment(double correlation, int i, int j)
    {
        const int Radii = 200;
        const double End = 9;
        if ((i + j) % 2 == 1)
            return 0;
        var (sine, sum) = (Math.Sqrt(1 - (correlation * correlation)), 0.0);
        var circle = Enumerable.Range(0, Angles).Select(CircleAt).ToArray();
        for (var k = 1; k <= Radii; k++)
        {
            var w = End * k / Radii;
            var r = Math.Sqrt(Degrees * Scalar.Expm1(w * w / Degrees));
            var ring = 0.0;
            foreach (var (y, x) in circle)
                ring += Power(Score(r * x), i) * Power(Score(r * ((correlation * x) + (sine * y))), j);

            var weight = k == Radii ? 1 : k % 2 == 1 ? 4 : 2;
            sum += weight * w * Scalar.Exp(-w * w / 2) * ring / Angles;
        }

        return sum * End / Radii / 3;
    }

    private static double Power(double x, int n)
    {
        var power = 1.0;
        for (var k = 0; k < n; k++)
            power *= x;
        return power;
    }

    // Sine and cosine of the middle of one of the parts of half a circle, by Taylor series: the runtime's own differ
    // from platform to platform. The other half has both signs turned.
    private static (double Sine, double Cosine) CircleAt(int a)
    {
        var angle = Math.PI * (a + 0.5) / Angles;
        var turned = angle > Math.PI / 2 ? Math.PI - angle : angle;
        var (sine, cosine, term) = (0.0, 0.0, 1.0);
        for (var k = 0; k < 30; k++)
        {
            var signed = k % 4 < 2 ? term : -term;
            if (k % 2 == 0)
                cosine += signed;
            else
                sine += signed;
            term *= turned / (k + 1);
        }

        return (sine, turned == angle ? cosine : -cosine);
    }

    /// <summary>Φ⁻¹(T_ν(t)) where w = √(ν·ln(1 + t²/ν)), signed: then ν/(ν + t²) = exp(−w²/ν).</summary>
    private static double ScoreAt(double degrees, double w)
    {
        var x = Scalar.Exp(-w * w / degrees);
        var rest = -Scalar.Expm1(-w * w / degrees);
        // The tail itself where it is small; near the middle what is taken from a half.
        var tail = Math.Abs(w) < 1
            ? (1 - Scalar.BetaI(0.5, degrees / 2, rest)) / 2
            : Scalar.BetaI(degrees / 2, 0.5, x) / 2;
        return Math.CopySign(Scalar.NormalQuantile(tail), w);
    }
}
