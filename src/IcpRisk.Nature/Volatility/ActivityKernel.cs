using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Services;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// Chance in one service: activity given its expectation m is negative binomial with variance φm; what that many cases
/// cost, in units of a case's mean, has variance Av² and third moment Aγv³ given A.
/// </summary>
internal sealed class ActivityKernel
{
    private readonly bool _on;
    private readonly bool _costs;
    private readonly Driver _count;
    private readonly Driver _cost;
    private readonly Driver _large;
    private readonly StreamId _cases;
    private readonly Param _dispersion;
    private readonly CaseVariation _variation;
    private readonly CaseParams _case;

    public ActivityKernel(PlanBuilder plan, string service, ServiceTerms terms, double expectedCases)
    {
        var risk = plan.Terms.Risks.Volatility;
        var (activity, caseCost) = ($"volatility.activity.{service}", $"volatility.case_cost.{service}");
        _on = plan.IsOn(Risk.Volatility, activity);
        _dispersion = terms.Dispersion is { } own
            ? plan.Of(own, Risk.Volatility, $"services.{service}.dispersion", Domain.OneUp)
            : plan.Of(risk.Dispersion, Risk.Volatility, "risks.volatility.dispersion", Domain.OneUp);
        _variation = CaseVariation.Of(plan.Terms, service);
        _case = new CaseParams(plan, service, _variation, expectedCases);
        _count = plan.Drivers.Add(activity, Risk.Volatility, Timing.Yearly, _on);

        // Costs are drawn of the cases counted: with the counts off they have none to vary.
        _costs = _on && Plan.Method is not CaseSumMethod.Fixed && plan.IsOn(Risk.Volatility, caseCost);
        _cost = plan.Drivers.Add(caseCost, Risk.Volatility, Timing.Yearly, _costs && Plan.Method is CaseSumMethod.Matched or CaseSumMethod.Split);
        _large = plan.Drivers.Add($"volatility.large_cases.{service}", Risk.Volatility, Timing.Yearly, _costs && Plan.Method is CaseSumMethod.Split);
        _cases = plan.Streams.Register(plan.Terms.Place, "volatility.case", service);
    }

    /// <summary>How the cost of cases is drawn.</summary>
    public CaseSumPlan Plan => _case.Plan;

    /// <summary>Has counts and costs of cases compared with theory; rows as <see cref="Year"/> has them.</summary>
    public void Check(PlanBuilder plan, int expected, int activity, int cost)
    {
        if (!_on)
        {
            return;
        }

        plan.Checks.Count(_count, expected, activity, _dispersion);
        if (_costs && !_case.IsUncertain)
        {
            var caseCv = _variation.Cv.Mean;
            plan.Checks.Sum(_cost, activity, cost, activity, caseCv * caseCv);
        }
    }

    /// <summary>Activity and its cost in units of a case's mean, from expected activity.</summary>
    public void Year<L>(Workspace work, Latents latents, in Philox philox, int year, int expected, int activity, int cost)
        where L : struct, ILanes<L>
    {
        if (!_on)
        {
            work.Row(expected).CopyTo(work.Row(activity));
            work.Row(expected).CopyTo(work.Row(cost));
            return;
        }

        if (year == 1 && _costs && _case.IsUncertain)
        {
            _case.Evaluate(work);
        }

        NegativeBinomial.Fill<L>(
            work.Row(latents.Row(_count, year)), work.Row(expected), _dispersion.Over(work), work.Row(activity));
        if (!_costs)
        {
            work.Row(activity).CopyTo(work.Row(cost));
            return;
        }

        var uniforms = new CaseUniforms(philox, _cases, work.FirstTrial, year);
        var z = _cost.Used ? work.Row(latents.Row(_cost, year)) : default;
        var large = _large.Used ? work.Row(latents.Row(_large, year)) : default;
        CaseSum.Fill<L, CaseUniforms>(
            Plan.Method, _case.Over(work), work.Row(activity), z, large, ref uniforms, 1, work.Row(cost));
    }
}
