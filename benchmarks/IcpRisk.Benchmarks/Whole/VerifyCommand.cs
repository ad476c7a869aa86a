using IcpRisk.Benchmarks.Plain;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>
/// Whether engine and plain model agree in distribution: mean and standard deviation of each column, their difference in
/// standard errors. Exit code 1 where one is above 5, which chance does once in some 50,000 runs of thirty figures.
/// </summary>
internal static class VerifyCommand
{
    private const double Limit = 5;

    public static int Run(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["trials", "plain-trials", "seed", "source", "normal-counts"]);
        var scenario = Scenario.Load(arguments.Scenario ?? "scenarios/dudley-icp.yaml");
        var trials = arguments.Number("trials", 500_000);
        var plainTrials = arguments.Number("plain-trials", 50_000);
        var seed = arguments.Number("seed", 1);
        var source = Enum.Parse<PlainSource>(arguments.Text("source", "mersenne"), ignoreCase: true);
        var engine = new Engine(scenario, new RunOptions { Trials = trials, Seed = seed });
        engine.Run();
        var plain = new PlainModel(scenario).Run(plainTrials, seed, Environment.ProcessorCount, source, arguments.Has("normal-counts"));

        Console.WriteLine($"{scenario.Terms.Name}: {trials:N0} trials of the engine, {plainTrials:N0} of the plain model ({source}); £m");
        Console.WriteLine($"{"column",-22} {"year",4} {"",-5} {"engine",12} {"plain",12} {"z",7}");
        var worst = 0.0;
        Column("provider_surplus", 0, plain.Surplus);
        Column("incentive_earned", 0, plain.Incentives);
        Column("gain_loss_transfer", 0, plain.Transfer);
        for (var y = 1; y <= scenario.Time.Years; y++)
            Column("cost_total", y, plain.Cost[y - 1]);
        Console.WriteLine($"Largest |z| {worst:F2}: {(worst > Limit ? "they do not agree" : "they agree")}.");
        return worst > Limit ? 1 : 0;

        void Column(string name, int year, double[] values)
        {
            var (ours, theirs) = (Moments.Of(engine.Values(name, year)), Moments.Of(values));
            Line(name, year, "mean", ours.MeanEstimate(), theirs.MeanEstimate());
            Line(name, year, "sd", ours.StandardDeviationEstimate(), theirs.StandardDeviationEstimate());
        }

        void Line(string name, int year, string measure, Estimate ours, Estimate theirs)
        {
            var error = Math.Sqrt((ours.StandardError * ours.StandardError) + (theirs.StandardError * theirs.StandardError));
            var z = (theirs.Value - ours.Value) / error;
            worst = Math.Max(worst, double.IsNaN(z) ? double.PositiveInfinity : Math.Abs(z));
            Console.WriteLine(
                $"{name,-22} {(year == 0 ? "term" : year),4} {measure,-5} {ours.Value / 1e6,12:F4} {theirs.Value / 1e6,12:F4} {z,7:F2}");
        }
    }
}
