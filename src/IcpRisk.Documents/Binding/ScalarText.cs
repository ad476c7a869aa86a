using System.Globalization;

namespace IcpRisk.Documents;

/// <summary>Values that are read from text alone, in YAML and CSV alike: texts, truth values, dates, choices.</summary>
internal static class ScalarText
{
    public static bool TryRead(Shape shape, string text, out object? value)
    {
        value = shape switch
        {
            TextShape => text,
            BoolShape => text switch { "true" or "True" or "TRUE" or "yes" => true, "false" or "False" or "FALSE" or "no" => false, _ => null },
            DateShape => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : null,
            ChoiceShape choice => choice.Choices.GetValueOrDefault(text),
            _ => null,
        };
        return value is not null;
    }

    /// <summary>How a whole number is checked and turned into the property's type.</summary>
    public static object? Whole(Type type, double value)
    {
        if (value != Math.Truncate(value) || Math.Abs(value) > 1L << 53)
            return null;
        if (type == typeof(long))
            return (long)value;
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : null;
    }
}
