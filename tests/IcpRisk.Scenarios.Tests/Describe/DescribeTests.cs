using System.Text.Json;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Scenarios.Tests.Files;

namespace IcpRisk.Scenarios.Tests.Describe;

public sealed class DescribeTests
{
    private static readonly Scenario Harbour = Scenario.Load(File("harbour-care.yaml"));

    [Fact]
    public void A_scenario_in_words() => Golden("harbour-care.describe.txt", Describing.Text(Harbour));

    [Fact]
    public void Its_figures_with_what_they_rest_on() => Golden("harbour-care.assumptions.txt", Describing.Assumptions(Harbour));

    [Fact]
    public void In_ASCII_every_sign_is_spelt_out()
    {
        var text = Describing.Text(Harbour, ascii: true);
        Assert.All(text, c => Assert.True(char.IsAscii(c), $"{c}"));
        Assert.Contains("GBP 5.3m", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_a_year_is_said_in_months() => Assert.Contains(
        "Term: 2.5 years, 1 April 2020 to 30 September 2022. Contract year 3 covers 6 months.",
        Describing.Text(Scenario.Load(File("harbour-care.yaml"), ["term.years=2.5"])),
        StringComparison.Ordinal);

    [Fact]
    public void How_trials_are_drawn_is_told_where_the_scenario_says()
    {
        var told = Scenario.Load(File("harbour-care.yaml"), [
            "simulation.sampling=sobol", "simulation.antithetic=true", "simulation.importance.nominal=25 %"]).Describe();
        Assert.Equal(
            [
                "Its trials are scrambled Sobol points, every second one the mirror of the one before.",
                "75 % of them are moved towards bad outcomes, by drivers that a pilot run finds for provider_surplus at 99.5 %, and all are weighted accordingly.",
            ], told.Sampling);
        Assert.Contains("scrambled Sobol points", Describing.Text(Scenario.Load(File("harbour-care.yaml"), ["simulation.sampling=sobol"])), StringComparison.Ordinal);
        Assert.Empty(Harbour.Describe().Sampling);
    }

    [Fact]
    public void An_option_that_is_not_taken_up_has_no_cost()
    {
        var years = ScenarioFiles.Shipped("cambridgeshire-older-people").Describe().Years;
        Assert.Equal([0.0, 0, 0, 0], years.Skip(5).SelectMany(y => new[] { y.PlannedCost, y.ExpectedCost }));
        Assert.All(years.Take(5), y => Assert.True(y is { PlannedCost: > 150e6, ExpectedCost: > 150e6 }));
        var taken = ScenarioFiles.Shipped("cambridgeshire-older-people", "contract.extension.exercised=yes").Describe().Years;
        Assert.All(taken.Skip(5), y => Assert.True(y is { PlannedCost: > 150e6, ExpectedCost: > 150e6 }));
    }

    [Fact]
    public void As_JSON_it_has_the_same_figures()
    {
        var told = Harbour.Describe();
        var json = JsonDocument.Parse(Describing.ToJson(Harbour)).RootElement;
        Assert.Equal(told.Years[0].PlannedCost, json.GetProperty("years")[0].GetProperty("planned_cost").GetDouble());
        Assert.Equal("fading", json.GetProperty("spreads").EnumerateArray()
            .First(s => s.GetProperty("name").GetString() == "utilisation.ward").GetProperty("course").GetString());
        Assert.Equal(
            Harbour.Document.Register.Count, JsonDocument.Parse(Describing.AssumptionsToJson(Harbour)).RootElement.GetArrayLength());
    }

    [Fact]
    public void Expected_equals_planned_where_nothing_differs()
    {
        var plain = Scenario.Load(File("harbour-care.yaml"), [
            "services.ward.growth=0.5 %", "risks.efficiency.inflation.expected=1.3 %", "risks.efficiency.savings.realised=100 %",
            "risks.efficiency.savings.delay=0"]).Describe();
        Assert.All(plain.Years, y => Assert.Equal(y.PlannedCost, y.ExpectedCost, 6));
        Assert.All(plain.Years, y => Assert.Equal(y.PlannedMargin, y.ExpectedMargin, 6));
    }

    [Fact]
    public void A_risk_that_is_off_spreads_nothing()
    {
        var told = Scenario.Load(File("harbour-care.yaml"), ["risks.utilisation.on=false", "risks.volatility.on=false"]).Describe();
        Assert.DoesNotContain(told.Spreads, s => s.Risk is Nature.Risk.Utilisation or Nature.Risk.Volatility);
        Assert.NotEmpty(told.Spreads);
    }

    [Fact]
    public void How_unequally_people_use_a_service_is_told_where_it_is_stated()
    {
        var scenario = Scenario.Load(File("harbour-care.yaml"), [
            "services.ward.case_cv=0", "services.ward.dispersion=1.3", "services.ward.persons={all: {share: 100 %, mean: 1, cv: 5.5}}"]);

        // One lognormal class: the top hundredth has Φ(σ − 2.3263), σ² = ln(1 + 5.5²). λ = 1,200/20,000, so v² = 0.06 · 30.25 − 1.3.
        var told = scenario.Describe().Services.Single(s => s.Persons is not null);
        Assert.Equal(0.3188, told.Persons!.Top[0].Spending, 1e-4);
        Assert.Equal(Math.Sqrt((0.06 * 30.25) - 1.3), told.Persons.CaseCv, 1e-12);
        Assert.Matches(@"\n  ward +31\.9 %.* 100 % +5\.50 +0\.060 +0\.72 ", Describing.Text(scenario));
        var json = JsonDocument.Parse(Describing.ToJson(scenario)).RootElement.GetProperty("services");
        Assert.Equal([false, true, false], json.EnumerateArray().Select(s => s.TryGetProperty("persons", out _)));
    }

    internal static string File(string name) => Path.Combine(AppContext.BaseDirectory, "Describe", name);

    private static void Golden(string name, string text) => Assert.Equal(System.IO.File.ReadAllText(File(name)), text);
}
