using IcpRisk.Documents;

namespace IcpRisk.Nature.Tests;

internal static class Figures
{
    /// <summary>The value, planned and expected alike.</summary>
    public static Planned<Figure> Same(this double value) => Planned<Figure>.Same(value);
}
