using IcpRisk.Contracts.Adjustment;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Incentives;
using IcpRisk.Contracts.Indexation;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.Tests.Golden;

/// <summary>Each rule against tables of cases worked by hand.</summary>
public class RuleTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData("bands", 14)]
    [InlineData("corridors", 18)]
    public void Bands_give_the_part_worked_by_hand(string table, int cases) => Each(table, cases, row =>
    {
        var (edges, shares) = row.Bands();
        return SharingRule.OverBands(L(row.Number("amount")), L(row.Number("base")), edges, shares).Value - row.Number("provider");
    });

    [Fact]
    public void Minimum_rates_phase_in_and_caps() => Each("minimum-and-cap", 17, row =>
    {
        var (edges, shares) = row.Bands();
        var rule = new SharingRule(
            edges, shares, row.Number("unshared") / 100, row.Number("minimum"), row["shares"] == "first_pound",
            [row.Number("phase")], row["cap"] == "none" ? [] : [row.Number("cap")], []);
        var part = rule.Part(L(row.Number("amount")), L(100), L(1), 0, out var reached).Value;
        Assert.True(Lanes1.AnyTrue(reached) == (row["reached"] == "1"), row.Case);
        return part - row.Number("provider");
    });

    [Fact]
    public void Adjustment_tolerance_excess_whole_and_cap() => Each("adjustment", 14, row => AdjustmentRule.Of(
        L(row.Number("ratio")), new(row.Number("tolerance"), row.Number("cap")), new(row.Number("tolerance"), row.Number("cap")), row["method"] == "whole").Value - row.Number("adjustment"));

    [Fact]
    public void Metrics_linear_and_binary() => Each("metrics", 13, row => (row["pay"] == "binary"
        ? IncentiveRule.Binary(L(row.Number("score")), L(row.Number("target")), row["better"] == "higher")
        : IncentiveRule.Linear(L(row.Number("score")), L(row.Number("floor")), L(row.Number("target")))).Value - row.Number("earned"));

    [Fact]
    public void Indexation_share_collar_and_cap() => Each("indexation", 7, row => IndexationRule.Factor(
        L(row.Number("actual")), L(row.Number("planned")), L(row.Number("share")), L(row.Number("collar")), L(row.Number("cap"))).Value - row.Number("factor"));

    [Fact]
    public void Money_at_risk_and_not() => Each("at-risk", 5, row => IncentiveRule.Earned(
        L(row.Number("achieved")), L(row.Number("at risk")), L(row["not at risk"] == "paid" ? 1 : 0)).Value - row.Number("paid"));

    [Fact]
    public void Pence_round_halves_to_even() => Each("pence", 6, row => Pence.Of(L(row.Number("pounds"))).Value - row.Number("pence"));

    [Theory]
    [InlineData(0.60, 0.10, -0.5, 0.55)]
    [InlineData(0.02, 0.10, -0.5, 0.0)]
    [InlineData(0.99, 0.10, 0.5, 1.0)]
    [InlineData(1.30, 0.00, -0.5, 1.0)]
    public void Pressure_moves_a_score_within_its_scale(double score, double pressure, double effect, double expected) =>
        Assert.Equal(expected, IncentiveRule.Pressed(L(score), L(pressure), L(effect), L(0), L(1)).Value, Tolerance);

    private static void Each(string table, int cases, Func<RuleTable, double> difference)
    {
        var rows = RuleTable.Read(table);
        Assert.Equal(cases, rows.Count);
        foreach (var row in rows)
            Assert.True(Math.Abs(difference(row)) <= Tolerance * Math.Max(1, row.Has("amount") ? row.Number("amount") : 1), $"{table}: {row.Case}: off by {difference(row):R}");
    }

    private static Lanes1 L(double value) => new(value);
}
