using IcpRisk.Numerics.Streams;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Sampling;

/// <summary>
/// Which dimension of the points each normal of a scenario has. The most telling come first: what is drawn once a trial,
/// then what is drawn yearly, year by year, then chance. What belongs to a service stands in a block of its own, service by
/// service as the scenario lists them, after all that belongs to none: a service added at the end adds dimensions at the end.
/// </summary>
/// <remarks>Made with every risk on, so that a risk switched off keeps its dimensions.</remarks>
internal sealed class DimensionList
{
    private readonly Dictionary<(StreamId, int), int> _numbers = [];

    private DimensionList(IEnumerable<SampledNormal> normals)
    {
        All = [.. normals.Select((n, i) => new SampledDimension(i + 1, n))];
        foreach (var (number, normal) in All)
        {
            _numbers.Add((normal.Stream, normal.Draw), number);
        }
    }

    /// <summary>By dimension.</summary>
    public IReadOnlyList<SampledDimension> All { get; }

    /// <summary>The dimension of a stream's draw; −1 where it has none.</summary>
    public int Find(StreamId stream, int draw) => _numbers.GetValueOrDefault((stream, draw), -1);

    public static DimensionList Of(NatureTerms terms, TimeAxis time)
    {
        var engine = new NatureEngine(terms.AllOn(), time, NatureOptions.Full, new PathLayout(time.Years, []), null);
        List<string> services = [.. terms.Services.Keys];
        return new DimensionList(engine.Normals
            .OrderBy(n => Service(n.Name, services))
            .ThenBy(n => n.Year == 0 ? 0 : n.Name.StartsWith("volatility.", StringComparison.Ordinal) ? 2 : 1)
            .ThenBy(n => n.Year));
    }

    // A name with a service's among its words belongs to that service: utilisation.surgery, services.surgery.fixed.
    private static int Service(string name, List<string> services) =>
        name.Split('.').Select(word => services.IndexOf(word)).Where(i => i >= 0).DefaultIfEmpty(-1).First();
}
