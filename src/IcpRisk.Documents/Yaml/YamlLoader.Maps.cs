using YamlDotNet.Core.Events;

namespace IcpRisk.Documents;

/// <summary>Maps (keys are texts, given once; <c>&lt;&lt;</c> takes in another map) and places.</summary>
internal sealed partial class YamlLoader
{
    private readonly record struct Merge(Mark Mark, Node Value);

    private MapNode Map(MappingStart start, int depth, string path)
    {
        var entries = new List<Entry>();
        var first = new Dictionary<string, ScalarNode>(StringComparer.Ordinal);
        var merges = new List<Merge>();
        while (Next() is not MappingEnd)
        {
            var begin = _parser.Current!;
            if (begin is not (Scalar or AnchorAlias) || Read(depth + 1, path) is not ScalarNode key)
                throw Refuse(Place(begin.Start, path), "a key must be a text, not a list or map");
            Next();
            var at = KeyPath.Key(path, key.Text);
            var value = Read(depth + 1, at);
            if (key is { IsPlain: true, Text: "<<" })
                merges.Add(new Merge(key.Mark, value));
            else if (key.IsNull)
                throw Refuse(key.At(path), "a key is empty");
            else if (!first.TryAdd(key.Text, key))
                _problems.Add(new Problem(key.At(at), $"the key was already given on line {first[key.Text].Mark.Line}"));
            else if (start.Style == MappingStyle.Flow && entries.Count > 0 && Commas.Split(entries[^1].Value, key, value))
                _problems.Add(Commas.InMap(entries[^1], key, path));
            else
                entries.Add(new Entry(key, value));
        }

        foreach (var merge in merges)
            entries.AddRange(Merged(merge).Where(entry => first.TryAdd(entry.Key.Text, entry.Key)));
        return new MapNode(At(start, _parser.Current!), entries, start.Style == MappingStyle.Flow);
    }

    private IEnumerable<Entry> Merged(Merge merge)
    {
        IReadOnlyList<Node> maps = merge.Value is ListNode list ? list.Items : [merge.Value];
        foreach (var node in maps)
        {
            if (node is not MapNode map)
                throw Refuse(new Location(merge.Mark.File, merge.Mark.Line, merge.Mark.Column, ""), "<< takes in a map, or a list of maps");
            foreach (var entry in map.Entries)
                yield return entry;
        }
    }

    private Mark At(ParsingEvent start, ParsingEvent end) => _line is { } line
        ? new Mark(_file, line, 0, line, 0)
        : new Mark(_file, (int)start.Start.Line, (int)start.Start.Column, (int)end.End.Line, (int)end.End.Column);

    private Location Place(in YamlDotNet.Core.Mark mark, string path = "") => _line is { } line
        ? new Location(_file, line, 0, path)
        : new Location(_file, (int)mark.Line, (int)mark.Column, path);

    private static Location? FindTab(string text)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var indent = content.IndexOfAnyExcept(' ', '\t');
            var tab = content[..Math.Max(indent, 0)].IndexOf('\t');
            if (tab >= 0 && content[indent] != '#')
                return new Location("", line, tab + 1, "");
        }

        return null;
    }

    private static Refused Refuse(Location where, string message) => new(new Problem(where, message));

    private static string Sentence(string message)
    {
        var text = Shown.Text(message.TrimEnd('.'), 200);
        return char.ToLowerInvariant(text[0]) + text[1..];
    }

    private sealed class Refused(Problem problem) : Exception
    {
        public Problem Problem { get; } = problem;
    }
}
