using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Nature;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Attribution;

/// <summary>The series of one run, by what was asked for.</summary>
internal delegate double[] Series(Expression expression);

/// <summary>
/// Runs of one scenario that differ in what is on. Draws are addressed, so what is on in two of them is drawn the same; all
/// are settled by the same contract. Each is run once, whoever asks for it; its columns are let go when all who asked have
/// taken from them.
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
    public long Bytes(int threads) => _inOrder.Select(r => r.Series.Count * _options.Trials * sizeof(double)).OrderDescending().Take(threads).Sum();

    /// <summary>Asks for a run.</summary>
    /// <param name="nature">What is on.</param>
    /// <param name="series">What is taken of each trial.</param>
    /// <param name="take">Takes the series when the run is done; on any thread.</param>
    public void Ask(NatureOptions nature, IEnumerable<Expression> series, Action<Series> take)
    {
        var key = $"{string.Join(',', nature.On.Order())}|{string.Join(',', nature.Off.Order(StringComparer.Ordinal))}";
        if (!_runs.TryGetValue(key, out var run))
        {
            run = new Run(nature, [], []);
            _runs.Add(key, run);
            _inOrder.Add(run);
        }

        run.Series.AddRange(series.Where(s => !run.Series.Contains(s)));
        run.Takers.Add(take);
    }

    /// <summary>Runs all, several at a time.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void RunAll(int threads, RunProgress progress, CancellationToken cancel)
    {
        progress.Total = _inOrder.Count * _options.Trials;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel };
        Parallel.ForEach(_inOrder, parallel, run =>
        {
            using var sink = new SeriesSink(run.Series, _options.Trials);
            new Simulator(_scenario, _options, run.Nature, [sink]).Run(cancel);
            var values = run.Series.Zip(sink.Values).ToDictionary(x => x.First, x => x.Second);
            foreach (var take in run.Takers)
            {
                take(expression => values[expression]);
            }

            progress.Add(_options.Trials);
        });
    }

    private sealed record Run(NatureOptions Nature, List<Expression> Series, List<Action<Series>> Takers);
}
