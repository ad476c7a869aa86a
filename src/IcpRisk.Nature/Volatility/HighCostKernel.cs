using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// High-cost cases of one service, in prices of year 1: a Poisson number that moves with the service's expected activity,
/// those above a second level drawn each on its own, the many below it by one gamma (<see cref="TailSumPlan"/>).
/// </summary>
internal sealed class HighCostKernel
{
    private readonly bool _on;
    private readonly HighCostTerms _terms;
    private readonly double _cases;
    private readonly double _meanSeverity;
    private readonly TailSumPlan _plan;
    private readonly Driver _count;
    private readonly Driver _smaller;
    private readonly Driver _large;
    private readonly StreamId _stream;
    private readonly int _mean;
    private readonly int _number;
    private readonly Param _factor;

    public HighCostKernel(PlanBuilder plan, string service, HighCostTerms terms)
    {
        _on = plan.IsOn(Risk.Volatility);
        _terms = terms;
        _cases = plan.Pick(terms.Cases).Mean;
        var tail = terms.ToTail();
        _meanSeverity = tail.Mean;
        _plan = TailSumPlan.For(_cases, tail);
        _factor = plan.Params.Scale(
            plan.Of(terms.Cases, Risk.Volatility, $"risks.volatility.high_cost.{service}.cases", Domain.NotNegative), _cases == 0 ? 0 : 1 / _cases);
        _count = plan.Drivers.Add($"volatility.high_cost.{service}", Risk.Volatility, Timing.Yearly, _on);
        _smaller = plan.Drivers.Add($"volatility.high_cost_sum.{service}", Risk.Volatility, Timing.Yearly, _on && !_plan.IsOneByOne);
        _large = plan.Drivers.Add($"volatility.high_cost_large.{service}", Risk.Volatility, Timing.Yearly, _on && !_plan.IsOneByOne);
        _stream = plan.Streams.Register(plan.Terms.Place, "volatility.high_cost_case", service);
        _mean = plan.Rows.Next();
        _number = plan.Rows.Next();
        CostRow = plan.Rows.Next();
        if (_on)
        {
            plan.Checks.Sum(_count, ExpectedRow, CostRow, ExpectedRow, tail.MeanSquare / _meanSeverity);
        }
    }

    /// <summary>Row of the cost of high-cost cases, in prices of year 1.</summary>
    public int CostRow { get; }

    /// <summary>Row of what they are expected to cost, given expected activity.</summary>
    public int ExpectedRow => _mean;

    /// <summary>Draws the year from expected activity over that of year 1 (<paramref name="activity"/> · <paramref name="scale"/>).</summary>
    public void Year<L>(Workspace work, Latents latents, in Philox philox, int year, int activity, double scale)
        where L : struct, ILanes<L>
    {
        ref var mean = ref work.First(_mean);
        ref var expected = ref work.First(activity);
        var factor = L.Of(_cases * scale);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(factor * _factor.At<L>(work, i) * L.Load(ref expected, i), ref mean, i);
        }

        if (_on)
        {
            Poisson.Fill<L>(work.Row(latents.Row(_count, year)), work.Row(_mean), work.Row(_number));
            var uniforms = new CaseUniforms(philox, _stream, work.FirstTrial, year);
            Sum<L>(work, latents, year, ref uniforms);
        }

        var severity = L.Of(_meanSeverity);
        ref var cost = ref work.First(CostRow);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var average = L.Load(ref mean, i) * severity;
            L.Store(average, ref mean, i);
            if (!_on)
            {
                L.Store(average, ref cost, i);
            }
        }
    }

    private void Sum<L>(Workspace work, Latents latents, int year, ref CaseUniforms uniforms)
        where L : struct, ILanes<L>
    {
        if (_terms.Severity.Pareto is { } pareto)
        {
            Sum<L, ParetoSeverity>(work, latents, year, ref uniforms, new(_plan.Level, -1 / pareto.Alpha));
        }
        else
        {
            var (mean, cv) = (_terms.Severity.Lognormal!.Mean, _terms.Severity.Lognormal.Cv);
            var tail = new LognormalTail(_plan.Level, mean, cv);
            Sum<L, LognormalSeverity>(work, latents, year, ref uniforms, new(tail.Mu, tail.Sigma, tail.Share));
        }
    }

    private void Sum<L, TSeverity>(
        Workspace work, Latents latents, int year, ref CaseUniforms uniforms, scoped in TSeverity severity)
        where L : struct, ILanes<L>
        where TSeverity : struct, ICaseSeverity, allows ref struct
    {
        if (_plan.IsOneByOne)
        {
            work.Row(CostRow).Clear();
            LargeCases.Add<L, CaseUniforms, TSeverity>(work.Row(_number), ref uniforms, severity, work.Row(CostRow));
        }
        else
        {
            CaseSum.Split<L, CaseUniforms, TSeverity>(
                _plan.Below, _plan.LargeShare, work.Row(_number), work.Row(latents.Row(_smaller, year)),
                work.Row(latents.Row(_large, year)), ref uniforms, severity, work.Row(CostRow));
        }
    }
}
