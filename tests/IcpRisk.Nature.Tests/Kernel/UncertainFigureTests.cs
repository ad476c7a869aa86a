using IcpRisk.Documents;
using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Quality;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Volatility;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Kernel;

/// <summary>
/// Figures beside the drivers that may be uncertain. Means are held to 4.5 standard errors of 40,960 trials: a false alarm
/// once in 150,000 seeds for each.
/// </summary>
public sealed class UncertainFigureTests
{
    private static readonly RowId Overheads = new(Quantity.CostOverheads);
    private static readonly RowId Allocation = new(Quantity.Allocation);

    // Without chance variation of counts, which would blur what is looked at.
    private static NatureTerms Quiet() => Sampling.Quiet().With(r => r with { Volatility = new VolatilityRisk { On = false } });

    private static Figure Normal(double mean, double sd) =>
        Figure.Of(new Distribution("normal", new Dictionary<string, double> { ["mean"] = mean, ["sd"] = sd }));

    private static Figure Uniform(double from, double to) =>
        Figure.Of(new Distribution("uniform", new Dictionary<string, double> { ["from"] = from, ["to"] = to }));

    [Fact]
    public void When_overheads_are_uncertain_each_is_drawn_once_and_they_add_up()
    {
        var terms = Quiet() with
        {
            Overheads = new OverheadTerms { Management = Yearly.Of(Normal(1e6, 3e4)), Mobilisation = Yearly.List(Normal(5e5, 4e4), 0, 0, 0) },
        };
        var row = Sampling.Row(terms, Overheads);

        Moments(row[0], 1.5e6, 5e4);
        Moments(row[1], 1e6, 3e4);
        Assert.Equal(row[1], row[3]);
        Assert.All(Sampling.Row(terms, Overheads, trials: 8, options: NatureOptions.AllOff)[0], v => Assert.Equal(1.5e6, v));
    }

    [Fact]
    public void When_the_allocation_is_uncertain_it_goes_with_the_commissioners_risk()
    {
        var terms = Quiet() with { Allocation = new AllocationTerms { Planned = Planned<Yearly>.Same(Yearly.Of(Normal(2e7, 1e6))) } };

        Moments(Sampling.Row(terms, Allocation)[1], 2e7, 1e6);
        var off = terms.With(r => r with { PopulationSize = new PopulationRisk { On = false } });
        Assert.All(Sampling.Row(off, Allocation, trials: 8)[1], v => Assert.Equal(2e7, v));
    }

    [Fact]
    public void When_use_is_uncertain_the_planned_list_uses_the_stated_activity_whatever_it_is()
    {
        var quiet = Quiet();
        var cohorts = quiet.Population.Cohorts;
        var terms = quiet with
        {
            Population = quiet.Population with
            {
                Cohorts = Keyed<CohortTerms>.Of(("young", cohorts["young"] with { Need = Uniform(0.3, 0.7) }), ("old", cohorts["old"])),
            },
        };
        var row = Sampling.Row(terms, new RowId(Quantity.Activity, "clinic"));
        var by = Sampling.Row(terms, new RowId(Quantity.NeedWeightedList));

        Assert.All(row[0], a => Assert.Equal(60_000, a, 1e-6));
        Assert.All(by[0], n => Assert.Equal(100_000, n, 1e-6));
        // From year 2 on the old, who grow faster, count for more the less the young use.
        for (var i = 0; i < 100; i++)
        {
            // 80,000·u·1.01 + 40,000·1.02 over 80,000·u + 40,000 is the growth; it gives u back.
            var growth = row[1][i] / 60_000;
            var need = (1.02 - growth) * 40_000 / ((growth - 1.01) * 80_000);
            Assert.InRange(need, 0.3 - 1e-6, 0.7 + 1e-6);
            Assert.Equal(growth, by[1][i] / by[0][i], 1e-12);
        }
    }

    [Fact]
    public void When_planned_savings_are_uncertain_what_is_realised_follows_them()
    {
        // Half a year late.
        var certain = Quiet().With(r => r with
        {
            Efficiency = new EfficiencyRisk { Savings = new SavingsTerms { Planned = Yearly.List(0.02, 0.04, 0.06, 0.06), Delay = Planned<Figure>.Same(0.5) } },
        });
        var uncertain = certain.With(r => r with
        {
            Efficiency = r.Efficiency with { Savings = r.Efficiency.Savings! with { Planned = Yearly.List(0.02, Uniform(0.02, 0.06), 0.06, 0.06) } },
        });
        RowId[] rows = [new(Quantity.Cost)];
        var (exact, drawn) = (Sampling.Rows(certain, rows)[0], Sampling.Rows(uncertain, rows)[0]);

        // Year 2 saves half of years 1 and 2 each: 3 % on average, up and down by 1 %. Spread of a uniform: width/√12.
        var full = exact[1][0] / (1 - 0.03);
        Moments(drawn[1], exact[1][0], full * 0.02 / Math.Sqrt(12));
        Moments(drawn[2], exact[2][0], full * 0.02 / Math.Sqrt(12) * (exact[2][0] / (1 - 0.05) / full));
        Assert.All(drawn[3], c => Assert.Equal(exact[3][0], c, exact[3][0] * 1e-12));
        Assert.Equal(
            Sampling.Rows(certain, rows, options: NatureOptions.AllOff, trials: 8)[0], Sampling.Rows(uncertain, rows, options: NatureOptions.AllOff, trials: 8)[0]);
    }

    [Fact]
    public void When_the_share_outside_has_an_uncertain_mean_and_spread_its_variance_is_the_sum_of_both()
    {
        var terms = Quiet().With(r => r with
        {
            Efficiency = new EfficiencyRisk
            {
                OutsideUse = new OutsideUseTerms
                {
                    Services = ["clinic"],
                    Share = new OutsideShareTerms { Expected = Uniform(0.05, 0.25), Sd = Uniform(0.01, 0.03) },
                },
            },
        });
        const int Trials = 8_192;
        var bought = Sampling.Row(terms, new RowId(Quantity.CostOutsideUse), years: 1, trials: Trials)[0];
        // Everything of the clinic bought would be 60,000 · £100; Var = Var(m) + E[s²].
        var share = bought.Select(b => b / 6e6).ToArray();
        Moments(share, 0.15, Math.Sqrt((0.2 * 0.2 / 12) + (0.0004 + (0.02 * 0.02 / 12))));
        Assert.All(share, s => Assert.InRange(s, 0, 1));
    }

    [Fact]
    public void When_pressure_is_uncertain_nature_offers_it_as_a_row()
    {
        var row = new RowId(Quantity.QualityPressure);
        var terms = Quiet().With(r => r with { Quality = new QualityRisk { Pressure = Uniform(0, 2) } });

        Assert.DoesNotContain(row, Planning.Rows(Quiet()));
        Assert.Contains(row, Planning.Rows(terms));
        var drawn = Sampling.Row(terms, row);
        Moments(drawn[0], 1, 2 / Math.Sqrt(12));
        Assert.Equal(drawn[0], drawn[3]);
        Assert.Equal(1, Planning.Plan(terms, Sampling.Years(4)).Value(Quantity.QualityPressure, 2));
    }

    private static void Moments(double[] x, double mean, double sd)
    {
        var found = x.Average();
        var spread = Math.Sqrt(x.Average(v => (v - found) * (v - found)));
        Assert.InRange((found - mean) / sd * Math.Sqrt(x.Length), -4.5, 4.5);
        // The spread of a normal or of anything flatter is known to 1/√(2n).
        Assert.InRange(((spread / sd) - 1) * Math.Sqrt(2.0 * x.Length), -4.5, 4.5);
    }
}
