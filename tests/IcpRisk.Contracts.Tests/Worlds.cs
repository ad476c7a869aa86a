using System.Globalization;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Tests;

/// <summary>A plan and what came of it: rows by name, "Cost" or "Cost[surgery]", a value a year.</summary>
internal sealed class World(TimeAxis time)
{
    private readonly Dictionary<RowId, double[]> _plan = [];
    private readonly Dictionary<RowId, double[]> _actual = [];

    public World(int years)
        : this(TimeAxis.Whole(new DateOnly(2020, 4, 1), years))
    {
    }

    public TimeAxis Time { get; } = time;

    public PlanPath Plan => new(Time, _plan);

    /// <summary>A row that goes as planned unless it is said otherwise.</summary>
    public World With(string row, params double[] values)
    {
        var id = Row(row);
        _actual[id] = values;
        _plan.TryAdd(id, values);
        return this;
    }

    public World Planned(string row, params double[] values)
    {
        var id = Row(row);
        _plan[id] = values;
        _actual.TryAdd(id, values);
        return this;
    }

    public static RowId Row(string text)
    {
        var bracket = text.IndexOf('[');
        return bracket < 0
            ? new RowId(Enum.Parse<Quantity>(text))
            : new RowId(Enum.Parse<Quantity>(text[..bracket]), text[(bracket + 1)..^1]);
    }

    /// <summary>A tile of trials that all go alike.</summary>
    public PathTile Tile(ContractPlan contract, int trials = 1)
    {
        var layout = new PathLayout(Time.Years, contract.Reads);
        var tile = new PathTile(layout, (trials + 7) & ~7);
        tile.Begin(0, trials);
        foreach (var row in layout.Rows)
        {
            for (var year = 1; year <= Time.Years; year++)
                tile.Row(layout.Slot(row), year).Fill(_actual[row][year - 1]);
        }

        return tile;
    }

    public Settled Settle(ContractPlan contract)
    {
        var outcomes = new OutcomeTile(new OutcomeLayout(Time.Years, contract.Columns), 8);
        contract.Settle(Tile(contract), outcomes);
        return new Settled(outcomes);
    }

    /// <summary>A number as the tables write it: thousands separators are ignored.</summary>
    public static double Number(string text) =>
        double.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}

/// <summary>The outcomes of the first trial; money in whole pence.</summary>
internal sealed class Settled(OutcomeTile tile)
{
    public OutcomeTile Tile { get; } = tile;

    public double this[string column, int year] => Tile.Row(Tile.Layout.Slot(column), year)[0];

    public double Term(string column) => Tile.Term(Tile.Layout.Slot(column))[0];
}
