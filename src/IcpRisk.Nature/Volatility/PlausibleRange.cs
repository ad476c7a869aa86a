using IcpRisk.Documents;
using IcpRisk.Nature.Kernel;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// Values of a figure that a way of drawing must serve: its mean and, where it is uncertain, the values exceeded with
/// probability 99.5 % and 0.5 %.
/// </summary>
internal readonly record struct PlausibleRange(double Low, double Mean, double High)
{
    private const double Quantile995 = 2.5758293035489;

    /// <summary>Whether it is uncertain while its risk is on.</summary>
    public bool IsWide => High > Low;

    public static PlausibleRange Of(PlanBuilder plan, Figure figure, Domain domain)
    {
        if (figure.Distribution is null || !plan.IsOn(Risk.Volatility))
        {
            return new(figure.Mean, figure.Mean, figure.Mean);
        }

        var marginal = Marginal.Of(figure.Distribution).Within(domain);
        return new(marginal.At(-Quantile995), figure.Mean, marginal.At(Quantile995));
    }
}
