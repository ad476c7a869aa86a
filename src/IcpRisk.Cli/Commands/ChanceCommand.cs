using System.CommandLine;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Stress;
using IcpRisk.Cli.Output;
using IcpRisk.Cli.Parsing;
using IcpRisk.Documents;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk chance</c>: what chance alone is paid or charged, by list size.</summary>
internal sealed class ChanceCommand : ScenarioCommand
{
    private const long MostTrials = 10_000_000;
    private static readonly double[] Usual = [5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

    private readonly Option<string?> _lists = new("--lists") { Description = "List sizes with commas between: 5k,50k,1m. Default: 5k to 1m.", HelpName = "N,N,..." };
    private readonly Option<string?> _hold = new("--hold") { Description = "The chance that a minimum savings rate is to hold: 5 % where left out.", HelpName = "share" };
    private readonly Option<long?> _year = TypedOptions.Count("--year", "Contract year; default: the last that is covered whole.", 1, 100);
    private readonly Option<long?> _trials = TypedOptions.Count("--trials", "How many trials at each list size; 10,000 where left out.", 100, MostTrials);
    private readonly Option<long?> _seed = TypedOptions.Count("--seed", "The seed; the scenario's where left out.", 0, long.MaxValue);
    private readonly Option<long?> _threads = TypedOptions.Count("--threads", "Threads; one a core where left out. No value depends on it.", 1, 1024);
    private readonly Option<string?> _given = new("--given")
    {
        Description = "Only trials in which this holds count; names are of the year settled: 'volatility_index < 0.98', 'cost_in_scope < £5m'.", HelpName = "condition",
    };

    private readonly Option<string?> _out = new("--out") { Description = "Parquet file for the table.", HelpName = "FILE" };
    private readonly Option<bool> _force = TypedOptions.Flag("--force", "Replaces a file that is there.");
    private readonly Option<bool> _json = TypedOptions.Flag("--json", "Prints JSON instead of tables.");
    private readonly Option<bool> _quiet = TypedOptions.Flag("--quiet", "No progress and no tables.");

    public ChanceCommand(Terminal terminal)
        : base(terminal, "chance", "Tells what gains, incentives and penalties come by chance alone when true performance is the target, by list size.")
    {
        foreach (var option in new Option[] { _lists, _hold, _year, _given, _trials, _seed, _threads, _out, _force, _json, _quiet })
        {
            Add(option);
        }
    }

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        var lists = Lists(parsed.GetValue(_lists));
        var hold = Hold(parsed.GetValue(_hold));
        if (parsed.GetValue(_out) is { } taken && File.Exists(taken) && !parsed.GetValue(_force))
        {
            throw new WrongUseException($"{taken} is there already; --force replaces it.");
        }

        var scenario = Load(parsed);
        var year = (int)(parsed.GetValue(_year) ?? Enumerable.Range(1, scenario.Time.Years).Last(y => scenario.Time.Exposure(y) == 1 || y == 1));
        if (year > scenario.Time.Years)
        {
            throw new WrongUseException($"--year {year}: the contract has {scenario.Time.Years} years");
        }

        var options = new RunOptions
        {
            Trials = parsed.GetValue(_trials) ?? 10_000,
            Seed = parsed.GetValue(_seed) ?? scenario.Terms.Simulation.Seed,
            Threads = (int)(parsed.GetValue(_threads) ?? 0),
        };
        var run = new ChanceRun(scenario, options, year, hold, MeasureOptions.Condition(parsed, _given, MeasureColumns.OfYear(scenario, year)));
        if (!run.IsAsked)
        {
            throw new WrongUseException("the contract shares neither gains nor losses and pays for no metric: there is nothing that chance could earn");
        }

        ChanceResult result;
        using (ProgressReport.Start(run.Progress, Terminal, TimeProvider.System, parsed.GetValue(_quiet)))
        {
            try
            {
                result = run.Run(lists, cancel);
            }
            catch (MeasureException never)
            {
                throw new WrongUseException($"--given {never.Message}");
            }
        }

        if (parsed.GetValue(_out) is { } file)
        {
            ChanceText.Table(result).Write(file);
        }

        if (parsed.GetValue(_json))
        {
            Terminal.Write(ChanceText.Json(result, options));
        }
        else if (!parsed.GetValue(_quiet))
        {
            Terminal.Write(ChanceText.Of(result, scenario, options, Terminal.IsAscii));
        }

        return ExitCode.Good;
    }

    private static double[] Lists(string? text)
    {
        if (text is null)
        {
            return Usual;
        }

        var counts = new List<double>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Quantities.TryCount(part, out var count) || count < 100 || count > 100_000_000)
            {
                throw new WrongUseException($"--lists {text}: write list sizes from 100 to 100m with commas between, such as 5k,50k,1m");
            }

            counts.Add(count);
        }

        return [.. counts.Distinct().Order()];
    }

    private static double Hold(string? text) => text is null ? 0.05
        : NumberText.TryParse(text, Unit.Share, out var share, out _) && share is > 0 and < 0.5
            ? share
            : throw new WrongUseException($"--hold {text}: write a share above 0 and below 50 %, such as 5 %");
}
