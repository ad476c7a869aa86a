namespace IcpRisk.Documents;

/// <summary>A number's text to a value of the property's type, unit and range checked; in YAML and CSV alike.</summary>
internal static class NumberReader
{
    public static object? Read(string text, NumberShape shape, Location where, Problems problems)
    {
        if (!NumberText.TryParse(text, shape.Range.Unit, out var value, out var problem))
        {
            problems.Add(new Problem(where, problem, Shown.Text(text)));
            return null;
        }

        if (!shape.Range.Contains(value))
        {
            problems.Add(new Problem(where, "", Shown.Text(text), shape.Range.Describe()));
            return null;
        }

        if (!shape.IsWhole)
            return value;
        var whole = ScalarText.Whole(shape.Type, value);
        if (whole is null)
            problems.Add(new Problem(where, "a whole number is meant", Shown.Text(text)));
        return whole;
    }
}
