using IcpRisk.Documents;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Volatility;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Volatility;

public sealed class VolatilityTests
{
    private static NatureTerms One(ServiceTerms service, VolatilityRisk? volatility = null) =>
        (Sampling.Quiet() with { Services = Keyed<ServiceTerms>.Of(("ward", service)) })
        .With(r => r with { Volatility = volatility ?? new() });

    [Fact]
    public void When_counts_are_overdispersed_activity_has_mean_and_variance_of_the_negative_binomial()
    {
        var terms = One(Sampling.Service(2_000, 100), new VolatilityRisk { Dispersion = 1.8 });

        var activity = Sampling.Row(terms, new RowId(Quantity.Activity, "ward"), years: 1)[0];

        Compare.Mean(2_000, activity);
        Compare.Variance(1.8 * 2_000, activity);
        Assert.All(activity, a => Assert.Equal(Math.Round(a), a));
    }

    [Theory]
    [InlineData(20_000, 1.5)]
    [InlineData(300, 2.0)]
    [InlineData(40, 5.0)]
    public void When_cases_vary_cost_has_the_moments_of_the_compound_sum(double cases, double cv)
    {
        var terms = One(Sampling.Service(cases, 100) with { CaseCv = cv }, new VolatilityRisk { Dispersion = 1.3 });

        var cost = Sampling.Row(terms, new RowId(Quantity.Cost), years: 1)[0];

        // Var = m κ² (φ + v²); one sum by matched gamma, one split at a threshold, one drawn case by case.
        Compare.Mean(cases * 100, cost);
        Compare.Variance(cases * 100 * 100 * (1.3 + (cv * cv)), cost);
    }

    [Theory]
    [InlineData(20_000, null)]
    [InlineData(300, null)]
    [InlineData(40, null)]
    [InlineData(300, 12.0)]
    public void When_case_variation_is_uncertain_each_trial_has_its_own(double cases, double? skewness)
    {
        var cv = Figure.Of(new Distribution("uniform", new Dictionary<string, double> { ["from"] = 0.5, ["to"] = 2 }));
        var terms = One(Sampling.Service(cases, 100) with { CaseCv = cv, CaseSkewness = skewness is { } s ? s : (Figure?)null }, new VolatilityRisk { Dispersion = 1.3 });

        var cost = Sampling.Row(terms, new RowId(Quantity.Cost), years: 1)[0];

        // Var = m κ² (φ + E v²), E v² = (a² + ab + b²)/3.
        Compare.Mean(cases * 100, cost);
        Compare.Variance(cases * 100 * 100 * (1.3 + ((0.25 + 1 + 4) / 3)), cost);
    }

    // Drawn one by one; the smaller ones by a gamma.
    [Theory]
    [InlineData(20)]
    [InlineData(80)]
    public void When_high_cost_cases_are_apart_they_add_their_own_moments(double cases)
    {
        var high = new HighCostTerms
        {
            Cases = Planned<Figure>.Same(cases), Above = 10_000, Severity = new SeverityTerms { Pareto = new ParetoTerms { Alpha = 6 } },
        };
        var terms = One(Sampling.Service(0, 100) with { Activity = Planned<Figure>.Same(1) }, new VolatilityRisk { HighCost = Keyed<HighCostTerms>.Of(("ward", high)) });

        var cost = Sampling.Row(terms, new RowId(Quantity.Cost), years: 2)[1];

        // The level is the plan's; the spread λE[X²] with λ the plan's cost over mean severity.
        var plan = Planning.Plan(terms, Sampling.Years(2));
        var dear = plan.Value(Quantity.Cost, 2) - (100 * plan.Value(new RowId(Quantity.Activity, "ward"), 2));
        var rate = dear / (10_000 * 6 / 5.0);
        Compare.Mean(plan.Value(Quantity.Cost, 2), cost);
        Compare.Variance((rate * 1e8 * 6 / 4) + (100 * 100 * plan.Value(new RowId(Quantity.Activity, "ward"), 2)), cost);
    }

    [Fact]
    public void When_only_part_of_cost_is_variable_only_that_part_varies()
    {
        var half = One(Sampling.Service(1_000, 100) with { Fixed = 0.5 });

        var cost = Sampling.Row(half, new RowId(Quantity.Cost), years: 1)[0];

        Compare.Mean(100_000, cost);
        Compare.Variance(1_000 * 50 * 50, cost);
    }
}
