using System.CommandLine;
using System.Globalization;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Variants;
using IcpRisk.Cli.Output;
using IcpRisk.Cli.Parsing;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Commands;

/// <summary>A verb that runs variants of a scenario on the same draws and asks measures of them.</summary>
internal abstract class DecisionCommand : VerbCommand
{
    private readonly Option<string[]> _set = TypedOptions.Set();
    private readonly Option<long?> _trials = TypedOptions.Count("--trials", "How many trials; the scenario's number where left out.", 1, uint.MaxValue);
    private readonly Option<long?> _seed = TypedOptions.Count("--seed", "The seed; the scenario's where left out.", 0, long.MaxValue);
    private readonly Option<long?> _threads = TypedOptions.Count("--threads", "Threads; one a core where left out. No value depends on it.", 1, 1024);
    private readonly Option<SamplingMethod?> _sampling = TypedOptions.OneOf(
        "--sampling", "How drivers are spread over trials; the scenario's way where left out.",
        ("plain", SamplingMethod.Plain), ("latin_hypercube", SamplingMethod.LatinHypercube), ("sobol", SamplingMethod.Sobol));

    private readonly Option<long?> _memory = TypedOptions.Bytes("--memory", "Memory for outcomes kept whole (1GiB where left out).");
    private readonly Option<string?> _out = new("--out") { Description = "Parquet file for the table.", HelpName = "FILE" };
    private readonly Option<bool> _force = TypedOptions.Flag("--force", "Replaces a file that is there.");
    private readonly Option<bool> _json = TypedOptions.Flag("--json", "Prints JSON instead of tables.");
    private readonly Option<bool> _quiet = TypedOptions.Flag("--quiet", "No progress and no tables.");

    protected DecisionCommand(Terminal terminal, string name, string description)
        : base(terminal, name, description)
    {
        foreach (var option in new Option[] { _set, _trials, _seed, _sampling, _threads, _memory, Measures.Given, _out, _force, _json, _quiet })
        {
            Add(option);
        }
    }

    protected MeasureOptions Measures { get; } = new();

    /// <summary>Overrides for all variants.</summary>
    protected string[] Set(ParseResult parsed) => parsed.GetValue(_set) ?? [];

    /// <summary>Whether a number of trials is named.</summary>
    protected bool HasTrials(ParseResult parsed) => parsed.GetValue(_trials) is not null;

    protected RunOptions ReadOptions(ParseResult parsed, SimulationTerms settings)
    {
        if (parsed.GetValue(_out) is { } file && File.Exists(file) && !parsed.GetValue(_force))
        {
            throw new WrongUseException($"{file} is there already; --force replaces it.");
        }

        var sampling = SamplingOptions.Of(settings);
        var options = new RunOptions
        {
            Trials = parsed.GetValue(_trials) ?? settings.Trials,
            Seed = parsed.GetValue(_seed) ?? settings.Seed,
            Threads = (int)(parsed.GetValue(_threads) ?? 0),
            Sampling = parsed.GetValue(_sampling) is { } method ? sampling with { Method = method } : sampling,
        };
        return parsed.GetValue(_memory) is { } memory ? options with { Memory = memory } : options;
    }

    /// <summary>A variant that measures are asked of.</summary>
    protected Variant Variant(ParseResult parsed, string name, Scenario scenario, IReadOnlyList<string> measures) =>
        new(name, scenario, MeasureOptions.Read(measures, parsed.GetValue(Measures.Given), MeasureColumns.Of(scenario)));

    /// <exception cref="WrongUseException">Whole series do not fit, or importance sampling would draw variants apart.</exception>
    protected static void Check(IReadOnlyList<Variant> variants, RunOptions options, bool keepAll)
    {
        // Those that are compared are kept together; others one after another.
        var bytes = keepAll
            ? VariantRun.Bytes(variants, options, keepAll)
            : options.Sampling.NeedsWholeColumns ? variants.Max(v => MeasureSink.Bytes(v.Measures, options, keepAll)) : 0;
        if (bytes > options.Memory || (bytes > 0 && options.Trials > Array.MaxLength))
        {
            throw new WrongUseException(string.Create(
                CultureInfo.InvariantCulture, $"outcomes are kept whole for this: allow --memory {(bytes >> 20) + 1}MiB, or run fewer trials"));
        }

        if (options.Sampling.Importance is not null && variants.Select(v => (v.Paths, v.Nature)).Distinct().Count() > 1)
        {
            throw new WrongUseException("importance sampling would draw each variant its own way: leave it out of the scenario, or vary the contract alone");
        }
    }

    protected Func<RunProgress, IDisposable?> Watch(ParseResult parsed) =>
        progress => ProgressReport.Start(progress, Terminal, TimeProvider.System, parsed.GetValue(_quiet));

    /// <summary>Prints tables or JSON, and writes the file.</summary>
    protected void Tell(ParseResult parsed, Func<string> text, Func<string> json, Func<VariantTable> table)
    {
        if (parsed.GetValue(_out) is { } file)
        {
            table().Write(file);
        }

        if (parsed.GetValue(_json))
        {
            Terminal.Write(json());
        }
        else if (!parsed.GetValue(_quiet))
        {
            Terminal.Write(text());
        }
    }
}
