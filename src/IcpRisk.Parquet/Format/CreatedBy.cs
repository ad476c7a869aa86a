using System.Reflection;

namespace IcpRisk.Parquet.Format;

/// <summary>
/// The writer's name in the form that readers parse to work round known defects: <c>IcpRisk version X.Y.Z (build HASH)</c>.
/// </summary>
internal static class CreatedBy
{
    internal static readonly string Text = From(
        typeof(CreatedBy).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0");

    internal static string From(string informationalVersion)
    {
        var plus = informationalVersion.IndexOf('+');
        return plus < 0
            ? $"IcpRisk version {informationalVersion} (build unknown)"
            : $"IcpRisk version {informationalVersion[..plus]} (build {informationalVersion[(plus + 1)..]})";
    }
}
