using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Nature.Agreement;

/// <summary>A moment of what was drawn, against theory.</summary>
/// <param name="Name">Driver, uncertain figure or factor.</param>
/// <param name="Moment">Which moment.</param>
/// <param name="Expected">By theory.</param>
/// <param name="Achieved">By the sample.</param>
/// <param name="StandardError">Exact standard error of the achieved one, if the sample is as theory says.</param>
/// <param name="IsJudged">
/// False where the moment's own distribution is still too skew, at this number of draws, for its z-score to be read as a
/// normal's.
/// </param>
public sealed record CheckedMoment(
    string Name, string Moment, double Expected, double Achieved, double StandardError, bool IsJudged)
{
    /// <summary>Achieved less expected, in standard errors.</summary>
    public double Z => (Achieved - Expected) / StandardError;
}

/// <summary>One statistic of a check: what it is called, and how its mean shows in the thing itself.</summary>
/// <param name="Moment">Name of the moment.</param>
/// <param name="Expected">What the moment is by theory; the mean of the statistic is added to it.</param>
/// <param name="Times">Draws of a trial that it sums.</param>
/// <param name="Variance">What the summed variances are multiplied by.</param>
internal sealed record Statistic(string Moment, double Expected, int Times, double Variance = 1);

/// <summary>Compares something that is drawn with theory, tile by tile.</summary>
internal abstract class MomentCheck(string name, params Statistic[] statistics)
{
    public string Name => name;

    public IReadOnlyList<Statistic> Statistics => statistics;

    /// <summary>Whether something of it is drawn once a trial: trials of one set of parameters are then no two draws.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Adds a year of a tile; <paramref name="first"/> is the first of the check's statistics.</summary>
    public abstract void Take<L>(Workspace work, ZeroMeanSums sums, int first, int year, int trials, ReadOnlySpan<double> weights)
        where L : struct, ILanes<L>;
}
