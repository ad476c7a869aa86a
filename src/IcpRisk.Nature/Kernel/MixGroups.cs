namespace IcpRisk.Nature.Kernel;

/// <summary>Drivers whose extremes come together: one chi-square variable for all of them, each trial or each year.</summary>
/// <param name="Mix">What the chi-square is drawn by.</param>
/// <param name="Members">The drivers that are mixed; not the factors they share, which nothing reads.</param>
internal sealed record MixGroup(Driver Mix, IReadOnlyList<Driver> Members);

/// <summary>
/// The groups of a Student-t copula: drivers tied to one another by a named pair or a common factor, directly or through
/// others. Drivers of two groups stay independent, in their tails too.
/// </summary>
internal static class MixGroups
{
    /// <summary>All groups, whichever of their drivers are used, so that none moves when a risk is switched off.</summary>
    /// <param name="drivers">All drivers of the plan.</param>
    /// <param name="pairs">The named pairs; a correlation of 0 ties too.</param>
    /// <param name="factors">The factor of each driver that shares one.</param>
    /// <param name="mix">Makes the driver of a group from its address, risk, timing and number.</param>
    public static IReadOnlyList<MixGroup> Of(
        IReadOnlyList<Driver> drivers,
        IEnumerable<(string One, string Other)> pairs,
        IReadOnlyDictionary<string, Driver> factors,
        Func<string, Risk, Timing, int, Driver> mix)
    {
        var named = pairs.ToList();
        var timing = drivers.ToDictionary(d => d.Name, d => d.Timing);
        var group = drivers.ToDictionary(d => d.Name, d => d.Name);
        foreach (var (one, other) in named.Concat(factors.Select(f => (f.Key, f.Value.Name))))
        {
            if (group.TryGetValue(one, out var kept) && group.TryGetValue(other, out var gone) && timing[one] == timing[other])
            {
                foreach (var member in group.Where(g => g.Value == gone).Select(g => g.Key).ToList())
                {
                    group[member] = kept;
                }
            }
        }

        // The address is the first by name of what ties: a service that only shares the factor may come and go.
        var ties = named.SelectMany(p => new[] { p.One, p.Other }).Concat(factors.Values.Select(f => f.Name)).ToHashSet();
        var shared = factors.Values.Select(f => f.Name).ToHashSet();
        var groups = new List<MixGroup>();
        foreach (var tied in drivers.GroupBy(d => group[d.Name]).Where(g => g.Count() > 1))
        {
            var anchor = tied.Select(d => d.Name).Where(ties.Contains).Min(StringComparer.Ordinal)!;
            var first = tied.First();
            groups.Add(new MixGroup(
                mix(anchor, first.Risk, first.Timing, groups.Count), [.. tied.Where(d => !shared.Contains(d.Name))]));
        }

        return groups;
    }
}
