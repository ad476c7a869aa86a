using IcpRisk.Documents;
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
            var sum = p.Add(Of(terms.Management, y, "management"), p.Multiply(overrun, Of(terms.Mobilisation, y, "mobilisation")));
            sum = p.Add(sum, p.Multiply(overrun, Of(terms.DoubleRunning, y, "double_running")));
            sum = p.Add(sum, p.Multiply(overrun, Of(terms.Transformation, y, "transformation")));
            return p.Scale(p.Add(sum, Of(terms.IrrecoverableVat, y, "irrecoverable_vat")), plan.Time.Exposure(y));
        })];

        Param Of(Yearly flow, int year, string name) =>
            plan.YearOf(flow, year, Risk.Efficiency, $"overheads.{name}", Domain.NotNegative);
    }
}
