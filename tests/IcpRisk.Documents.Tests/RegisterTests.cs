namespace IcpRisk.Documents.Tests;

public class RegisterTests
{
    [Fact]
    public void When_read_then_every_figure_is_listed_in_file_order_with_what_it_rests_on()
    {
        var register = Sandbox.Read(HarbourTests.Full).Register;
        string[] lines = [.. register.Select(e => $"{e.Where.Path} | {e.Text} | {e.Value} | {e.Source} | {e.Because}")];
        Assert.Equal(
        [
            "term.years | 5 | 5 years | log | ",
            "ferries.north.crossings.planned | [40k, 41k, 42k, 43k, 44k] | 1: 40,000; 2: 41,000; 3: 42,000; 4: 43,000; 5: 44,000 | own | ",
            "ferries.north.crossings.expected | \"1,530\" | 1,530 | own | ",
            "ferries.north.unit_cost | £4050 | £4,050 | own | ",
            "ferries.north.growth.planned | 0 % | 0 % | own | ",
            "ferries.north.growth.expected | {normal: {mean: 1.5 %, sd: 0.4 %}} | normal, mean 1.5 %, sd 0.4 % | own | ",
            "ferries.north.target | 80 % | 80 % | own | ",
            "ferries.south.crossings | {1: 10, 2-3: 1.5k, 4+: {gamma: {mean: 20, sd: 4}}} | 1: 10; 2-3: 1,500; 4+: gamma, mean 20, sd 4 | own | ",
            "ferries.south.unit_cost | {lognormal: {mean: GBP 26.5m, sd: £1m}, because: the yard's quotation} | lognormal, mean £26.5m, sd £1m | own | the yard's quotation",
            "ferries.south.growth | -0.5 % | -0.5 % | own | ",
        ], lines[..10]);
        Assert.Equal("Harbour log 2014", register[0].SourceText);
        Assert.Contains("tides | csv | 2 rows of port, year, high_water | own | ", lines);
        Assert.DoesNotContain(register, e => e.Where.Path.StartsWith("run", StringComparison.Ordinal));
        Assert.All(register, e => Assert.False(e.IsUnfounded));
    }

    [Fact]
    public void When_no_source_or_reason_is_in_scope_then_the_figure_is_unfounded()
    {
        var register = Sandbox.Read("name: a\nferries: {north: {crossings: 1, because: guess}, south: {crossings: 1}}\n").Register;
        Assert.Equal([false, true], register.Select(e => e.IsUnfounded));
    }

    [Theory]
    [InlineData("sources: {log: x}\nsource: lgo\n", "x.yaml:4:9: source: found lgo; no such source; allowed log; did you mean log?")]
    [InlineData("source: log\n", "x.yaml:3:9: source: found log; no such source: the document has no `sources:`")]
    [InlineData("sources: {log: x}\nat_risk: {1+: 5 %, source: a log}\n", "x.yaml:4:28: at_risk.source: found a log; no such source; allowed log")]
    [InlineData("sources: {log: x}\nat_risk: {beta: {mean: 5 %, precision: 5, source: own}}\n", "x.yaml:4:51: at_risk.beta.source: found own; no such source; allowed log")]
    [InlineData("sources: [a]\n", "x.yaml:3:10: sources: a map of keys to texts is meant")]
    [InlineData("sources: {a: [b]}\n", "x.yaml:3:14: sources.a: the text of the source is meant")]
    [InlineData("because: [a]\n", "x.yaml:3:10: because: a text is meant")]
    public void When_a_source_is_not_known_then_it_is_refused(string more, string expected) =>
        Assert.Equal(expected, Sandbox.FailWith(more));
}
