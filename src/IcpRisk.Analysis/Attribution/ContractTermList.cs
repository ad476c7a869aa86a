using System.Globalization;
using IcpRisk.Contracts;
using IcpRisk.Contracts.Adjustment;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Indexation;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Attribution;

/// <summary>A term of a contract, and the same contract without it.</summary>
/// <param name="Name">Name in files.</param>
/// <param name="Words">What leaves risk with somebody, or takes it off: the subject of a sentence.</param>
/// <param name="Without">The contract without it; of something that is missing, with it.</param>
internal sealed record ContractTerm(string Name, string Words, ContractPlan Without);

/// <summary>The terms of a contract that decide who bears what.</summary>
internal static class ContractTermList
{
    /// <summary>Those that a scenario's contract has, or pointedly has not.</summary>
    public static IReadOnlyList<ContractTerm> Of(Scenario scenario)
    {
        var terms = new List<ContractTerm>();
        var contract = scenario.Contract.Terms;
        Adjustment(contract, Add);
        Indexation(contract, Add);
        Sharing(contract, Add);
        Add(contract.StopLoss is not null, "stop_loss", "the stop-loss", contract with { StopLoss = null });
        Add(contract.CappedAtAllocation, "capped_at_allocation", "the cap at the allocation", contract with { CappedAtAllocation = false });
        Add(contract.Rebase is not null, "rebase", "rebasing", contract with { Rebase = null });
        Add(contract.Reopener is not null, "reopener", "the re-opener", contract with { Reopener = null });
        Add(contract.Reimbursement is not null, "reimbursement", "reimbursement", contract with { Reimbursement = null });
        return terms;

        void Add(bool there, string name, string words, ContractTerms without)
        {
            if (there && scenario.Contracted(without) is { } plan)
            {
                terms.Add(new ContractTerm(name, words, plan));
            }
        }
    }

    private static void Adjustment(ContractTerms contract, Action<bool, string, string, ContractTerms> add)
    {
        var terms = contract.Adjustment ?? new AdjustmentTerms { Lag = 0 };
        var tolerance = Math.Max(terms.Tolerance, terms.ToleranceBelow ?? 0);
        add(
            tolerance > 0 && terms.For.Count > 0, "adjustment.tolerance", $"the {Percent(tolerance)} tolerance",
            contract with { Adjustment = terms with { Tolerance = 0, ToleranceBelow = null } });
        add(
            (terms.Cap ?? terms.CapBelow) is not null && terms.For.Count > 0, "adjustment.cap", "the cap on adjustment",
            contract with { Adjustment = terms with { Cap = null, CapBelow = null } });
        add(
            terms.Lag > 0 && terms.For.Count > 0, "adjustment.lag", $"the lag of {terms.Lag} {(terms.Lag == 1 ? "year" : "years")} before adjustment",
            contract with { Adjustment = terms with { Lag = 0 } });
        foreach (var (what, words) in new[] { (AdjustedFor.Size, "size"), (AdjustedFor.Need, "need") })
        {
            add(
                !terms.For.Contains(what), $"adjustment.for_{words}", $"that the value is not adjusted for {words}",
                contract with { Adjustment = terms with { For = [.. terms.For, what] } });
        }
    }

    private static void Indexation(ContractTerms contract, Action<bool, string, string, ContractTerms> add)
    {
        var terms = contract.Indexation;
        var actual = terms.To == IndexedTo.Actual;
        add(!actual, "indexation.to", "indexation to plan", contract with { Indexation = new IndexationTerms { To = IndexedTo.Actual } });
        add(
            actual && terms.Share < 1, "indexation.share", $"that only {Percent(terms.Share)} of price changes is passed through",
            contract with { Indexation = terms with { Share = 1 } });
        add(
            actual && (terms.Cap ?? terms.Collar) is not null, "indexation.limits", "the limits on indexation",
            contract with { Indexation = terms with { Cap = null, Collar = null } });
    }

    private static void Sharing(ContractTerms contract, Action<bool, string, string, ContractTerms> add)
    {
        if (contract.GainLoss is not { } terms)
        {
            return;
        }

        add(true, "gain_loss", "gain and loss sharing", contract with { GainLoss = null });
        var edges = terms.Gains.Concat(terms.Losses).Select(b => b.To).OfType<double>().ToList();
        add(
            edges.Count > 0, "gain_loss.corridor", edges.Count > 0 ? $"the corridor of {Percent(edges.Min())}" : string.Empty,
            contract with { GainLoss = terms with { Gains = Beyond(terms.Gains), Losses = Beyond(terms.Losses) } });
        add(
            (terms.GainCap ?? terms.GainCapOfRevenue ?? terms.LossCap ?? terms.LossCapOfRevenue) is not null, "gain_loss.caps", "the caps on gains and losses",
            contract with { GainLoss = terms with { GainCap = null, LossCap = null, GainCapOfRevenue = null, LossCapOfRevenue = null } });
        add(
            terms.MinimumSavingsRate is not null || terms.MinimumLossRate is not null, "gain_loss.minimum_rates", "the minimum rates of sharing",
            contract with { GainLoss = terms with { MinimumSavingsRate = null, MinimumLossRate = null } });
    }

    // Without the first band: the second begins at the first pound.
    private static IReadOnlyList<BandTerms> Beyond(IReadOnlyList<BandTerms> bands) => bands.Count > 1 ? [.. bands.Skip(1)] : bands;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");
}
