using IcpRisk.Paths;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Scenarios.Tests.Malformed;

namespace IcpRisk.Scenarios.Tests.Whole;

/// <summary>A scenario that says everything nature can be told.</summary>
public sealed class AllOfNatureTests
{
    private static Scenario Load() => Scenario.Load(MalformedFiles.Folder + "../Whole/all-of-nature.yaml");

    [Fact]
    public void When_all_is_said_it_is_read_as_written()
    {
        var risks = Load().Terms.Risks;

        Assert.Equal(0.5, risks.PopulationSize.Movement!.Joins.Expect.Mean);
        Assert.False(risks.PopulationSize.Practices["park"].Member);
        Assert.Equal(["over_65"], risks.Epidemiological.NeedGroups["frail"].Cohorts);
        Assert.Equal(0.17, risks.Epidemiological.Conditions["diabetes"].Prevalence["over_65"].Expect.At(3).Mean);
        Assert.Equal(-0.5, risks.Epidemiological.Shocks["flu"].Services["surgery"]);
        Assert.Equal("gamma", risks.Epidemiological.Shocks["flu"].Severity.Plan.Distribution!.Kind);
        Assert.Equal(0.02, risks.Efficiency.Inflation.Jumps!.Size.Plan.Mean, 15);
        Assert.Equal("clinics", risks.Efficiency.DemandManagement["advice"].To);
        Assert.Equal(1.2, risks.Efficiency.Overrun.Expect.Mean);
        Assert.Equal(0.003, risks.Baseline.Measurement!.ListDrift.Expect.At(2).Mean);
    }

    [Fact]
    public void When_it_is_compiled_the_contract_reads_recorded_lists_and_every_driver_has_words()
    {
        var scenario = Load();

        Assert.Contains(new RowId(Quantity.RecordedList, "over_65"), scenario.Contract.Reads);
        Assert.DoesNotContain(new RowId(Quantity.List, "over_65"), scenario.Contract.Reads);
        Assert.Contains("recorded list", Describing.Text(scenario));

        // People weighted by use: over-65s use three times as much, grow by 2 % a year and need 1 % (log) more; planned
        // prevalence, shocks and joiners leave that as it is, and 5 % of it moves to clinics.
        var use = (8_000 + (3 * 2_000 * 1.02 * 1.02 * Math.Exp(0.02))) / 14_000;
        Assert.Equal(400 * 0.95 * use, scenario.Plan.Value(new RowId(Quantity.ExpectedActivity, "surgery"), 3), 8);
    }
}
