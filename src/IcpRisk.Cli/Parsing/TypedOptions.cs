using System.CommandLine;
using System.Globalization;
using IcpRisk.Documents;

namespace IcpRisk.Cli.Parsing;

/// <summary>Options whose text is read by the program's own rules, with messages that say what may be written.</summary>
internal static class TypedOptions
{
    /// <summary>A whole number within bounds.</summary>
    public static Option<long?> Count(string name, string description, long least, long most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (!Quantities.TryCount(text, out var count))
            {
                result.AddError($"{name} {text}: not a whole number; write 100000, 100k, 1m or 1_000_000");
                return null;
            }

            if (count < least || count > most)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} {text}: allowed {least:#,0} to {most:#,0}"));
                return null;
            }

            return count;
        },
    };

    /// <summary>Sets of parameters and trials in each: <c>200×1000</c>, the cross also as x.</summary>
    public static Option<(long Sets, long Trials)?> Nested(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "K×M",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            var parts = text.Split('x', 'X', '×');
            if (parts.Length != 2 || !Quantities.TryCount(parts[0].Trim(), out var sets) || !Quantities.TryCount(parts[1].Trim(), out var trials))
            {
                result.AddError($"{name} {text}: not sets by trials; write 200x1000 for 200 sets of parameters with 1000 trials in each");
                return null;
            }

            if (sets < 3 || trials < 2 || sets > uint.MaxValue / trials)
            {
                result.AddError(string.Create(
                    CultureInfo.InvariantCulture, $"{name} {text}: allowed 3 sets or more of 2 trials or more, {uint.MaxValue:#,0} trials in all"));
                return null;
            }

            return (sets, trials);
        },
    };

    /// <summary>A size in bytes.</summary>
    public static Option<long?> Bytes(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SIZE",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (Quantities.TryBytes(text, out var bytes))
            {
                return bytes;
            }

            result.AddError($"{name} {text}: not a size; write 512MiB, 2GiB or a number of bytes");
            return null;
        },
    };

    /// <summary>One of a few words.</summary>
    public static Option<T?> OneOf<T>(string name, string description, params (string Word, T Value)[] words)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = string.Join("|", words.Select(w => w.Word)),
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                foreach (var (word, value) in words)
                {
                    if (word == text)
                    {
                        return value;
                    }
                }

                var names = words.Select(w => w.Word).ToList();
                var hint = Names.Nearest(text, names) is { } nearest ? $"; did you mean {nearest}?" : string.Empty;
                result.AddError($"{name} {text}: allowed {string.Join(", ", names)}{hint}");
                return null;
            },
        };

    /// <summary>The scenario file.</summary>
    public static Argument<string> Scenario() => new("INPUT") { Description = "A scenario file (YAML)." };

    /// <summary>Overrides of the scenario.</summary>
    public static Option<string[]> Set() => new("--set")
    {
        Description = "Overrides one figure: services.surgery.activity=2000, or relative: =+10 %. May be given several times.",
        HelpName = "path=value",
        DefaultValueFactory = _ => [],
    };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
