using IcpRisk.Documents;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Epidemiology;

public sealed class ShockTests
{
    private static readonly RowId Clinic = new(Quantity.Activity, "clinic");
    private static readonly RowId Ward = new(Quantity.Activity, "ward");

    private static NatureTerms Terms(ShockTerms shock) => Sampling.Quiet().With(r => r with
    {
        Epidemiological = new() { Shocks = Keyed<ShockTerms>.Of(("flu", shock)) },
        Volatility = new() { On = false },
    });

    private static ShockTerms Shock => new()
    {
        Probability = Planned<Figure>.Same(0.1),
        Severity = Planned<Figure>.Same(0.4),
        Services = Keyed<Figure>.Of(("ward", 1), ("clinic", -0.5)),
        CarryOver = 0.5,
    };

    [Fact]
    public void When_shocks_come_and_linger_a_year_has_the_values_worked_by_hand()
    {
        var terms = Terms(Shock);
        var plan = Planning.Plan(terms, Sampling.Years(2));

        var rows = Sampling.Rows(terms, [Ward, Clinic], years: 2);

        // Year 2: level 0, 0.2 (last year's half), 0.4 (this year's) or 0.6 (both), over its mean 0.04 + 0.02.
        var level = rows[0][1].Select(a => (a / plan.Value(Ward, 2) * 1.06) - 1).ToArray();
        foreach (var (value, chance) in new[] { (0.0, 0.81), (0.2, 0.09), (0.4, 0.09), (0.6, 0.01) })
        {
            Compare.Mean(chance, [.. level.Select(x => Math.Abs(x - value) < 1e-9 ? 1.0 : 0)]);
        }

        Assert.All(level.Zip(rows[1][1]), p => Assert.Equal((1 - (0.5 * p.First)) / 0.97, p.Second / plan.Value(Clinic, 2), 9));
        Compare.Mean(plan.Value(Ward, 2), rows[0][1]);
    }

    [Fact]
    public void When_severity_is_drawn_the_factor_has_the_moments_of_an_event_times_its_size()
    {
        var severity = Figure.Of(new Distribution("gamma", new Dictionary<string, double> { ["mean"] = 0.4, ["sd"] = 0.3 }));
        var terms = Terms(Shock with { Severity = Planned<Figure>.Same(severity) });

        var ward = Sampling.Row(terms, Ward, years: 1)[0].Select(a => a / 5_000 * 1.04).ToArray();

        Compare.Mean(1.04, ward);
        Compare.Variance((0.1 * ((0.4 * 0.4) + (0.3 * 0.3))) - (0.04 * 0.04), ward);
    }

    [Fact]
    public void When_shocks_are_off_they_have_their_mean_which_the_plan_contains()
    {
        var planned = Terms(Shock);
        var unplanned = Terms(Shock with { Probability = new Planned<Figure>(0, 0.1) });

        Assert.Equal(5_000 * GrowthOfUse(2), Sampling.Row(planned, Ward, years: 2, trials: 8, options: NatureOptions.AllOff)[1][0], 8);

        // The budget reckoned with none: use is above plan by the mean level.
        Assert.Equal(5_000 * GrowthOfUse(2) * 1.06, Sampling.Row(unplanned, Ward, years: 2, trials: 8, options: NatureOptions.AllOff)[1][0], 8);
        Compare.Mean(5_000 * GrowthOfUse(2) * 1.06, Sampling.Row(unplanned, Ward, years: 2)[1]);
    }

    [Fact]
    public void When_the_probability_is_uncertain_the_events_follow_it()
    {
        var chance = Figure.Of(new Distribution("beta", new Dictionary<string, double> { ["mean"] = 0.1, ["precision"] = 9 }));
        var terms = Terms(Shock with { Probability = Planned<Figure>.Same(chance), CarryOver = 0 });

        var ward = Sampling.Rows(terms, [Ward], years: 2)[0];

        // Two years share the probability: P(both) = E[π²] = 0.01 + 0.09/10.
        var (first, second) = (ward[0].Select(Came).ToArray(), ward[1].Select(a => Came(a / GrowthOfUse(2))).ToArray());
        Compare.Mean(0.1, first);
        Compare.Mean(0.019, [.. first.Zip(second, (a, b) => a * b)]);

        static double Came(double activity) => activity > 5_000 ? 1 : 0;
    }

    // Use of the two cohorts of the quiet scenario grows with their lists.
    private static double GrowthOfUse(int year) => (Math.Pow(1.01, year - 1) + Math.Pow(1.02, year - 1)) / 2;
}
