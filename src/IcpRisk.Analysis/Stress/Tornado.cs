using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Variants;
using IcpRisk.Nature;
using IcpRisk.Nature.Stress;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Paths;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Stress;

/// <summary>What one input does to a measure by itself.</summary>
/// <param name="Input">Name of a driver, or path of an uncertain figure.</param>
/// <param name="Low">The measure with the input at its 10 %.</param>
/// <param name="High">The same at its 90 %.</param>
/// <param name="LowDifference">Less the base, with the paired error.</param>
/// <param name="HighDifference">Less the base, with the paired error.</param>
public sealed record TornadoBar(string Input, Estimate Low, Estimate High, Estimate LowDifference, Estimate HighDifference)
{
    /// <summary>How far apart base, low and high lie.</summary>
    public double Swing => Math.Max(0, Math.Max(LowDifference.Value, HighDifference.Value)) - Math.Min(0, Math.Min(LowDifference.Value, HighDifference.Value));
}

/// <summary>
/// One input at a time: every driver that surprises, and every uncertain figure, held at its 10 and its 90 % while all else
/// varies as it does, on the same draws. A yearly driver is held over the term: the sum of its surprises.
/// </summary>
/// <param name="Measure">The measure.</param>
/// <param name="Base">With nothing held.</param>
/// <param name="Bars">The largest swing first; equals by name.</param>
public sealed record Tornado(Measure Measure, Estimate Base, IReadOnlyList<TornadoBar> Bars)
{
    private const double Low = 0.1;
    private const double High = 0.9;

    /// <summary>What can be held: names of drivers that surprise and paths of uncertain figures.</summary>
    public static IReadOnlyList<string> Inputs(Scenario scenario)
    {
        var engine = new NatureEngine(scenario.Nature, scenario.Time, NatureOptions.Full, new PathLayout(scenario.Time.Years, []), scenario.Plan);

        // The scale that tied drivers of a Student-t copula share is no driver of its own: it makes their extremes meet.
        return [.. engine.Normals.Select(n => n.Name).Distinct().Where(n => !n.StartsWith("dependence.student_t/", StringComparison.Ordinal))];
    }

    /// <summary>The runs: the base, then each input low and high.</summary>
    /// <param name="basis">The scenario with one measure asked of it.</param>
    public static IReadOnlyList<Variant> Variants(Variant basis) =>
    [
        basis,
        .. Inputs(basis.Scenario).SelectMany(input => new[] { Low, High }.Select(at => basis with
        {
            Name = $"{input} at {at * 100:0} %",
            Nature = NatureOptions.Full with { Bands = [new DriverBand(input, at, at, [])] },
        })),
    ];

    /// <summary>Runs all.</summary>
    /// <param name="basis">The scenario with one measure asked of it.</param>
    /// <param name="options">How to run.</param>
    /// <param name="watch">Shows progress; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    public static Tornado Of(Variant basis, RunOptions options, Func<RunProgress, IDisposable?>? watch = null, CancellationToken cancel = default)
    {
        var compared = Comparison.Of(Variants(basis), options with { SelfCheck = false }, watch, cancel).Measures;
        var bars = Inputs(basis.Scenario).Select((input, i) =>
        {
            var (low, high) = (compared[1 + (2 * i)], compared[2 + (2 * i)]);
            return new TornadoBar(input, low.Estimate, high.Estimate, low.Difference!.Value, high.Difference!.Value);
        });
        return new Tornado(
            compared[0].Measure, compared[0].Estimate, [.. bars.OrderByDescending(b => b.Swing).ThenBy(b => b.Input, StringComparer.Ordinal)]);
    }
}
