using IcpRisk.Nature.Kernel;

namespace IcpRisk.Nature.Agreement;

/// <summary>Collects, while a plan is made, what of it can be compared with theory. Nothing is worked out until it is asked for.</summary>
internal sealed class CheckBook(PlanBuilder plan)
{
    private readonly List<Func<MomentCheck?>> _asked = [];
    private readonly Dictionary<Marginal, ValueMoments> _theory = new(ReferenceEqualityComparer.Instance);

    /// <summary>All checks of the plan; theory is worked out here.</summary>
    public IReadOnlyList<MomentCheck> Make(Latents latents) =>
    [
        .. latents.Drawn.Select(d => new NormalCheck(d.Name, year => latents.Row(d, year), Times(d)) { IsOnce = IsOnce(d) }),
        .. plan.Drivers.StatedPairs(latents).Select(p => new PairCheck(
            $"{p.One.Name} with {p.Other.Name}", year => latents.Row(p.One, year), year => latents.Row(p.Other, year),
            p, MeanOf(p.Mean), Times(p.One)) { IsOnce = IsOnce(p.One) }),
        .. plan.Params.DrawnValues.Select(d => ValueCheck.Of(d.Path, d.Row, 1, Theory(d.Marginal), isOnce: true)).OfType<MomentCheck>(),
        .. _asked.Select(make => make()).OfType<MomentCheck>(),
    ];

    /// <summary>A quantity with a distribution of its own, whose values its row holds when the year is done.</summary>
    public void Value(string name, int row, int year, Marginal marginal) => _asked.Add(() => ValueCheck.Of(name, row, year, Theory(marginal)));

    /// <summary>A log-normal factor whose mean is one by itself, not only together with others.</summary>
    public void Factor(IReadOnlyList<LogProcess> own, IReadOnlyList<LogProcess> others, int row, int year, Param correction)
    {
        if (IsAlone(own, others))
        {
            _asked.Add(() => new FactorCheck(
                $"factor {string.Join(" · ", own.Select(p => p.Driver.Name))}, year {year}", row, year, correction) { IsOnce = own.Any(p => IsOnce(p.Driver)) });
        }
    }

    /// <summary>A count of a driver that is drawn given rows of its expectation and dispersion.</summary>
    public void Count(Driver driver, int expected, int count, Param dispersion)
    {
        if (!plan.Drivers.IsNamed(driver))
        {
            _asked.Add(() => new CountCheck(driver.Name + ", given what is expected", expected, count, dispersion, plan.Years));
        }
    }

    /// <summary>A sum of a driver with a mean row, and a variance of <paramref name="ratio"/> times another row.</summary>
    public void Sum(Driver driver, int expected, int sum, int scale, double ratio)
    {
        if (!plan.Drivers.IsNamed(driver) && ratio > 0 && double.IsFinite(ratio))
        {
            _asked.Add(() => new SumCheck(driver.Name + ", cost", expected, sum, scale, ratio, plan.Years));
        }
    }

    // Correlated with a factor of the same product, it is the product that has mean one; and sums of normals that a t copula
    // ties are no normals.
    private bool IsAlone(IReadOnlyList<LogProcess> own, IReadOnlyList<LogProcess> others)
    {
        List<LogProcess> all = [.. own, .. others];
        for (var i = 0; i < all.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var bothOwn = i < own.Count && j < own.Count;
                if (!(bothOwn && plan.Terms.Copula is null) && !plan.Drivers.Stated(all[i].Driver, all[j].Driver).IsZero)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private ValueMoments Theory(Marginal marginal)
    {
        if (!_theory.TryGetValue(marginal, out var theory))
        {
            theory = ValueMoments.Of(marginal);
            _theory.Add(marginal, theory);
        }

        return theory;
    }

    // Of what is worked out from a draw only departures are compared, and told as such.
    private double MeanOf(Param correlation) => plan.Params.IsDrawn(correlation) ? plan.Params.MeanOf(correlation) : 0;

    private static bool IsOnce(Driver driver) => driver.Timing == Timing.Once;

    private int Times(Driver driver) => driver.Timing == Timing.Once ? 1 : plan.Years;
}
