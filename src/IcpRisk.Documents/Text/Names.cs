namespace IcpRisk.Documents;

/// <summary>Names as they are written and as they are mistyped.</summary>
public static class Names
{
    private const int MostListed = 20;

    /// <summary>
    /// The known name nearest to a mistyped one by Damerau–Levenshtein distance (insertions, deletions,
    /// substitutions, swaps of neighbours; case is not counted), or null when none is near: at most one
    /// difference in four letters (but one in any), and never all of them.
    /// </summary>
    public static string? Nearest(string found, IEnumerable<string> known)
    {
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var name in known)
        {
            var longer = Math.Max(found.Length, name.Length);
            var allowed = Math.Max(1, longer / 4);
            if (Math.Abs(found.Length - name.Length) > allowed || longer < 2 || longer > 200)
                continue;
            var distance = Distance(found.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance <= allowed && distance < longer && distance < least)
                (nearest, least) = (name, distance);
        }

        return nearest;
    }

    /// <summary>Names for a message, in their order; a long list is cut.</summary>
    internal static string Listed(IReadOnlyCollection<string> names) => names.Count switch
    {
        0 => "nothing here",
        <= MostListed => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(MostListed))} and {names.Count - MostListed} more",
    };

    /// <summary><c>UnitCost</c> to <c>unit_cost</c>, <c>Year1</c> to <c>year_1</c>.</summary>
    internal static string Snake(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var starts = char.IsUpper(name[i]) || (char.IsDigit(name[i]) && i > 0 && !char.IsDigit(name[i - 1]));
            if (starts && i > 0 && !(char.IsUpper(name[i - 1]) && (i + 1 >= name.Length || !char.IsLower(name[i + 1]))))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>Optimal string alignment distance.</summary>
    internal static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                var least = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    least = Math.Min(least, d[i - 2, j - 2] + 1);
                d[i, j] = least;
            }
        }

        return d[a.Length, b.Length];
    }
}
