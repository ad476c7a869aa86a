using System.CommandLine;
using System.Text.RegularExpressions;
using IcpRisk.Analysis.Variants;
using IcpRisk.Cli.Output;
using IcpRisk.Cli.Parsing;
using IcpRisk.Scenarios;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk compare</c>: scenarios or contracts on the same draws, and their differences.</summary>
internal sealed partial class CompareCommand : DecisionCommand
{
    private static readonly string[] Usual = ["mean(provider.cumulative)", "tvar95(provider.cumulative)", "p_loss(provider.cumulative)", "mean(commissioner.spend)"];

    private readonly Argument<string[]> _inputs = new("INPUT")
    {
        Description = "Scenario files; the first is what others are held against.", Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _contracts = new("--contract")
    {
        Description = "A file with terms of a contract (what stands below `contract:`), in place of the first scenario's. May be given several times.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> _variants = new("--variant")
    {
        Description = "The first scenario with overrides, after a name and a colon: half:contract.gain_loss.gains[0].provider=50 %. May be given several times.",
        HelpName = "name:path=value,...",
        DefaultValueFactory = _ => [],
    };

    public CompareCommand(Terminal terminal)
        : base(terminal, "compare", "Runs scenarios or contracts on the same draws and tells their differences.")
    {
        Add(_inputs);
        Add(_contracts);
        Add(_variants);
        Add(Measures.Measure);
    }

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        var scenarios = Load(parsed);
        if (scenarios.Count < 2)
        {
            throw new WrongUseException("compare needs two to compare: a second scenario, --contract FILE, or --variant name:path=value");
        }

        scenarios.ForEach(s => Warn(s.Scenario));
        var asked = parsed.GetValue(Measures.Measure) is { Length: > 0 } measures ? measures : Usual;
        var variants = scenarios.Select(s => Variant(parsed, s.Name, s.Scenario, asked)).ToList();
        var options = ReadOptions(parsed, scenarios[0].Scenario.Terms.Simulation);
        Check(variants, options, keepAll: true);
        var comparison = Comparison.Of(variants, options, Watch(parsed), cancel);
        Tell(
            parsed, () => CompareText.Of(comparison, options, parsed.GetValue(Measures.Given), Terminal.IsAscii),
            () => CompareText.Json(comparison, options, parsed.GetValue(Measures.Given)), () => CompareText.Table(comparison));
        return ExitCode.Good;
    }

    private List<(string Name, Scenario Scenario)> Load(ParseResult parsed)
    {
        var (inputs, set) = (parsed.GetRequiredValue(_inputs), Set(parsed));
        var named = inputs.Select(i => (Name: Path.GetFileNameWithoutExtension(i), Load: (Func<Scenario>)(() => Scenario.Load(i, set)))).ToList();
        foreach (var file in parsed.GetValue(_contracts) ?? [])
        {
            named.Add((Path.GetFileNameWithoutExtension(file), () => Scenario.Load(inputs[0], [.. set, $"contract={Read(file)}"])));
        }

        foreach (var text in parsed.GetValue(_variants) ?? [])
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || !text[colon..].Contains('='))
            {
                throw new WrongUseException($"--variant {text}: write a name, a colon and overrides: half:contract.gain_loss.gains[0].provider=50 %");
            }

            named.Add((text[..colon].Trim(), () => Scenario.Load(inputs[0], [.. set, .. NextOverride().Split(text[(colon + 1)..])])));
        }

        if (named.GroupBy(n => n.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new WrongUseException($"two of those compared are called {twice.Key}: --variant gives names");
        }

        var loaded = named.Select(n => (n.Name, n.Load())).ToList();
        return loaded.Any(s => s.Item2.Time.Years != loaded[0].Item2.Time.Years)
            ? throw new WrongUseException("those compared have terms of different lengths")
            : loaded;
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WrongUseException($"--contract {file}: {e.Message}");
        }
    }

    // A comma ends an override where another one follows: values may have commas of their own.
    [GeneratedRegex(@",(?=\s*[A-Za-z_][^,=:{}]*=)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NextOverride();
}
