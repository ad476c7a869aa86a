using IcpRisk.Contracts.Parties;

namespace IcpRisk.Contracts.Balance;

/// <summary>Flows that may be paid after the year they belong to, in the order in which they are kept until then.</summary>
internal enum Deferred
{
    Adjustment,
    Activity,
    Incentives,
    GainLoss,
    StopLoss,
}

/// <summary>One kind of flow that is paid late.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Years">How late, at least 1.</param>
/// <param name="From">Who pays what is positive, by year of accrual.</param>
/// <param name="To">Who receives it, by year of accrual.</param>
internal sealed record Deferral(Deferred Kind, int Years, Split[] From, Split[] To);

/// <summary>Which flows are paid late, compiled.</summary>
internal static class LagRule
{
    /// <returns>Null where everything is paid in its year.</returns>
    public static Deferral[]? Compile(ContractTerms terms, PartyRule parties, Split? insurer, bool providerBears, int years)
    {
        if (terms.PaymentLag is not { } lag)
            return null;
        var bearers = providerBears ? Every(parties.Cost) : parties.Care;
        var deferrals = new List<Deferral>();
        Add(Deferred.Adjustment, providerBears ? lag.Adjustment : 0, parties.Payers, Every(parties.Income));
        Add(Deferred.Activity, lag.Activity, parties.Payers, Every(parties.Income));
        Add(Deferred.Incentives, lag.Incentives, parties.Payers, Every(parties.Incentives));
        Add(Deferred.GainLoss, lag.GainLoss, parties.GainLossPayers, Every(parties.GainLoss));
        Add(Deferred.StopLoss, insurer is null ? 0 : lag.StopLoss, Every(insurer!), bearers);
        return [.. deferrals];

        void Add(Deferred kind, int late, Split[] from, Split[] to)
        {
            if (late > 0)
                deferrals.Add(new Deferral(kind, late, from, to));
        }

        Split[] Every(Split split) => [.. Enumerable.Repeat(split, years)];
    }
}
