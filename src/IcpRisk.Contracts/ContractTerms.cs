using IcpRisk.Contracts.Adjustment;
using IcpRisk.Contracts.Extension;
using IcpRisk.Contracts.Fee;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Incentives;
using IcpRisk.Contracts.Indexation;
using IcpRisk.Contracts.Parties;
using IcpRisk.Contracts.Payments;
using IcpRisk.Contracts.Rebasing;
using IcpRisk.Contracts.Reimbursement;
using IcpRisk.Contracts.Scope;
using IcpRisk.Contracts.StopLoss;
using IcpRisk.Contracts.Value;
using IcpRisk.Documents;

namespace IcpRisk.Contracts;

/// <summary>The kind of contract, for the reader: what it does is in its terms.</summary>
public enum ContractForm
{
    [Key("ICP contract")]
    IcpContract,

    [Key("prime contract")]
    PrimeContract,

    [Key("prime provider")]
    PrimeProvider,

    [Key("alliance contract")]
    AllianceContract,

    [Key("integrated care system")]
    IntegratedCareSystem,

    Other,
}

/// <summary>The terms of one contract, as written.</summary>
public sealed record ContractTerms : IChecked
{
    internal const string CoreKey = "core";
    internal const string ManagementKey = "management";

    [Doc("What kind of contract it is.")]
    public ContractForm Form { get; init; } = ContractForm.Other;

    [Doc("Who is party to it, and their shares; where pennies do not divide, the last-named takes them.")]
    public required Keyed<PartyTerms> Parties { get; init; }

    [Doc("The planned value by year.")]
    public required ValueTerms Value { get; init; }

    [Doc("plan, or how the value follows actual prices.")]
    public IndexationTerms Indexation { get; init; } = new();

    [Doc("The contract value is at most the commissioner's allocation.")]
    public bool CappedAtAllocation { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Shares of the contract value, together 100 %: core (planned activity payments and schemes with a rate of their own come out of it), management, and incentive schemes by name. Default: core takes what the others leave.")]
    public Keyed<Yearly> Payments { get; init; } = Keyed<Yearly>.Empty;

    [Doc("Services paid by price and actual activity.")]
    public Keyed<ActivityPriceTerms> ActivityPayments { get; init; } = Keyed<ActivityPriceTerms>.Empty;

    [Doc("Adjustment of the value for population and need. Default: none.")]
    public AdjustmentTerms? Adjustment { get; init; }

    [Doc("Rebasing of the value in stated years. Default: none.")]
    public RebaseTerms? Rebase { get; init; }

    [Doc("When the value is re-opened. Default: never.")]
    public ReopenerTerms? Reopener { get; init; }

    [Doc("Parts of services that move out of scope, by service in scope. Default: none.")]
    public Keyed<ScopeShiftTerms> ScopeShifts { get; init; } = Keyed<ScopeShiftTerms>.Empty;

    [Doc("The management fee beyond a share of the value: fixed, paid by a third party, out of savings. Default: as under payments.")]
    public FeeTerms? Fee { get; init; }

    [Setting]
    [In(Unit.Count, Min = 1)]
    [Doc("First year in which budget, incentives and sharing pass to the provider; before it only the fee is paid, and commissioners pay for care as they did.")]
    public int BudgetFrom { get; init; } = 1;

    [Doc("Reimbursement of cost in place of a part of the core payment. Default: none.")]
    public ReimbursementTerms? Reimbursement { get; init; }

    [Doc("Incentive schemes, side by side.")]
    public Keyed<IncentiveTerms> Incentives { get; init; } = Keyed<IncentiveTerms>.Empty;

    [Doc("Insurance or pooling of high-cost cases: premium and recovery. Default: none.")]
    public StopLossTerms? StopLoss { get; init; }

    [Doc("Sharing of gains and losses on the services in scope. Default: none; the provider keeps and bears all.")]
    public GainLossTerms? GainLoss { get; init; }

    [Doc("Sharing of gains and losses on services out of scope. Default: none.")]
    public OutsideGainLossTerms? GainLossOutside { get; init; }

    [Doc("Sharing on groups of services out of scope, each against its own target. Default: none.")]
    public Keyed<GroupGainLossTerms> GainLossGroups { get; init; } = Keyed<GroupGainLossTerms>.Empty;

    [Doc("An option to extend: the last years of the term. Default: the whole term is firm.")]
    public ExtensionTerms? Extension { get; init; }

    public void Check(Checks checks)
    {
        foreach (var name in Payments.Keys.Where(name => name is not (CoreKey or ManagementKey) && !Incentives.ContainsKey(name)))
            checks.Unknown($"{nameof(Payments)}.{name}", name, [CoreKey, ManagementKey, .. Incentives.Keys]);
        foreach (var (name, scheme) in Incentives)
        {
            if (scheme.Rate is not null && Payments.ContainsKey(name))
                checks.Error($"{nameof(Incentives)}.{name}", "the scheme has a rate of its own and a share under payments: one of them");
        }

        foreach (var side in new[] { Side.Commissioner, Side.Provider })
        {
            if (Parties.Values.All(party => party.Side != side))
                checks.Error(nameof(Parties), $"no party is on the {(side == Side.Provider ? "provider" : "commissioner")} side");
        }
    }
}
