namespace IcpRisk.Documents;

/// <summary>Numbers and figures: text to value, range, register.</summary>
internal sealed partial class Binder
{
    private object? Number(NumberShape shape, Node node, string path, Scope scope)
    {
        if (node is not ScalarNode { IsNull: false } scalar)
            return Refuse(node, path, shape.Describe());
        if (NumberReader.Read(scalar.Text, shape, scalar.At(path), problems) is not { } number)
            return null;
        if (shape.IsRegistered)
            Enlist(node, path, NumberText.Format(Convert.ToDouble(number), shape.Range.Unit), scope);
        return number;
    }

    private Figure? Figure(NumberShape shape, Node node, string path, Scope scope, bool register)
    {
        Figure? figure = null;
        if (node is MapNode map)
        {
            scope = sources.Enter(map, path, scope, problems);
            foreach (var entry in map.Content)
                scope = entry.Value is MapNode inner ? sources.Enter(inner, KeyPath.Key(path, entry.Key.Text), scope, problems) : scope;
            if (new DistributionReader(shape.Range, problems, new SampleReader(CsvFile, Inlined, problems)).Read(map, path) is { } distribution)
                figure = Documents.Figure.Of(distribution) with { Where = node.At(path) };
        }
        else if (node is ScalarNode { IsNull: false } scalar)
        {
            var constant = shape with { Type = typeof(double) };
            if (NumberReader.Read(scalar.Text, constant, scalar.At(path), problems) is double value)
                figure = Documents.Figure.Of(value) with { Where = node.At(path) };
        }
        else
        {
            Refuse(node, path, $"{shape.Describe()}, or a distribution");
        }

        if (figure is not null && register && shape.IsRegistered)
            Enlist(node, path, FigureText.Of(figure, shape.Range.Unit), scope);
        return figure;
    }

    private void Enlist(Node node, string path, string value, Scope scope) => Register.Add(new RegisterEntry(
        node.At(path), FlowText.Of(node), value, scope.Source, sources.TextOf(scope.Source), scope.Because));

    /// <summary>A list of numbers in which a comma may have been meant for thousands is refused, once.</summary>
    private void CheckCommas(ListNode list, string path, Shape inner)
    {
        if (!list.IsFlow || inner is not (NumberShape or YearlyShape))
            return;
        for (var i = 1; i < list.Items.Count; i++)
        {
            if (!Commas.Split(list.Items[i - 1], list.Items[i]))
                continue;
            problems.Add(Commas.InList((ScalarNode)list.Items[i - 1], (ScalarNode)list.Items[i], KeyPath.Item(path, i - 1)));
            return;
        }
    }
}
