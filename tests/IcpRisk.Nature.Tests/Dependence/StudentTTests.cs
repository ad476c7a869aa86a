using IcpRisk.Documents;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Quality;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Numerics.Dependence;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Dependence;

/// <summary>The Student-t copula in nature: who is mixed, and what stays as it was.</summary>
public sealed class StudentTTests
{
    private static readonly RowId Clinic = new(Quantity.Activity, "clinic");
    private static readonly RowId Ward = new(Quantity.Activity, "ward");
    private static readonly RowId Price = new(Quantity.PriceIndex);
    private static readonly CopulaTerms Four = new() { StudentT = new StudentTTerms { Degrees = 4 } };

    private static NatureTerms Terms(UtilisationRisk utilisation, double inflation, params PairTerms[] pairs) =>
        Sampling.Quiet().With(r => r with
        {
            Utilisation = utilisation,
            Efficiency = r.Efficiency with { Inflation = new() { Sd = inflation, Persistence = 0.5 } },
            Volatility = new() { On = false },
        }) with { Dependence = pairs, Copula = Four };

    private static PairTerms Pair(string one, string other, double r) => new() { One = one, Other = other, Correlation = r };

    [Fact]
    public void When_drivers_are_tied_each_keeps_its_distribution_and_their_extremes_come_together()
    {
        var rows = Sampling.Rows(
            Terms(new UtilisationRisk { Sd = 0.03 }, 0.01, Pair("utilisation.ward", "efficiency.inflation", 0.5)), [Ward, Price]);
        var (ward, price) = (Compare.Log(rows[0][0], 5_000), Compare.Log(rows[1][0], 1));

        Compare.Variance(0.03 * 0.03, ward);
        Compare.Variance(0.01 * 0.01, price);
        Compare.Correlation(new StudentCopula(4).JointMoment(0.5, 1, 1), ward, price);
        // Both beyond the 99th percentile: P = 0.00315 of the bivariate t (StudentCopulaTests), 0.00129 of a normal.
        var (a, b) = ((0.03 * 2.3263) - (0.03 * 0.03 / 2), (0.01 * 2.3263) - (0.01 * 0.01 / 2));
        Assert.InRange(ward.Zip(price, (u, p) => u > a && p > b).Count(x => x) / (double)Sampling.Trials, 0.0024, 0.0042);
    }

    [Fact]
    public void When_surprises_have_a_memory_variances_and_correlations_are_those_of_the_memory()
    {
        var rows = Sampling.Rows(
            Terms(new UtilisationRisk { Sd = 0.03, Persistence = 0.6, Correlation = 0.5 }, 0), [Clinic, Ward]);
        var variance = 0.03 * 0.03 * (1 - Math.Pow(0.6, 8)) / (1 - 0.36);

        Compare.Variance(variance, Compare.Log(rows[0][3], 1));
        Compare.Variance(variance, Compare.Log(rows[1][3], 1));
        // Years are independent, so the correlation of the sums is that of each year's surprises.
        Compare.Correlation(
            new StudentCopula(4).JointMoment(0.5, 1, 1), Compare.Log(rows[0][3], 1), Compare.Log(rows[1][3], 1));
    }

    [Fact]
    public void When_factors_of_a_product_are_tied_its_mean_stays()
    {
        var terms = Terms(new UtilisationRisk { Sd = 0.1, Persistence = 0.5 }, 0.05, Pair("utilisation.ward", "efficiency.inflation", 0.8));
        var cost = Sampling.Row(terms, new RowId(Quantity.Cost, "ward"));
        var plan = Planning.Plan(terms, Sampling.Years(4));

        // Off by less than 1e-4 of it (docs/model.md); the bound is five standard errors, which is 4e-3.
        for (var y = 1; y <= 4; y++)
        {
            Compare.Mean(plan.Value(new RowId(Quantity.Cost, "ward"), y), cost[y - 1]);
        }
    }

    [Fact]
    public void When_drivers_are_tied_to_nobody_no_bit_of_theirs_moves()
    {
        var tied = Terms(new UtilisationRisk { Sd = 0.03, TrendSd = 0.01 }, 0.01, Pair("utilisation.ward", "efficiency.inflation", 0.3))
            .With(r => r with { PopulationSize = new PopulationRisk { LevelSd = 0.01, GrowthSd = 0.01 } });
        RowId[] rows = [Clinic, new(Quantity.ListSize)];

        var normal = Sampling.Rows(tied with { Copula = null }, rows, trials: 512);
        var mixed = Sampling.Rows(tied, rows, trials: 512);

        Assert.Equal(normal[0], mixed[0]);
        Assert.Equal(normal[1], mixed[1]);
        Assert.NotEqual(Sampling.Row(tied with { Copula = null }, Ward, trials: 512), Sampling.Row(tied, Ward, trials: 512));
    }

    [Fact]
    public void When_a_service_is_added_or_a_partner_switched_off_the_others_keep_every_bit()
    {
        var terms = Terms(new UtilisationRisk { Sd = 0.03, Correlation = 0.4 }, 0.01, Pair("utilisation.ward", "efficiency.inflation", 0.3));
        var more = terms with
        {
            Services = Keyed<ServiceTerms>.Of(
                [("a_new_one", Sampling.Service(4_000, 30)), .. terms.Services.Select(s => (s.Key, s.Value))]),
        };
        var off = NatureOptions.Full with { On = RiskNames.All.Where(r => r != Risk.Efficiency).ToHashSet() };
        var before = Sampling.Rows(terms, [Clinic, Ward], trials: 512);

        foreach (var after in new[] { Sampling.Rows(more, [Clinic, Ward], trials: 512), Sampling.Rows(terms, [Clinic, Ward], trials: 512, options: off) })
        {
            Assert.Equal(before[0], after[0]);
            Assert.Equal(before[1], after[1]);
        }
    }

    [Fact]
    public void When_groups_are_not_tied_their_extremes_stay_apart()
    {
        var terms = Terms(
            new UtilisationRisk { Sd = 0.03 }, 0.01,
            Pair("utilisation.ward", "efficiency.inflation", 0.5), Pair("utilisation.clinic", "quality.common", 0.5)).With(r => r with
            {
                Quality = new QualityRisk { CommonSd = 0.02 },
            });
        var rows = Sampling.Rows(terms, [Ward, Price, Clinic], years: 1);
        double[] Squares(double[] row)
        {
            var logs = Compare.Log(row, 1);
            var mean = logs.Average();
            return [.. logs.Select(x => (x - mean) * (x - mean))];
        }

        Compare.Correlation(0, Squares(rows[0][0]), Squares(rows[2][0]));
        // The same of a tied pair is far from 0: cov(X², Y²) = E[X²Y²] − 1.
        var copula = new StudentCopula(4);
        Assert.InRange(Compare.CorrelationOf(Squares(rows[0][0]), Squares(rows[1][0])), 0.3, (copula.JointMoment(0.5, 2, 2) - 1) / 2 + 0.05);
    }

    [Fact]
    public void When_a_pair_is_named_with_zero_it_is_tied_all_the_same()
    {
        var zero = Terms(new UtilisationRisk { Sd = 0.03 }, 0.01, Pair("utilisation.ward", "efficiency.inflation", 0));
        var rows = Sampling.Rows(zero, [Ward, Price], years: 1);
        var (ward, price) = (Compare.Log(rows[0][0], 5_000), Compare.Log(rows[1][0], 1));

        Compare.Correlation(0, ward, price);
        Assert.True(Compare.CorrelationOf([.. ward.Select(x => x * x)], [.. price.Select(x => x * x)]) > 0.1);
    }
}
