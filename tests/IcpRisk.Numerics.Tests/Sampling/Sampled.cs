using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Sampling;

/// <summary>Rows of a run, by the public way to them.</summary>
internal static class Sampled
{
    /// <summary>Uniforms by dimension and trial; stream d has dimension d.</summary>
    public static double[][] Uniforms(
        SamplingMethod method, int dimensions, int trials, ulong seed = 1, bool antithetic = false, int tile = 256, int firstDimension = 0)
    {
        var pass = new Pass(new TrialPoints(method, new Philox(seed), trials, antithetic), dimensions, firstDimension, tile);
        Wide.Run(ref pass);
        return pass.Result;
    }

    public static double[][] Uniforms<L>(SamplingMethod method, int dimensions, int trials, int tile, bool antithetic = false)
        where L : struct, ILanes<L>
    {
        var pass = new Pass(new TrialPoints(method, new Philox(1), trials, antithetic), dimensions, 0, tile);
        pass.Run<L>();
        return pass.Result;
    }

    /// <summary>The points of one randomisation, in order.</summary>
    public static double[] Of(double[] row, int randomisation) =>
        [.. row.Where((_, trial) => trial % Randomisations.Count == randomisation)];

    private struct Pass(TrialPoints points, int dimensions, int firstDimension, int tile) : ILanePass
    {
        public double[][] Result { get; private set; } = [];

        public void Run<L>() where L : struct, ILanes<L>
        {
            var (run, first) = (points, firstDimension);
            StreamId[] ids = [.. Enumerable.Range(first, dimensions).Select(d => StreamId.Of("", "test", $"{d}"))];
            var rows = new NormalRows(run, ids, 0, 1, (id, _) => first + Array.IndexOf(ids, id));
            var result = new double[dimensions][];
            for (var d = 0; d < dimensions; d++)
                result[d] = new double[run.Trials];
            var block = new double[dimensions * tile];
            for (var trial = 0; trial < run.Trials; trial += tile)
            {
                rows.FillUniforms<L>((uint)trial, tile, block);
                for (var d = 0; d < dimensions; d++)
                    block.AsSpan(d * tile, (int)Math.Min(tile, run.Trials - trial)).CopyTo(result[d].AsSpan(trial));
            }

            Result = result;
        }
    }
}
