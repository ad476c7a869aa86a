using IcpRisk.Contracts.Outcomes;

namespace IcpRisk.Analysis.Tests.Datasets;

/// <summary>What must hold between columns, asked of the files by DuckDB: rows where it does not are counted, in whole pence.</summary>
[Collection(DatasetCollection.Name)]
public class IdentityTests(SharedDatasets datasets)
{
    private const string Income = "core_payment, activity_payment, management_fee, incentive_earned, gain_loss_transfer";

    [Theory]
    [InlineData("bedfordshire-msk", 30_000)]
    [InlineData("dudley-icp", 2_000)]
    public void When_the_files_are_read_back_then_every_identity_holds_in_every_row(string name, int trials)
    {
        var set = datasets.Of(name, trials);
        var rules = Rules(set).ToList();
        var failed = set.Sql(rules.Select(r => r.Query)).Zip(rules)
            .Where(x => (string)x.First[0]["n"]! != "0").Select(x => $"{x.Second.Name}: {x.First[0]["n"]} rows");
        Assert.Empty(failed);
        Assert.InRange(rules.Count, 50, 500);
    }

    private static IEnumerable<(string Name, string Query)> Rules(Dataset set)
    {
        var years = set.Scenario.Time.Years;
        var columns = set.Scenario.Contract.Columns;
        var nets = string.Join(", ", set.Scenario.Contract.Accounts.Select(a => $"net_{a}"));
        var has = columns.Select(c => c.Name).ToHashSet();
        foreach (var table in new[] { "$t", "$y" })
        {
            yield return Row("surplus", "provider_surplus", "provider_income, -provider_cost");
            yield return Row("income", "provider_income", Income);
            yield return Row("cost", "cost_total", "cost_in_scope, cost_overheads, cost_out_of_scope");
            yield return Row("nets", "-cost_total", nets);
            yield return Where("incentives", "incentive_earned > incentive_available OR incentive_earned < 0");
            if (has.Contains("cost_outside_use"))
                yield return Where("outside", "cost_outside_use > cost_in_scope OR cost_outside_use < 0");
            var scope = table == "$y" ? OutcomeScope.TrialYear : OutcomeScope.Trial;
            foreach (var money in columns.Where(c => c.Type == OutcomeType.Money && c.Scope.HasFlag(scope)))
                yield return Where($"{money.Name} in whole pence", $"NOT isfinite({money.Name}) OR round({money.Name} * 100) / 100 <> {money.Name}");

            (string, string) Row(string what, string total, string parts) =>
                Where(what, $"{Pence(total)} <> {string.Join(" + ", parts.Split(", ").Select(Pence))}");

            (string, string) Where(string what, string where) => ($"{table} {what}", $"SELECT count(*)::VARCHAR n FROM {table} WHERE {where}");
        }

        foreach (var flow in columns.Where(c => c is { Type: OutcomeType.Money, Scope: OutcomeScope.Both }))
            yield return Term($"term of {flow.Name}", $"{Pence("t." + flow.Name)} <> y.x", $"sum({Pence(flow.Name)})");
        yield return Term("deficit_years", "t.deficit_years <> y.x", "sum(is_deficit::INT)");
        yield return Term("first_deficit_year", "t.first_deficit_year <> y.x", "coalesce(min(CASE WHEN is_deficit THEN year END), 0)");
        foreach (var pv in new[] { "provider_surplus", "commissioner_spend" })
        {
            // Discounting is rounded at most once a year and once at the end.
            var rate = FormattableString.Invariant($"{1 + set.Scenario.Terms.Simulation.DiscountRate}");
            yield return Term($"{pv}_pv", $"abs(t.{pv}_pv - y.x) > {years + 1} * 0.00501", $"sum({pv} / pow({rate}, year - 0.5))");
        }

        yield return Years("is_deficit", "is_deficit <> (provider_surplus < 0)");
        if (has.Contains("exceeds_allocation"))
            yield return Years("exceeds_allocation", "exceeds_allocation <> (allocation_headroom < 0)");
        yield return Years("gain cap", "gain_cap_reached AND loss_cap_reached");
        yield return Years("scores", "NOT (quality_score BETWEEN 0 AND 1)");
        yield return Years("people", "NOT (list_size > 0 AND need_weighted_list > 0 AND isfinite(list_size))");
        yield return Years("indices", "NOT (need_index > 0 AND utilisation_index > 0 AND volatility_index > 0 AND unit_cost_index > 0)");
        yield return ("list_size_index", "SELECT count(*)::VARCHAR n FROM $y y JOIN $p p USING (year) WHERE abs(y.list_size_index / (y.list_size / p.list_size) - 1) > 1e-12");
        yield return ("keys of trials", $"SELECT (count(*) <> count(DISTINCT trial) OR min(trial) <> 0 OR max(trial) <> count(*) - 1)::INT::VARCHAR n FROM $t");
        yield return ("keys of trial_years", $"SELECT count(*)::VARCHAR n FROM (SELECT trial, count(DISTINCT year) a, count(*) b, min(year) c, max(year) d FROM $y GROUP BY trial) WHERE a <> {years} OR b <> {years} OR c <> 1 OR d <> {years}");
        yield return ("same trials", "SELECT count(*)::VARCHAR n FROM (SELECT trial FROM $t EXCEPT SELECT trial FROM $y)");
        yield return ("order of trials", "SELECT count(*)::VARCHAR n FROM (SELECT trial, file_row_number r FROM read_parquet($t, file_row_number = true)) WHERE trial <> r");

        static (string, string) Term(string what, string where, string sum) => (
            what, $"SELECT count(*)::VARCHAR n FROM $t t JOIN (SELECT trial, {sum} x FROM $y GROUP BY trial) y USING (trial) WHERE {where}");

        static (string, string) Years(string what, string where) => (what, $"SELECT count(*)::VARCHAR n FROM $y WHERE {where}");
    }

    private static string Pence(string column) => $"round(({column}) * 100)::BIGINT";
}
