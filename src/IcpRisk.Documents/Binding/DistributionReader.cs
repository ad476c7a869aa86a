namespace IcpRisk.Documents;

/// <summary><c>{normal: {mean: 0.3 %, sd: 0.4 %}}</c> to a <see cref="Distribution"/>, by <see cref="DistributionKinds"/>.</summary>
/// <param name="range">Unit and range of the figure.</param>
/// <param name="problems">What is wrong is added here.</param>
/// <param name="samples">Reads a sample.</param>
internal sealed class DistributionReader(NumberRange range, Problems problems, SampleReader samples)
{
    // Less than this left of a distribution by its own cut is a slip of the pen.
    private const double LeastKept = 1e-6;

    public Distribution? Read(MapNode map, string path)
    {
        var entries = map.Content.ToList();
        var names = DistributionKinds.All.Select(kind => kind.Name).ToList();
        if (entries.Count != 1)
        {
            problems.Add(new Problem(
                map.At(path), $"a distribution has one name; {entries.Count} keys are given", null, Names.Listed(names)));
            return null;
        }

        var (key, value) = (entries[0].Key, entries[0].Value);
        var at = KeyPath.Key(path, key.Text);
        if (DistributionKinds.Find(key.Text) is not { } kind)
        {
            problems.Add(new Problem(
                key.At(at), "unknown distribution", null, Names.Listed(names), Names.Nearest(key.Text, names)));
            return null;
        }

        if (kind.Points == PointForm.Sample)
            return Sample(kind, value, at);
        if (value is not MapNode parameters)
        {
            problems.Add(new Problem(value.At(at), "", Binder.Found(value), Forms(kind)));
            return null;
        }

        return kind.Points == PointForm.Quantiles ? Quantiles(kind, parameters, at) : OfParameters(kind, parameters, at);
    }

    /// <summary>A parameter's own domain within the figure's range where it is a value the figure could take.</summary>
    internal static NumberRange RangeOf(DistributionParameter parameter, NumberRange figure)
    {
        var unit = parameter.InFigureUnit ? figure.Unit : Unit.Number;
        var own = new NumberRange(unit, parameter.Min, double.PositiveInfinity, parameter.MinExclusive, false);
        if (!parameter.IsValue)
            return own;
        return own.Min > figure.Min || (own.Min.Equals(figure.Min) && own.MinExclusive)
            ? figure with { Min = own.Min, MinExclusive = own.MinExclusive }
            : figure;
    }

    private Distribution? OfParameters(DistributionKind kind, MapNode map, string path)
    {
        var before = problems.Total;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var entry in map.Content)
            Parameter(kind, entry, path, values);
        if (problems.Total > before)
            return null;
        var stated = values.Keys.Except([.. kind.Optional, .. Cuts.Select(c => c.Name)]).ToHashSet(StringComparer.Ordinal);
        if (kind.Forms.Any(stated.SetEquals))
            return Checked(kind, new Distribution(kind.Name, values), map.At(path));
        problems.Add(new Problem(map.At(path), "", Given(values), Forms(kind)));
        return null;
    }

    private Distribution? Quantiles(DistributionKind kind, MapNode map, string path)
    {
        var before = problems.Total;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        var points = new List<DistributionPoint>();
        foreach (var entry in map.Content)
        {
            if (!char.IsAsciiDigit(entry.Key.Text.FirstOrDefault()))
            {
                Parameter(kind, entry, path, values);
                continue;
            }

            var at = KeyPath.Key(path, entry.Key.Text);
            var isLevel = NumberText.TryParse(entry.Key.Text.TrimEnd('%', ' ') + "%", Unit.Share, out var level, out _) && level <= 1;
            if (!isLevel)
                problems.Add(new Problem(entry.Key.At(at), "not a level of a quantile", null, "0 to 100, in per cent"));
            else if (Value(entry.Value, range, at) is { } value)
                points.Add(new DistributionPoint(level, value));
        }

        if (problems.Total > before)
            return null;
        var distribution = new Distribution(kind.Name, values) { Points = [.. points.OrderBy(p => p.Key)] };
        return Checked(kind, distribution, map.At(path));
    }

    private Distribution? Sample(DistributionKind kind, Node node, string path)
    {
        var before = problems.Total;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        var source = node;
        if (node is MapNode map)
        {
            foreach (var entry in map.Content.Where(entry => Cuts.Any(cut => cut.Name == entry.Key.Text)))
                Parameter(kind, entry, path, values);
            source = new MapNode(map.Mark, [.. map.Entries.Where(entry => Cuts.All(cut => cut.Name != entry.Key.Text))], map.IsFlow);
        }

        var points = samples.Read(source, node, range, path);
        return points is null || problems.Total > before
            ? null
            : Checked(kind, new Distribution(kind.Name, values) { Points = points }, node.At(path));
    }

    private Distribution? Checked(DistributionKind kind, Distribution distribution, Location where)
    {
        var wrong = kind.Check(distribution);
        if (wrong is null && distribution.IsCut)
        {
            wrong = distribution.Least >= distribution.Greatest ? "`least` must be less than `greatest`"
                : distribution.Kept() < LeastKept ? "next to nothing of the distribution is left by `least` and `greatest`"
                : null;
        }

        if (wrong is null)
            return distribution;
        problems.Add(new Problem(where, wrong));
        return null;
    }

    private void Parameter(DistributionKind kind, Entry entry, string path, Dictionary<string, double> values)
    {
        var at = KeyPath.Key(path, entry.Key.Text);
        var known = kind.Parameters.Concat(Cuts).ToList();
        var parameter = known.FirstOrDefault(p => p.Name == entry.Key.Text);
        if (parameter is not null)
        {
            if (Value(entry.Value, RangeOf(parameter, range), at) is { } value)
                values[parameter.Name] = value;
            return;
        }

        var names = known.Select(p => p.Name).ToList();
        var nearest = Names.Nearest(entry.Key.Text, names);
        problems.Add(new Problem(
            entry.Key.At(at), "unknown key", null, nearest is null ? Names.Listed(names) : null, nearest));
    }

    private double? Value(Node node, NumberRange allowed, string at)
    {
        if (node is ScalarNode { IsNull: false } scalar)
            return (double?)NumberReader.Read(scalar.Text, new NumberShape(typeof(double), allowed, false), scalar.At(at), problems);
        problems.Add(new Problem(node.At(at), "", Binder.Found(node), allowed.Describe()));
        return null;
    }

    private static DistributionParameter[] Cuts => [DistributionKinds.Least, DistributionKinds.Greatest];

    private static string Given(Dictionary<string, double> values) =>
        values.Count == 0 ? "no parameters" : string.Join(", ", values.Keys);

    private static string Forms(DistributionKind kind) => kind.Points == PointForm.Quantiles
        ? $"{kind.Name}: {{10: …, 90: …}}"
        : string.Join(" or ", kind.Forms.Select(form =>
            $"{kind.Name}: {{{string.Join(", ", form.Concat(kind.Optional.Select(o => o + " (optional)")))}}}"));
}
