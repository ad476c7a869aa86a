using IcpRisk.Documents;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Volatility;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Kernel;

/// <summary>
/// Figures drawn once a trial as one of two values: every trial must then be that of a scenario with the one value or the
/// other, since no other draw moves. So an uncertain figure is checked against the engine with constants.
/// </summary>
public sealed class DrawnOnceTests
{
    private const int Trials = 8192;
    private static readonly RowId Ward = new(Quantity.Activity, "ward");

    private static Figure Two(double one, double other) =>
        Figure.Of(new Distribution("empirical", new Dictionary<string, double>()) { Points = [new(1, one), new(1, other)] });

    private static NatureTerms Terms(EpidemiologicalRisk risk) =>
        Sampling.Quiet().With(r => r with { Epidemiological = risk, Volatility = new() { On = false } });

    private static NatureTerms Shocked(Figure weight) => Terms(new()
    {
        Shocks = Keyed<ShockTerms>.Of(("flu", new()
        {
            Probability = 0.3.Same(), Severity = 0.4.Same(), Services = Keyed<Figure>.Of(("ward", weight)), CarryOver = 0.5,
        })),
    });

    private static NatureTerms Ill(Figure use, Figure sd, Figure cohortSd, Figure trendSd, Figure persistence) => Terms(new()
    {
        Conditions = Keyed<ConditionTerms>.Of(("diabetes", new()
        {
            Prevalence = Keyed<Planned<Yearly>>.Of(("old", Planned<Yearly>.Same(Yearly.Of(0.2))), ("young", Planned<Yearly>.Same(Yearly.Of(0.03)))),
            Use = Keyed<Figure>.Of(("ward", use)), Sd = sd, CohortSd = cohortSd, TrendSd = trendSd, Persistence = persistence,
        })),
    });

    private static Yearly Years(Figure share) => Yearly.Of(share);

    private static NatureTerms Exposed(Figure share)
    {
        var terms = Sampling.Quiet();
        return terms with
        {
            Population = terms.Population with { Exposures = Keyed<ExposureTerms>.Of(("joined", new() { OfList = Years(share) })) },
            Services = Keyed<ServiceTerms>.Of(("ward", Sampling.Service(5_000, 2_000) with { Exposure = "joined" })),
            Risks = terms.Risks with { Volatility = new() { On = false } },
        };
    }

    [Theory]
    [InlineData("shock", 0.5, 2)]
    [InlineData("use", 1.5, 6)]
    [InlineData("sd", 0.2, 0.9)]
    [InlineData("cohort_sd", 0.1, 0.8)]
    [InlineData("trend_sd", 0, 0.4)]
    [InlineData("persistence", 0.1, 0.95)]
    [InlineData("exposure", 0.5, 0.7)]
    public void When_a_figure_is_one_of_two_every_trial_is_that_of_one_or_the_other(string figure, double one, double other)
    {
        var low = Sampling.Row(Of(figure, one), Ward, 4, Trials);
        var high = Sampling.Row(Of(figure, other), Ward, 4, Trials);
        var drawn = Sampling.Row(Of(figure, Two(one, other)), Ward, 4, Trials);

        // A location by its series is off by no more than 1e-9 of use; whole rates of a list are relative to the mean planned.
        var scale = figure == "exposure" ? (one / ((one + other) / 2), other / ((one + other) / 2)) : (1.0, 1.0);
        var lows = 0;
        for (var i = 0; i < Trials; i++)
        {
            var year = figure == "exposure" ? 1 : 3;
            var isLow = Math.Abs((drawn[year][i] / (low[year][i] * scale.Item1)) - 1) < 1e-8;
            var isHigh = Math.Abs((drawn[year][i] / (high[year][i] * scale.Item2)) - 1) < 1e-8;
            Assert.True(isLow || isHigh, $"trial {i}: {drawn[year][i]} is neither {low[year][i]} nor {high[year][i]}");
            lows += isLow ? 1 : 0;
        }

        // Half of them, within five standard errors of a fair coin; trials in which both are the same may be either.
        Assert.InRange(lows, (Trials / 2) - 230, figure == "shock" ? Trials : (Trials / 2) + 230);
    }

    [Theory]
    [InlineData("shock", 0.5, 2)]
    [InlineData("use", 1.5, 6)]
    [InlineData("sd", 0.2, 0.9)]
    public void When_a_figure_is_uncertain_the_mean_is_the_plan_s(string figure, double one, double other)
    {
        var terms = Of(figure, Figure.Of(new Distribution("uniform", new Dictionary<string, double> { ["from"] = one, ["to"] = other })));
        var plan = Planning.Plan(terms, Sampling.Years(4));

        Compare.Mean(plan.Value(Ward, 4), Sampling.Row(terms, Ward)[3]);
    }

    [Fact]
    public void When_people_are_uncertain_cost_has_the_variance_of_their_mean_square()
    {
        // Given the shares, a list of n people varies as the mixture over n; the mean does not depend on them.
        const int People = 2_000;
        NatureTerms Of(Figure share) => Sampling.Quiet() with
        {
            Population = new() { Cohorts = Keyed<CohortTerms>.Of(("all", new() { List = Planned<Figure>.Same(People) })) },
            Services = Keyed<ServiceTerms>.Of(("ward", Sampling.Service(1_000, 100) with
            {
                Persons = Keyed<PersonTerms>.Of(
                    ("most", new() { Share = 0.4, Mean = 1, Cv = 1 }), ("frail", new() { Share = share, Mean = 10, Cv = 0.5 })),
            })),
            Risks = new() { Volatility = new() },
        };
        var uniform = Figure.Of(new Distribution("uniform", new Dictionary<string, double> { ["from"] = 0.005, ["to"] = 0.05 }));
        var variance = Enumerable.Range(0, 1000).Average(k =>
        {
            var share = 0.005 + (0.045 * (k + 0.5) / 1000);
            return new PersonMixture(Of(share).Services["ward"].Persons!).Variance / People;
        });

        double[] cost = [.. Sampling.Row(Of(uniform), new RowId(Quantity.Cost), 1)[0].Select(c => c / 100_000)];

        Compare.Mean(1, cost);
        Compare.Variance(variance, cost);
    }

    private static NatureTerms Of(string figure, Figure value) => figure switch
    {
        "shock" => Shocked(value),
        "use" => Ill(value, 0.2, 0, 0, 1),
        "sd" => Ill(3, value, 0.1, 0.05, 0.8),
        "cohort_sd" => Ill(3, 0.2, value, 0, 1),
        "trend_sd" => Ill(3, 0.1, 0.1, value, 0.8),
        "persistence" => Ill(3, 0.5, 0.1, 0, value),
        _ => Exposed(value),
    };
}
