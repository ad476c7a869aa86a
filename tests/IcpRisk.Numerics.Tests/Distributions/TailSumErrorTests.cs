using System.Globalization;
using System.Numerics;
using IcpRisk.Numerics.Distributions.Cases;
using Xunit.Abstractions;

namespace IcpRisk.Numerics.Tests.Distributions;

/// <summary>
/// Totals of cases above a threshold, as planned, against their exact distribution: both by Fourier transform, nothing
/// drawn. Writes a table of docs/samplers.md:
/// <c>dotnet test tests/IcpRisk.Numerics.Tests -c Release --filter TailSumErrorTests --logger "console;verbosity=detailed"</c>.
/// </summary>
public class TailSumErrorTests(ITestOutputHelper output)
{
    /// <summary>Of the distribution function; what docs/samplers.md states.</summary>
    private const double Stated = 1e-4;

    public static TheoryData<string, double, double, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, double, double, int>();
            foreach (var count in new[] { 12, 30, 60, 1_000 })
            {
                cases.Add("Pareto", 1.5, 0, count);
                cases.Add("Pareto", 2.8, 0, count);
                cases.Add("Pareto", 5, 0, count);
                cases.Add("lognormal", 3, 3, count);
                cases.Add("generalised Pareto", 1, -0.3, count);
                cases.Add("generalised Pareto", 1, 0, count);
                cases.Add("generalised Pareto", 0.5, 0.6, count);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_planned_total_has_the_exact_distribution(string kind, double first, double second, int count)
    {
        // The threshold is 1; the lognormal has its mean at a third of it.
        ICaseTail tail = kind switch
        {
            "Pareto" => new ParetoTail(1, first),
            "lognormal" => new LognormalTail(1, 1 / first, second),
            _ => new GeneralisedParetoTail(1, first, second),
        };
        var plan = TailSumPlan.For(count, tail);
        var name = string.Create(CultureInfo.InvariantCulture, $"| {kind} {first:0.##}{(second == 0 ? "" : $", {second:0.##}")} | {count:N0} |");
        if (plan.IsOneByOne)
        {
            output.WriteLine($"{name} one by one | {count:N0} | 0 |");
            Assert.True(count < 40);
            return;
        }

        var below = plan.Below;
        var few = count * (1 - plan.LargeShare);
        var sd = Math.Sqrt(few * (1 + below.Cv * below.Cv)) * below.Mean;
        var width = 1 / Math.Floor(PoissonTotal.Cells / (few * below.Mean + 9 * sd + 3 * plan.Level));
        double Large(double x) => x <= plan.Level ? 0 : 1 - tail.ShareAbove(x) / plan.LargeShare;
        var exact = new PoissonTotal(width)
            .Add(few, x => x <= tail.Threshold ? 0 : Math.Min(1, (1 - tail.ShareAbove(x)) / (1 - plan.LargeShare)))
            .Add(count * plan.LargeShare, Large).Cdf();

        // The sum of n has the shape n·4/γ², at n times the shift: it is the sum of n shifted gammas.
        var caseSd = below.Cv * below.Mean;
        var shift = below.Mean - 2 * caseSd / below.Skewness;
        var (shape, rate) = (4 / (below.Skewness * below.Skewness), 2 / (caseSd * below.Skewness));
        var planned = new PoissonTotal(width)
            .AddTransform(few, w => Complex.Exp(new(0, -w * shift)) * Complex.Pow(new(1, w / rate), -shape))
            .Add(count * plan.LargeShare, Large).Cdf();
        var error = exact.Zip(planned, (a, b) => Math.Abs(a - b)).Max();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} level {plan.Level:0.00} | {count * plan.LargeShare:0.00} | {error:0.0e+0} |"));
        Assert.InRange(error, 0, Stated);
    }
}
