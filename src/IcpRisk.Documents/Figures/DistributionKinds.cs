namespace IcpRisk.Documents;

/// <summary>
/// The register of distributions a figure may have: the one place where a kind is added. Moments are those of
/// the variable itself (a lognormal's <c>mean</c> and <c>sd</c> are not those of its logarithm).
/// </summary>
public static class DistributionKinds
{
    private static readonly DistributionParameter SpreadFromZero =
        new("sd", "standard deviation of the variable") { Min = 0 };

    private static readonly DistributionParameter Spread = SpreadFromZero with { MinExclusive = true };

    private static readonly DistributionParameter AnyMean = new("mean", "mean of the variable") { IsValue = true };

    private static readonly DistributionParameter PositiveMean = AnyMean with { Min = 0, MinExclusive = true };

    /// <summary>All kinds, in the order in which they are listed to the user.</summary>
    public static IReadOnlyList<DistributionKind> All { get; } =
    [
        new("normal", "Normal, by mean and standard deviation.",
            [AnyMean, SpreadFromZero], [["mean", "sd"]], [], AlwaysWell, p => p["mean"]),
        new("lognormal", "Lognormal, by mean and standard deviation of the variable itself.",
            [PositiveMean, SpreadFromZero], [["mean", "sd"]], [], AlwaysWell, p => p["mean"]),
        new("uniform", "Uniform between two bounds.",
            [new("from", "least value") { IsValue = true }, new("to", "greatest value") { IsValue = true }],
            [["from", "to"]], [],
            p => p["from"] < p["to"] ? null : "`from` must be less than `to`",
            p => p["from"] / 2 + p["to"] / 2),
        new("beta", "Beta on 0 to max, by mean and precision (alpha + beta) or by alpha and beta.",
            [
                PositiveMean,
                Shape("precision", "alpha + beta: the larger, the narrower"),
                Shape("alpha", "first shape parameter"),
                Shape("beta", "second shape parameter"),
                new("max", "greatest value; 1 when not given") { IsValue = true, Min = 0, MinExclusive = true },
            ],
            [["mean", "precision"], ["alpha", "beta"]], ["max"],
            p => !p.TryGetValue("mean", out var mean) || mean < Max(p) ? null : "`mean` must be less than `max` (1 when not given)",
            p => p.TryGetValue("mean", out var mean) ? mean : Max(p) * (p["alpha"] / (p["alpha"] + p["beta"]))),
        new("gamma", "Gamma, by mean and standard deviation.",
            [PositiveMean, Spread], [["mean", "sd"]], [], AlwaysWell, p => p["mean"]),
    ];

    /// <summary>The kind of that name, or null.</summary>
    public static DistributionKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    private static string? AlwaysWell(IReadOnlyDictionary<string, double> parameters) => null;

    private static double Max(IReadOnlyDictionary<string, double> parameters) =>
        parameters.TryGetValue("max", out var max) ? max : 1;

    private static DistributionParameter Shape(string name, string doc) =>
        new(name, doc) { InFigureUnit = false, Min = 0, MinExclusive = true };
}
