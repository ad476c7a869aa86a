namespace IcpRisk.Contracts.Words;

/// <summary>What a term takes from the general properties of a contract.</summary>
[Flags]
public enum Breaks
{
    /// <summary>Nothing: the warning is about something else.</summary>
    Nothing = 0,

    /// <summary>Payments jump when the path changes a little.</summary>
    Continuity = 1,

    /// <summary>Spending more can leave the provider with more, over the term.</summary>
    Monotonicity = 2,
}

/// <summary>Something a reader of the terms should know.</summary>
/// <param name="Code">Fixed name, for tests and filters.</param>
/// <param name="Term">Path of the term below <c>contract</c>.</param>
/// <param name="Breaks">General property that does not hold because of it.</param>
/// <param name="Text">A sentence or two.</param>
public sealed record ContractWarning(string Code, string Term, Breaks Breaks, string Text);
