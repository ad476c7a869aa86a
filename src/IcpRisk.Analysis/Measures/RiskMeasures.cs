using IcpRisk.Documents;

namespace IcpRisk.Analysis.Measures;

/// <summary>The provider's risk in measures: tails, ruin by year, what losses are exceeded how often, discounted results.</summary>
public static class RiskMeasures
{
    /// <param name="years">Contract years.</param>
    /// <param name="reserves">Pounds that losses may eat up before there is ruin, at least 0.</param>
    public static IReadOnlyList<string> Of(int years, double reserves)
    {
        var amount = NumberText.Format(reserves, Unit.Money);
        var ruin = reserves > 0 ? $"-{amount}" : "£0";
        return
        [
            .. new[] { "75", "90", "95", "99", "99.5", "99.9" }.Select(level => $"tvar{level}(provider.cumulative)"),

            // The loss that is exceeded once in 4, 10, 20, 100, 200 and 1,000 terms.
            .. new[] { "75", "90", "95", "99", "99.5", "99.9" }.Select(level => $"var{level}(provider.cumulative)"),
            // And of the worst of the years.
            .. new[] { "75", "90", "95", "99", "99.5", "99.9" }.Select(level => $"var{level}(min(provider.net))"),
            "p_loss(provider.cumulative)",
            .. Enumerable.Range(1, years).Select(y => $"prob(any(is_deficit[1..{y}]))"),
            .. Enumerable.Range(1, years).Select(y => $"prob(min(provider.cumulative[1..{y}]) < {ruin})"),
            $"shortfall(provider.cumulative, {amount})",
            $"return_period(provider.cumulative, {amount})",
            "mean(provider.pv)", "tvar95(provider.pv)", "tvar99.5(provider.pv)",
        ];
    }
}
