using IcpRisk.Documents;
using IcpRisk.Nature.Sampling;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Kernel;

/// <summary>Drivers read again: the normals that paths are made of.</summary>
public sealed class ScoreTests
{
    private const int Trials = 4_096;
    private static readonly NatureTerms Terms = AddressingTests.Plain() with
    {
        Overheads = new() { Management = Yearly.Of(Figure.Of(new Distribution("normal", new Dictionary<string, double> { ["mean"] = 1e6, ["sd"] = 1e4 }))) },
        Dependence = [],
        Risks = AddressingTests.Plain().Risks with
        {
            PopulationSize = new() { LevelSd = 0.01 },
            Efficiency = new() { Inflation = new() { Sd = 0.01, Persistence = 0.5 } },
            Quality = new() { CommonSd = 0.02 },
        },
    };

    /// <summary>The list is exp(σz − σ²/2) of its level, prices the same of the summed AR(1), a score its own and the common surprise, an overhead mean + σz.</summary>
    [Fact]
    public void Paths_are_made_of_the_scores_by_hand()
    {
        var rows = Sampling.Rows(Terms, [new(Quantity.ListSizeIndex), new(Quantity.PriceIndex), new(Quantity.CostOverheads), new(Quantity.Score, "outcomes")], 3, 256);
        var (normals, scores) = Read(Terms, 3, 256);
        double[] Of(string name, int year) => scores[normals.FindIndex(n => n.Name == name && n.Year == year)];
        var (level, management) = (Of("population_size.level", 0), Of("overheads.management", 0));
        for (var i = 0; i < 256; i++)
        {
            Assert.Equal(Math.Exp((0.01 * level[i]) - 0.00005), rows[0][2][i], 1e-12);
            Assert.Equal(1e6 + (1e4 * management[i]), rows[2][0][i], 1e-4);
            var (e1, e2) = (0.01 * Of("efficiency.inflation", 1)[i], 0.01 * Of("efficiency.inflation", 2)[i]);
            var variance = 1e-4 * ((1.5 * 1.5) + 1);
            Assert.Equal(Math.Exp(e1 + ((0.5 * e1) + e2) - (variance / 2)), rows[1][1][i], 1e-12);
            Assert.Equal(0.7 + (0.02 * Of("quality.common", 1)[i]) + (0.04 * Of("quality.outcomes", 1)[i]), rows[3][0][i], 1e-12);
        }
    }

    /// <summary>They are as used: correlated by the common factor. Of five standard errors chance exceeds one in 1.7 million.</summary>
    [Fact]
    public void They_are_correlated_as_the_scenario_says_and_standard_normal()
    {
        var (normals, scores) = Read(Terms, 2, Trials);
        double[] Of(string name) => scores[normals.FindIndex(n => n.Name == name && n.Year == 2)];
        Compare.Correlation(0.4, Of("utilisation.ward"), Of("utilisation.clinic"));
        Compare.Mean(0, Of("utilisation.ward"));
        Compare.Variance(1, Of("utilisation.ward"));
    }

    [Fact]
    public void A_tile_cut_otherwise_has_the_same_scores()
    {
        var (_, whole) = Read(Terms, 3, 256);
        var engine = Engine(Terms, 3);
        var some = new DriverScores(engine, 7, 64).Read(101, 37);
        for (var n = 0; n < whole.Length; n++)
        {
            Assert.Equal(whole[n][101..138], some[n][..37]);
        }
    }

    private static NatureEngine Engine(NatureTerms terms, int years) =>
        new(terms, Sampling.Years(years), NatureOptions.Full, new PathLayout(years, []), null);

    private static (List<SampledNormal> Normals, double[][] Scores) Read(NatureTerms terms, int years, int trials)
    {
        var reader = new DriverScores(Engine(terms, years), 7, trials);
        return ([.. reader.Normals], [.. reader.Read(0, trials).Select(r => r.ToArray())]);
    }
}
