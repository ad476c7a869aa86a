using IcpRisk.Contracts.Outcomes;
using IcpRisk.Nature;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Spread;
using IcpRisk.Paths;

namespace IcpRisk.Scenarios.Describe;

/// <summary>Works out what there is to tell of a scenario; nothing is drawn.</summary>
internal sealed class DescriptionBuilder
{
    private readonly Scenario _scenario;
    private readonly OutcomeTile _expected;
    private readonly NatureEngine _engine;
    private readonly IReadOnlyList<DriverSpread> _spreads;

    public DescriptionBuilder(Scenario scenario)
    {
        _scenario = scenario;
        _expected = SettleExpected(scenario);
        _engine = new NatureEngine(
            scenario.Nature, scenario.Time, NatureOptions.Full, new PathLayout(scenario.Time.Years, []), null);
        _spreads = _engine.Spreads(scenario.Expected);
    }

    private IEnumerable<int> Years => Enumerable.Range(1, _scenario.Time.Years);

    public Description Build()
    {
        var terms = _scenario.Terms;
        return new Description
        {
            Name = terms.Name,
            Title = terms.Title,
            Hash = _scenario.Document.Hash,
            Term = Term(),
            Includes = terms.Scope.Includes,
            Excludes = terms.Scope.Excludes,
            Risks = [.. RiskNames.All.Select(Risk)],
            Contract = _scenario.Contract.Describe(),
            Warnings = _scenario.Contract.Warnings(),
            Years = [.. Years.Select(Year)],
            Services = [.. terms.Services.Select(s => new DescribedService(
                s.Key, s.Value.Scope == Scope.In, [.. Years.Select(y => Service(s.Key, y))])
            {
                Persons = DescribedPersons.Of(terms, s.Value),
            })],
            Spreads = _spreads,
            Dependence = [.. _scenario.Nature.Dependence.Select(p => DescribedCorrelation.Of(p.One, p.Other, p.Correlation)), .. Shared()],
            StudentTDegrees = terms.Dependence.Copula?.StudentT?.Degrees,
            ScenarioWarnings = _scenario.Warnings,
            UncertainFigures = [.. _engine.UncertainFigures.Select(Figure)],
            Drivers = [.. _engine.Drivers.Select(d => d.Name)],
            Trials = terms.Simulation.Trials,
            Seed = terms.Simulation.Seed,
            Sampling = [.. SamplingWords.Of(terms.Simulation)],
        };
    }

    private static OutcomeTile SettleExpected(Scenario scenario)
    {
        var years = scenario.Time.Years;
        var path = new PathTile(new PathLayout(years, scenario.Contract.Reads), 8);
        path.Begin(0, 1);
        foreach (var row in scenario.Contract.Reads)
        {
            for (var year = 1; year <= years; year++)
            {
                path.Row(path.Layout.Slot(row), year).Fill(scenario.Expected.Value(row, year));
            }
        }

        var outcomes = new OutcomeTile(new OutcomeLayout(years, scenario.Contract.Columns), 8);
        scenario.Contract.Settle(path, outcomes);
        return outcomes;
    }

    private DescribedTerm Term()
    {
        var (starts, years) = (_scenario.Terms.Term.Starts, _scenario.Terms.Term.Years);
        return new DescribedTerm(
            starts, starts.AddMonths((int)Math.Round(years * 12)).AddDays(-1), years, [.. Years.Select(_scenario.Time.Exposure)]);
    }

    private DescribedRisk Risk(Risk risk)
    {
        var terms = _scenario.Terms.Risks.Terms(risk);
        return new DescribedRisk(
            RiskNames.Key(risk), RiskNames.Words(risk), terms.IntendedBearer.ToString().ToLowerInvariant(), terms.On,
            [.. _spreads.Where(s => s.Risk == risk).Select(s => s.Name).Union(Drawn(risk))]);
    }

    // What is drawn besides: events and numbers, which come or do not and have no spread to tell in a line. Counts and costs
    // of cases are told under the spreads of chance.
    private IEnumerable<string> Drawn(Risk risk)
    {
        var drawn = _engine.Normals.Select(n => n.Name).ToHashSet();
        return risk == Nature.Risk.Volatility
            ? []
            : _engine.Drivers.Where(d => d.Risk == risk && drawn.Contains(d.Name) && !d.Name.EndsWith(".common", StringComparison.Ordinal)).Select(d => d.Name);
    }

    private DescribedYear Year(int year)
    {
        var (plan, expected) = (_scenario.Plan, _scenario.Expected);
        var hasAllocation = plan.Has(new RowId(Quantity.Allocation));
        return new DescribedYear
        {
            Year = year,
            PlannedList = plan.Value(Quantity.ListSize, year),
            ContractValue = Planned("contract_value", year),
            Core = Planned("core_payment", year),
            ActivityPayments = Planned("activity_payment", year),
            ManagementFee = Planned("management_fee", year),
            IncentiveAvailable = Planned("incentive_available", year),
            Allocation = hasAllocation ? Planned("allocation_headroom", year) + Planned("commissioner_spend", year) : null,
            PlannedCost = IsInForce(_scenario.Contract.Planned) ? plan.Value(Quantity.Cost, year) + plan.Value(Quantity.CostOverheads, year) : 0,
            ExpectedCost = IsInForce(_expected) ? expected.Value(Quantity.Cost, year) + expected.Value(Quantity.CostOverheads, year) : 0,
            PlannedMargin = Planned("provider_surplus", year),
            ExpectedMargin = OutcomeTile.Pounds(_expected.Row(_expected.Layout.Slot("provider_surplus"), year)[0]),
        };

        // An option that is not taken up has no cost, as it has no value.
        bool IsInForce(OutcomeTile settled) =>
            _scenario.Terms.Contract.Extension is null || settled.Row(settled.Layout.Slot("is_in_force"), year)[0] != 0;
    }

    private DescribedServiceYear Service(string service, int year)
    {
        var scope = _scenario.Terms.Services[service].Scope;
        var (activity, cost) = (Planning.Activity(service, scope), Planning.Cost(service, scope));
        return new DescribedServiceYear(
            year,
            _scenario.Plan.Value(activity, year), _scenario.Expected.Value(activity, year),
            _scenario.Plan.Value(cost, year), _scenario.Expected.Value(cost, year));
    }

    // Correlations that hold between any two services, told once.
    private IEnumerable<DescribedCorrelation> Shared()
    {
        var risk = _scenario.Terms.Risks.Utilisation;
        if (risk.Correlation.Mean > 0)
        {
            yield return DescribedCorrelation.Of("utilisation.*", "utilisation.*", risk.Correlation);
        }

        if (risk.TrendCorrelation.Mean > 0)
        {
            yield return DescribedCorrelation.Of("utilisation.trend.*", "utilisation.trend.*", risk.TrendCorrelation);
        }
    }

    private DescribedFigure Figure(string path)
    {
        // Nature draws what is expected, where that differs from what was planned.
        var register = _scenario.Document.Register;
        var entry = register.FirstOrDefault(r => r.Where.Path == path + ".expected") ?? register.FirstOrDefault(r => r.Where.Path == path);
        return new DescribedFigure(path, entry?.Value ?? "a distribution");
    }

    private double Planned(string column, int year) => _scenario.Contract.PlannedValue(column, year);
}
