namespace IcpRisk.Scenarios;

/// <summary>Something that was done to a scenario and that its reader should know.</summary>
/// <param name="Code">Fixed name, for tests and filters.</param>
/// <param name="Where">Path in the scenario.</param>
/// <param name="Text">A sentence or two.</param>
public sealed record ScenarioWarning(string Code, string Where, string Text);
