using IcpRisk.Contracts.Outcomes;
using IcpRisk.Nature;
using IcpRisk.Paths;
using IcpRisk.Scenarios;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>Nature and contract apart, on one thread and one tile that stays in cache.</summary>
internal sealed class EngineParts
{
    private readonly Scenario _scenario;
    private readonly NatureWorker _nature;
    private readonly PathTile _path;
    private readonly OutcomeTile _outcomes;
    private long _next;

    /// <param name="scenario">Whose.</param>
    /// <param name="tile">Trials of the tile.</param>
    public EngineParts(Scenario scenario, int tile)
    {
        _scenario = scenario;
        var layout = new PathLayout(scenario.Time.Years, scenario.Contract.Reads);
        Engine = new NatureEngine(scenario.Nature, scenario.Time, NatureOptions.Full, layout, scenario.Plan);
        _nature = new NatureWorker(Engine, 1, tile);
        _path = new PathTile(layout, tile);
        _outcomes = new OutcomeTile(new OutcomeLayout(scenario.Time.Years, scenario.Contract.Columns), tile);
        Tile = tile;
        Fill();
    }

    public NatureEngine Engine { get; }

    public int Tile { get; }

    /// <summary>Draws the next tile.</summary>
    public void Fill()
    {
        _path.Begin(_next, Tile);
        _next += Tile;
        _nature.Fill(_path);
    }

    /// <summary>Settles the tile as it is, every column kept.</summary>
    public void Settle() => _scenario.Contract.Settle(_path, _outcomes);
}
