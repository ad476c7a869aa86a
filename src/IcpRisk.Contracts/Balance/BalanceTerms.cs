using IcpRisk.Documents;

namespace IcpRisk.Contracts.Balance;

/// <summary>What kind of body holds the contract.</summary>
public enum Holder
{
    [Doc("a public body: no financial safeguards, but somebody stands behind it")]
    Statutory,

    [Doc("any other body: the financial safeguards apply")]
    NonStatutory,
}

/// <summary>A least net worth: an amount, or a share of the planned value of a full year.</summary>
public sealed record MinimumNetWorthTerms : IChecked
{
    [Shorthand]
    [In(Unit.Money)]
    [Doc("The amount.")]
    public double? Amount { get; init; }

    [In(Unit.Share, Min = 0)]
    [Doc("The amount as a share of the planned contract value of each (full) year.")]
    public double? ShareOfValue { get; init; }

    public void Check(Checks checks)
    {
        if (Amount is null == ShareOfValue is null)
            checks.Error("", "give the amount in exactly one way", allowed: "amount or share_of_value");
    }
}

/// <summary>A third party that pays what the provider side's net worth does not, up to an amount.</summary>
public sealed record GuaranteeTerms
{
    [Required]
    [Doc("The guarantor: a party of side funder.")]
    public string By { get; init; } = "";

    [Required]
    [In(Unit.Money, Min = 0)]
    [Doc("The most it pays over the term.")]
    public double Amount { get; init; }
}

/// <summary>What of a statutory holder's deficit its backstop pays.</summary>
public enum BackstopFrom
{
    [Doc("every deficit, whatever surpluses went before")]
    FirstPound,

    [Doc("only what would take net worth below zero")]
    NetWorthExhausted,
}

/// <summary>Who stands behind a statutory holder.</summary>
public sealed record BackstopTerms
{
    [Required]
    [Shorthand]
    [Doc("The party that pays: a commissioner or a funder.")]
    public string By { get; init; } = "";

    [Doc("first_pound or net_worth_exhausted.")]
    public BackstopFrom From { get; init; }
}

/// <summary>Surplus paid out to an owner.</summary>
public sealed record DistributionTerms
{
    [Required]
    [Doc("The owner: a party of side funder.")]
    public string To { get; init; } = "";

    [Required]
    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of each year's surplus that is paid out at the end of the year.")]
    public double Share { get; init; }
}

/// <summary>The provider side's balance sheet at the start, and what protects it and those who depend on it.</summary>
public sealed record BalanceTerms : IChecked
{
    [Required]
    [Doc("statutory or non_statutory; safeguards (minimum_net_worth, current_ratio, guarantee, bar_on_distributions) count for the second only, a backstop for the first.")]
    public Holder Holder { get; init; }

    [In(Unit.Money)]
    [Doc("Cash at the start; negative: an overdraft.")]
    public double OpeningCash { get; init; }

    [In(Unit.Money, Min = 0)]
    [Doc("Fixed assets, at a value that stays.")]
    public double FixedAssets { get; init; }

    [In(Unit.Money, Min = 0)]
    [Doc("Debt, which stays; interest belongs to overheads.")]
    public double Debt { get; init; }

    [In(Unit.Money, Min = 0)]
    [Doc("Of the debt, what falls due within a year and is renewed: a current liability.")]
    public double DebtDueWithinYear { get; init; }

    [Doc("Least net worth at the end of a year. Default: none.")]
    public MinimumNetWorthTerms? MinimumNetWorth { get; init; }

    [In(Unit.Ratio, Min = 0)]
    [Doc("Least ratio of current assets to current liabilities at the end of a year. Default: none.")]
    public double? CurrentRatio { get; init; }

    [Doc("Who guarantees what the provider side owes when the contract is terminated. Default: nobody.")]
    public GuaranteeTerms? Guarantee { get; init; }

    [Doc("What is paid out to an owner. Default: nothing.")]
    public DistributionTerms? Distributions { get; init; }

    [Doc("Distributions only out of net worth above the minimum (zero where there is none), and none after a breach.")]
    public bool BarOnDistributions { get; init; }

    [Doc("Who pays the deficits of a statutory holder. Default: nobody.")]
    public BackstopTerms? Backstop { get; init; }

    public void Check(Checks checks)
    {
        if (DebtDueWithinYear > Debt)
        {
            checks.Error(
                nameof(DebtDueWithinYear), "more of the debt falls due than there is", NumberText.Format(DebtDueWithinYear, Unit.Money),
                $"at most {NumberText.Format(Debt, Unit.Money)}");
        }
    }
}
