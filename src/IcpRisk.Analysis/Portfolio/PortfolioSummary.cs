using IcpRisk.Contracts.Pot;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Portfolio;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Portfolio;

/// <summary>What a portfolio's run says in short: the pot by year and over the term, each place before and after, and what the pot diversifies away.</summary>
public sealed class PortfolioSummary
{
    private static readonly string[] Yearly = ["provider_surplus", "commissioner_spend"];

    private static readonly string[] Term =
        ["provider_surplus_pv", "commissioner_spend_pv", "incentive_earned", "gain_loss_transfer", "allocation_headroom", "deficit_years"];

    private PortfolioSummary(
        PortfolioScenario portfolio, StatisticsSink statistics, IReadOnlyList<SummaryColumn> columns,
        IReadOnlyList<DiversificationRow> diversification, double[][] correlations, IReadOnlyList<SelfCheck> selfChecks)
    {
        (Portfolio, Statistics, Columns) = (portfolio, statistics, columns);
        (Diversified, Correlations, SelfChecks) = (diversification, correlations, selfChecks);
    }

    public PortfolioScenario Portfolio { get; }

    public StatisticsSink Statistics { get; }

    /// <summary>Columns of the pot, described.</summary>
    public IReadOnlyList<SummaryColumn> Columns { get; }

    /// <summary>What the pot diversifies away, by measure; empty where columns were not kept whole.</summary>
    public IReadOnlyList<DiversificationRow> Diversified { get; }

    /// <summary>Correlations of the places' surpluses over the term; empty likewise.</summary>
    public double[][] Correlations { get; }

    /// <summary>Whether what each place drew agrees with theory.</summary>
    public IReadOnlyList<SelfCheck> SelfChecks { get; }

    /// <summary>What a run has to keep.</summary>
    public static IReadOnlyList<StatisticKey> Keys(PortfolioScenario portfolio)
    {
        var there = portfolio.Pot.Columns.Select(c => c.Name).ToHashSet();
        return
        [
            .. Yearly.SelectMany(c => Enumerable.Range(0, portfolio.Time.Years + 1).Select(y => new StatisticKey(c, y))),
            .. Term.Where(there.Contains).Select(c => new StatisticKey(c, 0)),
            .. there.Contains("exceeds_allocation")
                ? Enumerable.Range(0, portfolio.Time.Years + 1).Select(y => new StatisticKey("exceeds_allocation", y)) : [],
            .. portfolio.Pot.Places.SelectMany(p => new[] { new StatisticKey(PotColumns.Surplus(p), 0), new StatisticKey(PotColumns.Position(p), 0) }),
        ];
    }

    /// <summary>Summarises a finished run.</summary>
    /// <param name="portfolio">What was run.</param>
    /// <param name="statistics">What was kept of the pot.</param>
    /// <param name="selfChecks">By place.</param>
    public static PortfolioSummary Of(PortfolioScenario portfolio, StatisticsSink statistics, IReadOnlyList<SelfCheck> selfChecks)
    {
        var pot = portfolio.Pot;
        var plan = PlannedPot.Of(portfolio);
        var columns = new SummaryColumn[statistics.Keys.Count];
        Parallel.For(0, columns.Length, k =>
        {
            var key = statistics.Keys[k];
            var column = pot.Columns.First(c => c.Name == key.Column);
            columns[k] = new SummaryColumn(key, column, statistics.Summarise(key, Summary.Options(column)), plan.Value(column, key.Year));
        });
        if (!statistics.IsExact)
        {
            return new PortfolioSummary(portfolio, statistics, columns, [], [], selfChecks);
        }

        ReadOnlyMemory<double>[] surplus = [.. pot.Places.Select(p => statistics.Values(new StatisticKey(PotColumns.Surplus(p), 0)))];
        ReadOnlyMemory<double>[] positions = [.. pot.Places.Select(p => statistics.Values(new StatisticKey(PotColumns.Position(p), 0)))];
        return new PortfolioSummary(
            portfolio, statistics, columns, Diversification.Of(surplus, positions),
            [.. surplus.Select(x => surplus.Select(y => Diversification.Correlation(x.Span, y.Span)).ToArray())], selfChecks);
    }

    /// <summary>The figures as the files hold them: of the pot's columns, then of diversification.</summary>
    public IReadOnlyList<SummaryRow> Rows()
    {
        var places = Portfolio.Pot.Places;
        return
        [
            .. Columns.SelectMany(SummaryRows.Of),
            .. Diversified.SelectMany(row => new[]
            {
                Row("provider_surplus", row, "below_mean", "GBP", row.Pot),
                Row("provider_surplus", row, "sum_of_places_below_mean", "GBP", row.Sum),
                Row("provider_surplus", row, "diversified_away", "share", row.DiversifiedAway),
            }.Concat(places.SelectMany((place, p) => new[]
            {
                Row(PotColumns.Surplus(place), row, "below_mean", "GBP", row.Places[p].Alone),
                Row(PotColumns.Surplus(place), row, "euler_below_mean", "GBP", row.Places[p].InPot),
                Row(PotColumns.Surplus(place), row, "diversified_away", "share", row.Places[p].DiversifiedAway),
                Row(PotColumns.Position(place), row, "below_mean", "GBP", row.Places[p].AfterPot),
            }))),
        ];

        static SummaryRow Row(string column, DiversificationRow row, string what, string unit, Estimate estimate) =>
            new(column, 0, $"{row.Measure.Name}_{what}", row.Measure.Level, unit, estimate);
    }
}
