using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Maths;

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

    private static readonly DistributionParameter Scale = new("scale", "scale") { Min = 0, MinExclusive = true };

    private static readonly DistributionParameter AnyMean = new("mean", "mean of the variable") { IsValue = true };

    private static readonly DistributionParameter PositiveMean = AnyMean with { Min = 0, MinExclusive = true };

    private static readonly DistributionParameter From = new("from", "least value") { IsValue = true };

    private static readonly DistributionParameter Mode = new("mode", "likeliest value") { IsValue = true };

    private static readonly DistributionParameter To = new("to", "greatest value") { IsValue = true };

    /// <summary>A parameter that every kind may have: nothing below it is drawn.</summary>
    public static DistributionParameter Least { get; } = new("least", "cut off below this value, by drawing again") { IsValue = true };

    /// <summary>A parameter that every kind may have: nothing above it is drawn.</summary>
    public static DistributionParameter Greatest { get; } = new("greatest", "cut off above this value, by drawing again") { IsValue = true };

    /// <summary>All kinds, in the order in which they are listed to the user.</summary>
    public static IReadOnlyList<DistributionKind> All { get; } =
    [
        new("normal", "Normal, by mean and standard deviation.",
            [AnyMean, SpreadFromZero], [["mean", "sd"]], [], AlwaysWell, MeanGiven,
            d => z => d["mean"] + (z * d["sd"])),
        new("lognormal", "Lognormal, by mean and standard deviation of the variable itself.",
            [PositiveMean, SpreadFromZero], [["mean", "sd"]], [], AlwaysWell, MeanGiven,
            d =>
            {
                var (mu, sigma) = Lognormal.FromMoments(d["mean"], d["sd"]);
                return z => Scalar.Exp(mu + (sigma * z));
            }),
        new("uniform", "Uniform between two bounds.",
            [From, To], [["from", "to"]], [], Rises,
            d => d["from"] / 2 + d["to"] / 2,
            d => z => z < 0
                ? d["from"] + ((d["to"] - d["from"]) * Scalar.NormalCdf(z))
                : d["to"] - ((d["to"] - d["from"]) * Scalar.NormalCdf(-z))),
        new("beta", "Beta on 0 to max, by mean and precision (alpha + beta) or by alpha and beta.",
            [
                PositiveMean,
                Shape("precision", "alpha + beta: the larger, the narrower"),
                Shape("alpha", "first shape parameter"),
                Shape("beta", "second shape parameter"),
                new("max", "greatest value; 1 when not given") { IsValue = true, Min = 0, MinExclusive = true },
            ],
            [["mean", "precision"], ["alpha", "beta"]], ["max"],
            d => !d.Parameters.TryGetValue("mean", out var mean) || mean < BetaMax(d) ? null : "`mean` must be less than `max` (1 when not given)",
            d => d.Parameters.TryGetValue("mean", out var mean) ? mean : BetaMax(d) * (d["alpha"] / (d["alpha"] + d["beta"])),
            d =>
            {
                var (a, b) = BetaShapes(d);
                return z => BetaMax(d) * BetaQuantile.At(a, b, z);
            }),
        new("gamma", "Gamma, by mean and standard deviation.",
            [PositiveMean, Spread], [["mean", "sd"]], [], AlwaysWell, MeanGiven,
            d =>
            {
                var (shape, scale) = Gamma.FromMoments(d["mean"], d["sd"]);
                return z => scale * GammaQuantile.At(shape, z);
            }),
        new("triangular", "Triangular, by least, likeliest and greatest value.",
            [From, Mode, To], [["from", "mode", "to"]], [], HasMode,
            d => (d["from"] / 3) + (d["mode"] / 3) + (d["to"] / 3),
            d => z => Triangular.At(d["from"], d["mode"], d["to"], z))
        {
            Breaks = d => [Scalar.NormalQuantile((d["mode"] - d["from"]) / (d["to"] - d["from"]))],
        },
        new("pert", "PERT: a beta between two values by its likeliest one; the larger the shape (4 when not given), the narrower.",
            [From, Mode, To, Shape("shape", "weight of the likeliest value; 4 when not given")],
            [["from", "mode", "to"]], ["shape"], HasMode,
            d => (d["from"] + (PertShape(d) * d["mode"]) + d["to"]) / (PertShape(d) + 2),
            d =>
            {
                var (a, b) = PertShapes(d);
                return z => d["from"] + ((d["to"] - d["from"]) * BetaQuantile.At(a, b, z));
            }),
        new("student_t", "Student's t, by mean and standard deviation or by location and scale, and degrees of freedom.",
            [
                AnyMean, Spread, new("location", "middle, which is the mean") { IsValue = true }, Scale,
                new("degrees", "degrees of freedom: the fewer, the heavier both tails") { InFigureUnit = false, Min = 1, MinExclusive = true },
            ],
            [["mean", "sd", "degrees"], ["location", "scale", "degrees"]], [],
            d => d.Parameters.ContainsKey("sd") && !(d["degrees"] > 2) ? "with `sd`, `degrees` must be more than 2; use `scale`" : null,
            TLocation,
            d =>
            {
                var (location, scale) = (TLocation(d), TScale(d));
                return z => location + (scale * StudentTQuantile.At(d["degrees"], z));
            }),
        new("generalised_pareto", "Generalised Pareto above a threshold: exponential at shape 0, bounded below it, heavy-tailed above.",
            [
                new("threshold", "least value") { IsValue = true }, Scale,
                new("shape", "tail index, less than 1: the larger, the heavier the tail") { InFigureUnit = false },
            ],
            [["threshold", "scale", "shape"]], [],
            d => d["shape"] < 1 ? null : "`shape` must be less than 1, or there is no mean",
            d => d["threshold"] + (d["scale"] / (1 - d["shape"])),
            d => z => GeneralisedPareto.At(d["threshold"], d["scale"], d["shape"], z)),
        new("quantiles", "A smooth distribution through quantiles, two or more by level in per cent; 0 and 100 are bounds.",
            [], [[]], [], FittingProblem,
            d =>
            {
                var fitted = Fitted(d);
                return NormalExpectation.Of(fitted.At, double.NegativeInfinity, double.PositiveInfinity, fitted.Nodes);
            },
            d => Fitted(d).At)
        {
            Points = PointForm.Quantiles,
            Breaks = d => Fitted(d).Nodes,
        },
        new("empirical", "A sample, each value as likely as its weight: a CSV file with a column value and perhaps weight, or a list.",
            [], [[]], [], d => d.Points.Any(p => p.Key > 0) ? null : "no value has a weight above 0",
            d => d.Sample().Mean(x => x),
            d => d.Sample().At)
        {
            Points = PointForm.Sample,
        },
    ];

    /// <summary>The kind of that name, or null.</summary>
    public static DistributionKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>Both shapes of a beta.</summary>
    public static (double A, double B) BetaShapes(Distribution beta) => beta.Parameters.TryGetValue("mean", out var mean)
        ? Beta.FromMean(mean / BetaMax(beta), beta["precision"])
        : (beta["alpha"], beta["beta"]);

    /// <summary>Greatest value of a beta.</summary>
    public static double BetaMax(Distribution beta) => beta.Parameters.GetValueOrDefault("max", 1);

    /// <summary>Both shapes of the beta that a PERT is: 1 + shape times the mode's distance from either end as a share.</summary>
    public static (double A, double B) PertShapes(Distribution pert)
    {
        var width = pert["to"] - pert["from"];
        return (
            1 + (PertShape(pert) * ((pert["mode"] - pert["from"]) / width)),
            1 + (PertShape(pert) * ((pert["to"] - pert["mode"]) / width)));
    }

    /// <summary>Middle of a Student t.</summary>
    public static double TLocation(Distribution t) => t.Parameters.TryGetValue("mean", out var mean) ? mean : t["location"];

    /// <summary>Scale of a Student t, which is not its standard deviation.</summary>
    public static double TScale(Distribution t) =>
        t.Parameters.TryGetValue("sd", out var sd) ? StudentT.ScaleOf(t["degrees"], sd) : t["scale"];

    /// <summary>The function through stated quantiles.</summary>
    public static FittedQuantiles Fitted(Distribution quantiles)
    {
        var points = quantiles.Points.OrderBy(p => p.Key).ToList();
        double? lower = points[0].Key == 0 ? points[0].Value : null;
        double? upper = points[^1].Key == 1 ? points[^1].Value : null;
        return new FittedQuantiles([.. points.Where(p => p.Key is > 0 and < 1).Select(p => (p.Key, p.Value))], lower, upper);
    }

    private static string? AlwaysWell(Distribution d) => null;

    private static string? Rises(Distribution d) => d["from"] < d["to"] ? null : "`from` must be less than `to`";

    private static string? HasMode(Distribution d) =>
        Rises(d) ?? (d["mode"] >= d["from"] && d["mode"] <= d["to"] ? null : "`mode` must lie from `from` to `to`");

    private static string? FittingProblem(Distribution d)
    {
        var points = d.Points.OrderBy(p => p.Key).ToList();
        if (points.Count(p => p.Key is > 0 and < 1) < 2)
            return "two or more quantiles between 0 and 100 are needed";
        for (var i = 1; i < points.Count; i++)
        {
            if (points[i].Key == points[i - 1].Key)
                return $"the level {NumberText.Format(points[i].Key * 100, Unit.Number)} is given twice";
            if (!(points[i].Value > points[i - 1].Value))
            {
                return $"quantiles must rise with their level; that of {NumberText.Format(points[i].Key * 100, Unit.Number)} "
                    + $"is not above that of {NumberText.Format(points[i - 1].Key * 100, Unit.Number)}";
            }
        }

        return null;
    }

    private static double MeanGiven(Distribution d) => d["mean"];

    private static double PertShape(Distribution d) => d.Parameters.GetValueOrDefault("shape", 4);

    private static DistributionParameter Shape(string name, string doc) =>
        new(name, doc) { InFigureUnit = false, Min = 0, MinExclusive = true };
}
