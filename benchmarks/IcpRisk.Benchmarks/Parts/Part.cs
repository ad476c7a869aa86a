using BenchmarkDotNet.Attributes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;
using MathNet.Numerics.Random;

namespace IcpRisk.Benchmarks.Parts;

/// <summary>
/// One distribution drawn both ways, each from random bits to finished variates: a row set of 16 × 256 in the engine's
/// manner, and Math.NET's own sampler filling an array as long, from its Mersenne Twister. Times are per variate.
/// </summary>
public abstract class Part
{
    /// <summary>Variates of one call.</summary>
    public const int Variates = Streams * Draws * Trials;

    private const int Trials = 256;
    private const int Streams = 8;
    private const int Draws = 2;
    private readonly Philox _philox = new(2018);
    private readonly StreamId[] _ids = [.. Enumerable.Range(0, Streams).Select(s => StreamId.Of("", "benchmark", $"{s}"))];
    private uint _firstTrial;

    protected double[] Drawn { get; } = GC.AllocateArray<double>(Variates, pinned: true);

    protected double[] Target { get; } = GC.AllocateArray<double>(Variates, pinned: true);

    protected MersenneTwister Twister { get; } = new(2018, threadSafe: false);

    [GlobalSetup]
    public void WarmUp()
    {
        Warm.Up(MathNet);
        Warm.Up(IcpRisk);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Variates)]
    public void MathNet() => Theirs();

    [Benchmark(OperationsPerInvoke = Variates)]
    public void IcpRisk()
    {
        var pass = new Pass(this);
        Wide.Run(ref pass);
    }

    protected abstract void Theirs();

    protected abstract void Ours<L>()
        where L : struct, ILanes<L>;

    /// <summary>Fresh uniforms in <see cref="Drawn"/>.</summary>
    protected void Uniforms<L>()
        where L : struct, ILanes<L> =>
        Numerics.Streams.Draws.UniformRows<L>(_philox, _ids, _firstTrial += Trials, 0, Draws, 0, Trials, Drawn);

    /// <summary>Fresh standard normals in <see cref="Drawn"/>.</summary>
    protected void Normals<L>()
        where L : struct, ILanes<L> =>
        Numerics.Streams.Draws.NormalRows<L>(_philox, _ids, _firstTrial += Trials, 0, Draws, 0, Trials, Drawn);

    private readonly struct Pass(Part part) : ILanePass
    {
        public void Run<L>()
            where L : struct, ILanes<L> => part.Ours<L>();
    }
}
