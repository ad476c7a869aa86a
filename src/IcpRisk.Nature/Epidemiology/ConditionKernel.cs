using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>
/// Prevalence of one condition by cohort: p[a,y] = 1/(1 + exp(−µ[a,y] − X[y] − X_a[y])), X an AR(1) and an uncertain trend
/// that all cohorts share, X_a an AR(1) of the cohort's own. µ is such that the mean of p is the prevalence that was
/// stated, exactly.
/// </summary>
internal sealed class ConditionKernel
{
    private readonly List<LogProcess> _common;
    private readonly Cohort?[] _cohorts;
    private readonly int _row;

    public ConditionKernel(PlanBuilder plan, string name, ConditionTerms terms, IReadOnlyList<string> cohorts)
    {
        var path = $"risks.epidemiological.conditions.{name}";
        var shape = terms.Start == Start.Stationary ? Shape.Stationary : Shape.Autoregressive;
        _common = PopulationKernel.Present(
            plan.Process($"epidemiological.prevalence_trend.{name}", Risk.Epidemiological, Shape.Trend, terms.TrendSd, null, $"{path}.trend_sd"),
            plan.Process($"epidemiological.prevalence.{name}", Risk.Epidemiological, shape, terms.Sd, terms.Persistence, $"{path}.sd"));
        _cohorts = [.. cohorts.Select(c => terms.Prevalence.TryGetValue(c, out var stated)
            ? Of(plan, stated, plan.Process($"epidemiological.prevalence.{name}.{c}", Risk.Epidemiological, shape, terms.CohortSd, terms.Persistence, $"{path}.cohort_sd"))
            : null)];
        Use = terms.Use;
        if (_common.Count > 0)
        {
            _row = plan.Rows.Next();
        }
    }

    /// <summary>How many times as much of a service a person with the condition uses, where not once.</summary>
    public IReadOnlyDictionary<string, double> Use { get; }

    /// <summary>Planned prevalence of year 1; 0 of a cohort that is not named.</summary>
    public double Planned(int cohort) => _cohorts[cohort]?.PlannedYear1 ?? 0;

    /// <summary>Whether anybody in the cohort has it.</summary>
    public bool Has(int cohort) => _cohorts[cohort] is not null;

    /// <summary>Prevalence in a cohort; valid for the tile once <see cref="Year"/> has been called for that year.</summary>
    public Param At(int cohort, int year) =>
        _cohorts[cohort] is not { } of ? Param.Of(0)
        : of.Row >= 0 && of.Location[year - 1] is not null ? Param.OfRow(of.Row)
        : Param.Of(of.Mean[year - 1]);

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        if (_common.Count > 0)
        {
            work.Row(_row).Clear();
            foreach (var process in _common)
            {
                process.Add<L>(work, latents, year, _row);
            }
        }

        foreach (var cohort in _cohorts)
        {
            if (cohort is { Row: >= 0 })
            {
                Prevalence<L>(work, latents, cohort, year);
            }
        }
    }

    private void Prevalence<L>(Workspace work, Latents latents, Cohort cohort, int year)
        where L : struct, ILanes<L>
    {
        if (_common.Count > 0)
        {
            work.Row(_row).CopyTo(work.Row(cohort.Row));
        }
        else
        {
            work.Row(cohort.Row).Clear();
        }

        cohort.Own?.Add<L>(work, latents, year, cohort.Row);
        if (cohort.Location[year - 1] is not { } location)
        {
            return;
        }

        ref var row = ref work.First(cohort.Row);
        var (mu, one) = (L.Of(-location), L.Of(1));
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(one / (one + VectorMath.Exp(mu - L.Load(ref row, i))), ref row, i);
        }
    }

    private Cohort Of(PlanBuilder plan, Documents.Planned<Documents.Yearly> stated, LogProcess? own)
    {
        List<LogProcess> all = own is null ? _common : [.. _common, own];
        var mean = new double[plan.Years];
        var location = new double?[plan.Years];
        for (var y = 1; y <= plan.Years; y++)
        {
            mean[y - 1] = plan.Pick(stated).At(y).Mean;
            var variance = 2 * MeanCorrection.HalfVariance(plan, all, y).Constant;
            location[y - 1] = variance > 0 && mean[y - 1] is > 0 and < 1
                ? LogitNormal.Location(mean[y - 1], Math.Sqrt(variance))
                : null;
        }

        return new Cohort(stated.Plan.At(1).Mean, mean, location, own, all.Count > 0 ? plan.Rows.Next() : -1);
    }

    // Where a location is null, prevalence has its mean for certain.
    private sealed record Cohort(double PlannedYear1, double[] Mean, double?[] Location, LogProcess? Own, int Row);
}
