using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;

namespace IcpRisk.Nature.Sampling;

/// <summary>
/// What drivers were in given trials of a plain run: standard normals as they are used, correlated, year by year; of an
/// uncertain figure the normal its value is the quantile of. Not thread-safe.
/// </summary>
/// <param name="engine">Nature, compiled.</param>
/// <param name="seed">The run's.</param>
/// <param name="capacity">Trials read at a time, at most; a multiple of 8.</param>
public sealed class DriverScores(NatureEngine engine, ulong seed, int capacity)
{
    private readonly Workspace _work = new(engine.Rows, capacity);
    private readonly NatureSampler _sampler = new(engine, TrialPoints.Plain(seed));
    private readonly double[][] _rows = [.. engine.Normals.Select(_ => new double[capacity])];

    /// <summary>Whose they are.</summary>
    public IReadOnlyList<SampledNormal> Normals => engine.Normals;

    /// <summary>The scores of trials that follow each other, by normal and trial; valid until the next call.</summary>
    public IReadOnlyList<double[]> Read(long firstTrial, int trials)
    {
        _work.Begin(firstTrial, (trials + 7) / 8 * 8);
        var pass = new Pass(this);
        Wide.Run(ref pass);
        return _rows;
    }

    private void Fill<L>()
        where L : struct, ILanes<L>
    {
        var at = 0;
        engine.Scores<L>(_work, _sampler, row => _work.Row(row).CopyTo(_rows[at++]));
    }

    private readonly struct Pass(DriverScores scores) : ILanePass
    {
        public void Run<L>()
            where L : struct, ILanes<L> => scores.Fill<L>();
    }
}
