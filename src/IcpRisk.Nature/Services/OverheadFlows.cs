using IcpRisk.Nature.Kernel;

namespace IcpRisk.Nature.Services;

/// <summary>
/// What the provider spends beside services, by year: management, and irrecoverable VAT, as planned; mobilisation, double
/// running and transformation times an overrun that belongs to the efficiency risk.
/// </summary>
internal static class OverheadFlows
{
    /// <summary>The sum by year, scaled by exposure.</summary>
    public static Param[] ByYear(PlanBuilder plan)
    {
        var terms = plan.Terms.Overheads;
        var p = plan.Params;
        var overrun = plan.Of(plan.Terms.Risks.Efficiency.Overrun, Risk.Efficiency, "risks.efficiency.overrun", Domain.NotNegative);
        return [.. Enumerable.Range(1, plan.Years).Select(y =>
        {
            var sum = p.Add(Planned(terms.Management, y), p.Multiply(overrun, Planned(terms.Mobilisation, y)));
            sum = p.Add(sum, p.Multiply(overrun, Planned(terms.DoubleRunning, y)));
            sum = p.Add(sum, p.Multiply(overrun, Planned(terms.Transformation, y)));
            return p.Scale(p.Add(sum, Planned(terms.IrrecoverableVat, y)), plan.Time.Exposure(y));
        })];

        static Param Planned(Documents.Yearly flow, int year) => Param.Of(flow.At(year).Mean);
    }
}
