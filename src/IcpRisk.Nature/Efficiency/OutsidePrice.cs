using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Efficiency;

/// <summary>
/// Price of care outside over the planned unit cost at general prices: a ratio, uncertain once a trial, times a process of
/// its own, exp(AR(1) − c), whose mean stays one also beside surprises of general prices.
/// </summary>
internal sealed class OutsidePrice
{
    private readonly Param _ratio;
    private readonly LogFactor? _surprise;
    private readonly int _row;

    public OutsidePrice(PlanBuilder plan, OutsideUseTerms terms, IReadOnlyList<LogProcess> price)
    {
        const string Path = "risks.efficiency.outside_use";
        _ratio = plan.Of(terms.PriceRatio, Risk.Efficiency, $"{Path}.price_ratio", Domain.NotNegative);
        Ratio = _ratio;
        if (terms.PriceSd.Constant == 0)
        {
            return;
        }

        var own = PopulationKernel.Present(plan.Process(
            "efficiency.outside_price", Risk.Efficiency, Shape.Autoregressive, terms.PriceSd, terms.PricePersistence,
            $"{Path}.price_sd", $"{Path}.price_persistence"));
        if (own.Count > 0)
        {
            _surprise = new LogFactor(plan, own, price);
            _row = plan.Rows.Next();
            Ratio = Param.OfRow(_row);
        }
    }

    public Param Ratio { get; }

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        if (_surprise is null)
        {
            return;
        }

        _surprise.Year<L>(work, latents, year);
        var factor = _surprise.At(year);
        ref var row = ref work.First(_row);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(_ratio.At<L>(work, i) * factor.At<L>(work, i), ref row, i);
        }
    }
}
