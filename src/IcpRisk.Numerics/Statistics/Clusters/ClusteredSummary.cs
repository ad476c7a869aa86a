namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// Errors and intervals of a summary whose trials are dependent in clusters: each estimate's influence function is summed
/// by cluster, and the spread of the sums is its variance (the linearised estimate of clustered samples: Binder, Int. Stat.
/// Rev. 51, 1983). With few clusters intervals are Student's. The values are those of independent trials.
/// </summary>
internal static class ClusteredSummary
{
    public static DistributionSummary Of(
        DistributionSummary independent, ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Moments moments,
        SummaryOptions options, TrialClusters clusters)
    {
        var count = clusters.Count(values.Length);
        if (count < 2)
            return Unknown(independent);
        var work = new Work(moments.Weight, count, clusters.Reach(values.Length), clusters.ArePairs);
        var requests = SummaryAssembly.Requests(options);
        Estimate[] found = [.. independent.Quantiles.Select(q => q.Value), .. independent.Tails.Select(t => options.Side == LossSide.Low ? -t.Var : t.Var)];
        var sums = Sums(values, weights, moments, options, requests, found, clusters);
        var errors = requests.Select((r, i) => work.Error(r.Probability, sums[3 + (2 * i)], sums[4 + (2 * i)])).ToArray();
        var ends = ClusteredQuantiles.Of(values, weights, requests, found, errors, work.Reach);
        var levels = sums[(3 + (2 * requests.Length))..];
        return independent with
        {
            Mean = work.About(moments.Mean, work.Error(sums[0])),
            StandardDeviation = Deviation(moments.StandardDeviation, work.Error(sums[1]), work),
            Skewness = work.About(moments.Skewness, work.Error(sums[2])),
            Quantiles = [.. options.Quantiles.Select((p, i) => new QuantileEstimate(p, ends[i]))],
            Tails = [.. independent.Tails.Select((t, i) => Tail(t, ends[options.Quantiles.Count + i], levels[i], options.Side, work))],
            Probabilities = [.. independent.Probabilities.Select((p, i) => p with { Probability = Probability(p.Probability, levels[options.Levels.Count + i], work) })],
        };
    }

    // Mean, square, skewness; then of each quantile what is beyond it, and what is beyond it or equal; then TVaR's excesses;
    // then events.
    private static ClusterSums[] Sums(
        ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Moments moments, SummaryOptions options,
        QuantileRequest[] requests, Estimate[] found, TrialClusters clusters)
    {
        var variance = moments.ByWeight.M2 / moments.Weight;
        var terms = new List<ClusterTerm>
        {
            new(ClusterTermKind.Value, moments.Mean),
            new(ClusterTermKind.Square, moments.Mean),
            new(ClusterTermKind.Skewness, moments.Mean, moments.Skewness, variance > 0 ? 1 / Math.Sqrt(variance) : 0),
        };
        for (var i = 0; i < requests.Length; i++)
        {
            var sign = requests[i].FromAbove ? -1.0 : 1.0;
            terms.Add(new(ClusterTermKind.Beyond, sign * found[i].Value, sign));
            terms.Add(new(ClusterTermKind.Beyond, Math.BitDecrement(sign * found[i].Value), sign));
        }

        var thresholds = SummaryAssembly.Thresholds(options, found);
        for (var i = 0; i < thresholds.Length; i++)
            terms.Add(new(i < options.Levels.Count ? ClusterTermKind.Excess : ClusterTermKind.Beyond, thresholds[i].At, thresholds[i].Sign));
        var pass = new ClusterPass(values, weights, [.. terms], clusters);
        Lanes.Wide.Run(ref pass);
        return pass.Sums;
    }

    private static Estimate Deviation(double sd, double error, Work work)
    {
        if (!(sd > 0))
            return Estimate.Normal(sd, sd);
        var about = work.About(sd, error / (2 * sd));
        return about with { Lower = Math.Max(about.Lower, 0) };
    }

    private static TailEstimate Tail(TailEstimate tail, Estimate var, ClusterSums sums, LossSide side, Work work)
    {
        var error = work.Error(sums) / (1 - tail.Level);
        var value = tail.Tvar.Value;
        return new(
            tail.Level,
            side == LossSide.Low ? -var : var,
            work.ArePairs ? SummaryAssembly.Skewed(value, error, sums.Skewness) : Skewed(tail.Tvar, error, work.Reach));
    }

    /// <summary>
    /// Moved and widened for skewness as the interval of so many independent trials as would have this error: a few clusters
    /// tell nothing of it by themselves, and the skewness of a mean falls with the root of trials, as its error does.
    /// </summary>
    private static Estimate Skewed(Estimate independent, double error, double reach)
    {
        if (!(independent.StandardError > 0))
            return new(independent.Value, error, independent.Value - (reach * error), independent.Value + (reach * error));
        var ratio = error / independent.StandardError;
        var moved = ((independent.Lower + independent.Upper) / 2) - independent.Value;
        var widened = ((independent.Upper - independent.Lower) / (2 * Estimate.Z95 * independent.StandardError)) - 1;
        var centre = independent.Value + (moved * ratio * ratio);
        var half = reach * error * (1 + (widened * ratio * ratio));
        return new(independent.Value, error, centre - half, centre + half);
    }

    /// <summary>Wilson's interval, with the number of independent trials that would have this error.</summary>
    private static Estimate Probability(Estimate independent, ClusterSums sums, Work work)
    {
        var (share, error) = (independent.Value, work.Error(sums));
        return share is > 0 and < 1 && error > 0
            ? Estimate.Wilson(share, share * (1 - share) / (error * error), work.Reach)
            : independent;
    }

    private static DistributionSummary Unknown(DistributionSummary summary)
    {
        return summary with
        {
            Mean = Lost(summary.Mean),
            StandardDeviation = Lost(summary.StandardDeviation),
            Skewness = Lost(summary.Skewness),
            Quantiles = [.. summary.Quantiles.Select(q => q with { Value = Lost(q.Value) })],
            Tails = [.. summary.Tails.Select(t => new TailEstimate(t.Level, Lost(t.Var), Lost(t.Tvar)))],
            Probabilities = [.. summary.Probabilities.Select(p => p with { Probability = Lost(p.Probability) })],
        };

        static Estimate Lost(Estimate e) => Estimate.Unknown with { Value = e.Value };
    }

    private readonly record struct Work(double Weight, long Clusters, double Reach, bool ArePairs)
    {
        public double Error(ClusterSums sums) => sums.Error(Weight, Clusters);

        // Of the distribution function at the p-quantile.
        public double Error(double p, ClusterSums beyond, ClusterSums reaching)
        {
            var part = ShareInterval.PartBeyond(p, beyond.Mean, reaching.Mean);
            return Error(new ClusterSums(1 - p, ((1 - part) * beyond.Squares) + (part * reaching.Squares), 0));
        }

        public Estimate About(double value, double error) => new(value, error, value - (Reach * error), value + (Reach * error));
    }
}
