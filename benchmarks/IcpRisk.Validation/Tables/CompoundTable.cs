using IcpRisk.Validation.Chapter;

namespace IcpRisk.Validation.Tables;

/// <summary>Compound Poisson and negative binomial sums, out to 99.9 %.</summary>
internal static class CompoundTable
{
    private const int Trials = 1 << 18;
    private static readonly double[] Levels = [0.5, 0.95, 0.99, 0.995, 0.999];

    public static Table Table { get; } = new(
        "compound", "compound.md", ["number", "cases", "severity"],
        "mean and sd in closed form; quantiles by discrete Fourier transform of the severity on 2²⁰ cells.",
        "262,144 trials of scenarios/chance.yaml or high-cost.yaml, cost of the year, in means of a case (£1,000) or thresholds (£20,000).",
        [
            Of(Compounds.Lognormal(5, 1, 0.6, 0.0001), quick: true),
            Of(Compounds.Lognormal(50, 1, 0.6, 0.0005)),
            Of(Compounds.Lognormal(5_000, 1, 0.6, 0.002)),
            Of(Compounds.Lognormal(50, 1, 1.5, 0.001)),
            Of(Compounds.Lognormal(500, 1, 1.5, 0.002)),
            Of(Compounds.Lognormal(50_000, 1, 1.5, 0.01)),
            Of(Compounds.Lognormal(20, 1, 4, 0.002)),
            Of(Compounds.Lognormal(2_000, 1, 4, 0.01)),
            Of(Compounds.Lognormal(50_000, 1, 4, 0.02)),
            Of(Compounds.Skewed(300, 1, 1.5, 15, 0.002)),
            Of(Compounds.Lognormal(100, 3, 0.6, 0.002)),
            Of(Compounds.Lognormal(200, 1.5, 1.5, 0.002)),
            Of(Compounds.Lognormal(20_000, 1.5, 1.5, 0.01)),
            Of(Compounds.Lognormal(1_000, 10, 1.5, 0.005)),
            Of(Compounds.Lognormal(1_000, 3, 4, 0.01)),
            Of(Compounds.Skewed(2_000, 2, 3, 60, 0.01)),
            Of(Compounds.Pareto(15, 4.5, 0.001)),
            Of(Compounds.Pareto(15, 2.5, 0.002), sd: false),
            Of(Compounds.Pareto(100, 2.5, 0.005), sd: false),
            Of(Compounds.LognormalAbove(15, 3_000, 3, 0.001)),
        ]);

    // Below a tail index of 4 a sample's standard deviation has no standard error.
    private static Case Of(Compound compound, bool sd = true, bool quick = false) => new(
        compound.Keys,
        seed => Sample.Against(compound.Simulate(Trials, seed), compound.Exact(), compound.Coarse(), compound.Unit, Levels, sd))
    {
        Quick = quick,
    };
}
