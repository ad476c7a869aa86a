using IcpRisk.Contracts.Outcomes;
using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Streams;
using IcpRisk.Scenarios;

namespace IcpRisk.Simulation;

/// <summary>
/// Finds which way to move drivers so that a tail is met often: to where they lie, on average, in the worst trials of a
/// plain run. That is the regression of being in the tail on the drivers, and the cross-entropy choice among moved normals
/// (Rubinstein and Kroese 2004).
/// </summary>
/// <remarks>
/// The pilot has a seed of its own, and every risk on: switching one off moves no draw. A mean that chance explains is left
/// out, since each needless shift costs; from the pilot's level to the wanted one means are taken to grow as a normal
/// loss's do.
/// </remarks>
internal static class ImportancePilot
{
    private const int Trials = 16_384;
    private const double Level = 0.95;

    // In standard errors: of a thousand drivers that do not matter one is taken for one that does in sixteen pilots.
    private const double Sure = 4;
    private const ulong OwnSeed = 0x5DEECE66D2B7E151;

    public static ImportanceShifts Find(Scenario scenario, RunOptions options, ImportanceOptions importance)
    {
        var column = scenario.Contract.Columns.First(c => c.Name == importance.TailOf);
        var key = new StatisticKey(column.Name, 0);
        var sink = new StatisticsSink([key], scenario.Contract.Columns, Trials, long.MaxValue);
        var pilot = new RunOptions { Trials = Trials, Seed = (long)(((ulong)options.Seed ^ OwnSeed) & long.MaxValue), Threads = options.Threads };
        var run = Simulator.AllRisks(scenario, pilot, sink);
        run.Run();

        var values = sink.Values(key).ToArray();
        var sign = column.Bad == BadSide.Low ? 1.0 : -1.0;
        var worst = Enumerable.Range(0, Trials).OrderBy(t => sign * values[t]).ThenBy(t => t).Take((int)(Trials * (1 - Level))).ToArray();
        var grows = Excess(importance.Level) / Excess(Level);
        var philox = new Philox((ulong)pilot.Seed);
        var shifts = new List<Shift>();
        foreach (var normal in run.Engine.Normals)
        {
            var mean = worst.Sum(t => philox.Normal((uint)t, normal.Stream, normal.Draw)) / worst.Length;
            if (Math.Abs(mean) * Math.Sqrt(worst.Length) > Sure)
            {
                shifts.Add(new Shift(normal.Name, normal.Year, mean * grows));
            }
        }

        return new ImportanceShifts(importance.Nominal, shifts);
    }

    /// <summary>Mean of a standard normal beyond its quantile: φ(z)/(1 − level).</summary>
    private static double Excess(double level)
    {
        var z = VectorMath.NormalQuantile(Lanes1.Of(level)).Value;
        return Scalar.Exp(-z * z / 2) / (Math.Sqrt(2 * Math.PI) * (1 - level));
    }
}
