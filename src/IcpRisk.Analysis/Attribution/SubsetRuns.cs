using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts;
using IcpRisk.Nature;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Attribution;

/// <summary>The series of one run, by what was asked for.</summary>
internal delegate double[] Series(Expression expression);

/// <summary>
/// Runs of one scenario that differ in what is on. Draws are addressed, so what is on in two of them is drawn the same. Each
/// is run once, whoever asks for it and however many contracts settle it; its columns are let go when all who asked have taken
/// from them.
/// </summary>
internal sealed class SubsetRuns
{
    private readonly Scenario _scenario;
    private readonly RunOptions _options;
    private readonly Dictionary<string, Run> _runs = [];
    private readonly List<Run> _inOrder = [];

    /// <param name="scenario">What to simulate.</param>
    /// <param name="options">How: trials are drawn plainly, whatever it says of sampling.</param>
    public SubsetRuns(Scenario scenario, RunOptions options) => (_scenario, _options) = (
        scenario, options with { Sampling = SamplingOptions.Plain, TrialsPerSet = 1, SelfCheck = false, Threads = 1 });

    /// <summary>Runs so far asked for.</summary>
    public int Count => _inOrder.Count;

    /// <summary>Bytes of columns held at once on so many threads.</summary>
    public long Bytes(int threads) => _inOrder.Select(r => r.Settled.Sum(s => s.Series.Count) * _options.Trials * sizeof(double)).OrderDescending().Take(threads).Sum();

    /// <summary>Asks for a run.</summary>
    /// <param name="nature">What is on.</param>
    /// <param name="series">What is taken of each trial.</param>
    /// <param name="take">Takes the series when the run is done; on any thread, who asked first of a run first.</param>
    /// <param name="contract">Settles it; null for the scenario's own.</param>
    public void Ask(NatureOptions nature, IEnumerable<Expression> series, Action<Series> take, ContractPlan? contract = null)
    {
        var key = $"{string.Join(',', nature.On.Order())}|{string.Join(',', nature.Off.Order(StringComparer.Ordinal))}";
        if (!_runs.TryGetValue(key, out var run))
        {
            run = new Run(nature, [new Settled(_scenario.Contract, [], [])]);
            _runs.Add(key, run);
            _inOrder.Add(run);
        }

        var settled = run.Settled.Find(s => s.Contract == (contract ?? _scenario.Contract));
        if (settled is null)
        {
            settled = new Settled(contract!, [], []);
            run.Settled.Add(settled);
        }

        settled.Series.AddRange(series.Where(s => !settled.Series.Contains(s)));
        settled.Takers.Add(take);
    }

    /// <summary>Runs all, several at a time.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void RunAll(int threads, RunProgress progress, CancellationToken cancel)
    {
        progress.Total = _inOrder.Count * _options.Trials;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel };
        Parallel.ForEach(_inOrder, parallel, run =>
        {
            SeriesSink[] sinks = [.. run.Settled.Select(s => new SeriesSink(s.Series, _options.Trials))];
            Simulator.Settling(_scenario, _options, run.Nature, [.. run.Settled.Zip(sinks, (s, sink) => new Settlement(s.Contract, [sink]))]).Run(cancel);
            foreach (var (settled, sink) in run.Settled.Zip(sinks))
            {
                var values = settled.Series.Zip(sink.Values).ToDictionary(x => x.First, x => x.Second);
                foreach (var take in settled.Takers)
                {
                    take(expression => values[expression]);
                }

                sink.Dispose();
            }

            progress.Add(_options.Trials);
        });
    }

    private sealed record Run(NatureOptions Nature, List<Settled> Settled);

    private sealed record Settled(ContractPlan Contract, List<Expression> Series, List<Action<Series>> Takers);
}
