using IcpRisk.Nature;
using IcpRisk.Numerics.Streams;
using IcpRisk.Paths;
using IcpRisk.Scenarios;

namespace IcpRisk.Validation.Streams;

/// <summary>
/// The raw 32-bit words behind the draws of a scenario's own streams, low word first: <see cref="Philox.Bits"/> at the
/// addresses that the engine uses, whose rows have the same bits.
/// </summary>
/// <param name="order">Their order.</param>
/// <param name="streams">The streams.</param>
/// <param name="years">Draws of a trial in a stream.</param>
/// <param name="seed">The seed.</param>
/// <param name="firstTrial">Where to begin.</param>
/// <param name="first">Which stream to begin with; the only one where the order has only one.</param>
internal sealed class WordSource(StreamOrder order, IReadOnlyList<StreamId> streams, int years, ulong seed, uint firstTrial, int first)
{
    private readonly Philox _philox = new(seed);
    private readonly bool _allStreams = order is StreamOrder.Streams or StreamOrder.Interleaved;
    private readonly int _draws = order is StreamOrder.Years or StreamOrder.Interleaved ? years : 1;
    private uint _trial = firstTrial;
    private int _stream = order is StreamOrder.Streams or StreamOrder.Interleaved ? 0 : first % streams.Count;
    private int _draw;

    /// <summary>The streams of a scenario in the order of their names.</summary>
    public static IReadOnlyList<StreamId> Of(Scenario scenario)
    {
        var layout = new PathLayout(scenario.Time.Years, []);
        var engine = new NatureEngine(scenario.Nature, scenario.Time, NatureOptions.Full, layout, scenario.Plan);
        return [.. engine.Streams.OrderBy(s => s.Value, StringComparer.Ordinal).Select(s => s.Key)];
    }

    /// <summary>The next words; an even number.</summary>
    public void Fill(Span<uint> words)
    {
        for (var i = 0; i < words.Length; i += 2)
        {
            var bits = _philox.Bits(_trial, streams[_stream], _draw);
            (words[i], words[i + 1]) = ((uint)bits, (uint)(bits >> 32));
            Advance();
        }
    }

    private void Advance()
    {
        if (++_draw < _draws)
            return;
        _draw = 0;
        if (_allStreams && ++_stream < streams.Count)
            return;
        if (_allStreams)
            _stream = 0;
        // A stream is done when its 2³² trials are; the next one follows.
        if (++_trial == 0 && !_allStreams)
            _stream = (_stream + 1) % streams.Count;
    }
}
