using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Analysis.Attribution;

/// <summary>
/// The likeliest of given trials: the one whose leading surprises have the least sum of squares. Surprises are independent
/// standard normals before they are correlated, so that sum is the squared Mahalanobis distance of the drivers, and the
/// density of the trial falls as it grows.
/// </summary>
internal static class RuinSearch
{
    // In standard errors: of a thousand surprises that do not matter one is taken for one that does in sixteen runs.
    private const double Sure = 4;

    // Fewer ruined trials do not tell which surprises lead.
    private const int Enough = 100;

    /// <param name="normals">All surprises of a trial.</param>
    /// <param name="seed">The run's.</param>
    /// <param name="ruined">Trials to choose from.</param>
    /// <param name="worst">Trials that tell which surprises lead, where those are too few.</param>
    public static (int Trial, double Distance, double Median, IReadOnlyList<PathSurprise> Surprises) Nearest(
        IReadOnlyList<SampledNormal> normals, ulong seed, int[] ruined, int[] worst)
    {
        var philox = new Philox(seed);
        var told = ruined.Length >= Enough ? ruined : worst;
        SampledNormal[] leading = [.. normals.Where(n => Math.Abs(Mean(philox, n, told)) * Math.Sqrt(told.Length) > Sure)];
        if (leading.Length == 0)
        {
            leading = [.. normals];
        }

        double[] squares = [.. ruined.Select(t => leading.Sum(n => Square(philox, n, t)))];
        var at = Array.IndexOf(squares, squares.Min());
        var trial = ruined[at];
        double[] sorted = [.. squares.Order()];
        return (
            trial, Math.Sqrt(squares[at]), Math.Sqrt(sorted[sorted.Length / 2]),
            [.. leading.Select(n => new PathSurprise(n.Name, n.Year, Score(philox, n, trial), squares[at] == 0 ? 0 : Square(philox, n, trial) / squares[at]))
                .OrderByDescending(s => s.Share)]);
    }

    private static double Score(in Philox philox, SampledNormal n, int trial) => philox.Normal((uint)trial, n.Stream, n.Draw);

    private static double Square(in Philox philox, SampledNormal n, int trial)
    {
        var z = Score(philox, n, trial);
        return z * z;
    }

    private static double Mean(in Philox philox, SampledNormal n, int[] trials)
    {
        var sum = 0.0;
        foreach (var trial in trials)
        {
            sum += Score(philox, n, trial);
        }

        return sum / trials.Length;
    }
}
