using IcpRisk.Contracts.Incentives;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Contracts.Value;
using IcpRisk.Documents;

namespace IcpRisk.Contracts.Parties;

/// <summary>Who pays and who receives, compiled: one split for each kind of flow, by year on the commissioners' side.</summary>
/// <param name="Names">Parties in the order named, the pool last where there is one.</param>
/// <param name="Commissioners">Places of the commissioners.</param>
/// <param name="Pool">Place of the pool, or −1.</param>
/// <param name="Payers">Payments under the contract: commissioners and funders, by year.</param>
/// <param name="Care">Care that commissioners pay for themselves, by year.</param>
/// <param name="GainLossPayers">Gain/loss transfers on the commissioners' side, by year.</param>
/// <param name="Income">Core payment, activity payments and fee among members.</param>
/// <param name="Incentives">Incentive money among members.</param>
/// <param name="GainLoss">Gain/loss transfers among members.</param>
/// <param name="Cost">Cost among members.</param>
internal sealed record PartyRule(
    string[] Names, int[] Commissioners, int Pool, Split[] Payers, Split[] Care, Split[] GainLossPayers,
    Split Income, Split Incentives, Split GainLoss, Split Cost)
{
    /// <summary>Who pays a fee that commissioners do not; null for nobody.</summary>
    public Split? FeeFunder { get; init; }

    /// <summary>Incentive money of schemes that name who receives it, in the schemes' order.</summary>
    public Split[] Through { get; init; } = [];

    /// <summary>Name of the account that takes unearned incentive money.</summary>
    public const string PoolName = "pool";

    public static PartyRule? Compile(ContractTerms terms, Budget budget, Scheme[] schemes, int feeFunder, PlanChecks checks)
    {
        var hasPool = schemes.Any(s => s.ToPool);
        var parties = terms.Parties.ToList();
        if (parties.Count >= Outcomes.OutcomeTile.MaxParties)
            checks.Error(terms, nameof(terms.Parties), $"at most {Outcomes.OutcomeTile.MaxParties - 1} parties", $"{parties.Count}");
        if (hasPool && terms.Parties.ContainsKey(PoolName))
            checks.Error(terms, nameof(terms.Parties), $"the name {PoolName} is that of the account of unearned incentive money");
        foreach (var (name, stream) in terms.Value.Streams)
        {
            if (stream.Payer is { } payer)
                checks.Known(stream, nameof(stream.Payer), payer, parties.Where(p => p.Value.Side != Side.Provider).Select(p => p.Key));
        }

        if (schemes.Count(s => s.To.Length > 0) > Eight<int>.Length)
            checks.Error(terms, nameof(terms.Incentives), "so many schemes cannot name who receives their money", allowed: $"at most {Eight<int>.Length}");
        if (checks.Failed)
            return null;
        var cost = Shares(Side.Provider, "cost", p => p.Cost, null);
        var funds = Funds();
        var payers = Enumerable.Range(0, checks.Years).Select(y => PayerShares(y, funds[y])).ToArray();
        var gainLossStated = parties.Any(p => p.Value is { Side: Side.Commissioner, GainLoss: not null });
        var gainLossPayers = gainLossStated ? Shares(Side.Commissioner, "gain_loss", p => p.GainLoss, null) : null;
        var income = Shares(Side.Provider, "income", p => p.Income, cost);
        var incentives = Shares(Side.Provider, "incentives", p => p.Incentives, cost);
        var gainLoss = Shares(Side.Provider, "gain_loss", p => p.GainLoss, cost);
        if (checks.Failed)
            return null;
        return new PartyRule(
            [.. parties.Select(p => p.Key), .. hasPool ? new[] { PoolName } : []],
            [.. Enumerable.Range(0, parties.Count).Where(p => parties[p].Value.Side == Side.Commissioner)],
            hasPool ? parties.Count : -1,
            [.. payers.Select(Split.Of)], [.. funds.Select(Split.Of)],
            [.. funds.Select(shares => Split.Of(gainLossPayers ?? shares))],
            Split.Of(income), Split.Of(incentives), Split.Of(gainLoss), Split.Of(cost))
        {
            FeeFunder = feeFunder < 0 ? null : new Split([feeFunder], [1]),
            Through = [.. schemes.Where(s => s.To.Length > 0).Select(s => Split.Of(s.To))],
        };

        // Shares of one kind on one side: as stated (a party that states none has none), or the fallback where nobody does.
        double[] Shares(Side side, string kind, Func<PartyTerms, double?> stated, double[]? fallback)
        {
            var members = parties.Where(p => p.Value.Side == side).ToList();
            if (members.All(p => stated(p.Value) is null))
            {
                if (fallback is not null)
                    return fallback;
                if (members.Count == 1)
                    return [.. parties.Select(p => p.Value.Side == side ? 1.0 : 0.0)];
            }

            var shares = parties.Select(p => p.Value.Side == side ? stated(p.Value) ?? 0 : 0).ToArray();
            if (Math.Abs(shares.Sum() - 1) > 1e-9)
            {
                checks.Error(
                    terms, nameof(terms.Parties), $"the shares of {kind} on the {(side == Side.Provider ? "provider" : "commissioner")} side make up the whole",
                    NumberText.Format(shares.Sum(), Unit.Share), "100 %");
            }

            return shares;
        }

        // Commissioners' shares by year: as stated, or by the streams each pays.
        double[][] Funds()
        {
            var streams = terms.Value.Streams;
            var byStream = parties.All(p => p.Value.Funds is null)
                && parties.Count(p => p.Value.Side == Side.Commissioner) > 1
                && streams.Count > 0 && streams.Values.All(s => s.Payer is not null);
            if (!byStream)
                return [.. Enumerable.Repeat(Shares(Side.Commissioner, "funds", p => p.Funds, null), checks.Years)];
            return [.. Enumerable.Range(0, checks.Years).Select(y =>
            {
                var amounts = parties.Select(p => p.Value.Side != Side.Commissioner
                    ? 0
                    : streams.Where(s => s.Value.Payer == p.Key).Sum(s => budget.Streams[s.Key][y])).ToArray();
                if (amounts.Sum() <= 0)
                    checks.Error(terms, nameof(terms.Parties), $"no commissioner pays anything in year {y + 1}: give their shares of funds");
                return amounts.Select(amount => amount / amounts.Sum()).ToArray();
            })];
        }

        double[] PayerShares(int y, double[] fundShares)
        {
            var shares = new double[parties.Count];
            var rest = 1.0;
            foreach (var (name, stream) in terms.Value.Streams.Where(s => s.Value.Payer is not null))
            {
                var share = budget.Streams[name][y] / budget.FullYear[y];
                shares[terms.Parties.IndexOf(stream.Payer!)] += share;
                rest -= share;
            }

            // What no stream's payer covers (streams without one, transformation) falls on the commissioners.
            return rest < 1e-12 ? shares : [.. shares.Select((share, p) => share + (rest * fundShares[p]))];
        }
    }
}
