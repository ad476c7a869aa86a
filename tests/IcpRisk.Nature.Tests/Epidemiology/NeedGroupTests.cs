using IcpRisk.Documents;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Epidemiology;

public sealed class NeedGroupTests
{
    private static readonly RowId Clinic = new(Quantity.Activity, "clinic");
    private static readonly RowId Ward = new(Quantity.Activity, "ward");
    private static readonly RowId Index = new(Quantity.NeedIndex);

    private static NatureTerms Terms(MorbidityTerms general, NeedGroupTerms group, params PairTerms[] pairs) =>
        Sampling.Quiet().With(r => r with
        {
            Epidemiological = new() { Morbidity = general, NeedGroups = Keyed<NeedGroupTerms>.Of(("frail", group)) },
            Volatility = new() { On = false },
        }) with { Dependence = pairs };

    [Fact]
    public void When_a_service_is_in_a_group_its_need_takes_the_place_of_the_general_one()
    {
        var terms = Terms(
            new MorbidityTerms { Sd = 0.02, Persistence = 0.5 },
            new NeedGroupTerms { Services = ["ward"], Sd = 0.05, Persistence = 0.8, Trend = Planned<Figure>.Same(0.01) },
            new PairTerms { One = "epidemiological.morbidity", Other = "epidemiological.morbidity.frail", Correlation = 0.6 });
        var plan = Planning.Plan(terms, Sampling.Years(3));

        var rows = Sampling.Rows(terms, [Clinic, Ward, Index], years: 3);

        var (clinic, ward) = (Compare.Log(rows[0][2], plan.Value(Clinic, 3)), Compare.Log(rows[1][2], plan.Value(Ward, 3)));
        Compare.Variance(0.02 * 0.02 * (1 + 0.25 + 0.0625), clinic);
        Compare.Variance(0.05 * 0.05 * (1 + 0.64 + 0.4096), ward);
        Compare.Correlation(0.6 * (1 + 0.4 + 0.16) / Math.Sqrt((1 + 0.25 + 0.0625) * (1 + 0.64 + 0.4096)), clinic, ward);
        Compare.Mean(plan.Value(Ward, 3), rows[1][2]);

        // Planned cost of year 1: clinic £6m, ward £10m. Need of the place is their mean.
        var shares = (Clinic: 6 / 16.0, Ward: 10 / 16.0);
        var planned = shares.Clinic + (shares.Ward * Math.Exp(0.02));
        for (var i = 0; i < 50; i++)
        {
            var need = (shares.Clinic * Math.Exp(clinic[i])) + (shares.Ward * Math.Exp(ward[i] + 0.02));
            Assert.Equal(need / planned, rows[2][2][i], 10);
        }
    }

    [Fact]
    public void When_a_cohort_is_in_a_group_only_its_part_of_use_moves()
    {
        var terms = Terms(new MorbidityTerms(), new NeedGroupTerms { Cohorts = ["old"], Sd = 0.2 });
        var plan = Planning.Plan(terms, Sampling.Years(1));

        var rows = Sampling.Rows(terms, [Clinic, Index], years: 1);

        // The old are a fifth of the people and make half of the use: 20,000 × 2 of 80,000 × 0.5 + 20,000 × 2.
        Compare.Mean(plan.Value(Clinic, 1), rows[0][0]);
        Compare.Variance(0.25 * (Math.Exp(0.04) - 1), [.. rows[0][0].Select(a => a / plan.Value(Clinic, 1))]);
        Assert.Equal(rows[0][0][3] / plan.Value(Clinic, 1), rows[1][0][3], 10);
    }

    [Fact]
    public void When_a_group_holds_everything_it_is_general_morbidity_under_another_name()
    {
        var whole = Terms(new MorbidityTerms(), new NeedGroupTerms { Cohorts = ["young", "old"], Trend = Planned<Figure>.Same(0.03) });

        Assert.Equal(
            Planning.Plan(Terms(new MorbidityTerms { Trend = Planned<Figure>.Same(0.03) }, new NeedGroupTerms()), Sampling.Years(3)).Value(Clinic, 3),
            Planning.Plan(whole, Sampling.Years(3)).Value(Clinic, 3), 6);
    }
}
