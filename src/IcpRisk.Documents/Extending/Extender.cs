namespace IcpRisk.Documents;

/// <summary>
/// Reads a document and all that it extends into one tree, as if it had been written in one file. Works on the tree, before
/// overrides and binding: every piece keeps the place where it was written, so that later messages point there.
/// </summary>
/// <param name="shape">What the document is to be bound to: it tells maps that merge from figures that are replaced.</param>
/// <param name="library">Texts that may be extended by their name.</param>
/// <param name="problems">What is wrong is added here.</param>
internal sealed class Extender(RecordShape shape, IReadOnlyDictionary<string, string> library, Problems problems)
{
    public const string Key = "extends";

    /// <summary>In place of a name: starts from nothing, whatever would be inherited.</summary>
    public const string Nothing = "none";

    private const int LongestChain = 16;

    private readonly Dictionary<string, MapNode?> _known = new(StringComparer.Ordinal);
    private readonly List<Origin> _chain = [];
    private long _taken;

    /// <summary>The folder of each file read, by the name that messages give it.</summary>
    public Dictionary<string, string> Folders { get; } = new(StringComparer.Ordinal);

    /// <summary>Something to extend was not found: what there is of the document is not to be judged.</summary>
    public bool Failed { get; set; }

    /// <summary>The whole document, or null with a problem added.</summary>
    public MapNode? Read(string path) => Load(Origin.File(path, Shown.Text(path, 400)), Location.None);

    /// <summary>What an <c>extends</c> names: the root of it, all of it resolved; null with a problem added.</summary>
    public (MapNode Root, Origin Origin)? Find(Target target, Origin from, Location at)
    {
        if (Origin.Of(target.Name, from, library) is not { } origin)
        {
            problems.Add(target.IsFile
                ? new Problem(at, "what stands in the library extends names of the library, not files", Shown.Text(target.Name))
                : new Problem(
                    at, "nothing in the library has this name; a file's ends in .yaml", Shown.Text(target.Name), null,
                    Names.Nearest(target.Name, library.Keys)));
            return null;
        }

        if (_chain.FindIndex(link => link.Id == origin.Id) is >= 0 and var first)
        {
            var circle = _chain.Skip(first).Append(origin).Select(link => link.Name);
            problems.Add(new Problem(at, $"this goes round in a circle: {string.Join(" -> ", circle)}"));
            return null;
        }

        if (_chain.Count >= LongestChain)
        {
            problems.Add(new Problem(at, $"more than {LongestChain} documents extend each other in a row"));
            return null;
        }

        return Load(origin, at) is { } root ? (root, origin) : null;
    }

    /// <summary>Counts what is taken from elsewhere; false, with a problem added, where it is too much or too deep.</summary>
    public bool MayTake(Node node, int depth, Location at)
    {
        if (depth + node.Height > YamlLoader.Deepest)
        {
            problems.Add(new Problem(at, $"nested deeper than {YamlLoader.Deepest} levels with what is extended"));
            return false;
        }

        _taken += node.Weight;
        if (_taken <= YamlLoader.MostNodes)
            return true;
        problems.Add(new Problem(at, $"more than {YamlLoader.MostNodes:N0} values are taken from what is extended"));
        return false;
    }

    private MapNode? Load(Origin origin, Location at)
    {
        if (_known.TryGetValue(origin.Id, out var known))
            return known;
        var before = problems.Total;
        _chain.Add(origin);
        var root = Parse(origin, at) is { } map ? new Resolving(this, origin, map, shape, problems).Root() : null;
        _chain.RemoveAt(_chain.Count - 1);

        // What is extended and is wrong by itself has had its message, and nothing more is to be said of what lacks it.
        if (_chain.Count > 0 && problems.Total > before)
            root = null;
        _known[origin.Id] = root;
        return root;
    }

    private MapNode? Parse(Origin origin, Location at)
    {
        if (origin.Folder is { } folder)
            Folders[origin.Shown] = folder;
        var text = origin.Text ?? DocumentText.Read(origin.Path, origin.Shown, at, DocumentText.Largest, problems);
        if (text is null || YamlLoader.Load(text, origin.Shown, problems) is not { } root)
            return null;
        if (root is MapNode map)
            return map;
        problems.Add(new Problem(
            root.At(""), "", root is ListNode ? "a list" : Shown.Text(((ScalarNode)root).Text), $"a map with {Names.Listed([.. shape.Keys])}"));
        return null;
    }
}
