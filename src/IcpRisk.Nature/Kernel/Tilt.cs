namespace IcpRisk.Nature.Kernel;

/// <summary>
/// What becomes of a driver's normals where trials count by a product of log-normal factors: E[F·e^X] / E[e^X] is the mean
/// of F with every normal moved by its covariance with X (Cameron and Martin, Ann. Math. 45, 1944). So an event that is tied by
/// name to factors it is multiplied with has a probability of its own in the mean of the product. Exact for a Gaussian
/// copula, by trial where spreads or correlations are uncertain.
/// </summary>
/// <param name="plan">What knows the correlations.</param>
/// <param name="processes">The log factors of the product, X their sum.</param>
/// <param name="year">The year of the product.</param>
internal sealed class Tilt(PlanBuilder plan, IReadOnlyList<LogProcess> processes, int year)
{
    /// <summary>Whether a yearly driver is moved by any of the factors.</summary>
    public bool Moves(Driver driver) => processes.Any(p => !plan.Drivers.Correlation(driver, p.Driver).IsZero);

    /// <summary>Probability, in the mean of the product, of what happens in a year where the driver is high.</summary>
    /// <param name="probability">Its probability as it is.</param>
    /// <param name="driver">A yearly driver.</param>
    /// <param name="surprise">The year in which it may happen, from 1 to that of the product.</param>
    public Param Probability(Param probability, Driver driver, int surprise)
    {
        var p = plan.Params;
        var shift = Param.Of(0);
        foreach (var process in processes)
        {
            var correlation = plan.Drivers.Correlation(driver, process.Driver);
            if (!correlation.IsZero)
            {
                shift = p.Add(shift, p.Multiply(correlation, process.Impulses(p, year)[surprise - 1]));
            }
        }

        return shift.IsZero || probability is { IsConstant: true, Constant: <= 0 or >= 1 }
            ? probability
            : p.NormalCdf(p.Add(p.NormalQuantile(probability), shift));
    }
}
