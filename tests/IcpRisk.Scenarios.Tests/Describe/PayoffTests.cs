using System.Text.Json.Nodes;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Scenarios.Tests.Files;

namespace IcpRisk.Scenarios.Tests.Describe;

/// <summary>
/// Payoffs worked by hand, on a million pounds of care a year and a million to pay for it, so that a per cent of the target is
/// £10,000. A row of the expected: cost, provider surplus, commissioner spend, and the terms that bend there.
/// </summary>
public sealed class PayoffTests : IDisposable
{
    private const string Halves = "gains: [{to: 5 %, provider: 100 %}, {provider: 50 %}], losses: [{to: 5 %, provider: 100 %}, {provider: 50 %}]";

    private const string Track2 = "cost_bearer: commissioner, bands_as_share_of: target, gains: [{provider: 60 %}], losses: [{provider: 40 %}], "
        + "gain_cap: 15 %, loss_cap: {1: 5 %, 2: 7.5 %, 3: 10 %}, minimum_savings_rate: 2 %, minimum_loss_rate: 2 %";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Half_and_half_beyond_a_band_bends_at_its_edges() => Kinks(
        Payoff(Halves),
        "950000.00 50000.00 1000000.00 gains[0].to",
        "1000000.00 0.00 1000000.00 target",
        "1050000.00 -50000.00 1000000.00 losses[0].to");

    [Fact]
    public void Between_kinks_there_are_rows_at_even_steps()
    {
        var points = Payoff(Halves).Points;
        Assert.Equal([80, 85, 90, 95, 100, 105, 110, 115, 120], points.Select(p => Math.Round(100 * p.CostOfTarget, 6)));
        Assert.Equal((125_000, 925_000, 75_000), (points[0].ProviderSurplus, points[0].CommissionerSpend, points[0].CommissionerSaving));
        Assert.Equal((-125_000, 1_075_000, -75_000), (points[^1].ProviderSurplus, points[^1].CommissionerSpend, points[^1].CommissionerSaving));
        Assert.Equal([0.5, 0.5, 0.5, 1, 1, 0.5, 0.5, 0.5, null], points.Select(p => p.ProviderBears));
    }

    [Fact]
    public void Track_2_bends_at_its_caps_and_jumps_at_its_minimum_rates() => Kinks(
        Payoff(Track2),
        "750000.00 150000.00 900000.00 gain_cap",
        "979999.99 12000.01 992000.00 minimum_savings_rate",
        "980000.00 0.00 980000.00",
        "1000000.00 0.00 1000000.00 target",
        "1020000.00 0.00 1020000.00 minimum_loss_rate",
        "1020000.01 -8000.00 1012000.01",
        "1250000.00 -100000.00 1150000.00 loss_cap");

    [Fact]
    public void Caps_are_those_of_the_year()
    {
        Assert.Equal(1_125_000, Payoff(Track2, 1).Points.Single(p => p.Kinks.Any(k => k.Term == "contract.gain_loss.loss_cap")).Cost);
        Assert.Equal(3, Payoff(Track2).Year);
    }

    [Fact]
    public void First_pound_where_the_provider_bears_the_cost_jumps_down()
    {
        var payoff = Payoff("gains: [{provider: 50 %}], losses: [{provider: 100 %}], minimum_savings_rate: 2 %");
        Kinks(
            payoff,
            "979999.99 10000.01 990000.00 minimum_savings_rate",
            "980000.00 20000.00 1000000.00",
            "1000000.00 0.00 1000000.00 target");
        Assert.True(payoff.Points.Single(p => p.Cost == 979_999.99).JumpsHere);
        Assert.Null(payoff.Points.Single(p => p.Cost == 979_999.99).ProviderBears);
    }

    [Fact]
    public void Beyond_a_minimum_rate_it_bends_and_does_not_jump() => Kinks(
        Payoff("gains: [{provider: 50 %}], losses: [{provider: 100 %}], minimum_savings_rate: {rate: 2 %, shares: beyond}"),
        "980000.00 20000.00 1000000.00 minimum_savings_rate",
        "1000000.00 0.00 1000000.00 target");

    [Fact]
    public void Where_the_commissioner_bears_the_cost_it_bends_where_gains_end() => Kinks(
        Payoff("cost_bearer: commissioner, gains: [{provider: 50 %}]"),
        "1000000.00 0.00 1000000.00 target gain_loss");

    [Fact]
    public void A_cap_is_named_where_it_is_reached_though_the_minimum_rate_undoes_it() => Kinks(
        Payoff("gains: [{provider: 50 %}], gain_cap: 8 %, minimum_savings_rate: 10 %"),
        "840000.00 80000.00 920000.00 gain_cap",
        "899999.99 50000.01 950000.00 minimum_savings_rate",
        "900000.00 80000.00 980000.00",
        "920000.00 80000.00 1000000.00 gain_cap",
        "1000000.00 0.00 1000000.00 target");

    [Fact]
    public void A_discount_moves_where_gains_begin() => Kinks(
        Payoff("cost_bearer: commissioner, gains: [{provider: 50 %}], discount: 3 %"),
        "970000.00 0.00 970000.00 gain_loss",
        "1000000.00 0.00 1000000.00 target");

    [Fact]
    public void The_lower_of_two_caps_is_the_one_that_is_named() => Kinks(
        Payoff("cost_bearer: commissioner, gains: [{provider: 50 %}], losses: [{provider: 30 %}], loss_cap: 2 %, loss_cap_of_revenue: 4 %, revenue: £300k"),
        "1000000.00 0.00 1000000.00 target gain_loss",
        "1040000.00 -12000.00 1028000.00 loss_cap_of_revenue");

    [Fact]
    public void Terms_of_the_year_count_in_part_and_those_without_effect_are_not_named() => Kinks(
        Payoff("gains: [{to: 5 %, provider: 80 %}, {provider: 80 %}], losses: [{to: 5 %, provider: 100 %}, {provider: 50 %}], phase_in: {1: 50 %, 2-3: 100 %}", 1),
        "1000000.00 0.00 1000000.00 target gain_loss",
        "1050000.00 -25000.00 1025000.00 losses[0].to");

    [Fact]
    public void What_is_settled_on_sums_is_shown_as_a_first_year()
    {
        // Care is planned at £900,000: a surplus that a sum would bring forward.
        var (annual, cumulative) = (Payoff(Halves, unitCost: 900), Payoff($"basis: cumulative, {Halves}", unitCost: 900));
        Assert.Equal(
            annual.Points.Select(p => (p.Cost, p.ProviderSurplus, p.CommissionerSpend)), cumulative.Points.Select(p => (p.Cost, p.ProviderSurplus, p.CommissionerSpend)));
        Assert.True(cumulative.IsCumulative);
        Assert.Contains("would make of a first one", Describing.PayoffText(Load($"basis: cumulative, {Halves}", 1000)).ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_sharing_the_provider_bears_every_pound()
    {
        var payoff = Payoff(null);
        Kinks(payoff, "1000000.00 0.00 1000000.00 target");
        Assert.All(payoff.Points.SkipLast(1), p => Assert.Equal(1, p.ProviderBears!.Value, 9));
    }

    [Fact]
    public void Volume_does_not_follow_cost() => Kinks(Payoff("measure: volume, gains: [{provider: 50 %}]"), "1000000.00 0.00 1000000.00 target");

    [Theory]
    [InlineData("bedfordshire-msk", 1)]
    [InlineData("dudley-icp", 1)]
    public void At_planned_cost_a_first_year_pays_what_is_planned(string name, int year)
    {
        var scenario = ScenarioFiles.Shipped(name);
        var at = new PayoffCurve(scenario, year).At([Math.Round(100 * scenario.Contract.PlannedValue("cost_in_scope", year))])[0];
        Assert.Equal(scenario.Contract.PlannedValue("provider_surplus", year), at.Surplus / 100, 2);
        Assert.Equal(scenario.Contract.PlannedValue("commissioner_spend", year), at.Spend / 100, 2);
        Assert.Equal(scenario.Contract.PlannedValue("gain_loss_transfer", year), at.Transfer / 100, 2);
    }

    [Theory]
    [InlineData("bedfordshire-msk")]
    [InlineData("dudley-icp")]
    public void Every_bend_of_a_shipped_contract_has_its_term(string name)
    {
        var scenario = ScenarioFiles.Shipped(name);
        for (var year = 1; year <= scenario.Time.Years; year++)
            Assert.DoesNotContain(Describing.PayoffOf(scenario, year).Points.SelectMany(p => p.Kinks), k => k.Term.Length == 0);
    }

    [Fact]
    public void A_bend_that_no_term_foresees_is_found_to_the_pound()
    {
        var curve = new PayoffCurve(Load(Halves, 1000), 1);
        Assert.Empty(curve.Bends(95_000_000, 105_000_000));
        Assert.All(curve.Bends(80_000_100, 100_000_300), at => Assert.Equal(95_000_000, at, 200.0));
        Assert.NotEmpty(curve.Bends(80_000_100, 100_000_300));
    }

    [Fact]
    public void The_picture_keeps_to_ASCII_and_to_a_terminal()
    {
        var text = Describing.PayoffText(Load(Track2, 1000), ascii: true);
        Assert.All(text, c => Assert.True(char.IsAscii(c), $"{c}"));
        Assert.All(text.Split('\n').SkipWhile(line => !line.Contains("P provider surplus", StringComparison.Ordinal)), line => Assert.True(line.Length <= 110, line));
        Assert.Contains("cap on gains: 15 % of the target", text, StringComparison.Ordinal);
        Assert.Contains("jump", text, StringComparison.Ordinal);
    }

    [Fact]
    public void As_data_it_has_the_points()
    {
        var json = JsonNode.Parse(Describing.PayoffToJson(Load(Halves, 1000), 2))!;
        Assert.Equal(2, (int)json["year"]!);
        Assert.Equal(1_000_000, (double)json["target"]!);
        Assert.Equal("contract.gain_loss.gains[0].to", (string)json["points"]![3]!["kinks"]![0]!["term"]!);
        Assert.Equal(50_000, (double)json["points"]![3]!["provider_surplus"]!);
    }

    private static void Kinks(Payoff payoff, params string[] expected)
    {
        var after = payoff.Points.Zip(payoff.Points.Skip(1)).Where(pair => pair.First.JumpsHere).Select(pair => pair.Second).ToList();
        Assert.Equal(expected, payoff.Points.Where(p => p.Kinks.Count > 0 || after.Contains(p)).Select(p => FormattableString.Invariant(
            $"{p.Cost:0.00} {p.ProviderSurplus:0.00} {p.CommissionerSpend:0.00}{string.Concat(p.Kinks.Select(k => $" {Short(k)}"))}")));

        static string Short(PayoffKink kink) => kink.Words.StartsWith("cost meets", StringComparison.Ordinal)
            ? "target"
            : kink.Term.Replace("contract.gain_loss.", string.Empty, StringComparison.Ordinal).Replace("contract.", string.Empty, StringComparison.Ordinal);
    }

    private Payoff Payoff(string? sharing, int? year = null, int unitCost = 1000) => Describing.PayoffOf(Load(sharing, unitCost), year);

    private Scenario Load(string? sharing, int unitCost)
    {
        var shared = sharing is null ? string.Empty : "gain_loss: {" + sharing + "}";
        File.WriteAllText(_file, """
            icprisk: 1
            name: million
            term: {starts: 2020-04-01, years: 3}
            population: {cohorts: {all: {list: 1000}}}
            services:
              care: {activity: 1000, unit_cost: £COST}
            contract:
              parties: {commissioner: {side: commissioner}, provider: {side: provider}}
              value: {by_year: £1m}
              SHARED

            """.Replace("COST", $"{unitCost}", StringComparison.Ordinal).Replace("SHARED", shared, StringComparison.Ordinal));
        return Scenario.Load(_file);
    }
}
