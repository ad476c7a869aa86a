using MathNet.Numerics.Random;
using Gamma = MathNet.Numerics.Distributions.Gamma;
using Normal = MathNet.Numerics.Distributions.Normal;
using Pareto = MathNet.Numerics.Distributions.Pareto;
using Poisson = MathNet.Numerics.Distributions.Poisson;

namespace IcpRisk.Benchmarks.Plain;

/// <content>Chance within a service: how many cases, what they cost, and the few very dear ones.</content>
internal sealed partial class PlainTrial
{
    /// <summary>Expected counts from which <c>normalCounts</c> takes a rounded normal.</summary>
    private const double Many = 1000;

    private void Cost(RandomSource random, int s, int y, double expected, double unitCost, double saving, double outside)
    {
        var service = nature.Services[s];
        var activity = Count(random, expected, service.Dispersion);
        var cases = CaseCost(random, activity, service);
        var dear = 0.0;
        if (service.HighCostCases > 0)
        {
            for (var n = Poisson.Sample(random, service.HighCostCases * expected / service.ExpectedYear1); n > 0; n--)
                dear += Pareto.Sample(random, service.HighCostAbove, service.HighCostAlpha);
        }

        var price = _path.Price[y];
        var inside = 1 - outside;
        var made = unitCost * (1 - saving) * (((1 - service.Fixed) * inside * cases) + (service.Fixed * _capacity[s]));
        var cost = made + (service.PlannedUnitCost[y] * price * nature.OutsidePrice * outside * cases) + (dear * price);
        _capacity[s] += service.Release * ((inside * activity) - _capacity[s]);
        _path.Activity[s] = activity;
        if (service.InScope)
            _path.InScope += cost;
        else
            _path.OutOfScope += cost;
    }

    // Negative binomial with variance φ times the mean, as a gamma mixture of Poissons.
    private double Count(RandomSource random, double mean, double dispersion)
    {
        if (normalCounts && mean > Many)
            return Math.Round(Normal.Sample(random, mean, Math.Sqrt(dispersion * mean)));
        var rate = dispersion > 1 ? Gamma.Sample(random, mean / (dispersion - 1), 1 / (dispersion - 1)) : mean;
        return Poisson.Sample(random, rate);
    }

    // Total of so many cases in units of a case's mean: the shifted gamma with their mean, variance and third moment.
    private static double CaseCost(RandomSource random, double cases, PlainService service)
    {
        if (service.CaseCv == 0 || cases == 0)
            return cases;
        var root = Math.Sqrt(cases);
        var skewness = service.CaseSkewness / root;
        var shape = 4 / (skewness * skewness);
        var w = (Gamma.Sample(random, shape, 1) - shape) / Math.Sqrt(shape);
        return Math.Max(0, cases + (root * service.CaseCv * w));
    }
}
