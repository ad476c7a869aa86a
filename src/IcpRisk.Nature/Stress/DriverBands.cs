using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Stress;

/// <summary>The bands of a run, by the drivers and figures that they hold. Applied to normals that are correlated and mixed already.</summary>
internal sealed class DriverBands
{
    private readonly int _years;
    private readonly Held[] _once;
    private readonly Held[] _yearly;
    private readonly Held[] _term;
    private readonly Dictionary<string, BandShape> _figures;

    /// <param name="bands">What is held; a name that is not drawn holds nothing.</param>
    /// <param name="drawn">The drivers that are drawn.</param>
    /// <param name="factors">Those of them that others share.</param>
    /// <param name="years">Contract years.</param>
    /// <param name="rows">Where rows come from.</param>
    public DriverBands(IReadOnlyList<DriverBand> bands, IEnumerable<Driver> drawn, IReadOnlySet<Driver> factors, int years, RowAllocator rows)
    {
        _years = years;
        var byName = drawn.ToDictionary(d => d.Name);
        Held[] held = [.. bands.Where(b => byName.ContainsKey(b.Name)).Select(b => new Held(
            byName[b.Name], factors.Contains(byName[b.Name]), new BandShape(b.From, b.To), [.. b.Years], rows.Next()))];
        _once = [.. held.Where(h => h.Driver.Timing == Timing.Once)];
        _yearly = [.. held.Where(h => h.Driver.Timing == Timing.Yearly && h.Years.Count > 0)];
        _term = [.. held.Where(h => h.Driver.Timing == Timing.Yearly && h.Years.Count == 0)];
        _figures = bands.Where(b => !byName.ContainsKey(b.Name)).DistinctBy(b => b.Name).ToDictionary(b => b.Name, b => new BandShape(b.From, b.To));
    }

    /// <summary>Whether something is held over the term: then the years are drawn once beforehand to add them up.</summary>
    public bool NeedsTerm => _term.Length > 0;

    /// <summary>Holds the normals of an uncertain figure.</summary>
    public void Figure<L>(string path, Span<double> row)
        where L : struct, ILanes<L>
    {
        if (_figures.TryGetValue(path, out var shape))
        {
            shape.Apply<L>(row);
        }
    }

    /// <summary>Adds a year to the sums over the term.</summary>
    public void Gather(Workspace work, Latents latents, int year)
    {
        foreach (var held in _term)
        {
            var sum = work.Row(held.Shift);
            if (year == 1)
            {
                sum.Clear();
            }

            var normals = work.Row(latents.Row(held.Driver, year));
            for (var i = 0; i < sum.Length && year <= _years; i++)
            {
                sum[i] += normals[i];
            }
        }
    }

    /// <summary>Turns the sums into what every year is moved by.</summary>
    public void Settle<L>(Workspace work)
        where L : struct, ILanes<L>
    {
        Span<double> held = stackalloc double[Paths.PathTile.MaxTrials];
        var root = Math.Sqrt(_years);
        foreach (var term in _term)
        {
            var sum = work.Row(term.Shift);
            var moved = held[..sum.Length];
            for (var i = 0; i < sum.Length; i++)
            {
                moved[i] = sum[i] / root;
            }

            term.Shape.Apply<L>(moved);
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] = (moved[i] - (sum[i] / root)) / root;
            }
        }
    }

    /// <summary>Holds a year's normals: of common factors before they are shared, or of the others after.</summary>
    public void Apply<L>(Workspace work, Latents latents, Timing timing, int year, bool factors)
        where L : struct, ILanes<L>
    {
        foreach (var held in timing == Timing.Once ? _once : _yearly)
        {
            if (held.IsFactor == factors && (timing == Timing.Once || held.Years.Contains(year)))
            {
                held.Shape.Apply<L>(work.Row(latents.Row(held.Driver, year)));
            }
        }

        foreach (var held in timing == Timing.Once ? [] : _term)
        {
            if (held.IsFactor != factors)
            {
                continue;
            }

            var row = work.Row(latents.Row(held.Driver, year));
            var shift = work.Row(held.Shift);
            for (var i = 0; i < row.Length; i++)
            {
                row[i] += shift[i];
            }
        }
    }

    private sealed record Held(Driver Driver, bool IsFactor, BandShape Shape, IReadOnlyList<int> Years, int Shift);
}
