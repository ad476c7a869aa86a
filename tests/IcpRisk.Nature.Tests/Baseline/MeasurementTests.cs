using IcpRisk.Documents;
using IcpRisk.Nature.Baseline;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Baseline;

/// <summary>What is recorded against what there is.</summary>
public sealed class MeasurementTests
{
    private static readonly RowId Size = new(Quantity.ListSize);
    private static readonly RowId Recorded = new(Quantity.RecordedListSize);
    private static readonly RowId RecordedOld = new(Quantity.RecordedList, "old");
    private static readonly RowId RecordedYoung = new(Quantity.RecordedList, "young");
    private static readonly RowId Old = new(Quantity.List, "old");
    private static readonly RowId Young = new(Quantity.List, "young");

    private static NatureTerms Terms(MeasurementTerms? measurement) => Sampling.Quiet().With(r => r with
    {
        PopulationSize = new() { GrowthSd = 0.01 },
        Baseline = new() { Measurement = measurement },
    });

    [Fact]
    public void When_registers_are_wrong_the_recorded_list_departs_and_the_people_do_not()
    {
        var terms = Terms(new() { ListSd = 0.02, ListWalkSd = 0.01, ListDrift = new Planned<Yearly>(Yearly.Of(0), Yearly.Of(0.005)) });
        var plan = Planning.Plan(terms, Sampling.Years(3));

        var rows = Sampling.Rows(terms, [Size, Recorded, Old, RecordedOld], years: 3);

        Assert.Equal(plan.Value(Size, 3), plan.Value(Recorded, 3));
        Compare.Variance((0.02 * 0.02) + (0.01 * 0.01 * 3), [.. rows[1][2].Zip(rows[0][2], (r, n) => Math.Log(r / n))]);
        Compare.Mean(plan.Value(Size, 3) * 1.005 * 1.005, rows[1][2]);
        Assert.All(rows[1][2].Zip(rows[0][2], (r, n) => r / n).Zip(rows[3][2].Zip(rows[2][2], (r, n) => r / n)), p => Assert.Equal(p.First, p.Second, 12));
        Assert.Equal(Sampling.Row(Terms(null), Size, years: 3)[2], rows[0][2]);
    }

    [Fact]
    public void When_people_are_coded_into_other_cohorts_their_number_stays()
    {
        var drift = Keyed<Planned<Yearly>>.Of(("old", new Planned<Yearly>(Yearly.Of(0), Yearly.Of(0.03))));
        var terms = Terms(new() { CodingDrift = drift });

        var rows = Sampling.Rows(terms, [Old, Young, RecordedOld, RecordedYoung], years: 3, trials: 64);

        for (var i = 0; i < 64; i++)
        {
            Assert.Equal(rows[0][2][i] + rows[1][2][i], rows[2][2][i] + rows[3][2][i], 6);
            Assert.Equal(1.03 * 1.03, rows[2][2][i] / rows[3][2][i] / (rows[0][2][i] / rows[1][2][i]), 12);
        }
    }

    [Fact]
    public void When_coding_is_uncertain_each_cohort_keeps_its_mean()
    {
        var terms = Terms(new() { CodingSd = 0.05 });
        var plan = Planning.Plan(terms, Sampling.Years(3));

        var rows = Sampling.Rows(terms, [Old, Young, RecordedOld, RecordedYoung], years: 3);

        Compare.Mean(plan.Value(Old, 3), rows[2][2]);
        var odds = Enumerable.Range(0, rows[0][2].Length)
            .Select(i => Math.Log(rows[2][2][i] / rows[3][2][i] * rows[1][2][i] / rows[0][2][i])).ToArray();
        Compare.Variance(2 * 0.05 * 0.05 * 3, odds);
    }
}
