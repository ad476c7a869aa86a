using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Kernel;

namespace IcpRisk.Nature.Utilisation;

/// <summary>
/// The drivers of how much each service is used: exp(δ_s (y − 1) + U[s,y]), U an AR(1) with surprises correlated over
/// services, δ_s the error in the growth rate.
/// </summary>
internal sealed class UtilisationKernel
{
    private const string Path = "risks.utilisation";
    private readonly PlanBuilder _plan;
    private readonly UtilisationRisk _terms;
    private readonly Driver _common;
    private readonly Driver _trendCommon;

    public UtilisationKernel(PlanBuilder plan)
    {
        _plan = plan;
        _terms = plan.Terms.Risks.Utilisation;
        _common = plan.Drivers.Add("utilisation.common", Risk.Utilisation, Timing.Yearly, used: false);
        _trendCommon = plan.Drivers.Add("utilisation.trend.common", Risk.Utilisation, Timing.Once, used: false);
    }

    /// <summary>The processes of one service.</summary>
    public List<LogProcess> Of(string service)
    {
        var own = _terms.Services.TryGetValue(service, out var s) ? s : null;
        var sd = own?.Sd ?? _terms.Sd;
        var persistence = own?.Persistence ?? _terms.Persistence;
        var trendSd = own?.TrendSd ?? _terms.TrendSd;
        var ownPath = $"{Path}.services.{service}";
        var shape = _terms.Start == Start.Stationary ? Shape.Stationary : Shape.Autoregressive;
        List<LogProcess?> made =
        [
            _plan.Process($"utilisation.{service}", Risk.Utilisation, shape, sd, persistence,
                own?.Sd is null ? $"{Path}.sd" : $"{ownPath}.sd",
                own?.Persistence is null ? $"{Path}.persistence" : $"{ownPath}.persistence"),
            _plan.Process($"utilisation.trend.{service}", Risk.Utilisation, Shape.Trend, trendSd, null,
                own?.TrendSd is null ? $"{Path}.trend_sd" : $"{ownPath}.trend_sd"),
        ];
        Share($"utilisation.{service}", _common, _terms.Correlation, "correlation");
        Share($"utilisation.trend.{service}", _trendCommon, _terms.TrendCorrelation, "trend_correlation");
        return [.. made.OfType<LogProcess>()];
    }

    private void Share(string name, Driver factor, Documents.Figure figure, string key)
    {
        var correlation = _plan.Drivers.CommonCorrelation(figure, $"{Path}.{key}");
        if (!correlation.IsZero)
        {
            _plan.Drivers.Share(_plan.Drivers.All.First(d => d.Name == name), factor, correlation);
        }
    }
}
