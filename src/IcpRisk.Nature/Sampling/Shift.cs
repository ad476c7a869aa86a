namespace IcpRisk.Nature.Sampling;

/// <summary>By how much importance sampling moves one standard normal.</summary>
/// <param name="Name">Driver or path of a figure.</param>
/// <param name="Year">Contract year from 1; 0 of what is drawn once a trial.</param>
/// <param name="Size">In standard deviations of its own surprise, before correlation.</param>
public sealed record Shift(string Name, int Year, double Size);

/// <summary>Importance sampling compiled: a defensive mixture of trials as they are and trials that are moved.</summary>
/// <param name="Nominal">Share of trials that are not moved, in (0, 1): weights are at most 1/Nominal.</param>
/// <param name="Shifts">What is moved in the others; a normal that is not drawn is not moved.</param>
public sealed record ImportanceShifts(double Nominal, IReadOnlyList<Shift> Shifts)
{
    /// <summary>Drivers by name, a yearly one moved alike in every year; names of nothing that is drawn have no effect.</summary>
    public static ImportanceShifts Of(NatureEngine engine, double nominal, IReadOnlyDictionary<string, double> drivers) => new(
        nominal,
        [.. engine.Normals.Where(n => drivers.ContainsKey(n.Name)).Select(n => new Shift(n.Name, n.Year, drivers[n.Name]))]);
}
