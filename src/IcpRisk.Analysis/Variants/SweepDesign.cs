using IcpRisk.Numerics.Streams;

namespace IcpRisk.Analysis.Variants;

/// <summary>The points of a sweep: one value an axis.</summary>
public static class SweepDesign
{
    /// <summary>Every value of each axis with every one of the others; the last axis changes fastest.</summary>
    public static IReadOnlyList<double[]> Product(IReadOnlyList<Axis> axes)
    {
        IReadOnlyList<double[]> points = [[]];
        foreach (var axis in axes)
        {
            points = [.. points.SelectMany(p => axis.Grid.Select(v => (double[])[.. p, v]))];
        }

        return points;
    }

    /// <summary>
    /// A Latin hypercube: each axis is cut into as many parts as there are points, and has one point in each, at random
    /// (McKay, Beckman and Conover, Technometrics 21, 1979).
    /// </summary>
    public static IReadOnlyList<double[]> LatinHypercube(IReadOnlyList<Axis> axes, int points, long seed)
    {
        var philox = new Philox((ulong)seed);
        var design = Enumerable.Range(0, points).Select(_ => new double[axes.Count]).ToList();
        for (var a = 0; a < axes.Count; a++)
        {
            var stream = StreamId.Of(string.Empty, "sweep", axes[a].Path);
            int[] order = [.. Enumerable.Range(0, points).OrderBy(i => philox.Bits((uint)i, stream, 0)).ThenBy(i => i)];
            for (var i = 0; i < points; i++)
            {
                design[i][a] = axes[a].At((order[i] + philox.Uniform((uint)i, stream, 1)) / points);
            }
        }

        return design;
    }
}
