using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Nature.Agreement;

/// <summary>
/// Compares the moments of what nature draws with theory: of every driver's standard normals, of stated correlations, of
/// uncertain figures and bounded processes, of counts given what is expected, of costs given counts, of factors whose
/// mean is to be one. Immutable; serves every thread.
/// </summary>
public sealed class NatureChecks
{
    // Beyond it a normal's chance of 4.7 standard errors is off by more than a factor of about two.
    private const double MostSkewness = 0.05;

    private readonly (MomentCheck Check, int First)[] _checks;

    internal NatureChecks(IReadOnlyList<MomentCheck> checks)
    {
        _checks = new (MomentCheck, int)[checks.Count];
        for (var k = 0; k < checks.Count; k++)
        {
            _checks[k] = (checks[k], Statistics);
            Statistics += checks[k].Statistics.Count;
        }
    }

    /// <summary>Moments compared.</summary>
    public int Statistics { get; }

    /// <summary>Reads the totals of a run.</summary>
    /// <param name="totals">Merged by <see cref="ZeroMeanSums.Merge"/>.</param>
    /// <param name="trials">Trials that were added.</param>
    /// <param name="sets">Sets of parameters they had: <paramref name="trials"/> unless the run is nested.</param>
    /// <param name="weighted">Whether they had weights: standard errors are then estimated.</param>
    public IReadOnlyList<CheckedMoment> Read(ReadOnlySpan<double> totals, long trials, long sets, bool weighted = false)
    {
        var moments = new List<CheckedMoment>();
        foreach (var (check, first) in _checks)
        {
            for (var k = 0; k < check.Statistics.Count; k++)
            {
                var statistic = check.Statistics[k];
                var total = ZeroMeanSums.Of(totals, first + k);
                var draws = (double)(check.IsOnce ? sets : trials) * statistic.Times;
                var variance = weighted ? total.Squares : total.Variances * statistic.Variance;
                if (variance > 0)
                {
                    moments.Add(new CheckedMoment(
                        check.Name, statistic.Moment, statistic.Expected, statistic.Expected + (total.Sum / draws),
                        Math.Sqrt(variance) / draws, Math.Abs(total.Skewness) <= MostSkewness));
                }
            }
        }

        return moments;
    }

    /// <param name="work">The tile.</param>
    /// <param name="sums">Where it is added.</param>
    /// <param name="year">The year that is done.</param>
    /// <param name="trials">Trials of the tile.</param>
    /// <param name="weights">Their importance weights, or none.</param>
    /// <param name="process">Whether what is not drawn once is compared too.</param>
    internal void Take<L>(Workspace work, ZeroMeanSums sums, int year, int trials, ReadOnlySpan<double> weights, bool process)
        where L : struct, ILanes<L>
    {
        sums.Part = year - 1;
        if (work.TrialsPerSet == 1)
        {
            foreach (var (check, first) in _checks)
            {
                check.Take<L>(work, sums, first, year, trials, weights);
            }

            return;
        }

        // Of what is drawn once a set, one trial of each set.
        Span<double> starts = stackalloc double[trials];
        var any = work.SetStarts(starts);
        foreach (var (check, first) in _checks)
        {
            if (check.IsOnce ? any : process)
            {
                check.Take<L>(work, sums, first, year, trials, check.IsOnce ? starts : weights);
            }
        }
    }
}
