using IcpRisk.Documents;

namespace IcpRisk.Contracts.Parties;

/// <summary>What a subcontractor is paid.</summary>
public enum SubcontractPay
{
    [Doc("an amount, whatever happens")]
    Fixed,

    [Doc("the planned cost of the services, whatever they cost")]
    PlannedCost,

    [Doc("a price for each unit of actual activity")]
    Activity,
}

/// <summary>One member has services delivered by another, who bears their cost. Amounts are those of full years.</summary>
public sealed record SubcontractTerms : IChecked
{
    [Required]
    [Doc("The member that pays: a prime provider or contractor.")]
    public string From { get; init; } = "";

    [Required]
    [Doc("The member that delivers and bears the cost of the services.")]
    public string To { get; init; } = "";

    [Required]
    [Doc("Services in scope that it delivers, each under one subcontract.")]
    public IReadOnlyList<string> Services { get; init; } = [];

    [Required]
    [Doc("fixed, planned_cost or activity.")]
    public SubcontractPay Pay { get; init; }

    [In(Unit.Money, Min = 0)]
    [Doc("Of pay fixed: the amount by year, nominal.")]
    public Yearly? Amount { get; init; }

    [In(Unit.Share, Min = -1)]
    [Doc("Of pay planned_cost: what is paid beyond it.")]
    public double? Margin { get; init; }

    [In(Unit.Money, Min = 0)]
    [Doc("Of pay activity: the price of each service by year, nominal.")]
    public Keyed<Yearly> Prices { get; init; } = Keyed<Yearly>.Empty;

    public void Check(Checks checks)
    {
        if (Services.Count == 0)
            checks.Error(nameof(Services), "no service is subcontracted", allowed: "at least one service in scope");
        if (Amount is null == (Pay == SubcontractPay.Fixed))
            checks.Error(nameof(Amount), "an amount belongs to pay fixed, and to no other");
        if (Margin is not null && Pay != SubcontractPay.PlannedCost)
            checks.Error(nameof(Margin), "a margin belongs to pay planned_cost");
        if (Prices.Count > 0 && Pay != SubcontractPay.Activity)
            checks.Error(nameof(Prices), "prices belong to pay activity");
        foreach (var service in Prices.Keys.Where(name => !Services.Contains(name)))
            checks.Unknown($"{nameof(Prices)}.{service}", service, Services);
        foreach (var service in Pay == SubcontractPay.Activity ? Services.Where(name => !Prices.ContainsKey(name)) : [])
            checks.Error(nameof(Prices), "a service that is paid by activity has a price", service);
    }
}
