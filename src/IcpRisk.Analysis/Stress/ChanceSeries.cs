using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Stress;

/// <summary>What is kept of each trial of one list size, and what is made of it.</summary>
/// <param name="trials">Trials.</param>
/// <param name="metrics">Metrics that are paid for.</param>
/// <param name="settled">What is transferred where cost is the target, pence.</param>
/// <param name="target">What cost is compared with, GBP.</param>
/// <param name="recovery">Recovery for high-cost cases that the target allows for, GBP; null where it is no part of what is shared.</param>
internal sealed class ChanceSeries(int trials, int metrics, double settled, double target, double? recovery)
{
    public const string Transfer = "gain_loss_transfer";
    public const string Recovery = "stop_loss_recovery";

    // Cost at its target is so to the penny: a transfer of less than a pound is rounding.
    private const double Least = 100;
    private readonly double[] _rates = new double[trials];
    private readonly double[] _transfers = new double[trials];
    private readonly double[][] _achieved = [.. Enumerable.Range(0, metrics).Select(_ => new double[trials])];

    private bool[]? _holds;

    /// <summary>Savings as a share of the target, of some trials.</summary>
    public Span<double> Rates(long first, int count) => _rates.AsSpan((int)first, count);

    /// <summary>Takes what was transferred, as a share of the target, and what is recovered for high-cost cases, as a saving.</summary>
    public void Take(OutcomeTile outcomes, int year, long first, int count)
    {
        var row = outcomes.Row(outcomes.Layout.Slot(Transfer), year);
        for (var i = 0; i < count; i++)
        {
            var pence = row[i] - settled;
            _transfers[(int)first + i] = Math.Abs(pence) < Least ? 0 : OutcomeTile.Pounds(pence) / target;
        }

        if (recovery is { } planned && outcomes.Layout.Find(Recovery) is var slot and >= 0)
        {
            var recovered = outcomes.Row(slot, year);
            for (var i = 0; i < count; i++)
            {
                _rates[(int)first + i] += (OutcomeTile.Pounds(recovered[i]) - planned) / target;
            }
        }
    }

    /// <summary>Takes in which trials a condition holds.</summary>
    /// <param name="first">The first trial.</param>
    /// <param name="holds">Other than 0 where it does.</param>
    public void Take(long first, ReadOnlySpan<double> holds)
    {
        _holds ??= new bool[trials];
        for (var i = 0; i < holds.Length; i++)
        {
            _holds[(int)first + i] = holds[i] != 0;
        }
    }

    /// <summary>Takes what metrics earned.</summary>
    public void Take(IReadOnlyList<TrueScore> scores, IReadOnlyList<SchemeYear> schemes, int trial)
    {
        for (var m = 0; m < scores.Count; m++)
        {
            _achieved[m][trial] = schemes.First(s => s.Scheme == scores[m].Scheme).Metrics.First(x => x.Metric == scores[m].Metric).Achieved;
        }
    }

    public ListChance Result(double list, double hold, bool bears, IReadOnlyList<TrueScore> scores, double error)
    {
        // Of a gain a provider side that bears the cost hands part back; one that does not is paid a part.
        double[] gains = [.. Counting(_transfers).Select(t => bears ? -t : t)];
        var rates = Counting(_rates);
        double[] losses = [.. rates.Select(r => -r)];
        return new ListChance(
            list, Estimated(MeasureKind.Sd, rates), Share(gains, g => g > 0), Share(gains, g => g < 0),
            Estimated(MeasureKind.Mean, [.. gains.Select(Math.Abs)]), NotNegative(Quantile(rates, 1 - hold)), NotNegative(Quantile(losses, 1 - hold)),
            [.. scores.Select((s, m) => Metric(s, Counting(_achieved[m]), error))])
        {
            GivenTrials = _holds?.Count(h => h),
        };
    }

    private static MetricChance Metric(TrueScore score, double[] achieved, double error) => new(
        score.Scheme, score.Metric, score.Score, score.Sd * error, Share(achieved, a => a >= 1), Share(achieved, a => a <= 0), Estimated(MeasureKind.Mean, achieved));

    private double[] Counting(double[] values) => _holds is { } holds ? [.. values.Where((_, trial) => holds[trial])] : values;

    private static Estimate NotNegative(Estimate estimate) => estimate with
    {
        Value = Math.Max(0, estimate.Value), Lower = Math.Max(0, estimate.Lower), Upper = Math.Max(0, estimate.Upper),
    };

    private static Estimate Share(double[] values, Func<double, bool> holds) => Estimated(MeasureKind.Probability, [.. values.Select(v => holds(v) ? 1.0 : 0)]);

    private static Estimate Quantile(double[] values, double level) => Estimated(MeasureKind.Quantile, values, level);

    private static Estimate Estimated(MeasureKind kind, double[] values, double level = 0) =>
        MeasureEstimator.Of(new Measure(string.Empty, kind, new Number(0), level, string.Empty, LossSide.Low), values);
}
