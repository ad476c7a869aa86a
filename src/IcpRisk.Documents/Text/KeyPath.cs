namespace IcpRisk.Documents;

/// <summary>Paths of keys: <c>contract.gains[0].to</c>; a name that would break one is quoted: <c>stresses["a.b"]</c>.</summary>
internal static class KeyPath
{
    public static string Key(string path, string key)
    {
        if (key.Length == 0 || key.Any(c => c is '.' or '[' or ']' or '=' or '"' || char.IsWhiteSpace(c) || char.IsControl(c)))
            return $"{path}[\"{Shown.Text(key)}\"]";
        return path.Length == 0 ? Shown.Text(key) : $"{path}.{Shown.Text(key)}";
    }

    public static string Item(string path, int index) => FormattableString.Invariant($"{path}[{index}]");

    public static string Of(IEnumerable<PathStep> steps) => steps.Aggregate("", (path, step) => step.Under(path));

    /// <summary>The path above, or empty at the root.</summary>
    public static string Parent(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
}
