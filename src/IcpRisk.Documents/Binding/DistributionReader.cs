namespace IcpRisk.Documents;

/// <summary><c>{normal: {mean: 0.3 %, sd: 0.4 %}}</c> to a <see cref="Distribution"/>, by <see cref="DistributionKinds"/>.</summary>
internal static class DistributionReader
{
    public static Distribution? Read(MapNode map, NumberRange range, string path, Problems problems)
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

        if (value is MapNode parameters)
            return Read(kind, parameters, range, at, problems);
        problems.Add(new Problem(value.At(at), "", Binder.Found(value), Forms(kind)));
        return null;
    }

    private static Distribution? Read(DistributionKind kind, MapNode map, NumberRange range, string path, Problems problems)
    {
        var before = problems.Total;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        var known = kind.Parameters.Select(p => p.Name).ToList();
        foreach (var entry in map.Content)
        {
            var at = KeyPath.Key(path, entry.Key.Text);
            var parameter = kind.Parameters.FirstOrDefault(p => p.Name == entry.Key.Text);
            if (parameter is null)
            {
                var nearest = Names.Nearest(entry.Key.Text, known);
                problems.Add(new Problem(
                    entry.Key.At(at), "unknown key", null, nearest is null ? Names.Listed(known) : null, nearest));
            }
            else if (entry.Value is not ScalarNode { IsNull: false } scalar)
            {
                problems.Add(new Problem(entry.Value.At(at), "", Binder.Found(entry.Value), RangeOf(parameter, range).Describe()));
            }
            else if (NumberReader.Read(scalar.Text, new NumberShape(typeof(double), RangeOf(parameter, range), false), scalar.At(at), problems)
                is double value)
            {
                values[parameter.Name] = value;
            }
        }

        if (problems.Total > before)
            return null;
        if (!kind.Forms.Any(form => values.Keys.Except(kind.Optional).ToHashSet(StringComparer.Ordinal).SetEquals(form)))
            problems.Add(new Problem(map.At(path), "", Given(values), Forms(kind)));
        else if (kind.Check(values) is { } wrong)
            problems.Add(new Problem(map.At(path), wrong));
        return problems.Total > before ? null : new Distribution(kind.Name, values);
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

    private static string Given(Dictionary<string, double> values) =>
        values.Count == 0 ? "no parameters" : string.Join(", ", values.Keys);

    private static string Forms(DistributionKind kind) => string.Join(" or ", kind.Forms.Select(form =>
        $"{kind.Name}: {{{string.Join(", ", form.Concat(kind.Optional.Select(o => o + " (optional)")))}}}"));
}
