using System.Globalization;
using IcpRisk.Scenarios;

namespace IcpRisk.Validation.Streams;

/// <summary>What the commands of the streams take: <c>--order</c>, <c>--scenario</c>, <c>--seed</c>, <c>--from</c>, <c>--stream</c>.</summary>
internal sealed record StreamOptions
{
    public StreamOrder Order { get; init; } = StreamOrder.Interleaved;

    public string Path { get; init; } = System.IO.Path.Combine("scenarios", "dudley-icp.yaml");

    public ulong Seed { get; init; } = 1;

    /// <summary>The first trial.</summary>
    public uint From { get; init; }

    /// <summary>Which stream, by place in the order of names.</summary>
    public int Stream { get; init; }

    /// <exception cref="ArgumentException">An option is unknown or has no value.</exception>
    public static StreamOptions Read(ReadOnlySpan<string> args)
    {
        var options = new StreamOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                throw new ArgumentException($"{args[i]} needs a value.");
            var value = args[i + 1];
            options = args[i] switch
            {
                "--order" => options with { Order = OrderOf(value) },
                "--scenario" => options with { Path = value },
                "--seed" => options with { Seed = ulong.Parse(value, CultureInfo.InvariantCulture) },
                "--from" => options with { From = uint.Parse(value, CultureInfo.InvariantCulture) },
                "--stream" => options with { Stream = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) },
                _ => throw new ArgumentException($"Unknown option {args[i]}; known: --order, --scenario, --seed, --from, --stream."),
            };
        }

        return options;
    }

    public WordSource Source()
    {
        var scenario = Scenario.Load(Path);
        return Source(scenario, WordSource.Of(scenario));
    }

    public WordSource Source(Scenario scenario, IReadOnlyList<Numerics.Streams.StreamId> streams) =>
        new(Order, streams, scenario.Time.Years, Seed, From, Stream);

    private static StreamOrder OrderOf(string value) => Enum.TryParse<StreamOrder>(value, ignoreCase: true, out var order) && !char.IsDigit(value[0])
        ? order
        : throw new ArgumentException($"Unknown order {value}; known: {string.Join(", ", Enum.GetNames<StreamOrder>()).ToLowerInvariant()}.");
}
