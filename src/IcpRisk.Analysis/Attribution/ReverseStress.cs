using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Attribution;

/// <summary>What one driver was in the worst trials.</summary>
/// <param name="Name">Name of the driver, or path of the uncertain figure.</param>
/// <param name="Year">Contract year; 0 of what is drawn once a trial, and of a yearly driver over the term: Σ of its years over √years.</param>
/// <param name="Mean">Mean of its standard normal there: standard deviations from what is expected.</param>
/// <param name="Percentile">Share of all trials in which it is lower than that: Φ(mean).</param>
public sealed record StressedDriver(string Name, int Year, Estimate Mean, double Percentile);

/// <summary>What a quantity of the path was in the worst trials, its mean over contract years.</summary>
/// <param name="Name">Name of the quantity.</param>
/// <param name="InTail">Mean in the worst trials, in its own unit.</param>
/// <param name="Mean">Mean over all trials.</param>
/// <param name="Sd">Standard deviation over all trials.</param>
/// <param name="Percentile">Share of all trials in which it is at most the mean of the worst.</param>
public sealed record StressedIndex(string Name, Estimate InTail, double Mean, double Sd, double Percentile)
{
    /// <summary>How far the worst trials lie from the mean, in standard deviations; 0 of what does not move.</summary>
    public double InDeviations => Sd > 0 ? (InTail.Value - Mean) / Sd : 0;
}

/// <summary>What the worst trials of a loss had in common.</summary>
/// <param name="Loss">The loss as asked, without its measure.</param>
/// <param name="Level">Its worst 1 − level of trials.</param>
/// <param name="Trials">How many they are; the one at the edge may count in part.</param>
/// <param name="Threshold">The least loss among them.</param>
/// <param name="Indices">Quantities of the path.</param>
/// <param name="Drivers">Drivers, the farthest from what is expected first.</param>
public sealed record StressTable(
    string Loss, double Level, int Trials, double Threshold, IReadOnlyList<StressedIndex> Indices, IReadOnlyList<StressedDriver> Drivers);

/// <summary>One surprise of a trial.</summary>
/// <param name="Name">Name of the driver, or path of the uncertain figure.</param>
/// <param name="Year">Contract year; 0 of what is drawn once a trial.</param>
/// <param name="Score">Its own standard normal, before correlation.</param>
/// <param name="Share">Its part of the squared distance.</param>
public sealed record PathSurprise(string Name, int Year, double Score, double Share);

/// <summary>The likeliest of the ruined trials.</summary>
/// <param name="Condition">What ruin is.</param>
/// <param name="Asked">Whether it is what was asked for; if not, no trial met that, and this is of the worst there were.</param>
/// <param name="Ruined">Trials ruined.</param>
/// <param name="Trial">Its number, from 0; with the same scenario and seed it can be drawn again.</param>
/// <param name="Distance">
/// Square root of the sum of squares of the leading drivers' own surprises: the Mahalanobis distance from what is expected,
/// least of all ruined trials.
/// </param>
/// <param name="Leading">Leading surprises: those whose mean in the worst trials chance does not explain.</param>
/// <param name="MedianDistance">Half of the ruined trials are farther away.</param>
/// <param name="Surprises">Leading surprises, the largest first.</param>
/// <param name="Series">What is told of each year.</param>
/// <param name="Years">By series and contract year.</param>
public sealed record RuinPath(
    string Condition, bool Asked, int Ruined, int Trial, double Distance, int Leading, double MedianDistance,
    IReadOnlyList<PathSurprise> Surprises, IReadOnlyList<string> Series, IReadOnlyList<IReadOnlyList<double>> Years);

/// <summary>What the worst trials looked like, and the nearest way to ruin.</summary>
/// <param name="Tables">By loss and level.</param>
/// <param name="Ruin">The likeliest ruined trial.</param>
public sealed record ReverseStress(IReadOnlyList<StressTable> Tables, RuinPath Ruin);
