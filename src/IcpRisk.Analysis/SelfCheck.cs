using System.Globalization;
using IcpRisk.Nature.Agreement;
using IcpRisk.Numerics.Maths;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis;

/// <summary>Whether what a run drew agrees with theory: the verdict, in numbers and in words.</summary>
/// <param name="Trials">Trials compared: the first of the run.</param>
/// <param name="Compared">Moments compared and judged.</param>
/// <param name="NotJudged">Moments left out, as so few draws say nothing of their tails.</param>
/// <param name="LargestZ">The largest |z| of those judged.</param>
/// <param name="ChanceGives">
/// What the largest |z| of so many comparisons stays below in all but one run of <see cref="RunsToOneAlarm"/> (Šidák:
/// exact of independent ones, on the safe side of others).
/// </param>
/// <param name="Misses">Moments beyond it, the worst first.</param>
public sealed record SelfCheck(
    long Trials, int Compared, int NotJudged, double LargestZ, double ChanceGives, IReadOnlyList<CheckedMoment> Misses)
{
    /// <summary>A right sampler is reported once in so many runs.</summary>
    public const int RunsToOneAlarm = 1000;

    private const int MostTold = 5;

    /// <summary>Sets of parameters over which what is drawn once was compared, in a nested run: one draw each.</summary>
    public long? Sets { get; init; }

    /// <summary>Whether every moment agrees.</summary>
    public bool Agrees => Misses.Count == 0;

    /// <summary>The verdict in words.</summary>
    public string Words
    {
        get
        {
            if (Compared == 0)
            {
                return "nothing to compare: no driver is drawn, or too few trials";
            }

            var limit = string.Create(CultureInfo.InvariantCulture, $"chance stays below {ChanceGives:0.0} in {RunsToOneAlarm - 1} of {RunsToOneAlarm:#,0} runs");
            var over = Sets is { } sets ? string.Create(CultureInfo.InvariantCulture, $"; of what is drawn once a set, over {sets:#,0} sets") : string.Empty;
            return Verdict(limit) + over;
        }
    }

    private string Verdict(string limit) => Agrees
        ? string.Create(CultureInfo.InvariantCulture, $"{Compared:#,0} moments agree with theory; largest |z| {LargestZ:0.0}, {limit}")
        : string.Create(CultureInfo.InvariantCulture, $"{Misses.Count:#,0} of {Compared:#,0} moments do not agree with theory ({limit}): {Told()}");

    /// <summary>Judges the moments of a run.</summary>
    /// <param name="moments">What was compared.</param>
    /// <param name="trials">Trials compared.</param>
    public static SelfCheck Of(IReadOnlyList<CheckedMoment> moments, long trials)
    {
        var judged = moments.Where(m => m.IsJudged).ToList();
        if (judged.Count == 0)
        {
            return new SelfCheck(trials, 0, moments.Count, 0, 0, []);
        }

        // (2Φ(c) − 1)ⁿ = 1 − 1/1000.
        var each = -Scalar.Expm1(Scalar.Log1p(-1.0 / RunsToOneAlarm) / judged.Count);
        var limit = -Scalar.NormalQuantile(each / 2);
        return new SelfCheck(
            trials, judged.Count, moments.Count - judged.Count, judged.Max(m => Math.Abs(m.Z)), limit,
            [.. judged.Where(m => !(Math.Abs(m.Z) <= limit)).OrderByDescending(m => Math.Abs(m.Z))]);
    }

    /// <summary>Judges a finished run.</summary>
    public static SelfCheck Of(Simulator simulator)
    {
        var (trials, sampler) = (simulator.CheckedTrials, simulator.Sampler);
        var moments = simulator.Engine.Checks.Read(simulator.Checks.Result(simulator.CheckedGranules), trials, simulator.CheckedSets, sampler.Importance is not null);

        // Mirrored trials have the same squares: half as many of them tell of a variance.
        var widening = sampler.Points.IsAntithetic ? Math.Sqrt(2) : 1;
        return Of([.. moments.Select(m => m with { StandardError = m.StandardError * widening })], trials) with
        {
            Sets = simulator.IsNested ? simulator.CheckedSets : null,
        };
    }

    private string Told()
    {
        var told = string.Join("; ", Misses.Take(MostTold).Select(m => string.Create(
            CultureInfo.InvariantCulture, $"{m.Name}: {m.Moment} {m.Achieved:0.####} where {m.Expected:0.####} is right (z {m.Z:0.0})")));
        return Misses.Count > MostTold ? $"{told}; and {Misses.Count - MostTold} more" : told;
    }
}
