using IcpRisk.Documents;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Numerics.Dependence;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Dependence;

/// <summary>
/// Correlations that are themselves drawn. Logs of activity without chance are the surprises, so their products have known
/// moments: with ρ drawn, E[XY] = E[ρ] and Var[XY] = 1 + 2E[ρ²] − E[ρ]², the latter more than any constant ρ of that mean gives.
/// </summary>
public sealed class UncertainCorrelationTests
{
    private const double Sd = 0.1;
    private static readonly RowId[] Activity = [new(Quantity.Activity, "clinic"), new(Quantity.Activity, "ward")];

    private static Figure Uniform(double from, double to) =>
        Figure.Of(new Distribution("uniform", new Dictionary<string, double> { ["from"] = from, ["to"] = to }));

    private static Figure Two(double one, double other) => Figure.Of(
        new Distribution("empirical", new Dictionary<string, double>()) { Points = [new(1, one), new(1, other)] });

    private static PairTerms Pair(string one, string other, Figure r) => new() { One = one, Other = other, Correlation = r };

    private static NatureTerms Terms(UtilisationRisk utilisation, params PairTerms[] pairs) => Sampling.Quiet().With(r => r with
    {
        Volatility = new() { On = false },
        Utilisation = utilisation,
        Efficiency = new() { Inflation = new() { Sd = Sd } },
    }) with { Dependence = pairs };

    // The surprises of year 1.
    private static double[][] Surprises(NatureTerms terms, params RowId[] rows)
    {
        var plan = Planning.Plan(terms, Sampling.Years(1));
        return [.. Sampling.Rows(terms, rows, 1).Select((r, k) => Compare.Log(r[0], plan.Value(rows[k], 1)).ToArray()).Select(Standard)];

        // A mean correction may differ by trial, but not that of one activity.
        static double[] Standard(double[] log) => [.. log.Select(x => (x + (Sd * Sd / 2)) / Sd)];
    }

    private static void Products(double mean, double square, double[] a, double[] b)
    {
        double[] product = [.. a.Zip(b, (x, y) => x * y)];
        Compare.Mean(mean, product);
        Compare.Variance(1 + (2 * square) - (mean * mean), product);
    }

    [Fact]
    public void When_the_common_correlation_is_uncertain_products_of_surprises_have_the_moments_of_the_mixture()
    {
        var surprises = Surprises(Terms(new() { Sd = Sd, Correlation = Uniform(0, 0.9) }), Activity);

        Products(0.45, 0.27, surprises[0], surprises[1]);
        Assert.All(surprises, s => Compare.Variance(1, s));
    }

    [Fact]
    public void When_a_pair_is_uncertain_products_of_surprises_have_the_moments_of_the_mixture()
    {
        var surprises = Surprises(Terms(new() { Sd = Sd }, Pair("utilisation.clinic", "utilisation.ward", Uniform(-1, 0.6))), Activity);

        Products(-0.2, (0.216 + 1) / 4.8, surprises[0], surprises[1]);
        Assert.All(surprises, s => Compare.Variance(1, s));
    }

    [Fact]
    public void When_one_of_three_is_uncertain_each_pair_has_its_own_correlation()
    {
        // Prices come before activity in the order of the drivers, so every row of the factor is in use.
        var terms = Terms(
            new() { Sd = Sd },
            Pair("utilisation.clinic", "utilisation.ward", Uniform(-0.2, 0.9)),
            Pair("efficiency.inflation", "utilisation.ward", 0.5), Pair("efficiency.inflation", "utilisation.clinic", 0.4));
        var surprises = Surprises(terms, Activity[0], Activity[1], new RowId(Quantity.PriceIndex));

        Products(0.35, (0.35 * 0.35) + (1.1 * 1.1 / 12), surprises[0], surprises[1]);
        Products(0.4, 0.16, surprises[0], surprises[2]);
        Products(0.5, 0.25, surprises[1], surprises[2]);
        Assert.All(surprises, s => Compare.Variance(1, s));
    }

    [Fact]
    public void When_a_pair_stands_beside_an_uncertain_common_correlation_it_keeps_its_own()
    {
        var terms = Terms(new() { Sd = Sd, Correlation = Uniform(0.3, 0.7) }, Pair("utilisation.clinic", "utilisation.ward", 0.5));

        var surprises = Surprises(terms, Activity);

        Products(0.5, 0.25, surprises[0], surprises[1]);
        Assert.All(surprises, s => Compare.Variance(1, s));
    }

    [Fact]
    public void When_a_correlation_is_drawn_as_one_of_two_trials_have_the_bits_of_the_one_or_the_other()
    {
        double[][] Rows(Figure r) => [.. Sampling.Rows(
            Terms(new() { Sd = Sd }, Pair("utilisation.clinic", "utilisation.ward", r)), Activity, 2, 4096).Select(row => row[1])];

        var (low, high, drawn) = (Rows(0.25), Rows(0.75), Rows(Two(0.25, 0.75)));

        Assert.Equal(low[0], drawn[0]);
        var lows = drawn[1].Where((v, i) => Math.Abs((v / low[1][i]) - 1) < 1e-12).Count();
        Assert.All(drawn[1].Index(), v => Assert.True(
            Math.Abs((v.Item / low[1][v.Index]) - 1) < 1e-12 || Math.Abs((v.Item / high[1][v.Index]) - 1) < 1e-12));
        // Half of 4,096, within five standard errors of a fair coin.
        Assert.InRange(lows, 2048 - 160, 2048 + 160);
    }

    [Fact]
    public void When_factors_of_a_product_have_an_uncertain_correlation_the_mean_of_the_product_stays()
    {
        // Cost is activity times price; with both sds 30 % a correction by the mean correlation would be off by
        // e^{½·0.09²·Var ρ·…}: seen by the split below, where each half has its own mean exactly right.
        var terms = Terms(new() { Sd = 0.3 }, Pair("utilisation.ward", "efficiency.inflation", Two(-0.8, 0.8))).With(r => r with
        {
            Efficiency = new() { Inflation = new() { Sd = 0.3 } },
        });
        var cost = new RowId(Quantity.Cost);
        var plan = Planning.Plan(terms, Sampling.Years(1)).Value(cost, 1);

        double[] Cost(Figure r) => Sampling.Row(terms with { Dependence = [Pair("utilisation.ward", "efficiency.inflation", r)] }, cost, 1)[0];
        var (drawn, low, high) = (Cost(Two(-0.8, 0.8)), Cost(-0.8), Cost(0.8));

        Compare.Mean(plan, drawn);
        Compare.Mean(plan, [.. drawn.Where((c, i) => Math.Abs((c / low[i]) - 1) < 1e-12)]);
        Compare.Mean(plan, [.. drawn.Where((c, i) => Math.Abs((c / high[i]) - 1) < 1e-12)]);
    }

    [Fact]
    public void When_growth_errors_have_an_uncertain_correlation_it_is_that_of_the_trial()
    {
        var terms = Terms(new() { TrendSd = Sd, TrendCorrelation = Uniform(0.2, 0.8) });
        var plan = Planning.Plan(terms, Sampling.Years(2));
        var logs = Sampling.Rows(terms, Activity, 2).Select((r, k) =>
            Compare.Log(r[1], plan.Value(Activity[k], 2)).Select(x => (x + (Sd * Sd / 2)) / Sd).ToArray()).ToArray();

        Products(0.5, 0.28, logs[0], logs[1]);
    }

    [Fact]
    public void When_the_copula_is_a_student_t_the_drawn_correlation_is_that_of_its_variates()
    {
        var terms = Terms(new() { Sd = Sd }, Pair("utilisation.clinic", "utilisation.ward", Two(0.2, 0.9))) with
        {
            Copula = new CopulaTerms { StudentT = new StudentTTerms { Degrees = 3 } },
        };
        var copula = new StudentCopula(3);

        var surprises = Surprises(terms, Activity);

        Compare.Mean((copula.JointMoment(0.2, 1, 1) + copula.JointMoment(0.9, 1, 1)) / 2, [.. surprises[0].Zip(surprises[1], (x, y) => x * y)]);
    }

    [Theory]
    [InlineData(1, 1.1e-3)]
    [InlineData(3, 1e-5)]
    [InlineData(30, 1e-7)]
    public void When_the_correlation_of_scores_differs_by_trial_its_error_is_as_stated(double degrees, double error)
    {
        var rows = new Nature.Kernel.RowAllocator();
        var book = new Nature.Kernel.ParamBook(rows, new Numerics.Streams.StreamNames(), string.Empty);
        var copula = new StudentCopula(degrees);
        var drawn = book.Of(Uniform(-1, 1), "rho", true);
        var scores = new Nature.Kernel.ScoreCorrelation(copula).Of(book, drawn);
        var work = new Nature.Kernel.Workspace(rows.Count, 8);
        work.Begin(0, 8);
        double[] at = [-0.99, -0.6, -0.1, 0.05, 0.3, 0.5, 0.85, 0.999];

        at.CopyTo(work.Row(drawn.Row));
        book.Work<Lanes1>(work);

        Assert.All(at.Index(), r => Assert.Equal(copula.JointMoment(r.Item, 1, 1), work.Row(scores.Row)[r.Index], error));
    }

    [Fact]
    public void When_correlations_may_be_drawn_that_cannot_hold_they_are_refused_with_the_range_that_can()
    {
        // Beside 0.8 and 0.8 the third lies from 2·0.64 − 1 = 0.28 to 1.
        var terms = Terms(
            new() { Sd = Sd }, Pair("utilisation.clinic", "utilisation.ward", Uniform(0.1, 0.9)),
            Pair("efficiency.inflation", "utilisation.ward", 0.8), Pair("efficiency.inflation", "utilisation.clinic", 0.8));

        var refused = Assert.Throws<DependenceException>(() => Sampling.Rows(terms, Activity, 1, 8));

        Assert.True(refused.IsDrawn);
        Assert.Contains("utilisation.clinic with utilisation.ward is drawn from 0.1 to 0.9, and beside the others may lie from 0.28 to 1", refused.Message, StringComparison.Ordinal);
        _ = Sampling.Rows(terms with { Dependence = [Pair("utilisation.clinic", "utilisation.ward", Uniform(0.281, 0.9)), .. terms.Dependence.Skip(1)] }, Activity, 1, 8);
    }

    [Fact]
    public void When_a_pair_may_be_drawn_beyond_what_the_common_correlation_leaves_it_is_refused()
    {
        var terms = Terms(new() { Sd = Sd, Correlation = Uniform(0.3, 0.8) }, Pair("utilisation.clinic", "utilisation.ward", 0.5));

        var refused = Assert.Throws<DependenceException>(() => Sampling.Rows(terms, Activity, 1, 8));

        // 2ρ − 1 ≤ ½.
        Assert.Contains("the common correlation is drawn from 0.3 to 0.8, and beside the others may lie from 0 to 0.75", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_risk_is_off_the_draws_of_a_partner_stay()
    {
        var terms = Terms(
            new() { Sd = Sd }, Pair("efficiency.inflation", "utilisation.ward", Uniform(0.2, 0.8)));
        var off = NatureOptions.Full with { On = RiskNames.All.Where(r => r != Risk.Efficiency).ToHashSet() };

        Assert.Equal(Sampling.Rows(terms, Activity, 2, 256)[1][1], Sampling.Rows(terms, Activity, 2, 256, off)[1][1]);
    }
}
