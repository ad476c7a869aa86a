using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Portfolio;

/// <summary>A measure of how far results over the term fall short of their mean.</summary>
/// <param name="Name">sd, or tvar: the mean shortfall in the worst trials.</param>
/// <param name="Level">Level of a tvar; 0 of the sd.</param>
public readonly record struct ShortfallMeasure(string Name, double Level);

/// <summary>One place's part of a pot's risk.</summary>
/// <param name="Alone">The measure of the place's own surplus by itself, GBP.</param>
/// <param name="InPot">Its Euler part of the pot's: parts sum to the pot's measure, GBP.</param>
/// <param name="DiversifiedAway">1 − in pot/alone.</param>
/// <param name="AfterPot">The measure of what the place has in the end, GBP.</param>
public sealed record PlaceRisk(Estimate Alone, Estimate InPot, Estimate DiversifiedAway, Estimate AfterPot);

/// <summary>How much of the places' risk a single pot takes away, by one measure.</summary>
/// <param name="Measure">The measure, of the surplus over the term below its mean.</param>
/// <param name="Places">By place.</param>
/// <param name="Pot">The measure of the sum, GBP.</param>
/// <param name="Sum">The sum of the places' measures alone, GBP.</param>
/// <param name="DiversifiedAway">1 − pot/sum.</param>
public sealed record DiversificationRow(
    ShortfallMeasure Measure, IReadOnlyList<PlaceRisk> Places, Estimate Pot, Estimate Sum, Estimate DiversifiedAway);

/// <summary>
/// Diversification of a pot. Measures are of the surplus over the term below its own mean, so that what is expected does not
/// enter. Euler parts: Cov(place, pot)/sd(pot); E[mean − place | pot among its worst trials]. Standard errors from
/// <see cref="Batches"/> batches of trials, each measured by itself.
/// </summary>
public static class Diversification
{
    /// <summary>Batches that standard errors come from.</summary>
    public const int Batches = 25;

    /// <summary>The measures, in order.</summary>
    public static IReadOnlyList<ShortfallMeasure> Measures { get; } = [new("sd", 0), new("tvar", 0.95), new("tvar", 0.99), new("tvar", 0.995)];

    /// <param name="surplus">Surplus over the term by place, trial 0 first.</param>
    /// <param name="positions">What each place has in the end, likewise.</param>
    public static IReadOnlyList<DiversificationRow> Of(IReadOnlyList<ReadOnlyMemory<double>> surplus, IReadOnlyList<ReadOnlyMemory<double>> positions)
    {
        var rows = new DiversificationRow[Measures.Count];
        Parallel.For(0, rows.Length, m => rows[m] = Of(Measures[m], surplus, positions));
        return rows;
    }

    /// <summary>Correlation of two places' surpluses over the term.</summary>
    public static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (mx, my) = (Mean(x), Mean(y));
        double xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (a, b) = (x[i] - mx, y[i] - my);
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }

        return xx == 0 || yy == 0 ? 0 : xy / Math.Sqrt(xx * yy);
    }

    private static DiversificationRow Of(
        ShortfallMeasure measure, IReadOnlyList<ReadOnlyMemory<double>> surplus, IReadOnlyList<ReadOnlyMemory<double>> positions)
    {
        var (places, trials) = (surplus.Count, surplus[0].Length);
        var whole = Figures(measure, surplus, positions, 0, trials);
        var size = trials / Batches;

        // A batch without a trial in its tail says nothing of the tail.
        var parts = size * (1 - measure.Level) < 1 || size < 2
            ? []
            : Enumerable.Range(0, Batches).Select(b => Figures(measure, surplus, positions, b * size, size)).ToArray();
        Estimate At(int figure) => parts.Length == 0
            ? Estimate.Unknown with { Value = whole[figure] }
            : Estimate.Normal(whole[figure], Math.Sqrt(Variance([.. parts.Select(p => p[figure])]) / Batches));
        return new DiversificationRow(
            measure,
            [.. Enumerable.Range(0, places).Select(p => new PlaceRisk(At(4 * p), At((4 * p) + 1), At((4 * p) + 2), At((4 * p) + 3)))],
            At(4 * places), At((4 * places) + 1), At((4 * places) + 2));
    }

    // Alone, in pot, diversified away, after the pot by place; then pot, sum, diversified away.
    private static double[] Figures(
        ShortfallMeasure measure, IReadOnlyList<ReadOnlyMemory<double>> surplus, IReadOnlyList<ReadOnlyMemory<double>> positions, int first, int count)
    {
        var pot = new double[count];
        foreach (var place in surplus)
        {
            var values = place.Span.Slice(first, count);
            for (var i = 0; i < count; i++)
            {
                pot[i] += values[i];
            }
        }

        var figures = new double[(4 * surplus.Count) + 3];
        var total = new Shortfall(pot, measure);
        var sum = 0.0;
        for (var p = 0; p < surplus.Count; p++)
        {
            var own = surplus[p].Span.Slice(first, count);
            var alone = new Shortfall(own, measure).Part(own);
            var part = total.Part(own);
            var after = positions[p].Span.Slice(first, count);
            sum += alone;
            figures[4 * p] = alone;
            figures[(4 * p) + 1] = part;
            figures[(4 * p) + 2] = alone == 0 ? 0 : 1 - (part / alone);
            figures[(4 * p) + 3] = new Shortfall(after, measure).Part(after);
        }

        figures[^3] = total.Part(pot);
        figures[^2] = sum;
        figures[^1] = sum == 0 ? 0 : 1 - (figures[^3] / sum);
        return figures;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double Variance(double[] values)
    {
        var mean = Mean(values);
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
    }

    /// <summary>What weighs trials in a measure of a pot: its part of any summand is −Σ weight · (summand − its mean).</summary>
    private sealed class Shortfall
    {
        private readonly double[] _weights;

        public Shortfall(ReadOnlySpan<double> pot, ShortfallMeasure measure)
        {
            _weights = new double[pot.Length];
            if (measure.Level > 0)
            {
                Tail(pot, measure.Level);
                return;
            }

            var mean = Mean(pot);
            var squares = 0.0;
            foreach (var value in pot)
            {
                squares += (value - mean) * (value - mean);
            }

            // −Σ w·(x − mean) with w = −(pot − mean)/((n − 1)·sd): the covariance with the pot over its sd.
            var scale = squares == 0 ? 0 : -1 / Math.Sqrt(squares * (pot.Length - 1));
            for (var i = 0; i < pot.Length; i++)
            {
                _weights[i] = (pot[i] - mean) * scale;
            }
        }

        public double Part(ReadOnlySpan<double> values)
        {
            var mean = Mean(values);
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
            {
                sum -= _weights[i] * (values[i] - mean);
            }

            return sum;
        }

        // The worst (1 − level) of trials, alike; of equal ones the first.
        private void Tail(ReadOnlySpan<double> pot, double level)
        {
            var count = Math.Max(1, (long)Math.Round((1 - level) * pot.Length));
            var edge = new double[1];
            OrderStatistics.Select(pot, [count], edge);
            var left = count;
            foreach (var value in pot)
            {
                left -= value < edge[0] ? 1 : 0;
            }

            for (var i = 0; i < pot.Length; i++)
            {
                if (pot[i] < edge[0] || (pot[i] == edge[0] && left-- > 0))
                {
                    _weights[i] = 1.0 / count;
                }
            }
        }
    }
}
