namespace IcpRisk.Documents;

/// <summary>Numbers as people write them, read and written exactly and the same in every culture.</summary>
public static class NumberText
{
    public static bool TryParse(string text, Unit unit, out double value, out string problem)
    {
        problem = "";
        return double.TryParse(text, out value) && unit >= 0;
    }

    public static string Format(double value, Unit unit) => FormattableString.Invariant($"{value:R}{unit}");
}
