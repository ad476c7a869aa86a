using System.CommandLine;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Scenarios;

namespace IcpRisk.Cli.Parsing;

/// <summary><c>--measure</c> and <c>--given</c>, in the grammar that every verb shares.</summary>
internal sealed class MeasureOptions
{
    public Option<string[]> Measure { get; } = new("--measure")
    {
        Description = "Asks for a measure: tvar99.5(provider.cumulative), prob(any(is_deficit[1..3])). May be given several times.",
        HelpName = "measure",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> Given { get; } = new("--given")
    {
        Description = "A condition on the trials that measures are of: 'any(list_size_index < 0.98)'.",
        HelpName = "condition",
    };

    /// <summary>What was asked, and more; null where nothing was.</summary>
    /// <exception cref="WrongUseException">A measure or condition cannot be read: a line each.</exception>
    public MeasureSet? Read(ParseResult parsed, Scenario scenario, IReadOnlyList<string> more)
    {
        var (texts, given) = ((string[])[.. parsed.GetValue(Measure) ?? [], .. more], parsed.GetValue(Given));
        if (texts.Length == 0 && given is not null)
        {
            throw new WrongUseException("--given is about measures: it needs --measure");
        }

        return texts.Length == 0 ? null : Read(texts, given, MeasureColumns.Of(scenario));
    }

    /// <summary>Reads an option's condition; null where there is none.</summary>
    /// <exception cref="WrongUseException">It cannot be read.</exception>
    public static Condition? Condition(ParseResult parsed, Option<string?> option, MeasureColumns columns)
    {
        try
        {
            return parsed.GetValue(option) is { } text ? MeasureParser.Condition(text, columns) : null;
        }
        catch (MeasureException wrong)
        {
            throw new WrongUseException($"{option.Name} {wrong.Message}");
        }
    }

    /// <summary>Reads measures and a condition, and says of every one what is wrong.</summary>
    public static MeasureSet Read(IReadOnlyList<string> texts, string? given, MeasureColumns columns)
    {
        var problems = new List<string>();
        var measures = texts.Select(t => Try("--measure", () => MeasureParser.Measure(t, columns))).ToList();
        var condition = given is null ? null : Try("--given", () => MeasureParser.Condition(given, columns));
        return problems.Count == 0
            ? new MeasureSet([.. measures.OfType<Measure>().DistinctBy(m => m.Text)], condition)
            : throw new WrongUseException(string.Join('\n', problems));

        T? Try<T>(string option, Func<T> read)
            where T : class
        {
            try
            {
                return read();
            }
            catch (MeasureException wrong)
            {
                problems.Add($"{option} {wrong.Message}");
                return null;
            }
        }
    }
}
