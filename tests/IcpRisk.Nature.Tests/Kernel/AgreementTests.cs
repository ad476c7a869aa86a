using IcpRisk.Documents;
using IcpRisk.Nature.Agreement;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Volatility;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Kernel;

/// <summary>What is drawn, compared with theory: what is right agrees, what is broken does not.</summary>
public sealed class AgreementTests
{
    private const int Trials = 32_768;

    private static Figure Beta(double mean) =>
        Figure.Of(new Distribution("beta", new Dictionary<string, double> { ["mean"] = mean, ["precision"] = 8 }));

    private static Figure Normal(double mean, double sd) =>
        Figure.Of(new Distribution("normal", new Dictionary<string, double> { ["mean"] = mean, ["sd"] = sd }));

    // Everything that is compared, with figures that a test can change without moving a row.
    private static NatureTerms Terms(
        double dispersion = 1.5, double realised = 0.7, double pair = 0.3, double sd = 0.03, double common = 0.4,
        CopulaTerms? copula = null) => Sampling.Quiet() with
    {
        Services = Keyed<ServiceTerms>.Of(
            ("clinic", Sampling.Service(60_000, 100) with { CaseCv = 0.8 }), ("ward", Sampling.Service(700, 2_000) with { CaseCv = 3 })),
        Dependence =
        [
            new() { One = "utilisation.ward", Other = "efficiency.inflation", Correlation = pair },
            new() { One = "baseline.activity", Other = "baseline.unit_cost", Correlation = -0.2 },
        ],
        Copula = copula,
        Risks = new RisksTerms
        {
            PopulationSize = new() { LevelSd = 0.01, GrowthSd = 0.01 },
            Epidemiological = new() { Morbidity = new() { Sd = 0.02, Persistence = 0.5 } },
            Utilisation = new() { Sd = Normal(sd, 0.003), Persistence = 0.5, TrendSd = 0.01, Correlation = common },
            Volatility = new()
            {
                Dispersion = dispersion,
                HighCost = Keyed<HighCostTerms>.Of(("ward", new()
                {
                    Cases = Planned<Figure>.Same(15), Above = 20_000, Severity = new() { Lognormal = new() { Mean = 3_000, Cv = 3 } },
                })),
            },
            Efficiency = new()
            {
                Inflation = new() { Planned = Yearly.Of(0.02), Sd = 0.01, Persistence = 0.5 },
                Savings = new() { Planned = Yearly.List(0.01, 0.02, 0.03), Realised = Planned<Figure>.Same(Beta(realised)) },
            },
            Baseline = new() { ActivitySd = 0.02, UnitCostSd = 0.02 },
        },
    };

    private static NatureEngine Engine(NatureTerms terms) =>
        new(terms, Sampling.Years(3), NatureOptions.Full, new PathLayout(3, []), Planning.Plan(terms, Sampling.Years(3)));

    private static IReadOnlyList<CheckedMoment> Moments(NatureTerms drawn, NatureTerms theory, int tile = 128, bool narrow = false, long trials = Trials, long perSet = 1)
    {
        var (engine, checks) = (Engine(drawn), Engine(theory).Checks);
        return checks.Read(Totals(engine, checks, tile, narrow, trials, perSet), trials, trials / perSet);
    }

    private static double[] Totals(NatureEngine engine, NatureChecks checks, int tile, bool narrow, long trials, long perSet = 1)
    {
        var worker = new NatureWorker(engine, 7, tile, checks, perSet);
        var path = new PathTile(engine.Layout, tile);
        var tree = new FixedTree<double[]>(ZeroMeanSums.Merge);
        for (long granule = 0; granule < Granule.Count(trials); granule++)
        {
            var end = Math.Min((granule + 1) * Granule.Trials, trials);
            for (var at = granule * Granule.Trials; at < end; at += tile)
            {
                path.Begin(at, (int)Math.Min(tile, end - at));
                if (narrow)
                {
                    worker.Fill<Lanes1>(path);
                }
                else
                {
                    worker.Fill(path);
                }
            }

            tree.Add(granule, worker.TakeChecks());
        }

        return tree.Result(Granule.Count(trials));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void When_what_is_drawn_is_right_every_moment_agrees(double degrees)
    {
        var terms = Terms(copula: degrees > 0 ? new CopulaTerms { StudentT = new StudentTTerms { Degrees = degrees } } : null);

        var moments = Moments(terms, terms);

        // Of some 200 comparisons chance exceeds 4.7 once in 1,900 runs; the seed is fixed.
        Assert.InRange(moments.Count(m => m.IsJudged), 100, 400);
        Assert.All(moments.Where(m => m.IsJudged), m => Assert.True(Math.Abs(m.Z) < 4.7, $"{m}"));
        // And they are not all near zero, as they would be if a standard error were too large.
        var squares = moments.Where(m => m.IsJudged).Average(m => m.Z * m.Z);
        Assert.InRange(squares, 0.6, 1.5);
    }

    // Trials of a set share what is drawn once: sixteen trials are one draw of it. Counted as sixteen its squares would be sixteen.
    [Theory]
    [InlineData(16, 128)]
    [InlineData(2, 40)]
    public void When_trials_come_in_sets_what_is_drawn_once_counts_once_a_set(long perSet, int tile)
    {
        var moments = Moments(Terms(), Terms(), tile, perSet: perSet).Where(m => m.IsJudged).ToList();

        Assert.All(moments, m => Assert.True(Math.Abs(m.Z) < 4.7, $"{m}"));
        Assert.InRange(moments.Average(m => m.Z * m.Z), 0.6, 1.5);
        string[] once = ["population_size.level", "utilisation.trend.ward", "risks.utilisation.sd", "baseline.activity"];
        Assert.InRange(moments.Where(m => once.Contains(m.Name)).Average(m => m.Z * m.Z), 0.1, 3);
    }

    [Theory]
    [InlineData("risks.utilisation.sd", "mean")]
    [InlineData("efficiency.savings, year 2", "mean")]
    public void When_trials_come_in_sets_a_wrong_draw_is_told_all_the_same(string name, string moment)
    {
        var wrong = name == "risks.utilisation.sd" ? Terms(sd: 0.031) : Terms(realised: 0.71);

        var told = Moments(wrong, Terms(), perSet: 16).Single(m => m.Name == name && m.Moment == moment);

        Assert.True(told.IsJudged && Math.Abs(told.Z) > 6, $"{told}");
    }

    [Fact]
    public void When_a_share_has_an_uncertain_mean_it_is_not_held_against_one_beta()
    {
        var spread = Figure.Of(new Distribution("uniform", new Dictionary<string, double> { ["from"] = 0.02, ["to"] = 0.08 }));
        var terms = Terms().With(r => r with
        {
            Efficiency = r.Efficiency with
            {
                OutsideUse = new() { Services = ["ward"], Share = new() { Expected = spread, Sd = 0.01 } },
            },
        });

        var moments = Moments(terms, terms, trials: 8_192).Where(m => m.IsJudged).ToList();

        Assert.All(moments, m => Assert.True(Math.Abs(m.Z) < 4.7, $"{m}"));
        Assert.Contains(moments, m => m.Name.Contains("share.expected", StringComparison.Ordinal));
    }

    // The sampler of one scenario against the theory of another, which differs in one figure and no row.
    [Theory]
    [InlineData("volatility.activity.clinic, given what is expected", "variance over its theory")]
    [InlineData("efficiency.savings, year 2", "mean")]
    [InlineData("efficiency.inflation with utilisation.ward", "correlation")]
    [InlineData("utilisation.clinic with utilisation.common", "correlation")]
    [InlineData("risks.utilisation.sd", "mean")]
    public void When_the_sampler_draws_something_else_it_is_told(string name, string moment)
    {
        var wrong = name switch
        {
            "efficiency.savings, year 2" => Terms(realised: 0.71),
            "efficiency.inflation with utilisation.ward" => Terms(pair: 0.25),
            "utilisation.clinic with utilisation.common" => Terms(common: 0.35),
            "risks.utilisation.sd" => Terms(sd: 0.0302),
            _ => Terms(dispersion: 1.6),
        };

        var told = Moments(wrong, Terms()).Single(m => m.Name == name && m.Moment == moment);

        Assert.True(told.IsJudged && Math.Abs(told.Z) > 6, $"{told}");
    }

    [Fact]
    public void When_tiles_and_vectors_are_cut_otherwise_every_bit_is_the_same()
    {
        var engine = Engine(Terms());
        var expected = Totals(engine, engine.Checks, 128, narrow: false, 2_500);

        Assert.Equal(expected, Totals(engine, engine.Checks, 40, narrow: false, 2_500));
        Assert.Equal(expected, Totals(engine, engine.Checks, 256, narrow: true, 2_500));
        var nested = Totals(engine, engine.Checks, 128, narrow: false, 2_500, perSet: 50);
        Assert.Equal(nested, Totals(engine, engine.Checks, 40, narrow: true, 2_500, perSet: 50));
    }

    [Fact]
    public void When_a_driver_is_tied_to_what_is_expected_its_count_is_not_judged_given_it()
    {
        var terms = Terms() with
        {
            Dependence = [new() { One = "utilisation.ward", Other = "volatility.activity.ward", Correlation = 0.5 }],
        };

        var moments = Moments(terms, terms, trials: 1024);

        Assert.DoesNotContain(moments, m => m.Name.StartsWith("volatility.activity.ward, given", StringComparison.Ordinal));
        Assert.Contains(moments, m => m.Name.StartsWith("volatility.activity.clinic, given", StringComparison.Ordinal));
    }

    [Fact]
    public void When_trials_are_few_moments_that_are_too_skew_are_not_judged()
    {
        var moments = Moments(Terms(), Terms(), trials: 1024);

        Assert.Contains(moments, m => m.Moment == "excess kurtosis" && !m.IsJudged);
        Assert.Contains(moments, m => m.Moment == "mean" && m.IsJudged);
    }
}
