using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Nature;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Paths;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Attribution;

/// <summary>Asks for what reverse stress needs of the run with everything on, and works it out.</summary>
internal sealed class StressQuestion
{
    /// <summary>The worst 5 % and 1 %.</summary>
    private static readonly double[] Levels = [0.95, 0.99];

    private static readonly (Quantity Quantity, string Name)[] Quantities =
    [
        (Quantity.ListSizeIndex, "list_size_index"), (Quantity.NeedIndex, "need_index"), (Quantity.UtilisationIndex, "utilisation_index"),
        (Quantity.VolatilityIndex, "volatility_index"), (Quantity.PriceIndex, "price_index"), (Quantity.UnitCostIndex, "unit_cost_index"),
        (Quantity.SavingsRealised, "savings_realised"),
    ];

    private static readonly string[] Flows = ["provider_income", "provider_cost", "provider_surplus"];

    private readonly Scenario _scenario;
    private readonly RunOptions _options;
    private readonly IReadOnlyList<(Expression Series, string Text, bool IsLow)> _losses;
    private readonly IReadOnlyList<(Expression Series, string Name, OutcomeColumn Column)> _indices;
    private readonly Condition? _ruin;
    private readonly Expression _surplus;
    private Dictionary<Expression, double[]> _values = [];

    /// <param name="scenario">What is run.</param>
    /// <param name="options">How.</param>
    /// <param name="measures">Measures whose series are the losses looked at; conditions are none.</param>
    /// <param name="ruin">What ruin is; null for the contract's end before its term, or where it has none the worst 1 %.</param>
    public StressQuestion(Scenario scenario, RunOptions options, IReadOnlyList<Measure> measures, Condition? ruin)
    {
        (_scenario, _options) = (scenario, options);
        var columns = scenario.Contract.Columns.ToDictionary(c => c.Name);
        _surplus = new ColumnAt(columns["provider_surplus"], 0);
        _ruin = ruin ?? (columns.ContainsKey("termination_year") ? MeasureParser.Condition("termination_year > 0", MeasureColumns.Of(scenario)) : null);
        _losses =
        [
            .. measures.Where(m => !m.Series.IsCondition && m.Kind is not (MeasureKind.Shortfall or MeasureKind.LossProbability))
                .DistinctBy(m => m.Series).Select(m => (m.Series, Inner(m.Text), m.Side == LossSide.Low)),
        ];
        _indices =
        [
            .. Quantities.Where(q => scenario.Plan.Has(new RowId(q.Quantity))).Select(q =>
            {
                var row = new RowId(q.Quantity);
                var column = new OutcomeColumn(
                    q.Name, RowCatalogue.Unit(q.Quantity), RowCatalogue.Meaning(q.Quantity), BadSide.Neither, OutcomeScope.TrialYear, OutcomeType.Number, row);
                return ((Expression)new ColumnOver(column, 1, scenario.Time.Years, IsMean: true), q.Name, column);
            }),
        ];
    }

    /// <summary>Asks for the run of everything on.</summary>
    public void Ask(SubsetRuns runs)
    {
        Expression[] all = [.. _losses.Select(l => l.Series), .. _indices.Select(i => i.Series), _surplus, .. _ruin is null ? [] : new[] { _ruin.Expression }];
        runs.Ask(Players.AllOn(_scenario), all, series => _values = all.Distinct().ToDictionary(e => e, e => series(e)));
    }

    /// <summary>Works it out, when that run is done: reads drivers again, and the ruined trial.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ReverseStress Result(int threads, CancellationToken cancel)
    {
        var engine = new NatureEngine(
            _scenario.Nature, _scenario.Time, Players.AllOn(_scenario), new PathLayout(_scenario.Time.Years, []), _scenario.Plan);
        var trials = (int)_options.Trials;
        var tails = _losses.SelectMany(l => Levels.Select(level => (Loss: l, Level: level, Losses: Losses(l), Tail: new TailOrder(Losses(l)).Worst(level)))).ToList();
        var drivers = StressScores.Of(engine, (ulong)_options.Seed, trials, [.. tails.Select(t => t.Tail)], threads, cancel);
        return new ReverseStress(
            [.. tails.Select((t, k) => new StressTable(
                t.Loss.Text, t.Level, t.Tail.Trials.Length, t.Losses[t.Tail.Trials[^1]], [.. _indices.Select(i => Index(i, t.Tail))], drivers[k]))],
            Ruin(engine, cancel));
    }

    private double[] Losses((Expression Series, string Text, bool IsLow) loss) =>
        loss.IsLow ? [.. _values[loss.Series].Select(v => 0 - v)] : _values[loss.Series];

    private StressedIndex Index((Expression Series, string Name, OutcomeColumn Column) index, (int[] Trials, double[] Weights) tail)
    {
        var values = _values[index.Series];
        var moments = Moments.Of(values);
        var mean = TailOrder.Mean(tail, values);
        var squares = 0.0;
        for (var k = 0; k < tail.Trials.Length; k++)
        {
            var away = tail.Weights[k] * (values[tail.Trials[k]] - mean);
            squares += away * away;
        }

        var below = values.Count(v => v <= mean) / (double)values.Length;
        return new StressedIndex(index.Name, Estimate.Normal(mean, Math.Sqrt(squares)), moments.Mean, moments.StandardDeviation, below);
    }

    private RuinPath Ruin(NatureEngine engine, CancellationToken cancel)
    {
        var losses = _values[_surplus].Select(v => 0 - v).ToArray();
        var order = new TailOrder(losses);
        int[] ruined = _ruin is null ? [] : [.. Enumerable.Range(0, losses.Length).Where(t => _values[_ruin.Expression][t] != 0)];
        var asked = _ruin is not null && ruined.Length > 0;
        if (!asked)
        {
            ruined = [.. order.Worst(Levels[1]).Trials.Order()];
        }

        var (trial, distance, median, surprises) = RuinSearch.Nearest(engine.Normals, (ulong)_options.Seed, ruined, order.Worst(Levels[0]).Trials);
        cancel.ThrowIfCancellationRequested();
        var (names, years) = Told(trial, cancel);
        var condition = asked ? _ruin!.Text : "provider_surplus among its worst 1 %";
        return new RuinPath(condition, asked || _ruin is null, ruined.Length, trial, distance, surprises.Count, median, surprises, names, years);
    }

    // Trials are addressed: a run that ends with the trial draws it as the whole one did.
    private (IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<double>> Years) Told(int trial, CancellationToken cancel)
    {
        var columns = _scenario.Contract.Columns.ToDictionary(c => c.Name);
        OutcomeColumn[] told = [.. _indices.Select(i => i.Column), .. Flows.Select(f => columns[f])];
        var sink = new TrialSink(told, trial, _scenario.Time.Years);
        var options = _options with { Trials = trial + 1, Sampling = SamplingOptions.Plain, TrialsPerSet = 1, SelfCheck = false };
        new Simulator(_scenario, options, Players.AllOn(_scenario), [sink]).Run(cancel);
        return ([.. told.Select(c => c.Name)], sink.Years);
    }

    private static string Inner(string measure)
    {
        var open = measure.IndexOf('(', StringComparison.Ordinal);
        return measure[(open + 1)..measure.LastIndexOf(')')];
    }
}
