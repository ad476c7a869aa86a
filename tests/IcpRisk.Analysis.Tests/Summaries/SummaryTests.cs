using System.Text.Json;
using System.Text.Json.Nodes;
using IcpRisk.Analysis.Tests.Datasets;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Tests;

namespace IcpRisk.Analysis.Tests.Summaries;

/// <summary>Every figure of a summary, worked out again from the trials by DuckDB, from textbook definitions.</summary>
[Collection(DatasetCollection.Name)]
public class SummaryTests(SharedDatasets datasets)
{
    private const int Trials = 30_000;

    private Dataset Set => datasets.Of("bedfordshire-msk", Trials);

    [Fact]
    public void When_worked_out_again_from_the_files_then_every_figure_is_the_same()
    {
        var rows = SummaryRows.Of(Set.Result.Summary);
        var groups = rows.GroupBy(r => (r.Column, r.Year)).ToList();
        var answers = Set.Sql(groups.Select(g => Query(g.Key.Column, g.Key.Year, [.. g])));
        var checkedRows = 0;
        foreach (var (group, answer) in groups.Zip(answers, (g, a) => (g, a[0])))
        {
            foreach (var (row, i) in group.Select((r, i) => (r, i)).Where(x => x.r.Measure != "planned"))
            {
                // Sums in another order, and doubles as DuckDB adds them: far below a penny.
                var again = answer[$"m{i}"]!.GetValue<double>();
                var tolerance = row.Measure is "quantile" or "var" ? 0 : 1e-9 * Math.Max(1, Math.Abs(again));
                Assert.True(Math.Abs(row.Estimate.Value - again) <= tolerance, $"{row.Column} year {row.Year} {row.Measure} {row.Level}: {row.Estimate.Value}, from the files {again}");
                checkedRows++;
            }
        }

        Assert.InRange(checkedRows, 300, 2000);
    }

    [Fact]
    public void When_a_figure_is_planned_then_it_is_that_of_plan_years()
    {
        var planned = SummaryRows.Of(Set.Result.Summary).Where(r => r.Measure == "planned" && r.Year > 0 && r.Unit == "GBP").ToList();
        var plan = Set.Sql(["SELECT * FROM $p ORDER BY year"])[0];
        Assert.Equal(2 * Set.Scenario.Time.Years, planned.Count);
        Assert.All(planned, r => Assert.Equal(plan[r.Year - 1][r.Column]!.GetValue<double>(), r.Estimate.Value));
    }

    [Fact]
    public void When_errors_are_worked_out_again_then_those_of_mean_and_probability_are_the_textbooks()
    {
        foreach (var column in Set.Result.Summary.Columns)
        {
            var d = column.Distribution;
            Assert.Equal(d.StandardDeviation.Value / Math.Sqrt(Trials), d.Mean.StandardError, 1e-6 * Math.Max(1e-9, d.Mean.StandardError));
            Assert.All(d.Probabilities, p => Assert.Equal(
                Math.Sqrt(p.Probability.Value * (1 - p.Probability.Value) / Trials), p.Probability.StandardError, 1e-9));
            Assert.All(d.Quantiles, q => Assert.True(q.Value.Lower <= q.Value.Value && q.Value.Value <= q.Value.Upper));
            Assert.All(d.Tails, t => Assert.True(t.Tvar.Value >= t.Var.Value));
            Assert.Equal(0, d.RelativeBinError);
        }
    }

    [Fact]
    public void When_written_then_parquet_and_json_hold_the_same_rows()
    {
        var rows = SummaryRows.Of(Set.Result.Summary);
        var table = ParquetReaders.ReadTable(Set.Path + "summary.parquet");
        Assert.Equal(rows.Select(r => (r.Column, r.Year, r.Measure)), table.Strings("column").Zip(table.Ints("year"), table.Strings("measure")));
        Assert.Equal(rows.Select(r => r.Estimate.Value), table.Doubles("value"));
        Assert.Equal(rows.Select(r => r.Estimate.StandardError), table.Doubles("standard_error"));
        Assert.Equal(rows.Select(r => r.Estimate.Lower), table.Doubles("lower"));
        Assert.Equal(rows.Select(r => r.Estimate.Upper), table.Doubles("upper"));
        Assert.Equal(rows.Select(r => (r.Level, r.Unit)), table.Doubles("level").Zip(table.Strings("unit")));

        var json = JsonNode.Parse(File.ReadAllText(Set.Path + "summary.json"))!;
        Assert.Equal(Trials, (int)json["trials"]!);
        var measures = json["measures"]!.AsArray();
        Assert.Equal(rows.Select(r => r.Estimate.Value), measures.Select(m => m!["value"].Deserialize<double>(SummaryFiles.Json)));
        Assert.Equal(rows.Select(r => r.Estimate.Upper), measures.Select(m => m!["upper"].Deserialize<double>(SummaryFiles.Json)));
    }

    private string Query(string column, int year, IReadOnlyList<SummaryRow> rows)
    {
        var outcome = Set.Scenario.Contract.Columns.First(c => c.Name == column);
        var loss = outcome.Bad == BadSide.Low ? "-v" : "v";
        var value = outcome.Type == OutcomeType.Flag ? "x::INT" : "x";
        var from = year > 0 ? $"(SELECT {column} x FROM $y WHERE year = {year})"
            : outcome.Scope.HasFlag(OutcomeScope.Trial) ? $"(SELECT {column} x FROM $t)"
            : $"(SELECT sum({column}::INT) x FROM $y GROUP BY trial)";
        var figures = rows.Select((r, i) => $"({Figure(r, loss)})::DOUBLE m{i}");
        return $"""
            WITH d AS (SELECT {(year > 0 ? value : "x")}::DOUBLE v FROM {from}),
            m AS (SELECT avg(v) mean, count(*) n FROM d),
            up AS (SELECT v, row_number() OVER (ORDER BY v) i FROM d),
            l AS (SELECT {loss} l, row_number() OVER (ORDER BY {loss}) i FROM d)
            SELECT {string.Join(", ", figures)}
            """;
    }

    // The p-quantile is order statistic ⌈np⌉; TVaR is VaR plus the mean excess over it, over 1 − q.
    private static string Figure(SummaryRow row, string loss)
    {
        var rank = (int)Math.Ceiling(Math.Round(row.Level * Trials, 6));
        var var = $"(SELECT l FROM l WHERE i = {rank})";
        return row.Measure switch
        {
            "mean" => "SELECT mean FROM m",
            "sd" => "SELECT stddev_samp(v) FROM d",
            "skewness" => "SELECT CASE WHEN var_pop(v) = 0 THEN 0 ELSE avg(pow(v - mean, 3)) / pow(avg(pow(v - mean, 2)), 1.5) END FROM d, m",
            "quantile" => $"SELECT v FROM up WHERE i = {rank}",
            "var" => var,
            "tvar" => FormattableString.Invariant($"SELECT {var} + avg(greatest({loss} - {var}, 0)) / (1 - {row.Level}::DOUBLE) FROM d"),
            "prob_below_zero" => "SELECT avg((v < 0)::INT) FROM d",
            "prob_above_zero" => "SELECT avg((v > 0)::INT) FROM d",
            _ => "SELECT 0",
        };
    }
}
