using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Population;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// What a service's activity and cost are divided by where events (shocks, practices that move, jumps of prices) are tied
/// by name to log-normal factors of the same product, so that its mean stays. One where nothing is tied.
/// </summary>
internal sealed class TiedMeans(PlanBuilder plan, PopulationKernel population, ShockKernel shocks)
{
    /// <summary>As 1 over it: the change of the mean of list and need when more factors are multiplied with them.</summary>
    /// <param name="service">The service.</param>
    /// <param name="before">Factors that list and need have been corrected together with.</param>
    /// <param name="added">The further ones.</param>
    /// <param name="year">The year.</param>
    public Param Activity(string service, IReadOnlyList<LogProcess> before, IReadOnlyList<LogProcess> added, int year)
    {
        var (one, other) = (new Tilt(plan, before, year), new Tilt(plan, [.. before, .. added], year));
        return plan.Params.Multiply(shocks.Tied(service, one, other, year), population.Tied(one, other, year));
    }
}
