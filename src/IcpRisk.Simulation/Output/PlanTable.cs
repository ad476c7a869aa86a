using IcpRisk.Contracts.Outcomes;
using IcpRisk.Parquet;
using IcpRisk.Paths;
using IcpRisk.Scenarios;

namespace IcpRisk.Simulation.Output;

/// <summary>Writes the plan by year: what each column would be if every year went as the contract was priced.</summary>
public static class PlanTable
{
    /// <param name="scenario">Whose plan.</param>
    /// <param name="directory">The dataset being written.</param>
    /// <param name="options">Profile and metadata.</param>
    /// <param name="folder">Folder of the dataset, ending in a slash; empty for the dataset itself.</param>
    public static DatasetFile Write(Scenario scenario, DatasetDirectory directory, ParquetOptions options, string folder = "")
    {
        var name = folder + "plan_years.parquet";
        var years = Enumerable.Range(1, scenario.Time.Years).ToArray();
        var columns = new List<(ParquetColumn Column, ColumnData Data)>
        {
            (new ParquetColumn("year", ParquetType.Int32, "1", "contract year, from 1", sorted: true), years),
            (new ParquetColumn("exposure", ParquetType.Double, "share", "share of the contract year that is covered"),
                years.Select(scenario.Time.Exposure).ToArray()),
        };
        foreach (var column in OutcomeCatalogue.Nature)
        {
            columns.Add((Number(column.Name, column.Unit, column.Meaning), years.Select(y => scenario.Plan.Value(column.Row!.Value, y)).ToArray()));
        }

        foreach (var column in scenario.Contract.Columns.Where(c => c.Scope.HasFlag(OutcomeScope.TrialYear) && c.Type != OutcomeType.Flag))
        {
            columns.Add((Number(column.Name, column.Unit, column.Meaning), years.Select(y => scenario.Contract.PlannedValue(column.Name, y)).ToArray()));
        }

        foreach (var row in scenario.Plan.Rows.Where(r => r.Item.Length > 0))
        {
            if (row.Quantity is Quantity.Activity or Quantity.ActivityOutOfScope)
            {
                AddRow(row, "activity_of_");
            }
            else if (row.Quantity is Quantity.Cost or Quantity.CostOutOfScope)
            {
                AddRow(row, "cost_of_");
            }
        }

        using var stream = directory.Create(name);
        using var writer = new ParquetTableWriter(stream, new ParquetSchema("plan_years", columns.Select(c => c.Column)), options);
        writer.WriteRowGroup([.. columns.Select(c => c.Data)]);
        writer.Finish();
        return new DatasetFile(name, years.Length, stream.Length, stream.Sha256());

        void AddRow(RowId row, string prefix) => columns.Add((
            Number($"{prefix}{row.Item}", RowCatalogue.Unit(row.Quantity), $"{row.Item}: {RowCatalogue.Meaning(row.Quantity)}"),
            years.Select(y => scenario.Plan.Value(row, y)).ToArray()));
    }

    private static ParquetColumn Number(string name, string unit, string meaning) => new(name, ParquetType.Double, unit, meaning);
}
