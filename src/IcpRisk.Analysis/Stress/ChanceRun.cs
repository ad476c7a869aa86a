using System.Globalization;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Payoff;
using IcpRisk.Nature;
using IcpRisk.Nature.Sampling;
using IcpRisk.Nature.Stress;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Paths;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Stress;

/// <summary>
/// Chance or merit: one contract year settled by itself on the planned path, the cost of care moved so that it is exactly
/// the target where counts and case costs are as expected, and varied by volatility alone, at one list size or another.
/// </summary>
/// <remarks>
/// The place is scaled: people, activity and high-cost cases; the contract's terms are shares of its target, and what it
/// adds in pounds is that of the scenario's own size. Scores measured are the true one and a normal error, whose standard
/// deviation is the metric's own, times the root of the scenario's list over this one.
/// </remarks>
public sealed class ChanceRun
{
    private const int MostSteps = 1000;
    private readonly Scenario _scenario;
    private readonly RunOptions _options;
    private readonly int _year;
    private readonly double _hold;
    private readonly PayoffTerms _payoff;
    private readonly HashSet<string> _leftOut;
    private readonly bool _volume;
    private readonly IReadOnlyList<TrueScore> _scores;
    private readonly Condition? _given;
    private readonly OutcomeColumn[] _read;
    private readonly string[] _services;
    private readonly (double Pounds, string Words) _target;
    private readonly double _atTarget;

    /// <param name="scenario">Whose contract it is.</param>
    /// <param name="options">Trials, seed and threads.</param>
    /// <param name="year">Contract year, from 1.</param>
    /// <param name="hold">The chance to be held to, in (0, 1).</param>
    /// <param name="given">
    /// Only trials in which it holds count, of columns of <see cref="MeasureColumns.OfYear"/>; null for all. It is asked of the
    /// year with costs and scores as they come.
    /// </param>
    public ChanceRun(Scenario scenario, RunOptions options, int year, double hold, Condition? given = null)
    {
        (_scenario, _options, _year, _hold, _given) = (scenario, options, year, hold, given);
        _read = [.. (given?.Expression.Columns ?? []).DistinctBy(c => c.Name)];
        _payoff = scenario.Contract.PayoffTerms(scenario.Plan, year);
        var terms = scenario.Contract.Terms;
        var compare = (terms.GainLoss ?? new GainLossTerms()).Compare;
        _leftOut = [.. compare.Excludes, .. compare.Income.Contains(ComparedIncome.Activity) ? [] : terms.ActivityPayments.Keys];
        _volume = terms.GainLoss is { Measure: SharingMeasure.Volume };
        _scores = [.. TrueScore.Of(scenario, year)];
        _services = [.. scenario.Nature.Services.Where(s => s.Value.Scope == Nature.Services.Scope.In).Select(s => s.Key)];

        _atTarget = AtTarget();

        // Volume may be shared without any income to compare it with.
        _target = _volume && !(_payoff.Target > 0)
            ? (_services.Where(s => !_leftOut.Contains(s)).Sum(s => scenario.Plan.Value(new RowId(Quantity.Cost, s), year)), "the planned cost of what is shared")
            : (_payoff.Target, _payoff.TargetWords);
    }

    /// <summary>Whether there is anything that chance could earn or cost.</summary>
    public bool IsAsked => (_scenario.Contract.Terms.GainLoss is not null && _payoff.Compared > 0) || _scores.Count > 0;

    public RunProgress Progress { get; } = new();

    /// <summary>Runs every list size.</summary>
    /// <param name="lists">People planned in year 1.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="MeasureException">The condition holds in no trial at all.</exception>
    public ChanceResult Run(IReadOnlyList<double> lists, CancellationToken cancel)
    {
        Progress.Total = lists.Count * _options.Trials;
        var results = new ListChance[lists.Count];
        var parallel = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount };
        Parallel.For(0, lists.Count, parallel, i => results[i] = Of(lists[i], cancel));
        if (_given is { } given && results.All(r => r.GivenTrials == 0))
        {
            throw new MeasureException(given.Text, 0, string.Create(
                CultureInfo.InvariantCulture,
                $"it holds in none of {_options.Trials} trials at any list size; counts, costs of cases and measured scores vary here, and all else is as planned in year {_year}"));
        }

        return new ChanceResult(_year, _hold, _target.Words, results, _given?.Text);
    }

    private ListChance Of(double list, CancellationToken cancel)
    {
        var own = _scenario.Plan.Value(Quantity.ListSize, 1);
        var terms = _scenario.Nature.Scaled(list / own);
        var plan = Planning.Plan(terms, _scenario.Time);
        RowId[] read = [.. _scenario.Contract.Reads, .. _read.RowsRead()];
        RowId[] rows = [.. _services.SelectMany(s => new RowId[] { new(Quantity.Cost, s), new(Quantity.Activity, s) }), .. read.Where(r => r.Quantity is Quantity.HighCostLayer or Quantity.VolatilityIndex)];
        var layout = new PathLayout(_scenario.Time.Years, rows);
        var engine = new NatureEngine(terms, _scenario.Time, new NatureOptions(Centre.Planned, new HashSet<Risk> { Risk.Volatility }), layout, plan);
        var worker = new NatureWorker(engine, new NatureSampler(engine, TrialPoints.Plain((ulong)_options.Seed)), PathTile.MaxTrials);
        var (drawn, settled) = (new PathTile(layout, PathTile.MaxTrials), new PathTile(new PathLayout(_scenario.Time.Years, read), PathTile.MaxTrials));
        var kept = _scenario.Contract.Columns.Where(c => c.Name is ChanceSeries.Transfer or ChanceSeries.Recovery || _read.Contains(c));
        var outcomes = new OutcomeTile(new OutcomeLayout(_scenario.Time.Years, kept), PathTile.MaxTrials);
        var series = new ChanceSeries((int)_options.Trials, _scores.Count, Settled(), _target.Pounds, _volume || _scenario.Contract.Terms.StopLoss is null ? null : Recovered(_atTarget));
        var block = new TileBlock(_read);
        var error = Math.Sqrt(own / list);
        for (var first = 0L; first < _options.Trials; first += PathTile.MaxTrials)
        {
            cancel.ThrowIfCancellationRequested();
            var count = (int)Math.Min(PathTile.MaxTrials, _options.Trials - first);
            drawn.Begin(first, count);
            settled.Begin(first, count);
            worker.Fill(drawn);
            Lay(drawn, plan, settled, series);

            // Gains and losses with scores as planned, so that cost alone varies; then metrics by themselves.
            _scenario.Contract.SettleYear(settled, outcomes, _year);
            series.Take(outcomes, _year, first, count);
            foreach (var score in _scores)
            {
                score.Measure(settled, _year, error, (ulong)_options.Seed);
            }

            if (_given is { } given)
            {
                series.Take(first, Holding(given, settled, outcomes, block));
            }

            for (var i = 0; i < count && _scores.Count > 0; i++)
            {
                series.Take(_scores, _scenario.Contract.IncentivesOfYear(settled, i, _year), (int)first + i);
            }

            Progress.Add(count);
        }

        return series.Result(list, _hold, _scenario.Contract.BearsCost, _scores, error);
    }

    // The condition is asked of costs and scores as they come together.
    private double[] Holding(Condition given, PathTile settled, OutcomeTile outcomes, TileBlock block)
    {
        if (_scores.Count > 0)
        {
            _scenario.Contract.SettleYear(settled, outcomes, _year);
        }

        var holds = new double[settled.Count];
        block.Begin(settled, outcomes);
        given.Expression.Evaluate(block, _year, holds);
        return holds;
    }

    // What is transferred where cost is the target to the penny: settlements of care out of scope, which is as planned.
    private double Settled() => Planned(ChanceSeries.Transfer, _atTarget);

    // What the plan's cost is moved by. Layers of high-cost cases move with it, so that what is insured stays so: where all
    // agree compared cost is the target. What is recovered grows less than cost does, so that steps lead there.
    private double AtTarget()
    {
        var moved = _payoff.Compared > 0 ? _payoff.CostAt(1) / _payoff.PlannedCost : 1;
        if (_volume || _payoff.Compared <= 0 || _scenario.Contract.Terms.StopLoss is null)
        {
            return moved;
        }

        var (first, planned) = (moved, Recovered(1));
        for (var step = 0; step < MostSteps; step++)
        {
            var next = first + ((Recovered(moved) - planned) / _payoff.Compared / _payoff.PlannedCost);
            if (next == moved)
            {
                break;
            }

            moved = next;
        }

        return moved;
    }

    private double Recovered(double moved) => OutcomeTile.Pounds(Planned(ChanceSeries.Recovery, moved));

    // A column of the year settled on the plan, its cost of care moved.
    private double Planned(string column, double moved)
    {
        var path = new PathTile(new PathLayout(_scenario.Time.Years, _scenario.Contract.Reads), 8);
        path.Begin(0, 8);
        LayPlan(path);
        foreach (var row in path.Layout.Rows.Where(r => r.Quantity is Quantity.Cost or Quantity.HighCostLayer))
        {
            path.Row(path.Layout.Slot(row), _year).Fill(_scenario.Plan.Value(row, _year) * moved);
        }

        var outcomes = new OutcomeTile(new OutcomeLayout(_scenario.Time.Years, _scenario.Contract.Columns.Where(c => c.Name == column)), 8);
        _scenario.Contract.SettleYear(path, outcomes, _year);
        return outcomes.Row(0, _year)[0];
    }

    private void LayPlan(PathTile path)
    {
        foreach (var row in path.Layout.Rows)
        {
            for (var year = 1; year <= path.Layout.Years; year++)
            {
                path.Row(path.Layout.Slot(row), year).Fill(_scenario.Plan.Value(row, year));
            }
        }
    }

    // The plan, with this year's care as chance would have it.
    private void Lay(PathTile drawn, PlanPath plan, PathTile settled, ChanceSeries series)
    {
        LayPlan(settled);
        var whole = settled.Row(settled.Layout.Slot(new RowId(Quantity.Cost)), _year);
        whole.Clear();
        var rates = series.Rates(drawn.FirstTrial, drawn.Count);
        rates.Clear();
        foreach (var service in _services)
        {
            var (cost, activity) = (new RowId(Quantity.Cost, service), new RowId(Quantity.Activity, service));
            var (mean, planned) = (plan.Value(cost, _year), _scenario.Plan.Value(cost, _year) * _atTarget);
            Copy(cost, planned);
            Copy(activity, _scenario.Plan.Value(activity, _year));
            var ratios = drawn.Row(drawn.Layout.Slot(_volume ? activity : cost), _year);
            var costs = drawn.Row(drawn.Layout.Slot(cost), _year);
            var base0 = plan.Value(_volume ? activity : cost, _year);

            // Volume is shared at planned unit costs, wherever the target lies.
            var shared = _volume ? _scenario.Plan.Value(cost, _year) : planned;
            for (var i = 0; i < whole.Length; i++)
            {
                whole[i] += mean == 0 ? 0 : planned * costs[i] / mean;
            }

            for (var i = 0; i < rates.Length && !_leftOut.Contains(service) && base0 > 0; i++)
            {
                rates[i] += shared * (1 - (ratios[i] / base0)) / _target.Pounds;
            }
        }

        // An index is a ratio at any size.
        var index = new RowId(Quantity.VolatilityIndex);
        if (settled.Layout.Find(index) is var indexSlot and >= 0)
        {
            drawn.Row(drawn.Layout.Slot(index), _year).CopyTo(settled.Row(indexSlot, _year));
        }

        foreach (var layer in drawn.Layout.Rows.Where(r => r.Quantity == Quantity.HighCostLayer))
        {
            Copy(layer, _scenario.Plan.Value(layer, _year) * _atTarget);
        }

        void Copy(RowId row, double planned)
        {
            if (settled.Layout.Find(row) is var slot and >= 0 && plan.Value(row, _year) is var mean and not 0)
            {
                var from = drawn.Row(drawn.Layout.Slot(row), _year);
                var to = settled.Row(slot, _year);
                for (var i = 0; i < to.Length; i++)
                {
                    to[i] = planned * from[i] / mean;
                }
            }
        }
    }
}
