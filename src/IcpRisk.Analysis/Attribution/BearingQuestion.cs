using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Parties;
using IcpRisk.Nature;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Attribution;

/// <summary>Asks for the runs that tell who bears each risk, one risk on at a time and all, and puts together what they tell.</summary>
internal sealed class BearingQuestion
{
    private readonly Scenario _scenario;
    private readonly Resamples _resamples;
    private readonly IReadOnlyList<Risk> _risks;
    private readonly Expression _cost;
    private readonly Expression[] _nets;
    private readonly BearingAccount[] _accounts;
    private readonly double _costOff;
    private readonly double[] _netsOff;
    private readonly IReadOnlyList<ContractTerm> _terms;
    private readonly RiskBearing[] _bearing;
    private readonly TermEffect[][] _effects;

    // Cost and the provider side's net of a run, held while contracts without a term settle it.
    private readonly (double[] Cost, double[] Provider)?[] _held;

    /// <param name="scenario">Whose contract it is.</param>
    /// <param name="seed">The run's.</param>
    /// <param name="resamples">The bootstrap.</param>
    public BearingQuestion(Scenario scenario, long seed, Resamples resamples)
    {
        (_scenario, _resamples) = (scenario, resamples);
        _risks = Players.RisksOn(scenario);
        var discount = scenario.Contract.DiscountFactors;
        var columns = scenario.Contract.Columns.ToDictionary(c => c.Name);
        _cost = new SumOverYears(columns["cost_total"], discount);
        _nets = [.. scenario.Contract.Accounts.Select(a => new SumOverYears(columns[OutcomeCatalogue.NetOf(a).Name], discount))];
        string[] sides = [.. scenario.Contract.Accounts.Select(SideOf)];
        _accounts =
        [
            .. new[] { RiskBearing.Sides.Provider, RiskBearing.Sides.Commissioner, RiskBearing.Sides.Third }
                .Where(sides.Contains).Select(s => new BearingAccount(s, true, s)),
            .. scenario.Contract.Accounts.Select((a, i) => new BearingAccount(a, false, sides[i])),
        ];
        _terms = ContractTermList.Of(scenario);
        _bearing = new RiskBearing[_risks.Count + 1];
        _effects = [.. _bearing.Select(_ => new TermEffect[_terms.Count])];
        _held = new (double[], double[])?[_bearing.Length];

        // With all off every trial is the same: one will do.
        using var off = new SeriesSink([_cost, .. _nets], 1);
        new Simulator(scenario, new RunOptions { Trials = 1, Seed = seed, Threads = 1, SelfCheck = false }, NatureOptions.AllOff, [off]).Run();
        _costOff = off.Values[0][0];
        _netsOff = [.. Summed([.. off.Values.Skip(1)]).Select(v => v[0])];
    }

    /// <summary>Asks for the runs it needs.</summary>
    public void Ask(SubsetRuns runs)
    {
        for (var r = 0; r <= _risks.Count; r++)
        {
            var at = r;
            var on = r < _risks.Count ? new NatureOptions(Centre.Expected, new HashSet<Risk> { _risks[r] }) : Players.AllOn(_scenario);
            runs.Ask(on, [_cost, .. _nets], series =>
            {
                _bearing[at] = Bearing(at, series);
                _held[at] = (series(_cost), Provider(series));
            });
            for (var t = 0; t < _terms.Count; t++)
            {
                var term = t;
                runs.Ask(on, _nets, series => _effects[at][term] = Effect(_terms[term], _held[at]!.Value, Provider(series)), _terms[term].Without);
            }

            if (_terms.Count > 0)
            {
                runs.Ask(on, [], _ => _held[at] = null, _terms[^1].Without);
            }
        }
    }

    /// <summary>By risk, then of all together; when all runs are done.</summary>
    public IReadOnlyList<RiskBearing> Result() =>
        [.. _bearing.Select((b, i) => b with { Terms = [.. _effects[i].OrderByDescending(t => Math.Abs(t.Effect.Value))] })];

    private double[] Provider(Series series) => Summed([.. _nets.Select(n => series(n))])[_accounts.ToList().FindIndex(a => a.Side == RiskBearing.Sides.Provider)];

    private TermEffect Effect(ContractTerm term, (double[] Cost, double[] Provider) actual, double[] without)
    {
        double[] moved = [.. actual.Provider.Zip(without, (a, b) => a - b)];
        var borne = EffectiveBearing.Share(actual.Cost, moved, _resamples);
        return new TermEffect(term.Name, term.Words, borne.Beta, borne.Tail);
    }

    private RiskBearing Bearing(int at, Series series)
    {
        var bearing = EffectiveBearing.Of(series(_cost), Summed([.. _nets.Select(n => series(n))]), _costOff, _netsOff, _resamples);
        var sum = bearing.Accounts.Zip(_accounts).Where(x => !x.Second.IsSide).Sum(x => x.First.Beta.Value);
        return at < _risks.Count
            ? new RiskBearing(
                RiskNames.Key(_risks[at]), RiskNames.Words(_risks[at]), _scenario.Nature.Risks.Terms(_risks[at]).IntendedBearer, _accounts, bearing, sum)
            : new RiskBearing("all", "all together", null, _accounts, bearing, sum);
    }

    // The sides' sums before the accounts' own.
    private double[][] Summed(double[][] nets)
    {
        var accounts = _accounts.Where(a => !a.IsSide).ToArray();
        return
        [
            .. _accounts.Where(a => a.IsSide).Select(side =>
            {
                var sum = new double[nets[0].Length];
                for (var p = 0; p < nets.Length; p++)
                {
                    for (var i = 0; i < sum.Length && accounts[p].Side == side.Name; i++)
                    {
                        sum[i] += nets[p][i];
                    }
                }

                return sum;
            }),
            .. nets,
        ];
    }

    private string SideOf(string account) =>
        !_scenario.Contract.Terms.Parties.TryGetValue(account, out var party) ? RiskBearing.Sides.Third : party.Side switch
        {
            Side.Provider => RiskBearing.Sides.Provider,
            Side.Commissioner => RiskBearing.Sides.Commissioner,
            _ => RiskBearing.Sides.Third,
        };
}
