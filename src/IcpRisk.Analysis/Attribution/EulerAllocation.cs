using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Attribution;

/// <summary>A component of a loss.</summary>
/// <param name="Name">Name in files.</param>
/// <param name="Words">Name in tables.</param>
/// <param name="Mean">E[component], GBP.</param>
/// <param name="InTail">E[component | tail]: its Euler part of the TVaR, GBP.</param>
/// <param name="Excess">E[component | tail] − E[component], GBP.</param>
public sealed record EulerPart(string Name, string Words, Estimate Mean, Estimate InTail, Estimate Excess);

/// <summary>A TVaR allocated to the components of the loss; parts sum to it.</summary>
/// <param name="Loss">Name of the loss.</param>
/// <param name="Words">The loss in words.</param>
/// <param name="Level">Level of the TVaR.</param>
/// <param name="Tvar">The TVaR, GBP.</param>
/// <param name="Mean">The mean loss, GBP.</param>
/// <param name="Parts">By component.</param>
public sealed record EulerTable(string Loss, string Words, double Level, Estimate Tvar, Estimate Mean, IReadOnlyList<EulerPart> Parts);

/// <summary>
/// Euler allocation of TVaR: E[component | loss among the worst 1 − level], the derivative of the TVaR in the size of the
/// component (Tasche 1999; Denault 2001), estimated by the mean over the worst trials.
/// </summary>
public static class EulerAllocation
{
    /// <summary>The levels allocated.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.95, 0.99, 0.995];

    /// <param name="loss">Name and words of the loss.</param>
    /// <param name="losses">The loss, one a trial.</param>
    /// <param name="components">Components by name, words and values; they sum to the loss in each trial.</param>
    /// <param name="resamples">The bootstrap.</param>
    public static IReadOnlyList<EulerTable> Of(
        (string Name, string Words) loss, double[] losses, IReadOnlyList<(string Name, string Words, double[] Values)> components, Resamples resamples)
    {
        var order = new TailOrder(losses);
        double[][] series = [losses, .. components.Select(c => c.Values)];
        return [.. Levels.Select(level =>
        {
            var whole = Figures(order, level, series, default);
            double[][] resampled = [.. Enumerable.Range(0, Resamples.Count).Select(b => Figures(order, level, series, resamples[b]))];
            return new EulerTable(
                loss.Name, loss.Words, level, At(x => x[0]), At(x => x[1]),
                [.. components.Select((c, k) => new EulerPart(
                    c.Name, c.Words, At(x => x[(2 * k) + 3]), At(x => x[(2 * k) + 2]), At(x => x[(2 * k) + 2] - x[(2 * k) + 3])))]);

            Estimate At(Func<double[], double> figure) => Resamples.Estimate(figure(whole), [.. resampled.Select(figure)]);
        })];
    }

    // In the tail and in the mean by series.
    private static double[] Figures(TailOrder order, double level, double[][] series, ReadOnlySpan<byte> counts)
    {
        var tail = order.Worst(level, counts);
        var figures = new double[2 * series.Length];
        for (var s = 0; s < series.Length; s++)
        {
            figures[2 * s] = TailOrder.Mean(tail, series[s]);
            figures[(2 * s) + 1] = TailOrder.Mean(series[s], counts);
        }

        return figures;
    }
}
