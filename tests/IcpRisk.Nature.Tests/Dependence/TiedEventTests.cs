using IcpRisk.Documents;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Numerics.Maths;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Dependence;

/// <summary>
/// Events tied by name to log-normal factors of the product they are in: its mean stays. Each tie is strong enough to move
/// the mean by 2 % and more where it is not corrected; five standard errors are about 1 %.
/// </summary>
public sealed class TiedEventTests
{
    private const double Sd = 0.3;
    private const double Persistence = 0.7;
    private static readonly RowId Ward = new(Quantity.Activity, "ward");
    private static readonly RowId Clinic = new(Quantity.Activity, "clinic");
    private static readonly RowId Cost = new(Quantity.Cost);

    private static PairTerms Pair(string one, string other, Figure r) => new() { One = one, Other = other, Correlation = r };

    private static PairTerms Flu(string other, Figure r) => Pair("epidemiological.shock.flu", other, r);

    private static Figure Uniform(double from, double to) =>
        Figure.Of(new Distribution("uniform", new Dictionary<string, double> { ["from"] = from, ["to"] = to }));

    private static EpidemiologicalRisk Shocks(Figure probability, double clinic = 0) => new()
    {
        Shocks = Keyed<ShockTerms>.Of(("flu", new ShockTerms
        {
            Probability = Planned<Figure>.Same(probability),
            Severity = 1.0.Same(),
            CarryOver = 0.5,
            Services = Keyed<Figure>.Of(("ward", 1), ("clinic", clinic)),
        })),
    };

    private static NatureTerms Terms(Func<RisksTerms, RisksTerms> risks, params PairTerms[] pairs) => Sampling.Quiet().With(r => risks(r with
    {
        Volatility = new() { On = false },
        Utilisation = new UtilisationRisk
        {
            Services = Keyed<ServiceUtilisation>.Of(("ward", new ServiceUtilisation { Sd = Sd, Persistence = Persistence })),
        },
    })) with { Dependence = pairs };

    private static void KeepsItsMean(NatureTerms terms, params RowId[] rows)
    {
        var plan = Planning.Plan(terms, Sampling.Years(4));
        var sampled = Sampling.Rows(terms, rows);
        for (var r = 0; r < rows.Length; r++)
        {
            for (var y = 1; y <= 4; y++)
            {
                Compare.Mean(plan.Value(rows[r], y), sampled[r][y - 1]);
            }
        }
    }

    [Fact]
    public void When_a_shock_is_tied_to_use_the_mean_of_activity_stays()
    {
        KeepsItsMean(Terms(r => r with { Epidemiological = Shocks(0.2) }, Flu("utilisation.ward", 0.8)), Ward);
    }

    [Fact]
    public void When_a_shock_is_tied_to_use_the_share_of_activity_in_shock_years_is_its_probability_moved_by_the_covariance()
    {
        const double Tie = 0.8;
        var terms = Terms(r => r with { Epidemiological = Shocks(0.2, clinic: 1) }, Flu("utilisation.ward", Tie));
        var plan = Planning.Plan(terms, Sampling.Years(1));

        // The clinic, whose use is not uncertain, tells whether a shock came.
        var rows = Sampling.Rows(terms, [Ward, Clinic], years: 1);
        var came = rows[1][0].Select(a => a > plan.Value(Clinic, 1)).ToArray();

        // Of E[(1 + B)·use] = 1 + p′ the part with B = 1 is 2p′.
        var moved = Scalar.NormalCdf(Scalar.NormalQuantile(0.2) + (Tie * Sd));
        Compare.Mean(2 * moved / (1 + moved), [.. rows[0][0].Select((a, i) => came[i] ? a / plan.Value(Ward, 1) : 0)]);
        Compare.Mean(0.2, [.. came.Select(c => c ? 1.0 : 0)]);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void When_the_copula_is_students_the_probability_in_the_mean_is_nearly_that_of_the_scores_correlation(double tie)
    {
        // docs/model.md: up to 0.0013 of probability with 4 degrees of freedom and a sd of 20 %.
        var scores = new Numerics.Dependence.StudentCopula(4).JointMoment(tie, 1, 1);
        Assert.All(new[] { 0.02, 0.1, 0.3 }, p => Assert.Equal(
            Tilted(tie, 0.2, p), Scalar.NormalCdf(Scalar.NormalQuantile(p) + (scores * 0.2)), 0.0013));
    }

    // E[B·e^(az)] / E[e^(az)] by the trapezium rule in a normal and the log of the chi-square of 4 degrees that both share.
    private static double Tilted(double tie, double a, double p)
    {
        var (low, high) = (-50.0, 50.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = T4(middle) < p ? (middle, high) : (low, middle);
        }

        double with = 0, all = 0;
        for (var k = 0; k < 170; k++)
        {
            var w = Math.Exp(-6 + (0.06 * k));
            for (var j = -160; j <= 160; j++)
            {
                var (y, scale) = (0.05 * j, Math.Sqrt(4 / w));
                var z = -Math.Sign(y) * Scalar.NormalQuantile(Math.Max(T4(-Math.Abs(y) * scale), 1e-15));
                var weight = w * w * Math.Exp((-w / 2) - (y * y / 2) + (a * z));
                with += weight * Scalar.NormalCdf(((low / scale) + (tie * y)) / Math.Sqrt(1 - (tie * tie)));
                all += weight;
            }
        }

        return with / all;
    }

    // Student's t with 4 degrees of freedom.
    private static double T4(double t) => 0.5 + (0.375 * t / Math.Sqrt(1 + (t * t / 4)) * (1 - (t * t / 12 / (1 + (t * t / 4)))));

    [Fact]
    public void When_tie_and_probability_are_uncertain_the_mean_stays_too()
    {
        KeepsItsMean(Terms(r => r with { Epidemiological = Shocks(Uniform(0.05, 0.35)) }, Flu("utilisation.ward", Uniform(0.6, 0.95))), Ward);
    }

    [Fact]
    public void When_a_shock_is_tied_to_need_what_is_used_and_the_need_index_keep_their_means()
    {
        var shocks = Shocks(0.2) with { Morbidity = new() { Sd = Sd, Persistence = Persistence } };

        KeepsItsMean(Terms(r => r with { Epidemiological = shocks }, Flu("epidemiological.morbidity", 0.8)), Ward, new(Quantity.NeedIndex));
    }

    [Fact]
    public void When_events_are_tied_to_use_and_prices_the_mean_of_cost_stays()
    {
        var inflation = new InflationTerms { Sd = 0.15, Persistence = 0.5, Jumps = new() { Probability = 0.2.Same(), Size = 0.3.Same() } };
        var terms = Terms(
            r => r with { Epidemiological = Shocks(0.2), Efficiency = new() { Inflation = inflation } },
            Flu("utilisation.ward", 0.4), Flu("efficiency.inflation", 0.5),
            Pair("efficiency.price_jump", "utilisation.ward", 0.4), Pair("efficiency.price_jump", "efficiency.inflation", 0.5));

        KeepsItsMean(terms, Ward, Cost, new(Quantity.PriceIndex));
    }

    [Fact]
    public void When_practices_are_tied_to_growth_and_use_list_and_activity_keep_their_means()
    {
        PracticeTerms practice = new() { List = 0.3, Member = true, Leaves = 0.2.Same(), Joins = 0.1.Same() };
        var population = new PopulationRisk
        {
            GrowthSd = 0.2,
            Practices = Keyed<PracticeTerms>.Of(("mill", practice), ("hill", practice with { Member = false })),
        };
        var terms = Terms(
            r => r with { PopulationSize = population },
            Pair("population_size.practice.mill", "population_size.growth", -0.6), Pair("population_size.practice.hill", "population_size.growth", 0.6),
            Pair("population_size.practice.hill", "utilisation.ward", 0.6));

        KeepsItsMean(terms, new(Quantity.ListSize), Ward);
    }
}
