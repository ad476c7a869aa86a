using IcpRisk.Documents;
using IcpRisk.Nature;
using IcpRisk.Nature.Sampling;
using IcpRisk.Paths;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Attribution;

/// <summary>A group of what can be switched off by itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Members">Drivers and uncertain figures.</param>
public sealed record SwitchGroup(string Name, IReadOnlyList<NatureSwitch> Members);

/// <summary>A grouping that cannot be read; the message says what of it.</summary>
public sealed class GroupingException(string message) : Exception(message);

/// <summary>
/// Groupings as typed: <c>drivers</c>, each kind of driver over all services and cohorts, and the uncertain figures of each
/// risk; <c>switches</c>, every driver and figure by itself; or groups by name,
/// <c>demand=utilisation,volatility;price=efficiency.inflation*</c>. A member is a risk, a driver, a figure's path, or several
/// by <c>*</c>. What no group names makes up the group <c>rest</c>.
/// </summary>
public static class Grouping
{
    /// <summary>The group of what no other names.</summary>
    public const string Rest = "rest";

    /// <summary>What can be switched off in a scenario.</summary>
    public static IReadOnlyList<NatureSwitch> Switches(Scenario scenario) => new NatureEngine(
        scenario.Nature, scenario.Time, NatureOptions.Full, new PathLayout(scenario.Time.Years, []), scenario.Plan).Switches;

    /// <param name="text">The grouping as typed.</param>
    /// <param name="switches">What there is.</param>
    /// <exception cref="GroupingException">It cannot be read, or names what there is not.</exception>
    public static IReadOnlyList<SwitchGroup> Read(string text, IReadOnlyList<NatureSwitch> switches) => text.Trim() switch
    {
        "drivers" => Limited([.. switches.GroupBy(Kind).Select(g => new SwitchGroup(g.Key, [.. g]))]),
        "switches" => Limited([.. switches.Select(s => new SwitchGroup(s.Name, [s]))]),
        var named => Limited(Named(named, switches)),
    };

    // A driver's kind is the first two parts of its name; that of utilisation and of scores, whose second part is a service's
    // or a metric's, the first.
    internal static string Kind(NatureSwitch s)
    {
        if (s.IsFigure)
        {
            return s.Risk is { } risk ? $"{RiskNames.Key(risk)}.figures" : "dependence.figures";
        }

        var parts = s.Name.Split('.');
        return parts.Length > 2 ? $"{parts[0]}.{parts[1]}"
            : s.Risk is Risk.Utilisation or Risk.Quality ? parts[0]
            : s.Name;
    }

    private static List<SwitchGroup> Named(string text, IReadOnlyList<NatureSwitch> switches)
    {
        var groups = new List<SwitchGroup>();
        var taken = new Dictionary<string, string>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            var name = sign < 0 ? string.Empty : part[..sign].Trim();
            if (name.Length == 0)
            {
                throw new GroupingException($"'{part}' is no group: risks, drivers, switches, or groups as demand=utilisation,volatility;price=efficiency.inflation*");
            }

            if (name == Rest || groups.Exists(g => g.Name == name))
            {
                throw new GroupingException(name == Rest ? $"'{Rest}' is what no group names: call the group otherwise" : $"two groups are called '{name}'");
            }

            var members = new List<NatureSwitch>();
            foreach (var member in part[(sign + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                foreach (var found in Find(member, switches).Where(f => !members.Contains(f)))
                {
                    if (!taken.TryAdd(found.Name, name))
                    {
                        throw new GroupingException($"'{found.Name}' is in '{taken[found.Name]}' and in '{name}': in one of them");
                    }

                    members.Add(found);
                }
            }

            groups.Add(members.Count > 0 ? new SwitchGroup(name, members) : throw new GroupingException($"the group '{name}' has no members"));
        }

        if (groups.Count == 0)
        {
            throw new GroupingException("no group is named");
        }

        NatureSwitch[] rest = [.. switches.Where(s => !taken.ContainsKey(s.Name))];
        return rest.Length == 0 ? groups : [.. groups, new SwitchGroup(Rest, rest)];
    }

    private static List<NatureSwitch> Find(string member, IReadOnlyList<NatureSwitch> switches)
    {
        var found = switches.Where(s => s.Name == member || (s.Risk is { } risk && RiskNames.Key(risk) == member) || Matches(member, s.Name)).ToList();
        if (found.Count > 0)
        {
            return found;
        }

        List<string> known = [.. switches.Select(s => s.Risk).OfType<Risk>().Distinct().Select(RiskNames.Key), .. switches.Select(s => s.Name)];
        var nearest = Names.Nearest(member, known) is { } near ? $"; the nearest is '{near}'" : string.Empty;
        throw new GroupingException(
            $"'{member}' is no risk, driver or uncertain figure that is drawn here{nearest}; icprisk attribute --by switches names them all");
    }

    // Parts between stars, in their order.
    private static bool Matches(string pattern, string name)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            return false;
        }

        var parts = pattern.Split('*');
        var at = parts[0].Length;
        if (!name.StartsWith(parts[0], StringComparison.Ordinal) || !name.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var part in parts[1..^1])
        {
            var next = name.IndexOf(part, at, StringComparison.Ordinal);
            if (next < 0)
            {
                return false;
            }

            at = next + part.Length;
        }

        return at <= name.Length - parts[^1].Length;
    }

    private static IReadOnlyList<SwitchGroup> Limited(List<SwitchGroup> groups) => groups.Count <= Players.Most
        ? groups
        : throw new GroupingException($"{groups.Count} groups are more than the {Players.Most} that can be told apart: drivers has fewer, or name groups");
}
