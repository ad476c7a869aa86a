using IcpRisk.Documents;
using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Efficiency;

/// <summary>Share of one service's activity that people have outside the provider: a beta with memory, or a constant.</summary>
internal sealed class OutsideKernel
{
    private readonly BoundedProcess? _process;

    private OutsideKernel(PlanBuilder plan, OutsideUseTerms terms, string service, PriceKernel price)
    {
        const string Path = "risks.efficiency.outside_use";
        var share = terms.Share;
        Planned = (share.Planned ?? share.Expected).Mean;
        PriceRatio = price.Outside;
        var sd = plan.Spread(share.Sd, Risk.Efficiency, $"{Path}.share.sd");
        var mean = plan.Centre == Centre.Planned
            ? Param.Of(Planned)
            : plan.Of(share.Expected, Risk.Efficiency, $"{Path}.share.expected", Domain.Share);
        Share = mean;
        var name = $"efficiency.outside_use.{service}";
        var driver = plan.Drivers.Add(name, Risk.Efficiency, Timing.Yearly, used: !sd.IsZero && plan.IsOn(Risk.Efficiency, name));
        if (driver.Used)
        {
            // A beta's precision from its mean and standard deviation.
            var (m, s) = (share.Expected.Mean, share.Sd.Mean);
            var beta = new Distribution("beta", new Dictionary<string, double> { ["mean"] = m, ["precision"] = (m * (1 - m) / (s * s)) - 1 });
            var persistence = plan.Of(share.Persistence, Risk.Efficiency, $"{Path}.share.persistence", Domain.Share);
            _process = mean.IsConstant && sd.IsConstant
                ? new BoundedProcess(plan, driver, beta, persistence)
                : new BoundedProcess(plan, driver, beta, new BetaByTrial(plan.Params, mean, sd), persistence);
            Share = _process.Value;
        }
    }

    /// <summary>The planned share.</summary>
    public double Planned { get; }

    public Param Share { get; }

    /// <summary>Price outside over planned unit cost.</summary>
    public Param PriceRatio { get; }

    public static OutsideKernel? Of(PlanBuilder plan, string service, PriceKernel price) =>
        plan.Terms.Risks.Efficiency.OutsideUse is { } terms && terms.Services.Contains(service)
            ? new OutsideKernel(plan, terms, service, price)
            : null;

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L> => _process?.Year<L>(work, latents, year);
}
