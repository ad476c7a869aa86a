using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Variants;

/// <summary>Where a measure crosses a target as one figure varies.</summary>
/// <param name="Value">The figure there; NaN where there is no crossing.</param>
/// <param name="Measured">The measure there.</param>
/// <param name="Slope">Change of the measure per unit of the figure.</param>
/// <param name="Answer">The figure with its error: the measure's over the slope (delta method).</param>
/// <param name="HoldsAbove">Whether the measure is at most the target above the crossing.</param>
/// <param name="Others">Further crossings seen on the first grid.</param>
/// <param name="Ends">The measure at both ends.</param>
public sealed record Crossing(
    double Value, Estimate Measured, double Slope, Estimate Answer, bool HoldsAbove, int Others, (double From, double To) Ends)
{
    private const double Narrow = 1e-7;
    private const double Step = 0.02;

    public bool IsFound => !double.IsNaN(Value);

    /// <summary>
    /// Looks on a grid for the first change of side, then narrows it down: by a number of points at a time that are worked
    /// together, as one sample serves many contracts.
    /// </summary>
    /// <param name="axis">The figure and its ends.</param>
    /// <param name="target">What the measure shall come to.</param>
    /// <param name="atOnce">Points worked together, at least 1.</param>
    /// <param name="work">The measure at some figures, all on the same draws.</param>
    public static Crossing Find(Axis axis, double target, int atOnce, Func<IReadOnlyList<double>, IReadOnlyList<Estimate>> work)
    {
        IReadOnlyList<double> grid = (axis with { Points = Math.Max(atOnce + 2, 5) }).Grid;
        double[] over = [.. work(grid).Select(e => e.Value - target)];
        List<int> changes = [.. Enumerable.Range(0, grid.Count - 1).Where(i => over[i] > 0 != over[i + 1] > 0)];
        var ends = (over[0] + target, over[^1] + target);
        if (changes.Count == 0)
        {
            return new Crossing(double.NaN, Estimate.Unknown, double.NaN, Estimate.Unknown, false, 0, ends);
        }

        var (low, high) = (grid[changes[0]], grid[changes[0] + 1]);
        var (atLow, atHigh) = (over[changes[0]], over[changes[0] + 1]);
        var least = Narrow * (axis.To - axis.From);
        while (high - low > least && atLow != 0)
        {
            double[] inside = [.. Enumerable.Range(1, atOnce).Select(i => low + ((high - low) * i / (atOnce + 1)))];
            double[] found = [.. work(inside).Select(e => e.Value - target)];
            var first = Array.FindIndex(found, f => f > 0 != atLow > 0);
            (low, atLow, high, atHigh) = (
                first > 0 ? inside[first - 1] : first < 0 ? inside[^1] : low, first > 0 ? found[first - 1] : first < 0 ? found[^1] : atLow,
                first >= 0 ? inside[first] : high, first >= 0 ? found[first] : atHigh);
        }

        // Between the last two the measure may jump, as a share of trials does; then the side that holds is the answer's.
        var value = atLow == atHigh ? low : low + ((high - low) * Math.Clamp(atLow / (atLow - atHigh), 0, 1));
        var step = Step * (axis.To - axis.From);
        double[] near = [Math.Max(axis.From, value - step), value, Math.Min(axis.To, value + step)];
        var around = work(near);
        var slope = (around[2].Value - around[0].Value) / (near[2] - near[0]);
        return new Crossing(
            value, around[1], slope, Estimate.Normal(value, around[1].StandardError / Math.Abs(slope)), over[changes[0]] > 0, changes.Count - 1, ends);
    }
}
