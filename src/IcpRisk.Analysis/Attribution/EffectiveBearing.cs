using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Attribution;

/// <summary>How much of a risk one account bears.</summary>
/// <param name="Beta">−Cov(ΔNet, ΔC)/Var(ΔC): by how much its net falls for each pound that the risk costs; NaN where the risk moves no cost.</param>
/// <param name="Tail">−E[Net − E Net | tail]/E[C − E C | tail], the tail being the dearest trials; NaN likewise.</param>
/// <param name="InTail">E[Net − E Net | tail], GBP; 0 where the risk moves no cost.</param>
/// <param name="Transfer">E[ΔNet], GBP: what the risk's being there brings it on average.</param>
/// <param name="TransferSd">Standard deviation of ΔNet, GBP.</param>
public sealed record Borne(Estimate Beta, Estimate Tail, Estimate InTail, Estimate Transfer, Estimate TransferSd);

/// <summary>Who bears what a risk costs. All amounts are of the term, discounted.</summary>
/// <param name="Cost">E[ΔC], GBP: what the risk adds to the resources used, on average.</param>
/// <param name="CostSd">Standard deviation of ΔC, GBP; 0 of a risk that moves no cost.</param>
/// <param name="CostInTail">E[C − E C | tail], GBP.</param>
/// <param name="Accounts">By account, in the order given; betas sum to 1.</param>
public sealed record CostBearing(Estimate Cost, Estimate CostSd, Estimate CostInTail, IReadOnlyList<Borne> Accounts)
{
    /// <summary>Whether the risk moves any cost.</summary>
    public bool MovesCost => CostSd.Value > 0;
}

/// <summary>
/// Who bears a risk in effect: with C and Net of the trials in which it alone is on, ΔC and ΔNet their differences from all
/// off, the regression of each account's net on the cost.
/// </summary>
public static class EffectiveBearing
{
    /// <summary>The dearest trials that the tail is made of.</summary>
    public const double Level = 0.99;

    /// <param name="cost">Resources used, one a trial.</param>
    /// <param name="nets">What each account has, one a trial; with the cost they sum to 0.</param>
    /// <param name="costOff">Resources used with the risk off.</param>
    /// <param name="netsOff">What each account has with the risk off.</param>
    /// <param name="resamples">The bootstrap, for errors of what is of the tail.</param>
    public static CostBearing Of(double[] cost, IReadOnlyList<double[]> nets, double costOff, IReadOnlyList<double> netsOff, Resamples resamples)
    {
        var c = Centred.Of(cost);
        if (c.Squares == 0)
        {
            return new CostBearing(
                Estimate.Normal(c.Mean - costOff, 0), Estimate.Normal(0, 0), Estimate.Normal(0, 0),
                [.. nets.Select((net, p) => Transferred(net, netsOff[p]) with { Beta = Estimate.Unknown, Tail = Estimate.Unknown, InTail = Estimate.Normal(0, 0) })]);
        }

        var order = new TailOrder(cost);
        double[][] series = [cost, .. nets];
        var whole = Excess(order, series, default);
        double[][] resampled = [.. Enumerable.Range(0, Resamples.Count).Select(b => Excess(order, series, resamples[b]))];
        var moments = Moments.Of(cost);
        return new CostBearing(
            Moved(moments.MeanEstimate(), costOff), moments.StandardDeviationEstimate(), InTail(0, x => x[0]),
            [
                .. nets.Select((net, p) => Transferred(net, netsOff[p]) with
                {
                    Beta = Beta(c, Centred.Of(net)),
                    Tail = InTail(p + 1, x => -x[p + 1] / x[0]),
                    InTail = InTail(p + 1, x => x[p + 1]),
                }),
            ]);

        Estimate InTail(int at, Func<double[], double> value) => Resamples.Estimate(value(whole), [.. resampled.Select(value)]);
    }

    /// <summary>The share of a cost that one series bears: its slope, and its part of the dearest trials; nothing where the cost does not move.</summary>
    /// <param name="cost">Resources used, one a trial.</param>
    /// <param name="net">What an account has, or by how much it has more than otherwise.</param>
    /// <param name="resamples">The bootstrap.</param>
    public static (Estimate Beta, Estimate Tail) Share(double[] cost, double[] net, Resamples resamples)
    {
        var c = Centred.Of(cost);
        if (c.Squares == 0)
        {
            return (Estimate.Unknown, Estimate.Unknown);
        }

        var order = new TailOrder(cost);
        double[][] series = [cost, net];
        var whole = Excess(order, series, default);
        return (
            Beta(c, Centred.Of(net)),
            Resamples.Estimate(-whole[1] / whole[0], resamples.Of(counts =>
            {
                var excess = Excess(order, series, counts);
                return -excess[1] / excess[0];
            })));
    }

    // The slope of least squares with White's error, which holds whatever the spread does along the line.
    private static Estimate Beta(Centred cost, Centred net)
    {
        var products = 0.0;
        for (var i = 0; i < cost.Values.Length; i++)
        {
            products += cost.Values[i] * net.Values[i];
        }

        var beta = -products / cost.Squares;
        var squares = 0.0;
        for (var i = 0; i < cost.Values.Length; i++)
        {
            var score = (net.Values[i] + (beta * cost.Values[i])) * cost.Values[i];
            squares += score * score;
        }

        return Estimate.Normal(beta, Math.Sqrt(squares) / cost.Squares);
    }

    private static Borne Transferred(double[] net, double off)
    {
        var moments = Moments.Of(net);
        return new Borne(default, default, default, Moved(moments.MeanEstimate(), off), moments.StandardDeviationEstimate());
    }

    private static Estimate Moved(Estimate estimate, double by) =>
        new(estimate.Value - by, estimate.StandardError, estimate.Lower - by, estimate.Upper - by);

    // By how much each series is above its mean in the dearest trials.
    private static double[] Excess(TailOrder order, double[][] series, ReadOnlySpan<byte> counts)
    {
        var tail = order.Worst(Level, counts);
        var excess = new double[series.Length];
        for (var s = 0; s < series.Length; s++)
        {
            excess[s] = TailOrder.Mean(tail, series[s]) - TailOrder.Mean(series[s], counts);
        }

        return excess;
    }

    private sealed record Centred(double Mean, double[] Values, double Squares)
    {
        public static Centred Of(double[] values)
        {
            var mean = TailOrder.Mean(values, default);
            var (centred, squares) = (new double[values.Length], 0.0);
            var first = values[0];
            var isConstant = true;
            for (var i = 0; i < values.Length; i++)
            {
                centred[i] = values[i] - mean;
                squares += centred[i] * centred[i];
                isConstant &= values[i] == first;
            }

            // A mean of equal numbers may be off by rounding.
            return isConstant ? new Centred(first, new double[values.Length], 0) : new Centred(mean, centred, squares);
        }
    }
}
