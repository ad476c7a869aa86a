using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>
/// Prevalence of one condition by cohort: p[a,y] = 1/(1 + exp(−µ[a,y] − X[y] − X_a[y])), X an AR(1) and an uncertain trend
/// that all cohorts share, X_a an AR(1) of the cohort's own. µ is such that the mean of p is the prevalence that was
/// stated, exactly. Where spreads are uncertain µ is each trial's own, a series in √(1 + 0.35 σ²), in which it is nearly a
/// straight line (<see cref="LogitNormal"/>).
/// </summary>
internal sealed class ConditionKernel
{
    private readonly List<LogProcess> _common;
    private readonly Cohort?[] _cohorts;
    private readonly Documents.Keyed<Documents.Figure> _use;
    private readonly int _row;
    private readonly PlanBuilder _plan;
    private readonly string _path;

    public ConditionKernel(PlanBuilder plan, string name, ConditionTerms terms, IReadOnlyList<string> cohorts)
    {
        _plan = plan;
        var path = _path = $"risks.epidemiological.conditions.{name}";
        var shape = terms.Start == Start.Stationary ? Shape.Stationary : Shape.Autoregressive;
        _common = PopulationKernel.Present(
            plan.Process($"epidemiological.prevalence_trend.{name}", Risk.Epidemiological, Shape.Trend, terms.TrendSd, null, $"{path}.trend_sd"),
            plan.Process($"epidemiological.prevalence.{name}", Risk.Epidemiological, shape, terms.Sd, terms.Persistence, $"{path}.sd", $"{path}.persistence"));
        _cohorts = [.. cohorts.Select(c => terms.Prevalence.TryGetValue(c, out var stated)
            ? Of(plan, stated, plan.Process($"epidemiological.prevalence.{name}.{c}", Risk.Epidemiological, shape, terms.CohortSd, terms.Persistence, $"{path}.cohort_sd", $"{path}.persistence"))
            : null)];
        _use = terms.Use;
        if (_common.Count > 0)
        {
            _row = plan.Rows.Next();
        }
    }

    /// <summary>By how much a person with the condition uses more of a service, in units of what one without uses.</summary>
    public Param Excess(string service) => _use.TryGetValue(service, out var use)
        ? _plan.Params.Subtract(_plan.Of(use, Risk.Epidemiological, $"{_path}.use.{service}", Domain.NotNegative), Param.Of(1))
        : Param.Of(0);

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
        var one = L.Of(1);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var mu = -location.At<L>(work, i);
            L.Store(one / (one + VectorMath.Exp(mu - L.Load(ref row, i))), ref row, i);
        }
    }

    private Cohort Of(PlanBuilder plan, Documents.Planned<Documents.Yearly> stated, LogProcess? own)
    {
        List<LogProcess> all = own is null ? _common : [.. _common, own];
        var mean = new double[plan.Years];
        var location = new Location?[plan.Years];
        for (var y = 1; y <= plan.Years; y++)
        {
            mean[y - 1] = plan.Pick(stated).At(y).Mean;
            var variance = plan.Params.Scale(MeanCorrection.HalfVariance(plan, all, y), 2);
            location[y - 1] = !variance.IsZero && mean[y - 1] is > 0 and < 1
                ? Location.Of(plan, mean[y - 1], variance, () => Most(plan, all, y))
                : null;
        }

        return new Cohort(stated.Plan.At(1).Mean, mean, location, own, all.Count > 0 ? plan.Rows.Next() : -1);
    }

    // The greatest variance that may be drawn; of correlated processes no more than their number times the sum.
    private static double Most(PlanBuilder plan, List<LogProcess> processes, int year)
    {
        var book = new ParamBook(new RowAllocator(), new Numerics.Streams.StreamNames(), string.Empty);
        var sum = processes.Sum(x =>
        {
            var (sd, persistence) = (Param.Of(plan.Params.Range(x.Sd).Greatest), Param.Of(plan.Params.Range(x.Persistence).Greatest));
            return LogProcess.ImpulsesOf(book, x.Kind, sd, LogProcess.FirstSd(book, x.Kind, sd, persistence), persistence, year)
                .Sum(i => i.Constant * i.Constant);
        });
        return sum * (processes.Any(x => plan.Drivers.IsNamed(x.Driver)) ? processes.Count : 1);
    }

    // Where a location is null, prevalence has its mean for certain.
    private sealed record Cohort(double PlannedYear1, double[] Mean, Location?[] Location, LogProcess? Own, int Row);
}
