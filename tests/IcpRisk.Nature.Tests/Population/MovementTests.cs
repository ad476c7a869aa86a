using IcpRisk.Documents;
using IcpRisk.Nature.Population;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Population;

/// <summary>Practices and residents who join and leave: a compound process against its moments.</summary>
public sealed class MovementTests
{
    private const double Practices = 20;
    private const double Cv = 0.6;
    private static readonly RowId Size = new(Quantity.ListSize);
    private static readonly RowId Old = new(Quantity.List, "old");

    private static readonly MovementTerms Movement = new()
    {
        Practices = Practices, SizeCv = Cv, Joins = Planned<Figure>.Same(0.8), Leaves = Planned<Figure>.Same(0.5),
    };

    private static NatureTerms Terms(PopulationRisk risk) => Sampling.Quiet().With(r => r with { PopulationSize = risk });

    // E[j²] of the size of a practice.
    private static double Square => (1 + (Cv * Cv)) / (Practices * Practices);

    [Fact]
    public void When_practices_join_and_leave_the_list_keeps_its_mean_and_has_the_variance_of_the_product()
    {
        var terms = Terms(new() { Movement = Movement });
        var plan = Planning.Plan(terms, Sampling.Years(4));

        var size = Sampling.Row(terms, Size);

        for (var y = 1; y <= 4; y++)
        {
            // E[K²]/E[K]² = exp((λ_j + λ_l) · E[size²] · y), as E[Π(1 + j)²] = exp(λ(2E[j] + E[j²])).
            var ratio = size[y - 1].Select(n => n / plan.Value(Size, y)).ToArray();
            Compare.Mean(1, ratio);
            Compare.Variance(Math.Exp(1.3 * Square * y) - 1, ratio);
        }
    }

    [Fact]
    public void When_nobody_came_or_went_the_list_is_the_forecast_over_the_planned_mean()
    {
        var terms = Terms(new() { Movement = Movement with { Joins = Planned<Figure>.Same(0) } });
        var plan = Planning.Plan(terms, Sampling.Years(1));

        var size = Sampling.Row(terms, Size, years: 1)[0].Select(n => n / plan.Value(Size, 1)).ToArray();

        // A Poisson number of mean ½ is 0 with chance e^−½.
        Compare.Mean(Math.Exp(-0.5), [.. size.Select(k => Math.Abs(k - Math.Exp(0.5 / Practices)) < 1e-12 ? 1.0 : 0)]);
    }

    [Fact]
    public void When_more_are_expected_than_planned_the_mean_departs_from_forecast_by_the_difference()
    {
        var terms = Terms(new() { Movement = Movement with { Joins = new Planned<Figure>(0.2, 0.8) } });
        var plan = Planning.Plan(terms, Sampling.Years(3));

        Compare.Mean(plan.Value(Size, 3) * Math.Exp(0.6 / Practices * 3), Sampling.Row(terms, Size, years: 3)[2]);
        Assert.Equal(
            plan.Value(Size, 3) * Math.Exp(0.6 / Practices * 3),
            Sampling.Row(terms, Size, years: 3, trials: 8, options: NatureOptions.AllOff)[2][0], 6);
    }

    [Fact]
    public void When_joiners_have_a_mix_of_their_own_each_cohort_keeps_its_forecast_and_the_old_move_with_it()
    {
        // Half of those who join are old, a fifth of the planned list is.
        var mix = Keyed<double>.Of(("young", 0.5), ("old", 0.5));
        var terms = Terms(new() { Movement = Movement with { JoinerMix = mix, Leaves = Planned<Figure>.Same(0) } });
        var plan = Planning.Plan(terms, Sampling.Years(2));

        var rows = Sampling.Rows(terms, [Old, Size, new(Quantity.List, "young")], years: 2);

        Compare.Mean(plan.Value(Old, 2), rows[0][1]);
        Compare.Mean(plan.Value(Size, 2), rows[1][1]);
        for (var i = 0; i < 100; i++)
        {
            // Undo the division by the mean: with G the growth of the list, old 1 + 2.5(G − 1), young 1 + 0.625(G − 1).
            var mean = Math.Exp(1.6 / Practices) - 1;
            var old = (rows[0][1][i] / plan.Value(Old, 2) * (1 + (2.5 * mean))) - 1;
            var young = (rows[2][1][i] / plan.Value(new RowId(Quantity.List, "young"), 2) * (1 + (0.625 * mean))) - 1;
            Assert.Equal(young / 0.625, old / 2.5, 10);
        }
    }

    [Fact]
    public void When_the_term_has_a_stub_the_hazard_is_that_of_the_stub()
    {
        var time = new TimeAxis(new DateOnly(2020, 4, 1), [1, 0.5]);
        var terms = Terms(new() { Movement = Movement with { Joins = new Planned<Figure>(0, 0.8) } });
        var size = new RowId(Quantity.ListSizeIndex);

        Assert.Equal(Math.Exp(0.8 / Practices * 1.5), Planning.Expected(terms, time, Planning.Plan(terms, time)).Value(size, 2), 12);
    }

    [Fact]
    public void When_practices_are_named_each_is_a_chain_of_two_states()
    {
        var terms = Terms(new()
        {
            Practices = Keyed<PracticeTerms>.Of(
                ("mill", new() { List = 0.2, Leaves = Planned<Figure>.Same(0.3), Joins = Planned<Figure>.Same(0.5) }),
                ("park", new() { List = 0.1, Member = false, Joins = new Planned<Figure>(0, 0.25) })),
        });
        var plan = Planning.Plan(terms, Sampling.Years(2));

        var size = Sampling.Row(terms, Size, years: 2);

        // Year 2 by hand: mill is in with 0.7·0.7 + 0.3·0.5 = 0.64; park, planned to stay out, in with 1 − 0.75².
        var planned = 0.8 + (0.2 * 0.64);
        var list = size[1].Select(n => n / plan.Value(Size, 2) * planned).ToArray();
        var inside = 1 - (0.75 * 0.75);
        Compare.Mean(planned + (0.1 * inside), list);
        Compare.Variance((0.04 * 0.64 * 0.36) + (0.01 * inside * (1 - inside)), list);
        Assert.All(list, n => Assert.Contains(new[] { 0.8, 0.9, 1.0, 1.1 }, v => Math.Abs(v - n) < 1e-12));
    }
}
