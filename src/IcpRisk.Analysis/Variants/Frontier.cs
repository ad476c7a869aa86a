namespace IcpRisk.Analysis.Variants;

/// <summary>The efficient ones among choices judged by two figures: no other is at least as good in both and better in one.</summary>
public static class Frontier
{
    /// <param name="one">First figure of each choice.</param>
    /// <param name="other">Second figure.</param>
    /// <param name="lessOne">Whether less of the first is better.</param>
    /// <param name="lessOther">Whether less of the second is better.</param>
    /// <returns>For each choice whether it is efficient; a figure that is not a number never is.</returns>
    public static bool[] Of(IReadOnlyList<double> one, IReadOnlyList<double> other, bool lessOne, bool lessOther)
    {
        (double A, double B)[] points = [.. one.Zip(other, (a, b) => (lessOne ? a : -a, lessOther ? b : -b))];
        var efficient = new bool[points.Length];
        var best = double.PositiveInfinity;

        // From the best in the first figure on, a choice is efficient if it beats all before it in the second; equals stand together.
        foreach (var group in Enumerable.Range(0, points.Length).Where(i => !double.IsNaN(points[i].A) && !double.IsNaN(points[i].B))
            .GroupBy(i => points[i].A).OrderBy(g => g.Key))
        {
            var least = group.Min(i => points[i].B);
            if (least < best)
            {
                best = least;
                foreach (var i in group.Where(i => points[i].B == least))
                {
                    efficient[i] = true;
                }
            }
        }

        return efficient;
    }
}
