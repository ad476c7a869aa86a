using System.Globalization;
using System.Text;
using IcpRisk.Numerics.Streams;
using IcpRisk.Scenarios;
using IcpRisk.Validation.Chapter;

namespace IcpRisk.Validation.Streams;

/// <summary>Runs a choice of dieharder's tests on every order of the streams and writes docs/validation/streams.md.</summary>
internal static class DieharderCommand
{
    /// <summary>How likely a sound generator may be refused.</summary>
    public const double Least = 0.001;

    /// <summary>Samples of a test and order, each with a p-value, from words of their own.</summary>
    private const int Samples = 8;

    private const uint TestsApart = 200_000_000;
    private const uint SamplesApart = 20_000_000;

    /// <summary>Tests that dieharder itself calls good and that take a second or so.</summary>
    private static readonly string[] Tests = ["-d 0", "-d 1", "-d 2", "-d 3", "-d 8", "-d 10", "-d 12", "-d 13", "-d 15", "-d 16", "-d 100", "-d 101", "-d 204"];

    private static readonly StreamOrder[] Orders = Enum.GetValues<StreamOrder>();

    public static int Run(ReadOnlySpan<string> args)
    {
        var options = StreamOptions.Read(args);
        if (!Dieharder.IsInstalled)
            throw new NotSupportedException(Dieharder.Advice);
        var scenario = Scenario.Load(options.Path);
        var streams = WordSource.Of(scenario);
        var results = new List<(string Name, StreamOrder Order, double P)>();
        foreach (var order in Orders)
        {
            for (var t = 0; t < Tests.Length; t++)
            {
                for (var s = 0; s < Samples; s++)
                    results.AddRange(One(options with { Order = order }, scenario, streams, t, s).Select(r => (r.Name, order, r.P)));
            }

            Console.WriteLine($"{order}: {results.Count} p-values so far");
        }

        Page.Write("streams.md", "dieharder", Text(results, streams.Count, out var chance));
        return chance >= Least ? 0 : 1;
    }

    // A test that gives two p-values (runs up and runs down, say) has two names.
    private static IEnumerable<(string Name, double P)> One(StreamOptions options, Scenario scenario, IReadOnlyList<StreamId> streams, int t, int s)
    {
        var from = ((uint)t * TestsApart) + ((uint)s * SamplesApart);
        var found = Dieharder.Run($"{Tests[t]} -p 1", (options with { From = from, Stream = (t * Samples) + s }).Source(scenario, streams));
        return found.Select((r, i) => (found.Count == 1 ? r.Test : $"{r.Test}, {i + 1}", r.P));
    }

    private static string Text(List<(string Name, StreamOrder Order, double P)> results, int streams, out double chance)
    {
        var names = results.Select(r => r.Name).Distinct().ToArray();
        var by = results.ToLookup(r => (r.Name, r.Order), r => r.P);
        // The nearest to 0 or 1 of all, and whether all are uniform.
        var extreme = results.Min(r => Math.Min(r.P, 1 - r.P));
        var one = 1 - Math.Pow(1 - (2 * extreme), results.Count);
        var all = Uniformity.P(results.Select(r => r.P));
        chance = Math.Min(one, all);
        var text = new StringBuilder();
        Add($"*Run:* `dotnet run -c Release --project benchmarks/IcpRisk.Validation -- dieharder`: dieharder's tests {string.Join(", ", Tests.Select(t => $"`{t}`"))}, {Samples} samples each of `-p 1`. Sample s of test t begins at trial t · {TestsApart:N0} + s · {SamplesApart:N0} and, where the order has one stream, is of stream {Samples}t + s of {streams}. The figures are the probability that {Samples} uniform p-values would lie as far from uniform (Kolmogorov and Smirnov).");
        text.AppendLine();
        text.AppendLine($"| test | {string.Join(" | ", Orders.Select(o => o.ToString().ToLowerInvariant()))} |");
        text.AppendLine($"| --- |{string.Concat(Orders.Select(_ => " ---: |"))}");
        foreach (var name in names)
            text.AppendLine($"| {name} | {string.Join(" | ", Orders.Select(o => Figure(Uniformity.P(by[(name, o)]))))} |");
        text.AppendLine($"| all of them | {string.Join(" | ", Orders.Select(o => Figure(Uniformity.P(results.Where(r => r.Order == o).Select(r => r.P)))))} |");
        text.AppendLine();
        Add($"Altogether {results.Count} p-values. As many uniform numbers lie as far from uniform with probability {all:0.00}; the one nearest to 0 or 1 is {extreme:0.00000} away, which a sound generator reaches with probability {one:0.00}. Below 0.005 or above 0.995 (dieharder's \"weak\"): {results.Count(r => r.P is < 0.005 or > 0.995)}, where {results.Count * 0.01:0.0} are to be expected. The command fails where one of the two probabilities is below {Least}.");
        return text.ToString();

        void Add(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        static string Figure(double p) => p.ToString("0.00", CultureInfo.InvariantCulture);
    }
}
