namespace IcpRisk.Contracts.Words;

/// <summary>What one rule of a contract says, in sentences.</summary>
/// <param name="Rule">Key of the rule in the terms: value, payments, gain_loss …</param>
/// <param name="Sentences">Plain sentences; amounts are those of the plan.</param>
public sealed record Passage(string Rule, IReadOnlyList<string> Sentences);
