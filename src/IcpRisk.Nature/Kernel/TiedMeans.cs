using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Population;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// What activity and cost of a service are multiplied with where events (shocks, practices that move) are tied by name to
/// log-normal factors of the same product, so that its mean stays: one where nothing is tied. Jumps of prices, which all
/// services share, are <see cref="Efficiency.PriceKernel.Tied"/>.
/// </summary>
internal sealed class TiedMeans(PlanBuilder plan, PopulationKernel population, ShockKernel shocks)
{
    /// <summary>Mean of events beside the factors that they have been corrected with, over that beside those and further ones.</summary>
    /// <param name="service">The service.</param>
    /// <param name="before">Factors of the product so far.</param>
    /// <param name="added">Factors it is multiplied with.</param>
    /// <param name="year">The year.</param>
    public Param Activity(string service, IReadOnlyList<LogProcess> before, IReadOnlyList<LogProcess> added, int year)
    {
        var (one, other) = (new Tilt(plan, before, year), new Tilt(plan, [.. before, .. added], year));
        return plan.Params.Multiply(shocks.Tied(service, one, other, year), population.Tied(one, other, year));
    }
}
