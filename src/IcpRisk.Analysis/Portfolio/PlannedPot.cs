using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Scenarios.Portfolio;

namespace IcpRisk.Analysis.Portfolio;

/// <summary>The pot of the plan: every place's planned settlement put together.</summary>
internal sealed class PlannedPot
{
    private readonly OutcomeTile _pot;

    private PlannedPot(OutcomeTile pot) => _pot = pot;

    public static PlannedPot Of(PortfolioScenario portfolio)
    {
        var pot = new OutcomeTile(new OutcomeLayout(portfolio.Time.Years, portfolio.Pot.Columns), 8);
        portfolio.Pot.Settle<Lanes1>([.. portfolio.Places.Select(p => p.Scenario.Contract.Planned)], pot);
        return new PlannedPot(pot);
    }

    /// <summary>A column in a year, or over the term (year 0): money in pounds.</summary>
    public double Value(OutcomeColumn column, int year)
    {
        var slot = _pot.Layout.Slot(column.Name);
        var value = year == 0 ? _pot.Term(slot)[0] : _pot.Row(slot, year)[0];
        return column.Type == OutcomeType.Money ? OutcomeTile.Pounds(value) : value;
    }
}
