using System.Globalization;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>Command line of the whole-run commands: a scenario and options <c>--name value</c> or <c>--flag</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = [];

    public Arguments(IReadOnlyList<string> args, IReadOnlyList<string> known)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                Scenario = Scenario is null ? args[i] : throw new ArgumentException($"Unexpected: {args[i]}.");
                continue;
            }

            var name = args[i][2..];
            if (!known.Contains(name))
                throw new ArgumentException($"Unknown option --{name}; known: {string.Join(", ", known.Select(k => $"--{k}"))}.");
            var hasValue = i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal);
            _options[name] = hasValue ? args[++i] : string.Empty;
        }
    }

    public string? Scenario { get; }

    public bool Has(string name) => _options.ContainsKey(name);

    public string Text(string name, string otherwise) => _options.GetValueOrDefault(name, otherwise);

    public int Number(string name, int otherwise) => _options.TryGetValue(name, out var text)
        ? int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
        : otherwise;
}
