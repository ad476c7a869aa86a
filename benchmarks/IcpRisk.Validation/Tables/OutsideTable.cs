using IcpRisk.Numerics.Statistics;
using IcpRisk.Paths;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Runs;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace IcpRisk.Validation.Tables;

/// <summary>A share used outside whose mean or spread is uncertain: a mixture of betas, and its split into parameter and process.</summary>
internal static class OutsideTable
{
    private const int Trials = 1 << 17;
    private const int PerSet = 32;
    private static readonly double[] Levels = [0.01, 0.5, 0.99, 0.999];

    public static Table Table { get; } = new(
        "outside", "parameters.md", ["mean of the share", "its sd"],
        "given mean m and standard deviation s the share is a beta, so its mean is E[m], its variance Var[m] + E[s²], and its distribution function the beta's averaged over both uniforms by Gauss and Legendre's rule of 32 points; of a nested run the variance due to the parameter is Var[m], that due to the process E[s²].",
        "131,072 trials of scenarios/uncertain.yaml, year 1: what is bought outside over the planned cost of all, in per cent. Nested: 4,096 sets of 32 trials; its rows \"self-check\" are what the engine itself compares.",
        [
            Of((6, 14), (2, 2), quick: true),
            Of((10, 10), (1, 4)),
            Of((6, 14), (1, 3)),
        ]);

    private static Case Of((double From, double To) mean, (double From, double To) sd, bool quick = false) => new(
        [Text(mean), Text(sd)], seed => Compare(mean, sd, seed))
    {
        Quick = quick,
    };

    private static string Text((double From, double To) range) =>
        range.From == range.To ? $"{range.From} %" : $"uniform from {range.From} to {range.To} %";

    private static IEnumerable<Comparison> Compare((double From, double To) mean, (double From, double To) sd, long seed)
    {
        var scenario = Run.Scenario(
            "uncertain", [.. new[] { ("expected", mean), ("sd", sd) }.Where(f => f.Item2.From < f.Item2.To).Select(f => Set(f.Item1, f.Item2))]);
        var sample = Share(Run.Row(scenario, new RowId(Quantity.CostOutsideUse), Trials, seed));
        var centre = (mean.From + mean.To) / 2;
        var parameter = (mean.To - mean.From) * (mean.To - mean.From) / 12;
        var process = ((sd.From * sd.From) + (sd.From * sd.To) + (sd.To * sd.To)) / 3;
        var spread = Math.Sqrt(parameter + process);
        yield return Sample.Mean(sample, centre, spread);
        var squares = Sample.Mean("variance", parameter + process, [.. sample.Select(x => (x - centre) * (x - centre))]);
        yield return new("sd", spread, Math.Sqrt(squares.Simulated), squares.StandardError / (2 * spread));
        Array.Sort(sample);
        foreach (var p in Levels)
        {
            var x = Brent.FindRoot(v => Cdf(v, mean, sd) - p, 0.01, 60, 1e-9);
            var density = (Cdf(x + 0.01, mean, sd) - Cdf(x - 0.01, mean, sd)) / 0.02;
            yield return new($"{100 * p:0.##} %", x, sample[(int)(p * Trials)], Math.Sqrt(p * (1 - p) / Trials) / density);
        }

        var nested = Run.Nested(scenario, new RowId(Quantity.CostOutsideUse), Trials, PerSet, seed);
        var split = NestedVariance.Of(Share(nested.Values), PerSet, []);
        yield return new("nested: sd", spread, split.Sd.Value, split.Sd.StandardError);
        if (parameter > 0)
            yield return new("nested: sd due to the parameter", Math.Sqrt(parameter), split.ParameterSd.Value, split.ParameterSd.StandardError);
        yield return new("nested: sd due to the process", Math.Sqrt(process), split.ProcessSd.Value, split.ProcessSd.StandardError);
        foreach (var moment in nested.Checks.Where(c => c.IsJudged))
            yield return new($"nested, self-check: `{moment.Name}`, {moment.Moment}", moment.Expected, moment.Achieved, moment.StandardError);
    }

    private static FormattableString Set(string key, (double From, double To) range) =>
        $"risks.efficiency.outside_use.share.{key}={{uniform: {{from: {range.From} %, to: {range.To} %}}}}";

    private static double[] Share(double[] bought) => [.. bought.Select(c => c / 20_000)];

    // In per cent; both uniform.
    private static double Cdf(double x, (double From, double To) mean, (double From, double To) sd)
    {
        return Average(mean, m => Average(sd, s =>
        {
            var (share, spread) = (m / 100, s / 100);
            var precision = (share * (1 - share) / (spread * spread)) - 1;
            return Beta.CDF(share * precision, (1 - share) * precision, x / 100);
        }));

        static double Average((double From, double To) range, Func<double, double> of) => range.From == range.To
            ? of(range.From)
            : GaussLegendreRule.Integrate(of, range.From, range.To, 32) / (range.To - range.From);
    }
}
