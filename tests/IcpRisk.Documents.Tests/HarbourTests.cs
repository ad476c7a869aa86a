namespace IcpRisk.Documents.Tests;

public class HarbourTests
{
    public const string Full = """
        # a comment
        name: dover
        title: "Ferries: all of them"
        sources:
          log: "Harbour log 2014"
          own: "assumption: order of magnitude"
        source: own
        term: {starts: 2014-04-01, years: 5, source: log}
        ferries:                # by name
          north: &north
            crossings: {planned: [40k, 41k, 42k, 43k, 44k], expected: "1,530"}
            unit_cost: £4050
            growth: {planned: 0 %, expected: {normal: {mean: 1.5 %, sd: 0.4 %}}}
            target: 80 %
          south:
            crossings: {1: 10, 2-3: 1.5k, 4+: {gamma: {mean: 20, sd: 4}}}
            unit_cost: {lognormal: {mean: GBP 26.5m, sd: £1m}, because: "the yard's quotation"}
            growth: -0.5 %
            price_ratio: 105 %
            target: {level: {1: 50 %, 2+: 0.6}, floor: 10 %}
            pay: all_or_nothing
            seasonal: yes
          85+: *north
        fees: {core: 95 %, management: 2.5 %}
        at_risk: {1: 0 %, 2: [25 %, 50 %, 75 %, 100 %], 3+: 100 %}
        links:
          - [north, south, -0.2]
          - {one: south, other: north, correlation: .5}
        bands: [{to: 5 %, owner: 100 %}, {owner: 50 %, crew: 50 %}]
        tides:
          csv: |
            port,year,high_water
            dover,1,60 %
            calais,2,0.5
        stresses:
          none: {ferries.north.growth: 0 %}
          more: {ferries.north.crossings: +10 %}
        questions: [prob(a < 0), tvar99.5(b)]
        run: {trials: 1m, seed: 2014}
        """;

    [Fact]
    public void When_everything_is_written_then_everything_is_bound()
    {
        var h = Sandbox.Read(Full).Value;
        Assert.Equal("Ferries: all of them", h.Title);
        Assert.Equal(new Term { Starts = new DateOnly(2014, 4, 1), Years = 5 }, h.Term);
        Assert.Equal(["north", "south", "85+"], h.Ferries.Keys);
        var (north, south) = (h.Ferries["north"], h.Ferries["south"]);
        Assert.Equal(44_000, north.Crossings!.Plan.At(5).Constant);
        Assert.Equal(1530, north.Crossings.Expect.At(99).Constant);
        Assert.Equal(4050, north.UnitCost.Constant);
        Assert.Equal(0, north.Growth.Plan.Constant);
        Assert.Equal(0.015, north.Growth.Expect.Mean);
        Assert.Equal(0.004, north.Growth.Expect.Distribution!["sd"]);
        Assert.Equal(0.8, north.Target!.Level.At(1).Constant);
        Assert.Equal(1500, south.Crossings!.Plan.At(3).Constant);
        Assert.Equal("gamma", south.Crossings.Plan.At(4).Distribution!.Kind);
        Assert.Same(south.Crossings.Plan, south.Crossings.Expect);
        Assert.Equal(26.5e6, south.UnitCost.Mean);
        Assert.Equal(-0.005, south.Growth.Plan.Constant);
        Assert.Equal(1.05, south.PriceRatio);
        Assert.Equal(0.1, south.Target!.Floor);
        Assert.Equal(Rule.AllOrNothing, south.Pay);
        Assert.True(south.Seasonal);
        Assert.Equal(north.UnitCost, h.Ferries["85+"].UnitCost);
        Assert.Equal(0.95, h.Fees["core"].Constant);
        Assert.True(h.AtRisk!.HasQuarters(2));
        Assert.Equal([0.25, 0.5, 0.75, 1], h.AtRisk.Quarters(2).Select(q => q.Constant!.Value));
        Assert.Equal(1, h.AtRisk.Quarters(3)[0].Constant);
        Assert.Throws<InvalidOperationException>(() => h.AtRisk.At(2));
        Assert.Equal(new Link { One = "north", Other = "south", Correlation = -0.2 }, h.Links[0]);
        Assert.Null(h.Bands[1].To);
        Assert.Equal(new Tide { Port = "calais", Year = 2, High = 0.5 }, h.Tides[1]);
        Assert.Equal("+10 %", h.Stresses["more"]["ferries.north.crossings"]);
        Assert.Equal(["prob(a < 0)", "tvar99.5(b)"], h.Questions);
        Assert.Equal(1_000_000, h.Run.Trials);
    }

    [Fact]
    public void When_optional_keys_are_absent_then_the_initial_values_stay()
    {
        var h = Sandbox.Read(Sandbox.Ferries).Value;
        Assert.Null(h.Title);
        Assert.Equal(50, h.Ferries["north"].UnitCost.Constant);
        Assert.Equal(new Run(), h.Run);
        Assert.Null(h.AtRisk);
    }

    [Fact]
    public void When_a_record_is_asked_for_a_place_then_its_key_is_given()
    {
        using var sandbox = new Sandbox();
        var document = DocumentReader.Read<Harbour>(sandbox.File("x.yaml", Full));
        var south = document.Value.Ferries["south"];
        Assert.Equal("x.yaml:17:5: ferries.south.unit_cost", sandbox.Strip(document.Locate(south, nameof(Ferry.UnitCost)).ToString()));
        Assert.Equal("x.yaml:29:10: bands[0].to", sandbox.Strip(document.Locate(document.Value.Bands[0], nameof(Band.To)).ToString()));
        Assert.Throws<ArgumentException>(() => document.Locate(new Term(), nameof(Term.Years)));
    }
}
