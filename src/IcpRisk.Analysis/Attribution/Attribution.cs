using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Attribution;

/// <summary>What came of an attribution.</summary>
/// <param name="Scenario">What was run.</param>
/// <param name="Options">How.</param>
/// <param name="Runs">Runs it took.</param>
/// <param name="Measures">Measures attributed to risks, or to the groups named.</param>
/// <param name="Bearing">Who bears each risk.</param>
/// <param name="Euler">TVaR allocated to services and payments, and to accounts.</param>
/// <param name="Stress">What the worst trials looked like.</param>
/// <param name="Given">The condition of the trials that count for measures, and how many they are; null where all do.</param>
public sealed record AttributionResult(
    Scenario Scenario, RunOptions Options, int Runs, IReadOnlyList<MeasureAttribution> Measures, IReadOnlyList<RiskBearing> Bearing,
    IReadOnlyList<EulerTable> Euler, ReverseStress Stress, (Condition Condition, int Trials)? Given = null);

/// <summary>The whole of an attribution: every run that its questions need, then the answers.</summary>
public sealed class AttributionRun
{
    /// <summary>Measures attributed where none is asked for; the mean of each series stands beside.</summary>
    public static IReadOnlyList<string> Default { get; } =
        ["sd(provider_surplus)", "tvar99.5(provider_surplus)", "sd(commissioner_spend)", "tvar99.5(commissioner_spend)"];

    private const int Fewest = 100;

    /// <summary>Orders of players sampled where nothing else is asked for.</summary>
    public const int DefaultOrders = 32;

    private readonly Scenario _scenario;
    private readonly RunOptions _options;
    private readonly MeasureGame _game;
    private readonly BearingQuestion _bearing;
    private readonly EulerQuestion _euler;
    private readonly StressQuestion _stress;
    private readonly SubsetRuns _runs;
    private readonly int _threads;
    private readonly Condition? _given;

    /// <param name="scenario">What to run.</param>
    /// <param name="options">Trials, seed, threads and memory; trials are drawn plainly.</param>
    /// <param name="measures">What to attribute; no return period.</param>
    /// <param name="players">What to attribute it to.</param>
    /// <param name="ruin">What ruin is; null for the contract's end before its term, or where it has none the worst 1 %.</param>
    /// <param name="orders">Orders of players sampled where there are too many to count out; an even number from 4.</param>
    /// <param name="given">
    /// Measures are of the trials in which this holds with everything on: the same trials, and the same draws, in every subset.
    /// </param>
    /// <exception cref="InvalidOperationException">The memory allowed is not enough.</exception>
    public AttributionRun(
        Scenario scenario, RunOptions options, IReadOnlyList<Measure> measures, Players players, Condition? ruin = null, int orders = DefaultOrders,
        Condition? given = null)
    {
        (_scenario, _options, _given) = (scenario, options, given);
        _threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        if (Resamples.Bytes(options.Trials) > options.Memory)
        {
            throw TooMuch(Resamples.Bytes(options.Trials));
        }

        var resamples = new Resamples((ulong)options.Seed, (int)options.Trials, _threads);
        _game = new MeasureGame(players, WithMeans(measures), resamples, Orders(players, orders, options));
        _bearing = new BearingQuestion(scenario, options.Seed, resamples);
        _euler = new EulerQuestion(scenario, resamples);
        _stress = new StressQuestion(scenario, options, measures, ruin);
        _runs = new SubsetRuns(scenario, options);
        _game.Ask(_runs);
        _bearing.Ask(_runs);
        _euler.Ask(_runs);
        _stress.Ask(_runs);
        if (Resamples.Bytes(options.Trials) + _runs.Bytes(_threads) is var bytes && bytes > options.Memory)
        {
            throw TooMuch(bytes);
        }

        InvalidOperationException TooMuch(long needed) => new(
            $"attribution of {options.Trials} trials takes {needed >> 20} MiB, {options.Memory >> 20} are allowed");
    }

    public RunProgress Progress { get; } = new();

    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="MeasureException">What is given holds in fewer than 100 trials.</exception>
    public AttributionResult Run(CancellationToken cancel = default)
    {
        (Condition, int)? counted = null;
        if (_given is { } given)
        {
            var trials = Holding(given, cancel);
            counted = (given, trials.Length);
            _game.Only(trials);
        }

        _runs.RunAll(_threads, Progress, cancel);
        return new AttributionResult(_scenario, _options, _runs.Count, _game.Result(), _bearing.Result(), _euler.Result(), _stress.Result(_threads, cancel), counted);
    }

    private int[] Holding(Condition given, CancellationToken cancel)
    {
        using var sink = new SeriesSink([given.Expression], _options.Trials);
        new Simulator(_scenario, _options with { Sampling = SamplingOptions.Plain, SelfCheck = false }, sink).Run(cancel);
        int[] trials = [.. Enumerable.Range(0, (int)_options.Trials).Where(t => sink.Values[0][t] != 0)];
        return trials.Length >= Fewest ? trials : throw new MeasureException(
            given.Text, 0, $"it holds in {trials.Length} of {_options.Trials} trials, and an attribution needs {Fewest}");
    }

    // Subsets are counted out while that takes no more runs than sampling orders would.
    private static Orders? Orders(Players players, int orders, RunOptions options) =>
        players.Count <= Players.MostCounted ? null : new Orders(players.Count, orders, (ulong)options.Seed);

    // What each risk does to the mean stands beside what it does to a measure.
    private static List<Measure> WithMeans(IReadOnlyList<Measure> measures)
    {
        var all = new List<Measure>();
        foreach (var group in measures.GroupBy(m => m.Series))
        {
            all.AddRange(group);
            if (!group.Key.IsCondition && group.All(m => m.Kind != MeasureKind.Mean) && group.Any(m => m.Kind is not (MeasureKind.Shortfall or MeasureKind.LossProbability)))
            {
                all.Add(MeanOf(group.Key, group.First()));
            }
        }

        return all;
    }

    private static Measure MeanOf(Expression series, Measure like)
    {
        var open = like.Text.IndexOf('(', StringComparison.Ordinal);
        return new Measure($"mean{like.Text[open..]}", MeasureKind.Mean, series, 0, series.Unit.Length == 0 ? "1" : series.Unit, like.Side);
    }
}
