using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// High-cost cases of one service, in prices of year 1: a Poisson number that moves with the service's expected activity,
/// those above a second level drawn each on its own, the many below it by one gamma (<see cref="TailParams"/>).
/// </summary>
/// <remarks>
/// With persistence p a binomial part of last year's cases stays and a Poisson number is new (an INAR(1) process: Al-Osh
/// and Alzaid 1987). Of Poisson(m') cases Poisson(p·m') stay, so with m − p·m' new ones expected the year's number is
/// Poisson(m) as without. Where m falls below p·m' the part that stays is m/m' and none are new. With a memory of severity
/// those who stay keep part of it (<see cref="SeverityMemory"/>).
/// </remarks>
internal sealed class HighCostKernel
{
    private readonly bool _on;
    private readonly double _cases;
    private readonly TailParams _tail;
    private readonly Param _persistence;
    private readonly CaseLayerTerms? _layer;
    private readonly double _meanLayer;
    private readonly Driver _count;
    private readonly Driver _staying;
    private readonly Driver _smaller;
    private readonly Driver _large;
    private readonly StreamId _stream;
    private readonly int _mean;
    private readonly int _number;
    private readonly int _meanBefore;
    private readonly int _stayed;
    private readonly Param _factor;
    private readonly SeverityMemory? _memory;

    public HighCostKernel(PlanBuilder plan, string service, HighCostTerms terms)
    {
        _on = plan.IsOn(Risk.Volatility, $"volatility.high_cost.{service}");
        var cases = plan.Pick(terms.Cases);
        var path = $"risks.volatility.high_cost.{service}";
        _cases = cases.Mean;
        _factor = plan.Params.Scale(
            plan.Of(terms.Cases, Risk.Volatility, $"{path}.cases", Domain.NotNegative), _cases == 0 ? 0 : 1 / _cases);
        _tail = new TailParams(plan, service, terms, PlausibleRange.Of(plan, cases, Domain.NotNegative).Low);
        _layer = terms.Layer;
        _meanLayer = _layer?.Mean(terms.ToTail()) ?? 0;
        _persistence = plan.Of(terms.Persistence, Risk.Volatility, $"{path}.persistence", Domain.Share);
        var split = _on && !_tail.Plan.IsOneByOne;
        _count = plan.Drivers.Add($"volatility.high_cost.{service}", Risk.Volatility, Timing.Yearly, _on);
        _staying = plan.Drivers.Add($"volatility.high_cost_staying.{service}", Risk.Volatility, Timing.Yearly, _on && !_persistence.IsZero);
        _smaller = plan.Drivers.Add($"volatility.high_cost_sum.{service}", Risk.Volatility, Timing.Yearly, split);
        _large = plan.Drivers.Add($"volatility.high_cost_large.{service}", Risk.Volatility, Timing.Yearly, split);
        _stream = plan.Streams.Register(plan.Terms.Place, "volatility.high_cost_case", service);
        _mean = plan.Rows.Next();
        _number = plan.Rows.Next();
        CostRow = plan.Rows.Next();
        LayerRow = _layer is null ? -1 : plan.Rows.Next();
        _stayed = _staying.Used || _layer is not null ? plan.Rows.Next() : -1;
        _meanBefore = _staying.Used ? plan.Rows.Next(2) : -1;
        if (_staying.Used && terms.SeverityMemory is { } memory)
        {
            _memory = new SeverityMemory(
                plan, service, plan.Of(memory, Risk.Volatility, $"{path}.severity_memory", Domain.Share), PlausibleRange.Of(plan, cases, Domain.NotNegative).High);
        }

        if (_on && !_staying.Used && !_tail.IsUncertain)
        {
            // Years are independent and cases of one distribution: what the comparison takes for granted.
            var tail = terms.ToTail();
            plan.Checks.Sum(_count, ExpectedRow, CostRow, ExpectedRow, tail.MeanSquare / tail.Mean);
        }
    }

    /// <summary>Row of the cost of high-cost cases, in prices of year 1.</summary>
    public int CostRow { get; }

    /// <summary>Row of the part of it in the layer; −1 where there is none.</summary>
    public int LayerRow { get; }

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

        if (year == 1 && _tail.IsUncertain)
        {
            _tail.Evaluate(work);
        }

        if (_on)
        {
            Number<L>(work, latents, philox, year);
            Cost<L>(work, latents, philox, year);
        }

        Average<L>(work);
    }

    // How many there are: those who stay and those who are new.
    private void Number<L>(Workspace work, Latents latents, in Philox philox, int year)
        where L : struct, ILanes<L>
    {
        var z = work.Row(latents.Row(_count, year));
        if (!_staying.Used)
        {
            Poisson.Fill<L>(z, work.Row(_mean), work.Row(_number));
            return;
        }

        var (meanBefore, arriving) = (_meanBefore, _meanBefore + 1);
        if (year == 1)
        {
            Poisson.Fill<L>(z, work.Row(_mean), work.Row(_number));
            work.Row(_stayed).Clear();
            if (_memory is not null)
            {
                work.Row(_memory.StayedRow).Clear();
            }
        }
        else
        {
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var (before, now) = (L.Load(ref work.First(meanBefore), i), L.Load(ref work.First(_mean), i));
                var share = L.Min(_persistence.At<L>(work, i), now / L.Max(before, L.Of(double.Epsilon)));
                L.Store(share, ref work.First(meanBefore), i);
                L.Store(L.Max(L.Fma(-share, before, now), L.Zero), ref work.First(arriving), i);
            }

            Binomial.Fill<L>(work.Row(latents.Row(_staying, year)), work.Row(_number), work.Row(meanBefore), work.Row(_stayed));
            _memory?.Choose<L>(work, philox, year, work.Row(_number), work.Row(_stayed));
            Poisson.Fill<L>(z, work.Row(arriving), work.Row(_number));
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                L.Store(L.Load(ref work.First(_number), i) + L.Load(ref work.First(_stayed), i), ref work.First(_number), i);
            }
        }

        work.Row(_mean).CopyTo(work.Row(meanBefore));
    }

    private void Cost<L>(Workspace work, Latents latents, in Philox philox, int year)
        where L : struct, ILanes<L>
    {
        var uniforms = new CaseUniforms(philox, _stream, work.FirstTrial, year);
        var number = work.Row(_number);
        var smaller = _smaller.Used ? work.Row(latents.Row(_smaller, year)) : default;
        var large = _large.Used ? work.Row(latents.Row(_large, year)) : default;
        if (_memory is not null)
        {
            var remembered = new RememberedUniforms(uniforms, _memory, work, work.Row(_memory.StayedRow), recalls: false);
            _tail.Sum<L, RememberedUniforms>(work, number, default, default, ref remembered, work.Row(CostRow));
            if (_layer is not null)
            {
                var recalled = new RememberedUniforms(uniforms, _memory, work, work.Row(_memory.StayedRow), recalls: true);
                _tail.SumLayer<L, RememberedUniforms>(work, number, ref recalled, _layer, work.Row(LayerRow));
            }

            return;
        }

        _tail.Sum<L, CaseUniforms>(work, number, smaller, large, ref uniforms, work.Row(CostRow));
        if (_layer is null)
        {
            return;
        }

        var above = number;
        if (!_tail.Plan.IsOneByOne)
        {
            above = work.Row(_stayed);
            Binomial.Fill<L>(large, number, _tail.LargeShare.Over(work), above);
        }

        _tail.SumLayer<L, CaseUniforms>(work, above, ref uniforms, _layer, work.Row(LayerRow));
    }

    private void Average<L>(Workspace work)
        where L : struct, ILanes<L>
    {
        ref var mean = ref work.First(_mean);
        ref var cost = ref work.First(CostRow);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var number = L.Load(ref mean, i);
            var average = number * _tail.MeanSeverity.At<L>(work, i);
            L.Store(average, ref mean, i);
            if (!_on)
            {
                L.Store(average, ref cost, i);
                if (LayerRow >= 0)
                {
                    L.Store(number * L.Of(_meanLayer), ref work.First(LayerRow), i);
                }
            }
        }
    }
}
