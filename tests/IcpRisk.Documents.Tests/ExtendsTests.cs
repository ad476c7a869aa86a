namespace IcpRisk.Documents.Tests;

/// <summary>Documents that start from others: what comes of it, where it comes from, and what it rests on.</summary>
public sealed class ExtendsTests : IDisposable
{
    private const string Base = """
        name: dover
        sources: {log: Harbour log 2014, own: assumption}
        source: log
        ferries:
          north:
            crossings: {planned: 40k, expected: 39k}
            unit_cost: £40
            target: {level: 80 %, floor: 60 %}
          south: {crossings: {1: 10, 2+: 20}, growth: 1 %, source: own, because: a guess}
        fees: {core: 95 %, other: 5 %}
        bands: [{to: 5 %, owner: 100 %}, {owner: 50 %}]
        tides: {file: tides.csv}
        run: {trials: 2k, seed: 7}

        """;

    private static readonly Dictionary<string, string> Library = new()
    {
        ["slow"] = "# A slow ferry.\nsources: {own: the library's own, book: A book}\nsource: book\nferries: {any: {crossings: 100, unit_cost: £9, growth: 1 %, because: so it is written}}\n",
        ["slower"] = "ferries: {any: {extends: slow, growth: -1 %}}\n",
        ["by_file"] = "ferries: {any: {extends: base.yaml}}\n",
    };

    private readonly Sandbox _sandbox = new();

    public ExtendsTests()
    {
        _sandbox.File("base.yaml", Base);
        _sandbox.File("tides.csv", "port,year,high_water\ndover,1,0.5\n");
    }

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void When_maps_meet_then_they_merge_and_all_else_is_replaced()
    {
        var h = Read("""
            extends: base.yaml
            name: calais
            ferries:
              north: {crossings: {expected: 41k}, target: {floor: 10 %}}
              west: {crossings: 5}
              south: {crossings: [1, 2, 3]}
            bands: [{owner: 10 %}]
            run: {seed: 8}
            """).Value;
        Assert.Equal("calais", h.Name);
        Assert.Equal(["north", "south", "west"], h.Ferries.Keys);
        Assert.Equal((40_000, 41_000), (h.Ferries["north"].Crossings!.Plan.At(1).Constant, h.Ferries["north"].Crossings!.Expect.At(1).Constant));
        Assert.Equal((0.8, 0.1), (h.Ferries["north"].Target!.Level.At(1).Constant, h.Ferries["north"].Target!.Floor));
        Assert.Equal(3, h.Ferries["south"].Crossings!.Plan.At(3).Constant);
        Assert.Equal(0.01, h.Ferries["south"].Growth.Plan.Constant);
        Assert.Equal(0.1, Assert.Single(h.Bands).Owner);
        Assert.Equal((2000, 8), (h.Run.Trials, h.Run.Seed));
        Assert.Equal(["core", "other"], h.Fees.Keys);
    }

    [Fact]
    public void When_a_key_has_nothing_after_it_then_what_is_inherited_goes()
    {
        var h = Read("extends: base.yaml\nferries:\n  south:\n  north: {unit_cost: null, target:, crossings: 1}\nrun: {seed: ~, trials: ~}\n").Value;
        Assert.Equal(["north"], h.Ferries.Keys);
        Assert.Equal(50, h.Ferries["north"].UnitCost.Constant);
        Assert.Null(h.Ferries["north"].Target);
        Assert.Equal((1000, null), (h.Run.Trials, h.Run.Seed));
    }

    [Fact]
    public void When_a_map_extends_then_it_starts_from_there_and_not_from_what_its_own_would_inherit()
    {
        var named = Read("extends: base.yaml\nferries: {north: {extends: slow, growth: 2 %}}\n").Value.Ferries["north"];
        Assert.Equal((9, 0.02, null), (named.UnitCost.Constant, named.Growth.Plan.Constant, named.Target));
        var none = Read("extends: base.yaml\nferries: {north: {extends: none, crossings: 7}}\n").Value.Ferries["north"];
        Assert.Equal((50, null), (none.UnitCost.Constant, none.Target));
    }

    [Fact]
    public void When_several_extend_each_other_then_each_lies_over_the_one_before()
    {
        _sandbox.File("two.yaml", "extends: base.yaml\nrun: {seed: 8}\nfees: {core: 90 %}\n");
        Directory.CreateDirectory(_sandbox.Folder + "far");
        _sandbox.File("far/three.yaml", "extends: ../two.yaml\nrun: {seed: 9}\ntitle: three\n");
        var h = Read("extends: far/three.yaml\nname: four\n").Value;
        Assert.Equal(("four", "three", 9, 2000), (h.Name, h.Title, h.Run.Seed, h.Run.Trials));
        Assert.Equal((0.9, 0.05), (h.Fees["core"].Constant, h.Fees["other"].Constant));
        Assert.Equal("dover", Assert.Single(h.Tides).Port);
        Assert.Equal(-0.01, Read("name: a\nferries: {x: {extends: slower}}\n").Value.Ferries["x"].Growth.Plan.Constant);
    }

    [Fact]
    public void When_a_part_is_named_then_it_is_taken_from_there()
    {
        var h = Read("name: a\nferries: {x: {extends: base.yaml#ferries.south}, y: {extends: 'base.yaml#ferries[\"north\"]'}}\nrun: {extends: base.yaml}\n").Value;
        Assert.Equal(0.01, h.Ferries["x"].Growth.Plan.Constant);
        Assert.Equal(40, h.Ferries["y"].UnitCost.Constant);
        Assert.Equal(7, h.Run.Seed);
        Assert.Equal(["north", "south"], Read("name: a\nferries: {extends: base.yaml}\n").Value.Ferries.Keys);
    }

    [Fact]
    public void When_figures_come_from_elsewhere_then_they_keep_their_sources_and_reasons()
    {
        var document = Read("""
            extends: base.yaml
            sources: {own: quite another, mine: My book}
            source: mine
            because: I say so
            ferries:
              north: {unit_cost: £41}
              south: {crossings: 3}
              east: {extends: slow, growth: 2 %}
            """);
        string[] lines = [.. document.Register.Where(e => e.Where.Path.StartsWith("ferries", StringComparison.Ordinal))
            .Select(e => $"{e.Where.Path} | {e.Text} | {e.Source} | {e.SourceText} | {e.Because} | {_sandbox.Strip(e.Where.Place)}")];
        Assert.Equal(
        [
            "ferries.north.crossings.planned | 40k | log | Harbour log 2014 |  | base.yaml:6:26",
            "ferries.north.crossings.expected | 39k | log | Harbour log 2014 |  | base.yaml:6:41",
            "ferries.north.unit_cost | £41 | mine | My book | I say so | x.yaml:6:22",
            "ferries.north.target.level | 80 % | log | Harbour log 2014 |  | base.yaml:8:21",
            "ferries.north.target.floor | 60 % | log | Harbour log 2014 |  | base.yaml:8:34",
            "ferries.south.crossings | 3 | mine | My book | I say so | x.yaml:7:22",
            "ferries.south.growth | 1 % | base.own | assumption | a guess | base.yaml:9:47",
            "ferries.east.crossings | 100 | book | A book | so it is written | library/slow.yaml:4:28",
            "ferries.east.unit_cost | £9 | book | A book | so it is written | library/slow.yaml:4:44",
            "ferries.east.growth | 2 % | mine | My book | I say so | x.yaml:8:33",
        ], lines);

        var again = Sandbox.Read(document.ResolvedYaml);
        Assert.Equal(document.Hash, again.Hash);
        Assert.Equal(document.ResolvedYaml, again.ResolvedYaml);
        Assert.Equal(
            document.Register.Select(e => (e.Where.Path, e.Value, e.Source, e.SourceText, e.Because)),
            again.Register.Select(e => (e.Where.Path, e.Value, e.Source, e.SourceText, e.Because)));
    }

    [Fact]
    public void When_the_values_are_the_same_then_so_is_the_hash()
    {
        var whole = DocumentReader.Read<Harbour>(_sandbox.Folder + "base.yaml");
        Assert.Equal(whole.Hash, Read("extends: base.yaml\n").Hash);
        Assert.Equal(whole.Hash, Read("extends: base.yaml\nsource: mine\nsources: {mine: x}\nrun: {trials: 2000}\n").Hash);
        Assert.NotEqual(whole.Hash, Read("extends: base.yaml\nrun: {trials: 2001}\n").Hash);
    }

    [Fact]
    public void When_values_are_set_then_it_is_after_extending()
    {
        var h = Read("extends: base.yaml\nsource: mine\nsources: {mine: x}\nferries: {south: {growth: 3 %, crossings: [1, 2, 3]}}\n",
            "ferries.north.unit_cost=£1", "ferries.south.growth.expected=5 %", "ferries.south.crossings[1]=9", "ferries.north.target.floor=x0.5").Value;
        Assert.Equal(1, h.Ferries["north"].UnitCost.Constant);
        Assert.Equal(0.3, h.Ferries["north"].Target!.Floor);
        Assert.Equal((0.03, 0.05), (h.Ferries["south"].Growth.Plan.Constant, h.Ferries["south"].Growth.Expect.Constant));
        Assert.Equal(9, h.Ferries["south"].Crossings!.Plan.At(2).Constant);
    }

    [Fact]
    public void When_a_figure_has_its_own_source_then_it_can_be_changed_in_part_and_in_proportion()
    {
        var document = Sandbox.Read(
            "name: a\nsources: {b: c}\nferries: {north: {crossings: {value: [1, 2, 3], source: b}, unit_cost: {value: £5, because: so}, target: {value: 10 %, source: b}}}\n",
            "ferries.north.unit_cost=+10 %", "ferries.north.crossings[1]=9");
        var north = document.Value.Ferries["north"];
        Assert.Equal((5.5, 9, 0.1), (north.UnitCost.Constant, north.Crossings!.Plan.At(2).Constant, north.Target!.Level.At(1).Constant));
        Assert.Equal(["b", null, "b"], document.Register.Select(e => e.Source));
        Assert.Equal("so", document.Register[1].Because);
        Assert.Equal(
            "x.yaml:3:24: at_risk.sorce: unknown key; allowed value", Sandbox.FailWith("at_risk: {value: 1 %,  sorce: b}\n"));
    }

    [Theory]
    [InlineData("extends: bse.yaml\n", "x.yaml:1:10: extends: there is no file bse.yaml")]
    [InlineData("extends: slwo\n", "x.yaml:1:10: extends: found slwo; nothing in the library has this name; a file's ends in .yaml; did you mean slow?")]
    [InlineData("extends: [slow]\n", "x.yaml:1:10: extends: found a list; allowed the name of a file or of what stands in the library, or none")]
    [InlineData("extends:\n", "x.yaml:1:9: extends: found nothing; allowed the name of a file or of what stands in the library, or none")]
    [InlineData("extends: x.yaml\n", "x.yaml:1:10: extends: this goes round in a circle: x.yaml -> x.yaml")]
    [InlineData("extends: y.yaml\n", "z.yaml:1:10: extends: this goes round in a circle: x.yaml -> y.yaml -> z.yaml -> x.yaml")]
    [InlineData("extends: slow#\n", "x.yaml:1:10: extends: found slow#; allowed name#path, such as harbour.yaml#ferries.north")]
    [InlineData("run: {extends: slow}\n", "x.yaml:1:16: run.extends: library/slow.yaml has no run; allowed sources, ferries")]
    [InlineData("ferries: {x: {extends: base.yaml}}\n", "x.yaml:1:24: ferries.x.extends: base.yaml has no ferries.x; allowed north, south")]
    [InlineData("ferries: {x: {extends: base.yaml#ferries.nroth}}\n", "x.yaml:1:24: ferries.x.extends: base.yaml has no ferries.nroth; did you mean north?")]
    [InlineData("ferries: {x: {extends: base.yaml#name}}\n", "x.yaml:1:24: ferries.x.extends: found dover; base.yaml has no map there to extend; allowed a map with crossings, unit_cost, growth, price_ratio, target, pay, seasonal")]
    [InlineData("ferries: {x: {extends: by_file}}\n", "library/by_file.yaml:1:26: ferries.any.extends: found base.yaml; what stands in the library extends names of the library, not files")]
    [InlineData("bands: [{extends: base.yaml}]\n", "x.yaml:1:19: bands[0].extends: in a list it must be said what is meant: base.yaml#path")]
    public void When_there_is_nothing_to_extend_then_that_alone_is_said(string text, string expected)
    {
        _sandbox.File("y.yaml", "run: {extends: z.yaml}\n");
        _sandbox.File("z.yaml", "extends: x.yaml\n");
        Assert.Equal(expected, Fail(text));
    }

    [Theory]
    [InlineData("ferries: {nroth: }\n", "x.yaml:2:11: ferries.nroth: nothing of this name is inherited that could be taken away; did you mean north?")]
    [InlineData("ferries: {north: {unit_cst: }}\n", "x.yaml:2:19: ferries.north.unit_cst: unknown key; did you mean unit_cost?")]
    [InlineData("name:\n", "x.yaml:1:1: name: missing; allowed a text")]
    [InlineData("ferries: {north: {growth: 99 %}}\n", "x.yaml:2:27: ferries.north.growth: found 99 %; allowed -50 % to 50 %")]
    [InlineData("bands: [{owner: 60 %, crew: 60 %}]\n", "x.yaml:2:23: bands[0].crew: with owner it is more than 100 %")]
    public void When_what_is_laid_over_is_wrong_then_its_own_place_is_named(string text, string expected) =>
        Assert.Equal(expected, Fail("extends: base.yaml\n" + text));

    [Theory]
    [InlineData("unit_cost: £40", "unit_cost: -£40", "base.yaml:7:16: ferries.north.unit_cost: found -£40; allowed more than £0")]
    [InlineData("{owner: 50 %}", "{owner: 50 %, crew: 51 %}", "base.yaml:11:48: bands[1].crew: with owner it is more than 100 %")]
    [InlineData("source: own, because", "source: log book, because", "base.yaml:9:60: ferries.south.source: found log book; no such source; allowed log, own")]
    [InlineData("tides.csv", "tide.csv", "base.yaml:12:15: tides.file: there is no file tide.csv")]
    [InlineData("source: log\n", "source: log\n\tx: y\n", "base.yaml:4:1: a tab in the indentation: indent with spaces")]
    public void When_what_is_extended_is_wrong_then_its_place_is_named(string from, string to, string expected)
    {
        _sandbox.File("base.yaml", Base.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(expected, Fail("extends: base.yaml\nrun: {seed: 8}\n"));
    }

    [Fact]
    public void When_documents_extend_without_end_or_measure_then_refused()
    {
        for (var i = 0; i < 20; i++)
            _sandbox.File($"l{i}.yaml", $"extends: l{i + 1}.yaml\n");
        Assert.Equal("l14.yaml:1:10: extends: more than 16 documents extend each other in a row", Fail("extends: l0.yaml\n"));

        _sandbox.File("big.yaml", "questions: [" + string.Concat(Enumerable.Repeat("a, ", 20_000)) + "a]\nname: a\nferries: {}\nstresses: {}\n");
        _sandbox.File("b2.yaml", "extends: big.yaml\n");
        _sandbox.File("b3.yaml", "extends: b2.yaml\n");
        Assert.EndsWith("more than 50,000 values are taken from what is extended", Fail("extends: b3.yaml\n"), StringComparison.Ordinal);
    }

    private Document<Harbour> Read(string yaml, params string[] set) =>
        DocumentReader.Read<Harbour>(_sandbox.File("x.yaml", yaml), new ReadOptions { Set = set, Library = Library });

    private string Fail(string yaml) => _sandbox.Strip(Assert.Throws<InvalidDocumentException>(() => Read(yaml)).Message);
}
