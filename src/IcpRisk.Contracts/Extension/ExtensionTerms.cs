using IcpRisk.Documents;

namespace IcpRisk.Contracts.Extension;

/// <summary>Whether an option to extend is taken up.</summary>
public enum Exercised
{
    Yes,
    No,

    [Doc("if the conditions hold at the end of the firm term")]
    OnCondition,
}

/// <summary>
/// An option to extend: the last years of the term that the scenario states. Where it is not taken up the contract ends: no
/// money flows, and no care is counted.
/// </summary>
public sealed record ExtensionTerms : IChecked
{
    [Required]
    [Setting]
    [In(Unit.Years, Min = 1)]
    [Doc("Years of the option: the last of the scenario's term.")]
    public int Years { get; init; } = 1;

    [Required]
    [Doc("yes, no or on_condition.")]
    public Exercised Exercised { get; init; }

    [In(Unit.Share, Min = -1, Max = 1)]
    [Doc("Condition: the provider's surplus of the firm years is at least this share of their contract value.")]
    public double? SurplusAtLeast { get; init; }

    [In(Unit.Share, Min = 0, Max = 5)]
    [Doc("Condition: what commissioners spent in the firm years is at most this share of their contract value.")]
    public double? SpendAtMost { get; init; }

    public void Check(Checks checks)
    {
        var conditions = SurplusAtLeast is not null || SpendAtMost is not null;
        if (conditions != (Exercised == Exercised.OnCondition))
            checks.Error(nameof(Exercised), "conditions go with on_condition", null, "surplus_at_least, spend_at_most or both, with on_condition");
    }
}
