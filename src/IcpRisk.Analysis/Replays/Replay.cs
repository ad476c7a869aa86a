using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Parties;
using IcpRisk.Nature;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Replays;

/// <summary>Works one trial of a run again and tells it.</summary>
public static class Replay
{
    // A pound amount is a whole number of pence: half a penny tells two apart.
    private const double Penny = 0.005;

    /// <summary>The story of a trial, from the same bits as the run has them.</summary>
    /// <param name="scenario">What was run.</param>
    /// <param name="options">How: trials, seed and sampling as of the run.</param>
    /// <param name="trial">From 0, below the number of trials.</param>
    public static TrialStory Of(Scenario scenario, RunOptions options, long trial)
    {
        var worked = new Simulator(scenario, options with { SelfCheck = false }, new Everything(scenario)).Replay(trial);
        var schemes = scenario.Contract.IncentivesOf(worked.Path, worked.Place);
        return new TrialStory(
            trial, options.Seed, [.. worked.Record.Figures.Select(f => new DrawnFigure(f.Path, f.Value))],
            [.. worked.Record.Surprises.Where(s => s.Year == 0)],
            [.. Enumerable.Range(1, scenario.Time.Years).Select(y => Year(scenario, worked, schemes, y))],
            scenario.Contract.Columns.Where(c => c.Scope.HasFlag(OutcomeScope.Trial)).ToDictionary(c => c.Name, c => worked.Term(c.Name)));
    }

    private static YearStory Year(Scenario scenario, ReplayedTrial trial, IReadOnlyList<SchemeYear> schemes, int year)
    {
        var services = scenario.Terms.Services.Select(s =>
        {
            var (activity, cost) = (Planning.Activity(s.Key, s.Value.Scope), Planning.Cost(s.Key, s.Value.Scope));
            return new ServiceStory(
                s.Key, s.Value.Scope == Nature.Services.Scope.In, trial.Value(activity, year), scenario.Plan.Value(activity, year),
                trial.Value(cost, year), scenario.Plan.Value(cost, year));
        }).ToList();
        var flows = FlowList.Of(scenario.Contract, trial, year, schemes);
        var columns = OutcomeCatalogue.Nature.ToDictionary(c => c.Name, c => trial.Value(c.Row!.Value, year));
        foreach (var column in scenario.Contract.Columns.Where(c => c.Scope.HasFlag(OutcomeScope.TrialYear)))
        {
            columns[column.Name] = trial.Value(column.Name, year);
        }

        var accounts = scenario.Contract.Accounts.Select(a => new AccountStory(a, trial.Value(OutcomeCatalogue.NetOf(a).Name, year))).ToList();
        return new YearStory(
            year, [.. Rows(scenario).Select(r => new RowStory(r.Name, RowCatalogue.Unit(r.Row.Quantity), trial.Value(r.Row, year), scenario.Plan.Value(r.Row, year)))],
            [.. trial.Record.Surprises.Where(s => s.Year == year)], services, flows, [.. schemes.Where(s => s.Year == year)], accounts, columns,
            Checks(scenario, trial, services, flows, accounts, year));
    }

    private static IEnumerable<(string Name, RowId Row)> Rows(Scenario scenario) =>
    [
        .. OutcomeCatalogue.Nature.Where(c => c.Name != "need_weighted_list").Select(c => (c.Name, c.Row!.Value)),
        ("price_index", new RowId(Quantity.PriceIndex)),
        .. scenario.Terms.Metrics.Keys.Select(m => ($"score {m}", new RowId(Quantity.Score, m))),
    ];

    private static List<SumCheck> Checks(
        Scenario scenario, ReplayedTrial trial, List<ServiceStory> services, IReadOnlyList<Flow> flows, List<AccountStory> accounts, int year)
    {
        var (income, cost, beside) = (Sum(FlowKind.Income), Sum(FlowKind.Cost), Sum(FlowKind.Beside));
        var members = accounts.Where(a => !scenario.Contract.Terms.Parties.TryGetValue(a.Name, out var party)
            ? a.Name == "contingency"
            : party.Side == Side.Provider).Sum(a => a.Net);
        List<SumCheck> checks =
        [
            Same("cost of services in scope", services.Where(s => s.InScope).Sum(s => s.Cost), trial.Value(new RowId(Quantity.Cost), year)),
            Same("income, flow by flow", income, trial.Value("provider_income", year)),
            Same("cost, flow by flow", cost, trial.Value("provider_cost", year)),
            Same("income less cost is the surplus", income - cost, trial.Value("provider_surplus", year)),
            Same("surplus and what is paid beside it are the provider side's nets", income - cost + beside, members),
            Same("all nets are what resources cost, with the sign turned", accounts.Sum(a => a.Net), -trial.Value("cost_total", year)),
        ];
        if (scenario.Contract.Terms.Balance is { } balance)
        {
            var before = year == 1 ? balance.OpeningCash + balance.FixedAssets - balance.Debt : trial.Value("provider_net_worth", year - 1);
            checks.Add(Same("net worth of the year before and the provider side's nets", before + members, trial.Value("provider_net_worth", year)));
        }

        return checks;

        double Sum(FlowKind kind) => flows.Where(f => f.Kind == kind).Sum(f => f.Amount);
        static SumCheck Same(string words, double sum, double expected) => new(words, sum, expected, Math.Abs(sum - expected) < Penny);
    }

    /// <summary>Asks for all rows and columns; takes nothing.</summary>
    private sealed class Everything(Scenario scenario) : ISimulationSink
    {
        public IEnumerable<RowId> Rows => Planning.Rows(scenario.Nature);

        public IEnumerable<OutcomeColumn> Columns => scenario.Contract.Columns;

        public void Take<L>(PathTile path, OutcomeTile outcomes)
            where L : struct, ILanes<L>
        {
        }

        public void EndGranule(long granule)
        {
        }

        public bool TryWork() => false;
    }
}
