using System.Globalization;
using System.Text;
using IcpRisk.Scenarios;
using IcpRisk.Validation.Chapter;

namespace IcpRisk.Validation.Streams;

/// <summary>Runs a choice of dieharder's tests on every order of the streams and writes docs/validation/streams.md.</summary>
internal static class DieharderCommand
{
    /// <summary>How likely a sound generator may be refused.</summary>
    public const double Least = 0.001;

    // Every test begins at trials of its own, so that no two see the same words.
    private const uint TrialsApart = 100_000_000;

    /// <summary>Tests that dieharder itself calls good, and how many samples of each.</summary>
    private static readonly string[] Tests =
    [
        "-d 0 -p 40", "-d 1 -p 5", "-d 2 -p 10", "-d 3 -p 10", "-d 8 -p 20", "-d 10 -p 10", "-d 12 -p 10", "-d 13 -p 10", "-d 15 -p 40",
        "-d 16 -p 20", "-d 100 -p 40", "-d 101 -p 20", "-d 200 -n 4 -p 10", "-d 204 -p 40", "-d 209 -p 1",
    ];

    public static int Run(ReadOnlySpan<string> args)
    {
        var options = StreamOptions.Read(args);
        if (!Dieharder.IsInstalled)
            throw new NotSupportedException(Dieharder.Advice);
        var scenario = Scenario.Load(options.Path);
        var streams = WordSource.Of(scenario);
        var results = new Dictionary<StreamOrder, List<DieharderResult>>();
        foreach (var order in Enum.GetValues<StreamOrder>())
        {
            results[order] =
            [
                .. Tests.SelectMany((test, t) => Dieharder.Run(
                    test, (options with { Order = order, From = (uint)t * TrialsApart, Stream = t }).Source(scenario, streams))),
            ];
            Console.WriteLine($"{order}: {results[order].Count} p-values");
        }

        Page.Write("streams.md", "dieharder", Text(results, streams.Count, out var chance));
        return chance >= Least ? 0 : 1;
    }

    private static string Text(Dictionary<StreamOrder, List<DieharderResult>> results, int streams, out double chance)
    {
        var orders = Enum.GetValues<StreamOrder>();
        var all = results.Values.SelectMany(r => r).Select(r => r.P).ToArray();
        // As small or as large a p-value among so many, from either end.
        var extreme = Math.Min(all.Min(), 1 - all.Max());
        chance = 1 - Math.Pow(1 - (2 * extreme), all.Length);
        var text = new StringBuilder();
        text.AppendLine("*Run:* `dotnet run -c Release --project benchmarks/IcpRisk.Validation -- dieharder`, which gives dieharder the options "
            + $"{string.Join(", ", Tests.Select(t => $"`{t}`"))} in turn, test t from trial t · {TrialsApart.ToString("N0", CultureInfo.InvariantCulture)} on and, where the order has one stream, on stream t of {streams}.");
        text.AppendLine();
        text.AppendLine("| test | parameter | samples | of | " + string.Join(" | ", orders.Select(o => o.ToString().ToLowerInvariant())) + " |");
        text.AppendLine("| --- | ---: | ---: | ---: |" + string.Concat(orders.Select(_ => " ---: |")));
        for (var i = 0; i < results[orders[0]].Count; i++)
        {
            var r = results[orders[0]][i];
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {r.Test} | {r.Ntuple} | {r.PSamples} | {r.Samples:N0} | {string.Join(" | ", orders.Select(o => results[o][i].P.ToString("0.0000", CultureInfo.InvariantCulture)))} |"));
        }

        text.AppendLine();
        text.AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{all.Length} p-values, from {all.Min():0.00000} to {all.Max():0.00000}. A sound generator has one as near to 0 or 1 among so many with probability {chance:0.00}; "
            + $"{all.Count(p => p is < 0.005 or > 0.995)} are below 0.005 or above 0.995, where {all.Length * 0.01:0.0} are to be expected (dieharder marks these \"weak\"). The command fails below a probability of {Least}."));
        return text.ToString();
    }
}
