using IcpRisk.Analysis.Measures;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Attribution;

/// <summary>
/// Measures over the subsets of players: each subset's run gives v(S), and v(S) in every resample. Attribution is then
/// arithmetic on those numbers.
/// </summary>
internal sealed class MeasureGame
{
    private readonly Players _players;
    private readonly IReadOnlyList<Measure> _measures;
    private Resamples _resamples;
    private int[]? _only;
    private readonly Orders? _orders;
    private readonly Dictionary<UInt128, int> _place = [];

    // By measure; then the run itself and every resample; then the place of the subset.
    private readonly double[][][] _values;

    /// <param name="players">What is attributed to.</param>
    /// <param name="measures">What is attributed.</param>
    /// <param name="resamples">The bootstrap.</param>
    /// <param name="orders">Orders of players to sample; null to count out all subsets.</param>
    public MeasureGame(Players players, IReadOnlyList<Measure> measures, Resamples resamples, Orders? orders = null)
    {
        (_players, _measures, _resamples, _orders) = (players, measures, resamples, orders);
        IEnumerable<UInt128> subsets = orders is null
            ? Enumerable.Range(0, 1 << players.Count).Select(s => (UInt128)s)
            : orders.Subsets().Concat(Enumerable.Range(0, players.Count).SelectMany(k => new[] { Alone(k), players.All & ~Alone(k) }));
        foreach (var subset in subsets.Distinct())
        {
            _place.Add(subset, _place.Count);
        }

        _values = [.. measures.Select(_ => Enumerable.Range(0, Resamples.Count + 1).Select(_ => new double[_place.Count]).ToArray())];
    }

    /// <summary>Lets some trials alone count, in every subset the same; before the runs.</summary>
    /// <param name="trials">Their numbers, rising; at least two.</param>
    public void Only(int[] trials) => (_only, _resamples) = (trials, _resamples.Of(trials));

    /// <summary>Asks for the runs it needs.</summary>
    public void Ask(SubsetRuns runs)
    {
        foreach (var (subset, place) in _place)
        {
            runs.Ask(_players.Nature(subset), _measures.Select(m => m.Series), series => Take(place, series));
        }
    }

    /// <summary>The attribution, when all runs are done.</summary>
    public IReadOnlyList<MeasureAttribution> Result() => [.. _measures.Select((m, i) => Result(m, _values[i]))];

    private void Take(int place, Series series)
    {
        for (var m = 0; m < _measures.Count; m++)
        {
            var all = series(_measures[m].Series);
            var values = _only is null ? all : [.. _only.Select(t => all[t])];
            var resampled = new ResampledMeasure(_measures[m], values);
            _values[m][0][place] = MeasureEstimator.Of(_measures[m], values).Value;
            for (var b = 0; b < Resamples.Count; b++)
            {
                _values[m][b + 1][place] = resampled.Value(_resamples[b]);
            }
        }
    }

    private MeasureAttribution Result(Measure measure, double[][] v)
    {
        var (all, none) = (_place[_players.All], _place[0]);
        var parts = v.Select(Parts).ToArray();
        var spread = _orders is null ? null : SpreadOfOrders(v[0]);
        var shares = Enumerable.Range(0, _players.Count).Select(k =>
        {
            var (only, without) = (_place[Alone(k)], _place[_players.All & ~Alone(k)]);
            return new RiskShare(
                _players.Names[k], _players.Words[k],
                Of(x => parts[x][k], spread?[k] ?? 0),
                Of(x => parts[x][k] / (v[x][all] - v[x][none]), (spread?[k] ?? 0) / Math.Abs(v[0][all] - v[0][none])),
                Of(x => v[x][only] - v[x][none], 0),
                Of(x => v[x][all] - v[x][without], 0));
        });
        return new MeasureAttribution(
            measure, Of(x => v[x][all], 0), Of(x => v[x][none], 0), Of(x => v[x][all] - v[x][none], 0), [.. shares], _orders?.Count ?? 0);
    }

    private static UInt128 Alone(int player) => UInt128.One << player;

    // What sampling of orders adds to the error is independent of the resampling of trials.
    private static Estimate Of(Func<int, double> value, double spread)
    {
        var estimate = Resamples.Estimate(value(0), [.. Enumerable.Range(1, Resamples.Count).Select(value)]);
        return spread == 0
            ? estimate
            : Estimate.Normal(estimate.Value, Math.Sqrt((estimate.StandardError * estimate.StandardError) + (spread * spread)));
    }

    private double[] Parts(double[] v)
    {
        if (_orders is null)
        {
            return Shapley.Values(_players.Count, v);
        }

        var parts = new double[_players.Count];
        for (var o = 0; o < _orders.Count; o++)
        {
            var one = Marginals(o, v);
            for (var k = 0; k < parts.Length; k++)
            {
                parts[k] += one[k] / _orders.Count;
            }
        }

        return parts;
    }

    private double[] Marginals(int order, double[] v) => _orders!.Marginals(order, subset => v[_place[subset]]);

    // Each order comes with its reverse: pairs are independent, the two of a pair are not.
    private double[] SpreadOfOrders(double[] v)
    {
        var pairs = Enumerable.Range(0, _orders!.Count / 2).Select(p => (A: Marginals(2 * p, v), B: Marginals((2 * p) + 1, v))).ToArray();
        return [.. Enumerable.Range(0, _players.Count).Select(k =>
        {
            double[] means = [.. pairs.Select(p => (p.A[k] + p.B[k]) / 2)];
            var mean = means.Sum() / means.Length;
            return Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / (means.Length - 1) / means.Length);
        })];
    }
}
