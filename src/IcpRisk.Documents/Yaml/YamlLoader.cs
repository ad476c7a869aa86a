using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IcpRisk.Documents;

/// <summary>
/// YAML events to a tree of <see cref="Node"/>s. Works on the parser's events, not its object model, to keep every
/// place, to stop at once where a limit is passed, and to refuse what has no meaning here (tags, complex keys,
/// several documents). But for a key given twice, one problem is reported: after it
/// the rest of the text means nothing.
/// </summary>
internal sealed partial class YamlLoader
{
    public const int Deepest = 64;
    public const int MostNodes = 50_000;

    private readonly string _file;
    private readonly int? _line;
    private readonly Problems _problems;
    private readonly IParser _parser;
    private readonly Dictionary<string, Node?> _anchors = new(StringComparer.Ordinal);
    private long _nodes;

    private YamlLoader(string text, string file, Problems problems, int? line)
    {
        (_file, _problems, _line) = (file, problems, line);
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>
    /// The root of the only document, or null with the problem added. <paramref name="line"/> is given for a text
    /// that is no file: every mark has it.
    /// </summary>
    public static Node? Load(string text, string file, Problems problems, int? line = null)
    {
        if (line is null && FindTab(text) is { } tab)
        {
            problems.Add(new Problem(tab with { File = file }, "a tab in the indentation: indent with spaces"));
            return null;
        }

        var loader = new YamlLoader(text, file, problems, line);
        try
        {
            return loader.Root();
        }
        catch (Refused refused)
        {
            problems.Add(refused.Problem);
        }
        catch (YamlException e)
        {
            var where = loader.Place(e.Start);
            problems.Add(new Problem(where, $"not valid YAML: {Sentence(e.Message)}"));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or OverflowException
            or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException or FormatException)
        {
            // The parser has no message of its own for some broken texts, mostly an open bracket or quote.
            var where = loader.Place(loader._parser.Current?.End ?? YamlDotNet.Core.Mark.Empty);
            problems.Add(new Problem(where, "not valid YAML after this: is a bracket, brace or quote left open?"));
        }

        return null;
    }

    private Node Root()
    {
        Next();
        if (Next() is not DocumentStart)
            throw Refuse(new Location(_file, _line ?? 0, 0, ""), "the file is empty");
        Next();
        var root = Read(0, "");
        if (root is ScalarNode { IsNull: true })
            throw Refuse(new Location(_file, _line ?? 0, 0, ""), "the file is empty");
        Next();
        if (Next() is DocumentStart second)
            throw Refuse(Place(second.Start), "a second YAML document begins here: one file is one document");
        return root;
    }

    private Node Read(int depth, string path)
    {
        var current = _parser.Current!;
        if (depth > Deepest)
            throw Refuse(Place(current.Start, path), $"nested deeper than {Deepest} levels");
        if (++_nodes > MostNodes)
            throw Refuse(Place(current.Start, path), $"more than {MostNodes:N0} values, aliases expanded");
        if (current is AnchorAlias alias)
            return Expand(alias, depth, path);
        if (current is not NodeEvent start)
            throw Refuse(Place(current.Start, path), "not valid YAML: a value is expected");
        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific)
            throw Refuse(Place(start.Start, path), $"found the tag {Shown.Text(start.Tag.Value)}; tags have no meaning here");
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = null;
        Node node = start switch
        {
            Scalar scalar => new ScalarNode(At(scalar, scalar), scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart list => List(list, depth, path),
            MappingStart map => Map(map, depth, path),
            _ => throw Refuse(Place(start.Start, path), "not valid YAML: a value is expected"),
        };
        if (!start.Anchor.IsEmpty)
            _anchors[start.Anchor.Value] = node;
        return node;
    }

    private ListNode List(SequenceStart start, int depth, string path)
    {
        var items = new List<Node>();
        while (Next() is not SequenceEnd)
            items.Add(Read(depth + 1, KeyPath.Item(path, items.Count)));
        return new ListNode(At(start, _parser.Current!), items, start.Style == SequenceStyle.Flow);
    }

    private Node Expand(AnchorAlias alias, int depth, string path)
    {
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var node))
        {
            throw new Refused(new Problem(
                Place(alias.Start, path), "", $"*{Shown.Text(name)}", Names.Listed(_anchors.Keys), Names.Nearest(name, _anchors.Keys)));
        }

        if (node is null)
            throw Refuse(Place(alias.Start, path), $"the anchor &{Shown.Text(name)} contains itself");
        if (depth + node.Height > Deepest)
            throw Refuse(Place(alias.Start, path), $"nested deeper than {Deepest} levels, aliases expanded");
        _nodes += node.Weight;
        return _nodes > MostNodes
            ? throw Refuse(Place(alias.Start, path), $"more than {MostNodes:N0} values, aliases expanded")
            : node;
    }

    private ParsingEvent Next() => _parser.MoveNext()
        ? _parser.Current!
        : throw Refuse(new Location(_file, _line ?? 0, 0, ""), "not valid YAML: the text ends too early");
}
