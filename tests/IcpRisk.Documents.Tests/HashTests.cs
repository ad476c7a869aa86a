using FsCheck;
using FsCheck.Fluent;

namespace IcpRisk.Documents.Tests;

public class HashTests
{
    private static readonly string Hash = Sandbox.Read(HarbourTests.Full).Hash;

    [Theory]
    [InlineData("# a comment\n", "# another\n\n\n")]
    [InlineData("2.5 %", "0.025")]
    [InlineData("£4050", "GBP 4,050.00")]
    [InlineData("{starts: 2014-04-01, years: 5, source: log}", "{years: 5 years, starts: 2014-04-01, source: own}")]
    [InlineData("[40k, 41k, 42k, 43k, 44k]", "{1: 40k, 2: 41k, 3: 42k, 4: 43k, 5: 44k}")]
    [InlineData("target: 80 %", "target: {level: {1: 80 %, 2-4: 0.8, 5+: 80 %}}")]
    [InlineData("run: {trials: 1m, seed: 2014}", "run: {seed: 2014, trials: 1000000}")]
    [InlineData("    growth: -0.5 %\n", "    growth: {planned: -0.5 %, expected: -0.5 %, because: so}\n")]
    [InlineData("Harbour log 2014", "Harbour log, 2nd edition")]
    [InlineData("    pay: all_or_nothing\n    seasonal: yes\n", "    seasonal: true\n    pay: all_or_nothing\n")]
    [InlineData("[north, south, -0.2]", "{correlation: -.2, one: north, other: south}")]
    public void When_only_the_writing_differs_then_the_hash_is_the_same(string from, string to)
    {
        Assert.Contains(from, HarbourTests.Full, StringComparison.Ordinal);
        Assert.Equal(Hash, Sandbox.Read(HarbourTests.Full.Replace(from, to, StringComparison.Ordinal)).Hash);
    }

    [Theory]
    [InlineData("name: dover", "name: calais")]
    [InlineData("seed: 2014", "seed: 2015")]
    [InlineData("calais,2,0.5", "calais,2,0.51")]
    [InlineData("4+: {gamma: {mean: 20, sd: 4}}", "4+: {lognormal: {mean: 20, sd: 4}}")]
    [InlineData("50 %, 75 %", "75 %, 50 %")]
    [InlineData("core: 95 %, management: 2.5 %", "management: 2.5 %, core: 95 %")]
    [InlineData("[{to: 5 %, owner: 100 %}, {owner: 50 %, crew: 50 %}]", "[{owner: 50 %, crew: 50 %}, {to: 5 %, owner: 100 %}]")]
    [InlineData("[{to: 5 %, owner: 100 %}, ", "[")]
    public void When_a_value_differs_then_so_does_the_hash(string from, string to)
    {
        Assert.Contains(from, HarbourTests.Full, StringComparison.Ordinal);
        Assert.NotEqual(Hash, Sandbox.Read(HarbourTests.Full.Replace(from, to, StringComparison.Ordinal)).Hash);
    }

    [Fact]
    public void When_a_default_is_written_out_then_the_hash_is_the_same() => Assert.Equal(
        Sandbox.Read(Sandbox.Ferries).Hash,
        Sandbox.Read(Sandbox.Ferries + "term: {years: 3}\nfees: {}\nrun: {seed: null}\n").Hash);

    [Fact]
    public void When_values_are_set_then_the_hash_is_that_of_the_document_so_written() => Assert.Equal(
        Sandbox.Read(HarbourTests.Full.Replace("seed: 2014", "seed: 7", StringComparison.Ordinal)).Hash,
        Sandbox.Read(HarbourTests.Full, "run.seed=7").Hash);

    /// <summary>Held so that a change of the canonical form is noticed: it would change every hash ever written.</summary>
    [Fact]
    public void When_the_engine_changes_then_the_canonical_form_does_not()
    {
        var document = Sandbox.Read("name: a\nferries: {north: {crossings: [1, 2k, {gamma: {mean: 5, sd: 1}}], growth: 2 %}}\nbands: [{to: 5 %}]\n");
        Assert.Equal(
            """
            values 1
            .bands[0].crew = 0
            .bands[0].owner = 0
            .bands[0].to = 0.05
            .bands = 1
            .ferries["north"] = name
            .ferries["north"].crossings.planned = 1, 2000, gamma(mean=5 sd=1); 
            .ferries["north"].crossings.expected = 1, 2000, gamma(mean=5 sd=1); 
            .ferries["north"].growth.planned = 0.02
            .ferries["north"].growth.expected = 0.02
            .ferries["north"].pay = linear
            .ferries["north"].price_ratio = 1
            .ferries["north"].seasonal = False
            .ferries["north"].unit_cost = 50
            .links = 0
            .name = "a"
            .questions = 0
            .run.trials = 1000
            .term.starts = 2020-01-01
            .term.years = 3
            .tides = 0

            """.ReplaceLineEndings("\n"),
            Canonical.Text(ShapeReader.Record(typeof(Harbour)), document.Value));
        Assert.Matches("^[0-9a-f]{64}$", document.Hash);
    }

    [Fact]
    public void When_the_resolved_document_is_read_then_it_is_the_same_document()
    {
        var document = Sandbox.Read(HarbourTests.Full, "ferries.north.growth.expected=3 %", "fees.core=90 %", "title=- \"x\": #1\n");
        var again = Sandbox.Read(document.ResolvedYaml);
        Assert.Equal(document.Hash, again.Hash);
        Assert.Equal(document.ResolvedYaml, again.ResolvedYaml);
        Assert.Equal(document.Register.Select(e => (e.Where.Path, e.Value, e.Source)), again.Register.Select(e => (e.Where.Path, e.Value, e.Source)));
        Assert.Equal(0.9, again.Value.Fees["core"].Constant);
    }

    [Fact]
    public void When_any_texts_and_numbers_are_written_then_the_resolved_document_has_the_same_hash()
    {
        var any = from title in ArbMap.Default.GeneratorFor<NonNull<string>>()
                  from name in Gen.Elements("a", "null", "~", "1", "- a", "a: b", "#a", "[", "{", "yes", "'", " a ", "a\nb", "a\n", "£5", "x\n\ny\n", "x\ny\n\n", "\n", "é€😀", "a\u2028b")
                  from cost in Gen.Choose(1, 1_000_000)
                  from share in Gen.Choose(0, 1000)
                  select (title.Get, name, cost, share);
        Prop.ForAll(any.ToArbitrary(), values =>
        {
            var (title, name, cost, share) = values;
            var document = Sandbox.Read(
                $"name: {System.Text.Json.JsonSerializer.Serialize(name)}\ntitle: {System.Text.Json.JsonSerializer.Serialize(title)}\n"
                + $"ferries: {{{System.Text.Json.JsonSerializer.Serialize("k" + name)}: {{crossings: {share}, unit_cost: £{cost}}}}}\nfees: {{a: {share / 10.0} %}}\n");
            var again = Sandbox.Read(document.ResolvedYaml);
            Assert.Equal(document.Hash, again.Hash);
            Assert.Equal(name, again.Value.Name);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }
}
