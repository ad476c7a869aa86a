using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IcpRisk.Documents;

/// <summary>
/// The values of a document in one canonical text, and its hash. One line a value: path and value, a record's
/// keys sorted, names and texts quoted, numbers as their shortest exact decimal. Yearly figures that say the same
/// (a list, or a map of years) give the same lines.
/// </summary>
internal sealed class Canonical
{
    private readonly StringBuilder _text = new("values 1\n");

    public static string Hash(RecordShape shape, object value) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(shape, value))));

    /// <summary>The hash without what stands below some keys of the root.</summary>
    public static string HashWithout(RecordShape shape, object value, IReadOnlyList<string> keys)
    {
        var rest = Text(shape, value).Split('\n').Where(line => !keys.Any(key => IsBelow(line, key)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rest))));
    }

    public static string Text(RecordShape shape, object value)
    {
        var canonical = new Canonical();
        canonical.Write(shape, value, "");
        return canonical._text.ToString();
    }

    private void Write(Shape shape, object value, string path)
    {
        switch (shape)
        {
            case RecordShape record:
                foreach (var property in record.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    if (property.Property.GetValue(value) is { } inner && !(path.Length == 0 && property.Key == SourceList.Key))
                        Write(property.Shape, inner, path + "." + property.Key);
                }

                break;
            case ListShape list:
                Items(list.Inner, (IEnumerable)value, path);
                break;
            case TableShape table:
                Items(table.Record, (IEnumerable)value, path);
                break;
            case KeyedShape keyed:
                Keyed(keyed, value, path);
                break;
            case PlannedShape planned:
                Write(planned.Inner, value.GetType().GetProperty(nameof(Planned<Figure>.Plan))!.GetValue(value)!, path + ".planned");
                Write(planned.Inner, value.GetType().GetProperty(nameof(Planned<Figure>.Expect))!.GetValue(value)!, path + ".expected");
                break;
            case ChoiceShape choice:
                Line(path, choice.Choices.First(known => known.Value.Equals(value)).Key);
                break;
            case YearlyShape:
                Years((Yearly)value, path);
                break;
            default:
                Line(path, Scalar(value));
                break;
        }
    }

    private void Items(Shape inner, IEnumerable items, string path)
    {
        var i = 0;
        foreach (var item in items)
            Write(inner, item, KeyPath.Item(path, i++));
        Line(path, i.ToString(CultureInfo.InvariantCulture));
    }

    private void Keyed(KeyedShape shape, object value, string path)
    {
        var names = (IEnumerable<string>)value.GetType().GetProperty(nameof(Keyed<int>.Keys))!.GetValue(value)!;
        var values = (IEnumerable)value.GetType().GetProperty(nameof(Keyed<int>.Values))!.GetValue(value)!;
        foreach (var (name, item) in names.Zip(values.Cast<object>()))
        {
            var at = $"{path}[{Quoted(name)}]";
            Line(at, "name");
            Write(shape.Inner, item, at);
        }
    }

    private void Years(Yearly yearly, string path)
    {
        var years = new List<string>();
        string? later = null;
        foreach (var span in yearly.Spans)
        {
            var text = string.Join(' ', span.Figures.Select(Scalar));
            if (span.To is { } to)
                years.AddRange(Enumerable.Repeat(text, to - span.From + 1));
            else
                later = text;
        }

        while (years.Count > 0 && years[^1] == later)
            years.RemoveAt(years.Count - 1);
        Line(path, $"{string.Join(", ", years)}; {later}");
    }

    private static string Scalar(object value) => value switch
    {
        Figure { Constant: { } constant } => Scalar(constant),
        Figure { Distribution: { } d } =>
            $"{d.Kind}({string.Join(' ', d.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Scalar(p.Value)}")
                .Concat(d.Points.Select(p => $"{Scalar(p.Key)}:{Scalar(p.Value)}")))})",
        double number => (number + 0.0).ToString("R", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string text => Quoted(text),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    // A path starts with a dot, and after the key comes a dot, a bracket or the value. No value spans lines.
    private static bool IsBelow(string line, string key) =>
        line.StartsWith('.') && line.AsSpan(1).StartsWith(key, StringComparison.Ordinal) && line[key.Length + 1] is '.' or '[' or ' ';

    private void Line(string path, string value) => _text.Append(path).Append(" = ").Append(value).Append('\n');
}
