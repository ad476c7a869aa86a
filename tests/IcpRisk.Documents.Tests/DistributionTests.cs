namespace IcpRisk.Documents.Tests;

/// <summary>Distributions of every kind: how they are read, their exact means, and what is refused.</summary>
public class DistributionTests
{
    private const string Ferry = "name: a\nferries:\n  north:\n    crossings: 100\n";

    private static Distribution Growth(string written) =>
        Sandbox.Read(Ferry + $"    growth: {written}\n").Value.Ferries["north"].Growth.Plan.Distribution!;

    // What is meant by a mean given a cut, worked apart: the quantile function averaged over the probabilities that are left.
    private static double ByMidpoints(Distribution d, double from, double to)
    {
        const int Steps = 20_000;
        var quantile = DistributionKinds.Find(d.Kind)!.Quantile(d);
        var sum = 0.0;
        for (var i = 0; i < Steps; i++)
            sum += quantile(IcpRisk.Numerics.Maths.Scalar.NormalQuantile(from + ((to - from) * (i + 0.5) / Steps)));
        return sum / Steps;
    }

    /// <summary>Closed forms by hand.</summary>
    [Theory]
    [InlineData("{triangular: {from: 1 %, mode: 2 %, to: 6 %}}", 0.03)]
    [InlineData("{pert: {from: 1 %, mode: 2 %, to: 6 %}}", 0.025)]
    [InlineData("{pert: {from: 1 %, mode: 2 %, to: 6 %, shape: 8}}", 0.023)]
    [InlineData("{student_t: {mean: 2 %, sd: 1 %, degrees: 5}}", 0.02)]
    [InlineData("{student_t: {location: 2 %, scale: 1 %, degrees: 1.5}}", 0.02)]
    [InlineData("{generalised_pareto: {threshold: 1 %, scale: 1 %, shape: 0.5}}", 0.03)]
    [InlineData("{generalised_pareto: {threshold: 1 %, scale: 1 %, shape: 0}}", 0.02)]
    [InlineData("{quantiles: {10: 1 %, 90: 3 %}}", 0.02)]
    [InlineData("{quantiles: {5 %: 1 %, 50: 2 %, 95: 3 %}}", 0.02)]
    [InlineData("{quantiles: {0: 0 %, 5: 1 %, 50: 2 %, 95: 3 %, 100: 4 %}}", 0.02)]
    [InlineData("{empirical: [1 %, 2 %, 6 %]}", 0.03)]
    [InlineData("{empirical: {values: [1 %, 2 %, 6 %], weights: [1, 2, 1]}}", 0.0275)]
    // Cut: of a uniform the middle; of an exponential what is left starts again; of a symmetric one, cut alike, its middle.
    [InlineData("{uniform: {from: 0 %, to: 10 %, least: 4 %}}", 0.07)]
    [InlineData("{uniform: {from: 0 %, to: 10 %, least: 4 %, greatest: 5 %}}", 0.045)]
    [InlineData("{generalised_pareto: {threshold: 1 %, scale: 1 %, shape: 0, least: 3 %}}", 0.04)]
    [InlineData("{generalised_pareto: {threshold: 1 %, scale: 1 %, shape: 0.5, least: 3 %}}", 0.07)]
    [InlineData("{student_t: {mean: 2 %, sd: 1 %, degrees: 5, least: -1 %, greatest: 5 %}}", 0.02)]
    [InlineData("{normal: {mean: 2 %, sd: 1 %, least: 1 %, greatest: 3 %}}", 0.02)]
    // 2 % + 1 % · φ(0)/½, and the same from the other side.
    [InlineData("{normal: {mean: 2 %, sd: 1 %, least: 2 %}}", 0.02 + 0.007978845608028654)]
    [InlineData("{quantiles: {10: 1 %, 90: 3 %, greatest: 2 %}}", 0.02 - (0.007978845608028654 / 1.2815515655446004))]
    // The triangle's falling side alone, down from its mode at 2 %: a third of the way.
    [InlineData("{triangular: {from: 1 %, mode: 2 %, to: 6 %, least: 2 %}}", 0.02 + (0.04 / 3))]
    [InlineData("{triangular: {from: 1 %, mode: 2 %, to: 6 %, greatest: 2 %}}", 0.01 + (0.02 / 3))]
    [InlineData("{empirical: {values: [1 %, 2 %, 6 %], weights: [1, 2, 1], greatest: 5 %}}", 0.05 / 3)]
    // A gamma of shape 1 is an exponential; a beta of two ones a uniform.
    [InlineData("{gamma: {mean: 2 %, sd: 2 %, least: 3 %}}", 0.05)]
    [InlineData("{beta: {alpha: 1, beta: 1, max: 20 %, least: 10 %}}", 0.15)]
    [InlineData("{pert: {from: 0 %, mode: 5 %, to: 10 %, least: 2 %, greatest: 8 %}}", 0.05)]
    public void When_a_distribution_is_read_then_its_mean_is_exact(string written, double mean) =>
        Assert.Equal(mean, Growth(written).Mean, Math.Abs(mean) * 1e-11);

    /// <summary>Against 20,000 midpoints, whose own error at the ends is what the tolerance allows.</summary>
    [Theory]
    [InlineData("{lognormal: {mean: 10 %, sd: 10 %, least: 2 %, greatest: 30 %}}")]
    [InlineData("{gamma: {mean: 10 %, sd: 6 %, least: 12 %, greatest: 30 %}}")]
    [InlineData("{beta: {mean: 10 %, precision: 9, greatest: 20 %}}")]
    [InlineData("{student_t: {mean: 5 %, scale: 1 %, degrees: 3, greatest: 6 %}}", "location")]
    [InlineData("{generalised_pareto: {threshold: 1 %, scale: 1 %, shape: 0.3, greatest: 9 %}}")]
    [InlineData("{quantiles: {0: 1 %, 10: 2 %, 40: 8 %, 90: 9 %, greatest: 10 %}}")]
    public void When_a_distribution_is_cut_then_its_mean_is_that_of_what_is_left(string written, string mean = "mean")
    {
        var d = Growth(written.Replace("mean:", mean + ":", StringComparison.Ordinal));
        var whole = new Distribution(d.Kind, d.Parameters.Where(p => p.Key is not ("least" or "greatest")).ToDictionary()) { Points = d.Points };
        var quantile = DistributionKinds.Find(d.Kind)!.Quantile(whole);
        double Cdf(double x)
        {
            var (low, high) = (-9.0, 9.0);
            while (high - low > 1e-13)
                (low, high) = quantile((low + high) / 2) < x ? ((low + high) / 2, high) : (low, (low + high) / 2);
            return IcpRisk.Numerics.Maths.Scalar.NormalCdf(low);
        }

        var expected = ByMidpoints(whole, double.IsFinite(d.Least) ? Cdf(d.Least) : 0, double.IsFinite(d.Greatest) ? Cdf(d.Greatest) : 1);
        Assert.Equal(expected, d.Mean, Math.Abs(expected) * 1e-4);
        Assert.True(d.IsCut);
    }

    [Fact]
    public void When_a_sample_is_in_a_file_then_it_is_read_kept_and_written_in()
    {
        using var sandbox = new Sandbox();
        sandbox.File("g.csv", "weight,value\n1,1 %\n3,-2 %\n");
        var path = sandbox.File("x.yaml", Ferry + "    growth: {empirical: g.csv}\n");
        var bare = DocumentReader.Read<Harbour>(path);
        var cut = DocumentReader.Read<Harbour>(sandbox.File("y.yaml", Ferry + "    growth: {empirical: {file: g.csv, least: -1 %}}\n"));
        Assert.Equal(-0.0125, bare.Value.Ferries["north"].Growth.Plan.Mean, 1e-15);
        Assert.Equal(0.01, cut.Value.Ferries["north"].Growth.Plan.Mean, 1e-15);
        Assert.Contains(bare.Register, r => r.Value == "empirical, 2 weighted values from -2 % to 1 %");
        Assert.Contains(cut.Register, r => r.Value == "empirical, 2 weighted values from -2 % to 1 %, least -1 %");

        // The resolved document needs no file and is the same document.
        File.Delete(sandbox.Folder + "g.csv");
        foreach (var document in (Document<Harbour>[])[bare, cut])
            Assert.Equal(document.Hash, DocumentReader.Read<Harbour>(sandbox.File("z.yaml", document.ResolvedYaml)).Hash);
        Assert.NotEqual(bare.Hash, cut.Hash);
    }

    [Theory]
    [InlineData("{quantiles: {10: 1 %, 90: 3 %}}", "{quantiles: {90: 3 %, 10 %: 1 %}}", true)]
    [InlineData("{quantiles: {10: 1 %, 90: 3 %}}", "{quantiles: {10: 1 %, 95: 3 %}}", false)]
    [InlineData("{quantiles: {10: 1 %, 90: 3 %}}", "{quantiles: {10: 1 %, 90: 3 %, greatest: 4 %}}", false)]
    [InlineData("{empirical: [1 %, 2 %]}", "{empirical: {values: [1 %, 2 %]}}", true)]
    [InlineData("{empirical: [1 %, 2 %]}", "{empirical: {values: [1 %, 2 %], weights: [1, 2]}}", false)]
    public void When_values_are_the_same_then_so_is_the_hash(string one, string other, bool same)
    {
        var (a, b) = (Sandbox.Read(Ferry + $"    growth: {one}\n"), Sandbox.Read(Ferry + $"    growth: {other}\n"));
        Assert.Equal(same, a.Hash == b.Hash);
        Assert.Equal(same, a.Value.Ferries["north"].Growth.Plan == b.Value.Ferries["north"].Growth.Plan);
    }

    [Fact]
    public void When_shown_then_levels_and_cuts_are_there()
    {
        Assert.Contains(
            Sandbox.Read(Ferry + "    growth: {quantiles: {2.5: 1 %, 90: 3 %, least: 0 %}}\n").Register,
            r => r.Value == "quantiles, 2.5 % at 1 %, 90 % at 3 %, least 0 %");
        Assert.Equal("empirical (2 values from 0.01 to 0.02)", Growth("{empirical: [1 %, 2 %]}").ToString());
    }

    [Theory]
    [InlineData("{triangular: {from: 1 %, mode: 5 %, to: 4 %}}", "x.yaml:5:26: ferries.north.growth.triangular: `mode` must lie from `from` to `to`")]
    [InlineData("{pert: {from: 4 %, mode: 4 %, to: 4 %}}", "x.yaml:5:20: ferries.north.growth.pert: `from` must be less than `to`")]
    [InlineData("{student_t: {mean: 1 %, sd: 1 %, degrees: 2}}", "x.yaml:5:25: ferries.north.growth.student_t: with `sd`, `degrees` must be more than 2; use `scale`")]
    [InlineData("{student_t: {location: 1 %, scale: 1 %, degrees: 1}}", "x.yaml:5:62: ferries.north.growth.student_t.degrees: found 1; allowed more than 1")]
    [InlineData("{generalised_pareto: {threshold: 1 %, scale: 1 %, shape: 1}}", "x.yaml:5:34: ferries.north.growth.generalised_pareto: `shape` must be less than 1, or there is no mean")]
    [InlineData("{quantiles: {10: 1 %}}", "x.yaml:5:25: ferries.north.growth.quantiles: two or more quantiles between 0 and 100 are needed")]
    [InlineData("{quantiles: {10: 1 %, 50: 3 %, 90: 2 %}}", "x.yaml:5:25: ferries.north.growth.quantiles: quantiles must rise with their level; that of 90 is not above that of 50")]
    [InlineData("{quantiles: {10: 1 %, 110: 2 %}}", "x.yaml:5:35: ferries.north.growth.quantiles.110: not a level of a quantile; allowed 0 to 100, in per cent")]
    [InlineData("{quantiles: {10: 1 %, 90: 80 %}}", "x.yaml:5:39: ferries.north.growth.quantiles.90: found 80 %; allowed -50 % to 50 %")]
    [InlineData("{quantiles: {10: 1 %, 10 %: 2 %}}", "x.yaml:5:25: ferries.north.growth.quantiles: the level 10 is given twice")]
    [InlineData("{quantiles: {10: 1 %, 90: 2 %, last: 3 %}}", "x.yaml:5:44: ferries.north.growth.quantiles.last: unknown key; did you mean least?")]
    [InlineData("{quantiles: [1 %, 2 %]}", "x.yaml:5:25: ferries.north.growth.quantiles: found a list; allowed quantiles: {10: …, 90: …}")]
    [InlineData("{normal: {mean: 1 %, sd: 1 %, least: 3 %, greatest: 2 %}}", "x.yaml:5:22: ferries.north.growth.normal: `least` must be less than `greatest`")]
    [InlineData("{normal: {mean: 1 %, sd: 1 %, least: 9 %}}", "x.yaml:5:22: ferries.north.growth.normal: next to nothing of the distribution is left by `least` and `greatest`")]
    [InlineData("{empirical: {values: [1 %, 2 %], least: 9 %}}", "x.yaml:5:25: ferries.north.growth.empirical: next to nothing of the distribution is left by `least` and `greatest`")]
    [InlineData("{empirical: {values: [1 %, 2 %], weights: [0, 0]}}", "x.yaml:5:25: ferries.north.growth.empirical: no value has a weight above 0")]
    [InlineData("{empirical: {values: [1 %, 2 %], weights: [1]}}", "x.yaml:5:25: ferries.north.growth.empirical: found 1 weights; allowed 2, one for each value")]
    [InlineData("{empirical: {values: [1 %, 80 %]}}", "x.yaml:5:40: ferries.north.growth.empirical.values[1]: found 80 %; allowed -50 % to 50 %")]
    [InlineData("{empirical: []}", "x.yaml:5:25: ferries.north.growth.empirical: found an empty list; allowed values")]
    [InlineData("{empirical: {valeus: [1 %]}}", "x.yaml:5:25: ferries.north.growth.empirical: found a map; allowed the name of a CSV file, a list of values, or {values, weights}")]
    [InlineData("{empirical: no.csv}", "x.yaml:5:25: ferries.north.growth.empirical.file: there is no file no.csv")]
    public void When_a_distribution_is_wrong_then_one_message_says_why(string written, string expected) =>
        Assert.Equal(expected, Sandbox.Fail(Ferry + $"    growth: {written}\n"));

    [Theory]
    [InlineData("vale\n1 %\n", "g.csv:1: ferries.north.growth.empirical.vale: unknown column; did you mean value?\ng.csv:1: ferries.north.growth.empirical.value: the column is missing")]
    [InlineData("value\n1 %\n80 %\n", "g.csv:3: ferries.north.growth.empirical[1].value: found 80 %; allowed -50 % to 50 %")]
    [InlineData("value,weight\n1 %,-1\n", "g.csv:2: ferries.north.growth.empirical[0].weight: found -1; allowed at least 0")]
    [InlineData("value\n", "g.csv:1: ferries.north.growth.empirical: the table has no rows")]
    public void When_a_sample_file_is_wrong_then_its_line_is_given(string csv, string expected)
    {
        using var sandbox = new Sandbox();
        sandbox.File("g.csv", csv);
        var path = sandbox.File("x.yaml", Ferry + "    growth: {empirical: g.csv}\n");
        Assert.Equal(expected, sandbox.Strip(Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read<Harbour>(path)).Message));
    }

    [Theory]
    [InlineData("{triangular: {from: 1 %, mode: 2 %, to: 4 %, least: 2 %}}", true)]
    [InlineData("{triangular: {from: 1 %, to: 4 %}}", false)]
    [InlineData("{quantiles: {2.5: 1 %, 97.5 %: 3 %, least: 0 %}}", true)]
    [InlineData("{quantiles: {a: 1 %}}", false)]
    [InlineData("{empirical: x.csv}", true)]
    [InlineData("{empirical: [1 %]}", true)]
    [InlineData("{empirical: {file: x.csv, least: 1 %}}", true)]
    [InlineData("{empirical: {least: 1 %}}", false)]
    [InlineData("{student_t: {location: 1 %, scale: 1 %, degrees: 4}}", true)]
    public void When_a_distribution_is_written_then_the_schema_knows_its_form(string written, bool accepted)
    {
        var schema = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(JsonSchema.For<Harbour>("x", "t"))!;
        var yaml = Ferry + $"    growth: {written}\n";
        Assert.Equal(accepted, new MiniSchema(schema).Accepts(MiniSchema.ToJson(YamlLoader.Load(yaml, "x", new Problems())!)));
    }
}
