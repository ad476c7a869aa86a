using IcpRisk.Documents;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Volatility;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Volatility;

public sealed class PersonCasesTests
{
    private static readonly (double, double, double)[] Classes = [(0.6, 0.5, 1), (0.1, 5, 1)];

    private static NatureTerms Terms(double people, ServiceTerms service, double dispersion = 1) => (Sampling.Quiet() with
    {
        Population = new PopulationTerms
        {
            Cohorts = Keyed<CohortTerms>.Of(("all", new CohortTerms { List = Planned<Figure>.Same(people) })),
            Exposures = Keyed<ExposureTerms>.Of(("half", new ExposureTerms { OfList = Yearly.Of(0.5) })),
        },
        Services = Keyed<ServiceTerms>.Of(("ward", service)),
    }).With(r => r with { Volatility = new VolatilityRisk { Dispersion = dispersion } });

    [Theory]
    [InlineData(100_000, 1.0)]
    [InlineData(40_000, 2.5)]
    public void When_cases_come_from_people_then_a_list_has_their_variance_and_skewness(double activity, double dispersion)
    {
        const double People = 100_000;
        var persons = new People(0, Classes).Terms;
        var variation = CaseVariation.Of(Terms(People, Sampling.Service(activity, 100) with { Persons = persons }, dispersion), "ward");
        var (v, gamma) = (variation.Cv.Mean, variation.Skewness!.Mean);

        // The compound sum: sd over mean √((φ + v²)/m), skewness [γv³ + 3φv² + φ(2φ − 1)]/[√m (φ + v²)^1.5].
        var (mixture, φ) = (new PersonMixture(persons), dispersion);
        var total = φ + (v * v);
        Assert.Equal(mixture.Cv / Math.Sqrt(People), Math.Sqrt(total / activity), 1e-12);
        var skewness = ((gamma * v * v * v) + (3 * φ * v * v) + (φ * ((2 * φ) - 1))) / (Math.Sqrt(activity) * Math.Pow(total, 1.5));
        Assert.Equal(mixture.Skewness / Math.Sqrt(People), skewness, 1e-12);
    }

    [Fact]
    public void When_half_the_list_may_use_it_then_a_head_has_twice_the_cases()
    {
        var service = Sampling.Service(40_000, 100) with { Persons = new People(0, Classes).Terms };
        var (whole, half) = (Terms(50_000, service), Terms(100_000, service with { Exposure = "half" }));
        Assert.Equal(CaseVariation.Of(whole, "ward"), CaseVariation.Of(half, "ward"));
    }

    [Fact]
    public void When_a_service_has_a_dispersion_of_its_own_then_that_is_what_counts_take()
    {
        var service = Sampling.Service(40_000, 100) with { Persons = new People(0, Classes).Terms };
        Assert.Equal(
            CaseVariation.Of(Terms(50_000, service, 1.7), "ward"),
            CaseVariation.Of(Terms(50_000, service with { Dispersion = 1.7 }, 1.2), "ward"));
    }

    [Fact]
    public void When_the_same_variation_is_stated_then_every_bit_is_the_same()
    {
        var service = Sampling.Service(300, 100) with { Persons = new People(0, Classes).Terms };
        var terms = Terms(500, service);
        var variation = CaseVariation.Of(terms, "ward");
        var stated = Terms(500, service with { Persons = null, CaseCv = variation.Cv, CaseSkewness = variation.Skewness });

        var cost = new RowId(Quantity.Cost);
        Assert.Equal(Sampling.Row(stated, cost, years: 2, trials: 1024), Sampling.Row(terms, cost, years: 2, trials: 1024));
    }

    [Fact]
    public void When_people_leave_nothing_to_cases_then_there_are_none()
    {
        // λ·CV² = 0.01 · 7.3 < 1.
        var service = Sampling.Service(500, 100) with { Persons = new People(0, Classes).Terms };
        Assert.Throws<InvalidOperationException>(() => CaseVariation.Of(Terms(50_000, service), "ward"));
    }

    [Fact]
    public void When_counts_vary_just_as_people_do_then_cases_cost_the_same()
    {
        // Half the people use the same, the others nothing: CV² = 1 = φ/λ.
        var service = Sampling.Service(1_000, 100) with { Persons = new People(0, (0.5, 1, 0)).Terms };
        Assert.Equal(new CaseVariation(0, null), CaseVariation.Of(Terms(1_000, service), "ward"));
    }

    [Fact]
    public void When_people_are_simulated_then_their_sum_spreads_as_the_engine_s_cost_does()
    {
        const int People = 500;
        const int Lists = 10_000;
        var people = new People(2015, Classes);
        var terms = Terms(People, Sampling.Service(250, 100) with { Persons = people.Terms }, 1.2);
        var mean = Classes.Sum(c => c.Item1 * c.Item2) * People;
        double[] simulated = [.. Enumerable.Range(0, Lists).Select(_ => Enumerable.Range(0, People).Sum(_ => people.Next()) / mean)];
        double[] engine = [.. Sampling.Row(terms, new RowId(Quantity.Cost), years: 1)[0].Select(c => c / 25_000)];

        // Two samples, and the closed form: five standard errors, found from forty batches.
        var mixture = new PersonMixture(people.Terms);
        foreach (var (of, theory) in new (Func<double[], double>, double)[]
        {
            (s => Math.Sqrt(Compare.VarianceOf(s)), mixture.Cv / Math.Sqrt(People)),
            (Skewness, mixture.Skewness / Math.Sqrt(People)),
        })
        {
            var (one, other) = (Error(simulated, of), Error(engine, of));
            Near(of(simulated) - theory, one);
            Near(of(engine) - theory, other);
            Near(of(engine) - of(simulated), Math.Sqrt((one * one) + (other * other)));
        }

        static void Near(double difference, double error) => Assert.InRange(difference, -5 * error, 5 * error);
    }

    private static double Error(double[] sample, Func<double[], double> of)
    {
        var batches = sample.Chunk(sample.Length / 40).Where(b => b.Length == sample.Length / 40).Select(of).ToArray();
        return Math.Sqrt(Compare.VarianceOf(batches) / batches.Length);
    }

    private static double Skewness(double[] sample)
    {
        var mean = sample.Average();
        return sample.Average(x => Math.Pow(x - mean, 3)) / Math.Pow(Compare.VarianceOf(sample), 1.5);
    }
}
