namespace IcpRisk.Nature.Kernel;

/// <summary>
/// Half the variance of a sum of log processes: what a product of exponentials is divided by (in the exponent) so that
/// risk moves its spread and not its mean. Exact for normals, correlated or not; given each trial's correlation where that is uncertain.
/// </summary>
internal static class MeanCorrection
{
    /// <summary>½ Var(Σ X[y]) over <paramref name="processes"/>.</summary>
    public static Param HalfVariance(PlanBuilder plan, IReadOnlyList<LogProcess> processes, int year)
    {
        var p = plan.Params;
        var sum = Param.Of(0);
        for (var i = 0; i < processes.Count; i++)
        {
            var a = processes[i].Impulses(p, year);
            sum = p.Add(sum, p.Scale(Product(p, a, a), 0.5));
            for (var j = 0; j < i; j++)
            {
                var correlation = plan.Drivers.Correlation(processes[i].Driver, processes[j].Driver);
                if (!correlation.IsZero)
                {
                    sum = p.Add(sum, p.Multiply(Product(p, a, processes[j].Impulses(p, year)), correlation));
                }
            }
        }

        return sum;
    }

    /// <summary>½ Var(all) − ½ Var(part): what is left to correct when the part has been corrected already.</summary>
    public static Param Remainder(
        PlanBuilder plan, IReadOnlyList<LogProcess> part, IReadOnlyList<LogProcess> added, int year)
    {
        // Summed from the added terms alone, so that uncorrelated parts stay out and rounding does not depend on them.
        return plan.Params.Add(HalfVariance(plan, added, year), Covariance(plan, added, part, year));
    }

    /// <summary>Cov(Σ X[y], Σ Y[y]) of two sums of processes.</summary>
    public static Param Covariance(
        PlanBuilder plan, IReadOnlyList<LogProcess> one, IReadOnlyList<LogProcess> other, int year)
    {
        var p = plan.Params;
        var sum = Param.Of(0);
        foreach (var x in one)
        {
            foreach (var y in other)
            {
                var correlation = plan.Drivers.Correlation(x.Driver, y.Driver);
                if (!correlation.IsZero)
                {
                    sum = p.Add(sum, p.Multiply(Product(p, x.Impulses(p, year), y.Impulses(p, year)), correlation));
                }
            }
        }

        return sum;
    }

    private static Param Product(ParamBook p, Param[] a, Param[] b)
    {
        var sum = Param.Of(0);
        for (var u = 0; u < a.Length; u++)
        {
            sum = p.Add(sum, p.Multiply(a[u], b[u]));
        }

        return sum;
    }
}
