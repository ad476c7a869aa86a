namespace IcpRisk.Documents.Tests;

/// <summary>What is refused, and the exact words; each document is valid but for what is tested.</summary>
public class MessageTests
{
    private const string Ferry = "name: a\nferries:\n  north:\n    crossings: 100\n";

    [Theory]
    [InlineData("    unit_cots: £5\n", "x.yaml:5:5: ferries.north.unit_cots: unknown key; did you mean unit_cost?")]
    [InlineData("    colour: red\n", "x.yaml:5:5: ferries.north.colour: unknown key; allowed crossings, unit_cost, growth, price_ratio, target, pay, seasonal")]
    [InlineData("    growth: 80 %\n", "x.yaml:5:13: ferries.north.growth: found 80 %; allowed -50 % to 50 %")]
    [InlineData("    growth: 5\n", "x.yaml:5:13: ferries.north.growth: found 5; a share is meant: 5 % or 500 %?")]
    [InlineData("    growth: .nan\n", "x.yaml:5:13: ferries.north.growth: found .nan; not a finite number; a share is meant")]
    [InlineData("    growth: +10 %\n", "x.yaml:5:13: ferries.north.growth: found +10 %; a relative change is only for overrides: write the value itself")]
    [InlineData("    growth: [1 %, 2 %]\n", "x.yaml:5:13: ferries.north.growth: found a list; allowed -50 % to 50 %, or a distribution")]
    [InlineData("    growth: {plan: 1 %, expected: 2 %}\n", "x.yaml:5:14: ferries.north.growth.plan: unknown key; allowed planned, expected")]
    [InlineData("    growth:\n", "x.yaml:5:12: ferries.north.growth: found nothing; allowed -50 % to 50 %, or a distribution")]
    [InlineData("    unit_cost: £0\n", "x.yaml:5:16: ferries.north.unit_cost: found £0; allowed more than £0")]
    [InlineData("    unit_cost: 5 %\n", "x.yaml:5:16: ferries.north.unit_cost: found 5 %; % is for shares; an amount of money is meant")]
    [InlineData("    price_ratio: -1\n", "x.yaml:5:18: ferries.north.price_ratio: found -1; allowed at least 0")]
    [InlineData("    pay: liner\n", "x.yaml:5:10: ferries.north.pay: found liner; allowed linear, all_or_nothing, 2-step; did you mean linear?")]
    [InlineData("    seasonal: maybe\n", "x.yaml:5:15: ferries.north.seasonal: found maybe; allowed true or false")]
    [InlineData("    pay: linear\n    pay: linear\n", "x.yaml:6:5: ferries.north.pay: the key was already given on line 5")]
    [InlineData("term: {starts: 2014-13-01}\n", "x.yaml:5:16: term.starts: found 2014-13-01; allowed a date such as 2014-04-01")]
    [InlineData("term: {years: 2.5}\n", "x.yaml:5:15: term.years: found 2.5; a whole number is meant")]
    [InlineData("term: {years: 100}\n", "x.yaml:5:15: term.years: found 100; allowed 1 year to 50 years")]
    [InlineData("term: 5\n", "x.yaml:5:7: term: found 5; allowed a map with starts, years")]
    [InlineData("fees: [5 %]\n", "x.yaml:5:7: fees: found a list; allowed a map of names")]
    [InlineData("questions: a\n", "x.yaml:5:12: questions: found a; allowed a list")]
    [InlineData("links: [[north, south]]\n", "x.yaml:5:9: links[0]: found a list of 2; allowed the list [one, other, correlation]")]
    [InlineData("links: [[nort, south, 0]]\n", "x.yaml:5:9: links[0]: found nort; allowed north; did you mean north?")]
    [InlineData("links: [{one: north}]\n", "x.yaml:5:9: links[0].other: missing; allowed a text")]
    [InlineData("bands: [{owner: 100 %}, {owner: 60 %, crew: 50 %}]\n", "x.yaml:5:39: bands[1].crew: with owner it is more than 100 %")]
    [InlineData("run: {trials: £5}\n", "x.yaml:5:15: run.trials: found £5; £ is for money; a count is meant")]
    [InlineData("run: {trials: 1,000}\n", "x.yaml:5:15: run.trials: found 1,000; within { } a comma ends the value: write 1000")]
    [InlineData("title: [a]\n", "x.yaml:5:8: title: found a list; allowed a text")]
    [InlineData("stresses: {a: {b.c: [d]}}\n", "x.yaml:5:21: stresses.a[\"b.c\"]: found a list; allowed a text")]
    public void When_something_is_wrong_then_the_message_says_where_what_and_what_is_allowed(string more, string expected) =>
        Assert.Equal(expected, Sandbox.Fail(Ferry + more));

    [Theory]
    [InlineData("{normal: {mean: 80 %, sd: 1 %}}", "x.yaml:5:29: ferries.north.growth.normal.mean: found 80 %; allowed -50 % to 50 %")]
    [InlineData("{normal: {mean: 1 %, sd: -1 %}}", "x.yaml:5:38: ferries.north.growth.normal.sd: found -1 %; allowed at least 0 %")]
    [InlineData("{normal: {mean: 1 %}}", "x.yaml:5:22: ferries.north.growth.normal: found mean; allowed normal: {mean, sd}")]
    [InlineData("{normal: {mean: 1 %, ds: 1 %}}", "x.yaml:5:34: ferries.north.growth.normal.ds: unknown key; did you mean sd?")]
    [InlineData("{norml: {mean: 1 %, sd: 1 %}}", "x.yaml:5:14: ferries.north.growth.norml: unknown distribution; allowed normal, lognormal, uniform, beta, gamma, triangular, pert, student_t, generalised_pareto, quantiles, empirical; did you mean normal?")]
    [InlineData("{uniform: {from: 2 %, to: 1 %}}", "x.yaml:5:23: ferries.north.growth.uniform: `from` must be less than `to`")]
    [InlineData("{beta: {mean: 30 %, precision: 0}}", "x.yaml:5:44: ferries.north.growth.beta.precision: found 0; allowed more than 0")]
    [InlineData("{beta: {mean: 30 %, max: 20 %, precision: 8}}", "x.yaml:5:20: ferries.north.growth.beta: `mean` must be less than `max` (1 when not given)")]
    [InlineData("{beta: {mean: 30 %, alpha: 8}}", "x.yaml:5:20: ferries.north.growth.beta: found mean, alpha; allowed beta: {mean, precision, max (optional)} or beta: {alpha, beta, max (optional)}")]
    [InlineData("{lognormal: {mean: -1 %, sd: 1 %}}", "x.yaml:5:32: ferries.north.growth.lognormal.mean: found -1 %; allowed more than 0 % and at most 50 %")]
    [InlineData("{gamma: {mean: 1 %, sd: 0 %}}", "x.yaml:5:37: ferries.north.growth.gamma.sd: found 0 %; allowed more than 0 %")]
    [InlineData("{gamma: 5}", "x.yaml:5:21: ferries.north.growth.gamma: found 5; allowed gamma: {mean, sd}")]
    [InlineData("{normal: {mean: 1 %, sd: 1 %}, gamma: {}}", "x.yaml:5:13: ferries.north.growth: a distribution has one name; 2 keys are given; allowed normal, lognormal, uniform, beta, gamma, triangular, pert, student_t, generalised_pareto, quantiles, empirical")]
    public void When_a_distribution_is_wrong_then_its_parameter_is_named(string growth, string expected) =>
        Assert.Equal(expected, Sandbox.Fail(Ferry + $"    growth: {growth}\n"));

    [Theory]
    [InlineData("[1 %, 2 %]", "x.yaml:3:10: at_risk: year 3 is missing; allowed one value for every year, or years 1 to 3")]
    [InlineData("[1 %, 2 %, 3 %, 4 %]", "x.yaml:3:10: at_risk: year 4 is past the last; allowed one value for every year, or years 1 to 3")]
    [InlineData("{1: 0 %, 3+: 1 %}", "x.yaml:3:19: at_risk.3+: year 2 is missing")]
    [InlineData("{1: 0 %, 5+: 1 %}", "x.yaml:3:19: at_risk.5+: years 2-4 are missing")]
    [InlineData("{1-2: 0 %, 2: 1 %, 3+: 1 %}", "x.yaml:3:21: at_risk.2: year 2 is given twice")]
    [InlineData("{1+: 0 %, 2: 1 %}", "x.yaml:3:20: at_risk.2: year 2 is given twice")]
    [InlineData("{2+: 0 %}", "x.yaml:3:11: at_risk.2+: year 1 is missing")]
    [InlineData("{1: 0 %, 2014: 0 %, two: 1 %}", "x.yaml:3:30: at_risk.two: not a year; allowed years such as 1, 2-3 or 4+")]
    [InlineData("{3-2: 0 %}", "x.yaml:3:11: at_risk.3-2: not a year; allowed years such as 1, 2-3 or 4+")]
    [InlineData("[]", "x.yaml:3:10: at_risk: found a list; allowed 0 % to 100 %: one value, a list or a map of years")]
    [InlineData("{1: [1 %, 2 %], 2+: 0 %}", "x.yaml:3:14: at_risk.1: found a list; allowed one value, or four for the quarters of the year, not 2")]
    [InlineData("[1 %, 200 %, x]", "x.yaml:3:16: at_risk[1]: found 200 %; allowed 0 % to 100 %\nx.yaml:3:23: at_risk[2]: found x; not a number; a share is meant, such as 2.5 % or 0.025")]
    public void When_years_are_wrong_then_the_year_is_named(string years, string expected) =>
        Assert.Equal(expected, Sandbox.FailWith($"at_risk: {years}\n"));

    [Fact]
    public void When_quarters_have_no_meaning_then_they_are_refused() => Assert.Equal(
        "x.yaml:2:41: ferries.north.crossings.planned[0]: found a list; allowed one value for the year: this figure has no quarters",
        Sandbox.Fail("name: a\nferries: {north: {crossings: {planned: [[1, 2, 3, 4], 5, 6]}}}"));

    [Fact]
    public void When_thousands_are_set_apart_in_a_list_then_it_is_asked_which_is_meant() => Assert.Equal(
        "x.yaml:2:31: ferries.north.crossings[0]: found 1,530; one number or two? write 1530, or a space after the comma",
        Sandbox.Fail("name: a\nferries: {north: {crossings: [1,530, 1,600, 2]}}"));

    [Fact]
    public void When_much_is_wrong_then_all_is_told_at_once() => Assert.Equal(
        "x.yaml:2:1: ferries: the key was already given on line 1\n"
        + "x.yaml:1:10: ferries: found a list; allowed a map of names\n"
        + "x.yaml:3:1: titel: unknown key; did you mean title?\n"
        + "x.yaml:4:11: fees.a: found 2; a share is meant: 2 % or 200 %?\n"
        + "x.yaml:1:1: name: missing; allowed a text",
        Sandbox.Fail("ferries: []\nferries: {}\ntitel: b\nfees: {a: 2}\n"));

    [Fact]
    public void When_there_are_very_many_problems_then_the_rest_are_counted()
    {
        var lines = Sandbox.FailWith(string.Concat(Enumerable.Range(0, 80).Select(i => $"zz{i:00}: 1\n"))).Split('\n');
        Assert.Equal(51, lines.Length);
        Assert.Equal("and 30 more", lines[50]);
    }
}
