namespace IcpRisk.Documents.Tests;

public class OverrideTests
{
    [Fact]
    public void When_values_are_set_then_they_replace_what_is_written()
    {
        var h = Sandbox.Read(
            HarbourTests.Full,
            "ferries.south.unit_cost=£5", "ferries.north.growth.expected = 3 %", "bands[0].to=7 %", "links[0][2]=0.5",
            "ferries.85+.seasonal=yes", "at_risk.2[3]=90 %", "stresses.none[\"ferries.north.growth\"]=+1 %",
            "ferries.north.crossings.planned=[1, 2, 3, 4, 5]", "title=[draft]: x", "fees={core: 1}").Value;
        Assert.Equal(5, h.Ferries["south"].UnitCost.Constant);
        Assert.Equal(0.03, h.Ferries["north"].Growth.Expect.Constant);
        Assert.Equal(0, h.Ferries["north"].Growth.Plan.Constant);
        Assert.Equal(0.07, h.Bands[0].To);
        Assert.Equal(0.5, h.Links[0].Correlation);
        Assert.True(h.Ferries["85+"].Seasonal);
        Assert.False(h.Ferries["north"].Seasonal);
        Assert.Equal(0.9, h.AtRisk!.Quarters(2)[3].Constant);
        Assert.Equal("+1 %", h.Stresses["none"]["ferries.north.growth"]);
        Assert.Equal(5, h.Ferries["north"].Crossings!.Plan.At(5).Constant);
        Assert.Equal("[draft]: x", h.Title);
        Assert.Equal(["core"], h.Fees.Keys);
    }

    [Fact]
    public void When_a_key_is_not_written_but_known_then_it_can_be_set()
    {
        var h = Sandbox.Read(
            Sandbox.Ferries, "run.trials=2k", "ferries.north.target=80 %", "ferries.north.target.floor=10 %",
            "ferries.north.growth=2 %", "ferries.north.growth.expected=3 %", "title=b", "title=null").Value;
        Assert.Equal(2000, h.Run.Trials);
        Assert.Equal(0.8, h.Ferries["north"].Target!.Level.At(1).Constant);
        Assert.Equal(0.1, h.Ferries["north"].Target!.Floor);
        Assert.Equal((0.02, 0.03), (h.Ferries["north"].Growth.Plan.Constant, h.Ferries["north"].Growth.Expect.Constant));
    }

    [Fact]
    public void When_a_change_is_relative_then_every_number_there_changes()
    {
        var h = Sandbox.Read(
            HarbourTests.Full,
            "ferries.north.crossings=+10 %", "ferries.north.unit_cost=-10 %", "ferries.south.growth=x2", "at_risk=×0.5",
            "ferries.north.target=x0.5", "run.trials=+50 %").Value;
        Assert.Equal(1683, h.Ferries["north"].Crossings!.Expect.At(1).Constant);
        Assert.Equal(48_400, h.Ferries["north"].Crossings!.Plan.At(5).Constant);
        Assert.Equal(3645, h.Ferries["north"].UnitCost.Constant);
        Assert.Equal(-0.01, h.Ferries["south"].Growth.Plan.Constant);
        Assert.Equal(0.375, h.AtRisk!.Quarters(2)[2].Constant);
        Assert.Equal(0.4, h.Ferries["north"].Target!.Level.At(1).Constant);
        Assert.Equal(1_500_000, h.Run.Trials);
    }

    [Fact]
    public void When_a_share_is_set_to_a_negative_percentage_then_it_is_a_value() =>
        Assert.Equal(-0.1, Sandbox.Read(HarbourTests.Full, "ferries.south.growth=-10 %").Value.Ferries["south"].Growth.Plan.Constant);

    [Theory]
    [InlineData("ferries.nort.growth=1 %", "--set ferries.nort.growth=1 %: ferries.nort: unknown key; did you mean north?")]
    [InlineData("ferries.north.grwth=1 %", "--set ferries.north.grwth=1 %: ferries.north.grwth: unknown key; did you mean growth?")]
    [InlineData("colour=red", "--set colour=red: colour: unknown key; allowed name, title, term, ferries, fees, at_risk, links, bands, tides, stresses, questions, run, sources")]
    [InlineData("bands[2].to=1 %", "--set bands[2].to=1 %: bands[2]: the list has 2 items, numbered from 0")]
    [InlineData("name[0]=a", "--set name[0]=a: name[0]: there is no list here")]
    [InlineData("name.x=a", "--set name.x=a: name.x: there are no keys below this")]
    [InlineData("ferries.south.growth=80 %", "--set ferries.south.growth=80 %: ferries.south.growth: found 80 %; allowed -50 % to 50 %")]
    [InlineData("ferries.south.growth=5", "--set ferries.south.growth=5: ferries.south.growth: found 5; a share is meant: 5 % or 500 %?")]
    [InlineData("ferries.south.unit_cost=+10 %", "--set ferries.south.unit_cost=+10 %: ferries.south.unit_cost: a relative change needs a number here, written in the document")]
    [InlineData("ferries.north.price_ratio=+10 %", "--set ferries.north.price_ratio=+10 %: ferries.north.price_ratio: a relative change needs a number here, written in the document")]
    [InlineData("fees={a: [}", "--set fees={a: [}: not valid YAML: while parsing a node, did not find expected node content")]
    [InlineData("fees", "--set fees: allowed path=value, such as costs.fixed.amount=2000")]
    [InlineData("=5", "--set =5: allowed path=value, such as costs.fixed.amount=2000")]
    [InlineData("a..b=5", "--set a..b=5: allowed path=value, such as costs.fixed.amount=2000")]
    [InlineData("a[x]=5", "--set a[x]=5: allowed path=value, such as costs.fixed.amount=2000")]
    [InlineData("a[=5", "--set a[=5: allowed path=value, such as costs.fixed.amount=2000")]
    [InlineData("a[\"=5", "--set a[\"=5: allowed path=value, such as costs.fixed.amount=2000")]
    [InlineData("name=", "--set name=: name: found nothing; allowed a text")]
    public void When_an_override_is_wrong_then_it_is_named_as_the_place(string set, string expected) =>
        Assert.Equal(expected, Sandbox.Fail(HarbourTests.Full, set));

    [Fact]
    public void When_several_are_wrong_then_all_are_told() => Assert.Equal(
        "--set x=1: x: unknown key; allowed name, ferries, title, term, fees, at_risk, links, bands, tides, stresses, questions, run\n--set nam=1: nam: unknown key; did you mean name?"
            .Replace("name, ferries, title, term, fees", "name, title, term, ferries, fees", StringComparison.Ordinal),
        Sandbox.Fail(Sandbox.Ferries, "x=1", "nam=1"));
}
