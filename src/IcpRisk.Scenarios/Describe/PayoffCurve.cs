using IcpRisk.Contracts.Outcomes;
using IcpRisk.Paths;

namespace IcpRisk.Scenarios.Describe;

/// <summary>One contract year settled at any cost of care, all else being as planned.</summary>
internal sealed class PayoffCurve
{
    private readonly Scenario _scenario;
    private readonly int _year;
    private readonly double _planned;
    private readonly PathTile _path;
    private readonly OutcomeTile _outcomes;
    private readonly List<RowId> _costs;

    /// <param name="scenario">Whose contract is settled.</param>
    /// <param name="year">The contract year, from 1.</param>
    public PayoffCurve(Scenario scenario, int year)
    {
        (_scenario, _year) = (scenario, year);
        var years = scenario.Time.Years;
        _planned = scenario.Plan.Value(Quantity.Cost, year);
        _path = new PathTile(new PathLayout(years, scenario.Contract.Reads), PathTile.MaxTrials);
        _outcomes = new OutcomeTile(new OutcomeLayout(years, scenario.Contract.Columns), PathTile.MaxTrials);
        _costs = [.. scenario.Contract.Reads.Where(row => row.Quantity == Quantity.Cost)];
        _path.Begin(0, PathTile.MaxTrials);
        foreach (var row in scenario.Contract.Reads)
        {
            for (var y = 1; y <= years; y++)
            {
                _path.Row(_path.Layout.Slot(row), y).Fill(scenario.Plan.Value(row, y));
            }
        }
    }

    /// <summary>Provider surplus, commissioner spend and transfer at each cost, whole pence; costs in whole pence too.</summary>
    public IReadOnlyList<(double Surplus, double Spend, double Transfer)> At(IReadOnlyList<double> costs)
    {
        var results = new List<(double, double, double)>(costs.Count);
        foreach (var some in costs.Chunk(PathTile.MaxTrials))
        {
            _path.Begin(0, some.Length);
            foreach (var row in _costs)
            {
                var values = _path.Row(_path.Layout.Slot(row), _year);
                var part = _scenario.Plan.Value(row, _year) / _planned;
                for (var i = 0; i < some.Length; i++)
                {
                    values[i] = some[i] / 100 * part;
                }
            }

            _scenario.Contract.SettleYear(_path, _outcomes, _year);
            var (surplus, spend, transfer) = (Row("provider_surplus"), Row("commissioner_spend"), Row("gain_loss_transfer"));
            results.AddRange(some.Select((_, i) => (surplus[i], spend[i], transfer[i])));
        }

        return results;

        double[] Row(string column) => _outcomes.Row(_outcomes.Layout.Slot(column), _year).ToArray();
    }

    public double Surplus(double cost) => At([cost])[0].Surplus;

    /// <summary>The two neighbouring pennies near a cost between which the payoff jumps.</summary>
    public (double Before, double After) Jump(double near)
    {
        const int Around = 8;
        var costs = Enumerable.Range(-Around, (2 * Around) + 1).Select(i => Math.Round(near) + i).ToList();
        var surplus = At(costs);
        var at = Enumerable.Range(0, costs.Count - 1).MaxBy(i => Math.Abs(surplus[i + 1].Surplus - surplus[i].Surplus));
        return (costs[at], costs[at + 1]);
    }

    /// <summary>
    /// Where the payoff bends between two costs although nothing was foreseen there: halved until it is straight, or as
    /// narrow as a pound. Amounts are whole pence, so that straight means within a few.
    /// </summary>
    public IEnumerable<double> Bends(double from, double to)
    {
        const double Pound = 100;
        const double Pennies = 4;
        double[] costs = [from, .. Enumerable.Range(1, 7).Select(i => Math.Round(from + ((to - from) * i / 8))), to];
        var surplus = At(costs);
        var (low, slope) = (surplus[0].Surplus, (surplus[^1].Surplus - surplus[0].Surplus) / (to - from));
        if (costs.Zip(surplus).All(p => Math.Abs(p.Second.Surplus - (low + (slope * (p.First - from)))) <= Pennies))
        {
            return [];
        }

        return to - from <= Pound ? [from] : Bends(from, costs[4]).Concat(Bends(costs[4], to));
    }
}
