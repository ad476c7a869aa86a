using IcpRisk.Analysis.Measures;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Variants;

/// <summary>
/// Runs variants on common random numbers. Those that differ in their contract alone settle the same sampled paths, as many
/// in a pass as the memory allows; others are sampled again from the same seed, in which a draw depends on its address
/// alone.
/// </summary>
public sealed class VariantRun
{
    private readonly IReadOnlyList<Variant> _variants;
    private readonly RunOptions _options;
    private readonly bool _keepAll;
    private readonly List<List<int>> _passes = [];

    /// <param name="variants">At least one.</param>
    /// <param name="options">Trials, seed, sampling, threads, memory.</param>
    /// <param name="keepAll">Whether every series is kept whole, for differences.</param>
    /// <exception cref="InvalidOperationException">Whole series of one variant do not fit the memory, or an importance pilot would draw each variant its own way.</exception>
    public VariantRun(IReadOnlyList<Variant> variants, RunOptions options, bool keepAll)
    {
        (_variants, _options, _keepAll) = (variants, options, keepAll);
        foreach (var group in Enumerable.Range(0, variants.Count).GroupBy(i => (variants[i].Paths, variants[i].Nature)))
        {
            AddPasses([.. group]);
        }

        if (options.Sampling.Importance is not null && variants.Select(v => (v.Paths, v.Nature)).Distinct().Count() > 1)
        {
            throw new InvalidOperationException("importance sampling would draw each variant its own way: variants must differ in their contract alone");
        }
    }

    /// <summary>How often paths are sampled.</summary>
    public int Passes => _passes.Count;

    /// <summary>Bytes that whole series of all variants take.</summary>
    public static long Bytes(IReadOnlyList<Variant> variants, RunOptions options, bool keepAll) =>
        variants.Sum(v => MeasureSink.Bytes(v.Measures, options, keepAll));

    /// <summary>Runs all passes.</summary>
    /// <param name="take">Takes a variant's number and its sink, full; in the order of passes.</param>
    /// <param name="watch">Shows the progress of a pass until disposed; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    public void Run(Action<int, MeasureSink> take, Func<RunProgress, IDisposable?>? watch = null, CancellationToken cancel = default)
    {
        foreach (var pass in _passes)
        {
            List<MeasureSink> sinks = [.. pass.Select(i => new MeasureSink(_variants[i].Measures, _options, _keepAll))];
            var simulator = Simulator.Settling(
                _variants[pass[0]].Scenario, _options, _variants[pass[0]].Nature, [.. pass.Zip(sinks, (i, sink) => new Settlement(_variants[i].Scenario.Contract, [sink]))]);
            using (watch?.Invoke(simulator.Progress))
            {
                simulator.Run(cancel);
            }

            for (var i = 0; i < pass.Count; i++)
            {
                take(pass[i], sinks[i]);
            }
        }
    }

    private void AddPasses(IReadOnlyList<int> group)
    {
        List<int> pass = [];
        var bytes = 0L;
        foreach (var i in group)
        {
            var more = MeasureSink.Bytes(_variants[i].Measures, _options, _keepAll);
            if (pass.Count > 0 && bytes + more > _options.Memory)
            {
                _passes.Add(pass);
                (pass, bytes) = ([], 0);
            }

            pass.Add(i);
            bytes += more;
        }

        _passes.Add(pass);
    }
}
