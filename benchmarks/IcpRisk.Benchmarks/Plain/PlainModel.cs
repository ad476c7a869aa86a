using IcpRisk.Scenarios;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>
/// The same model written plainly, as one would without an engine of one's own: Math.NET's samplers, scalar doubles, one
/// trial after another, Parallel.For over blocks of trials with a generator each. What can be worked out once is, nothing
/// is allocated in a trial but what Math.NET allocates, so that it is a fair opponent and not a straw man.
/// </summary>
/// <remarks>
/// It agrees with the engine in distribution (the command <c>verify</c> tells how well), not in single numbers, and does less:
/// <list type="bullet">
/// <item>no rounding to pence, no split of flows between parties, no flags, indices or present values; it keeps six or so columns, not the whole catalogue;</item>
/// <item>one shifted gamma for the cost of cases everywhere, where the engine draws the few dearest cases of skewed services one by one;</item>
/// <item>quantile tables with straight lines for the two bounded processes;</item>
/// <item>no addressed draws: a trial cannot be repeated alone, a new driver moves all others;</item>
/// <item>terms that the compared scenario does not use are refused (part years, forecast tables, switched-off risks, cumulative
/// or volume sharing, pools, management fees).</item>
/// </list>
/// </remarks>
internal sealed class PlainModel(Scenario scenario)
{
    private const int Block = 1024;
    private readonly PlainNature _nature = new(scenario);
    private readonly PlainContract _contract = new(scenario);

    /// <summary>Normals of one trial, beside counts, totals of cases and high-cost cases.</summary>
    public int NormalsPerTrial => PlainTrial.Normals(_nature);

    /// <param name="trials">How many.</param>
    /// <param name="seed">Of the first block; each further block has the next.</param>
    /// <param name="threads">How many at most.</param>
    /// <param name="source">Which generator.</param>
    /// <param name="normalCounts">Take rounded normals for counts above 1,000: quicker, not exact.</param>
    public PlainResult Run(int trials, int seed, int threads, PlainSource source, bool normalCounts = false)
    {
        var result = new PlainResult(trials, _nature.Years);
        Parallel.For(
            0,
            (trials + Block - 1) / Block,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => (Trial: new PlainTrial(_nature, _contract, normalCounts), Costs: new double[_nature.Years]),
            (block, _, local) =>
            {
                var random = source.Create(seed + block);
                var end = Math.Min(trials, (block + 1) * Block);
                for (var i = block * Block; i < end; i++)
                    result.Set(i, local.Trial.Run(random, local.Costs), local.Costs);
                return local;
            },
            _ => { });
        return result;
    }
}

/// <summary>Columns of a plain run, trial 0 first.</summary>
internal sealed class PlainResult(int trials, int years)
{
    public double[] Surplus { get; } = new double[trials];

    public double[] Incentives { get; } = new double[trials];

    public double[] Transfer { get; } = new double[trials];

    /// <summary>Total cost by year (from 0).</summary>
    public double[][] Cost { get; } = [.. Enumerable.Range(0, years).Select(_ => new double[trials])];

    public void Set(int trial, PlainOutcome outcome, ReadOnlySpan<double> costs)
    {
        Surplus[trial] = outcome.Surplus;
        Incentives[trial] = outcome.Incentives;
        Transfer[trial] = outcome.Transfer;
        for (var y = 0; y < costs.Length; y++)
            Cost[y][trial] = costs[y];
    }
}
