using System.Globalization;
using System.Text;
using MathNet.Numerics.Distributions;

namespace IcpRisk.Validation.Chapter;

/// <summary>Whether all z of the chapter together are what chance gives.</summary>
/// <remarks>
/// Were the N comparisons independent, the largest |z| would reach a value with probability 1 − (1 − p)^N, p the
/// probability that one normal does (Šidák, "Rectangular confidence regions for the means of multivariate normal
/// distributions", J. Am. Stat. Assoc. 62, 1967). Rows of one run are not independent, which makes a large value rarer
/// than that: the bound errs on the side of the engine by little, since the rows of a run are few.
/// </remarks>
internal sealed class Verdict
{
    /// <summary>Below this the largest |z| is held to be no accident.</summary>
    public const double Least = 0.001;

    private readonly IReadOnlyList<double> _z;

    public Verdict(IReadOnlyList<(string Where, Comparison Comparison)> all)
    {
        _z = [.. all.Select(a => Math.Abs(a.Comparison.Z))];
        // A z that is not a number is worse than any.
        var worst = all.MaxBy(a => double.IsNaN(a.Comparison.Z) ? double.PositiveInfinity : Math.Abs(a.Comparison.Z));
        (Worst, Where) = (Math.Abs(worst.Comparison.Z), worst.Where);
        Probability = double.IsNaN(Worst) ? 0 : -Expm1(all.Count * Log1p(-Beyond(Worst)));
    }

    /// <summary>The largest |z|.</summary>
    public double Worst { get; }

    /// <summary>The row it is in.</summary>
    public string Where { get; }

    /// <summary>How likely chance makes one as large among so many.</summary>
    public double Probability { get; }

    public bool Plausible => Probability >= Least;

    public string Text()
    {
        var text = new StringBuilder();
        Add($"{_z.Count:N0} comparisons. The largest |z| is {Worst:0.00} ({Where}); among so many, chance gives one as large with probability {Probability:0.00}.");
        text.AppendLine();
        Add($"| \\|z\\| above | of {_z.Count:N0} | chance would give |");
        text.AppendLine("| ---: | ---: | ---: |");
        foreach (var limit in new[] { 1.0, 2, 3 })
            Add($"| {limit} | {_z.Count(z => !(z <= limit))} | {_z.Count * Beyond(limit):0} |");
        return text.ToString();

        void Add(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>P(|N(0, 1)| &gt; z).</summary>
    private static double Beyond(double z) => 2 * Normal.CDF(0, 1, -z);

    private static double Log1p(double x) => Math.Abs(x) < 1e-8 ? x : Math.Log(1 + x);

    private static double Expm1(double x) => Math.Abs(x) < 1e-8 ? x : Math.Exp(x) - 1;
}
