using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Nature.Agreement;

/// <summary>A driver's standard normals, all years together.</summary>
internal sealed class NormalCheck(string name, Func<int, int> row, int times) : MomentCheck(
    name, new("mean", 0, times), new("variance", 1, times), new("skewness", 0, times), new("excess kurtosis", 0, times))
{
    public override void Take<L>(Workspace work, ZeroMeanSums sums, int first, int year, int trials, ReadOnlySpan<double> weights)
    {
        if (year > Statistics[0].Times)
        {
            return;
        }

        if (weights.IsEmpty)
        {
            sums.AddNormals<L>(first, work.Row(row(year))[..trials]);
            return;
        }

        for (var order = 1; order <= 4; order++)
        {
            sums.Add<L, HermiteTerm>(first + order - 1, new(work, row(year), order), trials, weights);
        }
    }
}

/// <summary>Two drivers' standard normals against the correlation that is stated, all years together.</summary>
internal sealed class PairCheck(string name, Func<int, int> one, Func<int, int> other, StatedPair pair, double mean, int times)
    : MomentCheck(name, new Statistic("correlation", mean, times, pair.Variance ?? 1))
{
    public override void Take<L>(Workspace work, ZeroMeanSums sums, int first, int year, int trials, ReadOnlySpan<double> weights)
    {
        if (year <= Statistics[0].Times)
        {
            sums.Add<L, ProductTerm>(first, new(work, one(year), other(year), pair.Mean, isByTrial: pair.Variance is null), trials, weights);
        }
    }
}

/// <summary>Values of a stated distribution, in one year: an uncertain figure, a bounded process.</summary>
internal sealed class ValueCheck : MomentCheck
{
    private readonly int _row;
    private readonly int _year;
    private readonly double _mean;
    private readonly double _variance;

    private ValueCheck(string name, int row, int year, double mean, double variance, double fourth)
        : base(name, new("mean", mean, 1, variance), new("variance", variance, 1, fourth - (variance * variance))) =>
        (_row, _year, _mean, _variance) = (row, year, mean, variance);

    /// <summary>The check, or none where theory has no finite moments or no spread.</summary>
    public static ValueCheck? Of(string name, int row, int year, ValueMoments theory, bool isOnce = false) =>
        theory.Variance > 0 && double.IsFinite(theory.Fourth)
            ? new ValueCheck(name, row, year, theory.Mean, theory.Variance, theory.Fourth) { IsOnce = isOnce }
            : null;

    public override void Take<L>(Workspace work, ZeroMeanSums sums, int first, int year, int trials, ReadOnlySpan<double> weights)
    {
        if (year == _year)
        {
            sums.Add<L, ValueTerm>(first, new(work, _row, _mean, _variance, square: false), trials, weights);
            sums.Add<L, ValueTerm>(first + 1, new(work, _row, _mean, _variance, square: true), trials, weights);
        }
    }
}

/// <summary>A log-normal factor of mean one, in one year.</summary>
internal sealed class FactorCheck(string name, int row, int year, Param correction) : MomentCheck(name, new Statistic("mean", 1, 1))
{
    private readonly int _year = year;

    public override void Take<L>(Workspace work, ZeroMeanSums sums, int first, int year, int trials, ReadOnlySpan<double> weights)
    {
        if (year == _year)
        {
            sums.Add<L, FactorTerm>(first, new(work, row, correction), trials, weights);
        }
    }
}

/// <summary>A count given what is expected, all years together.</summary>
internal sealed class CountCheck(string name, int expected, int count, Param dispersion, int years) : MomentCheck(
    name, new("mean, standardised", 0, years), new("variance over its theory", 1, years))
{
    public override void Take<L>(Workspace work, ZeroMeanSums sums, int first, int year, int trials, ReadOnlySpan<double> weights)
    {
        sums.Add<L, CountTerm>(first, new(work, expected, count, dispersion, square: false), trials, weights);
        sums.Add<L, CountTerm>(first + 1, new(work, expected, count, dispersion, square: true), trials, weights);
    }
}

/// <summary>What cases cost given how many there are, or are expected, all years together.</summary>
internal sealed class SumCheck(string name, int expected, int sum, int scale, double ratio, int years)
    : MomentCheck(name, new Statistic("mean, standardised", 0, years))
{
    public override void Take<L>(Workspace work, ZeroMeanSums sums, int first, int year, int trials, ReadOnlySpan<double> weights) =>
        sums.Add<L, SumTerm>(first, new(work, expected, sum, scale, ratio), trials, weights);
}
