using IcpRisk.Contracts;

namespace IcpRisk.Simulation;

/// <summary>A contract that settles sampled paths, and who takes its trials.</summary>
/// <param name="Contract">Made for the plan of the scenario whose paths are sampled.</param>
/// <param name="Sinks">Its own: a sink takes the trials of one contract.</param>
public sealed record Settlement(ContractPlan Contract, IReadOnlyList<ISimulationSink> Sinks);
