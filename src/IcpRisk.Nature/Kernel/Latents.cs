using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// The standard normals of a tile: each drawn from its own stream, then correlated within its group. Years come in pairs,
/// because one call of the generator serves two.
/// </summary>
internal sealed class Latents
{
    private readonly Driver[] _once;
    private readonly Driver[] _yearly;
    private readonly CorrelatedGroup[] _groups;
    private readonly Loading[] _loadings;
    private readonly int[] _firstRow;

    public Latents(
        IEnumerable<Driver> drawn, IEnumerable<CorrelatedGroup> groups, IEnumerable<Loading> loadings, int drivers, RowAllocator rows)
    {
        var all = drawn.ToList();
        _once = [.. all.Where(d => d.Timing == Timing.Once)];
        _yearly = [.. all.Where(d => d.Timing == Timing.Yearly)];
        _groups = [.. groups];
        _loadings = [.. loadings];
        _firstRow = new int[drivers];
        Array.Fill(_firstRow, -1);
        foreach (var driver in all)
        {
            _firstRow[driver.Index] = rows.Next(driver.Timing == Timing.Once ? 1 : 2);
        }
    }

    /// <summary>Variates drawn for one trial of so many years.</summary>
    public int Variates(int years) => _once.Length + (_yearly.Length * years);

    /// <summary>Draws the once-a-trial normals of the tile.</summary>
    public void DrawOnce<L>(Workspace work, in Philox philox)
        where L : struct, ILanes<L>
    {
        foreach (var driver in _once)
        {
            Draws.Normal<L>(philox, driver.Stream, work.FirstTrial, 0, work.Row(_firstRow[driver.Index]));
        }

        Correlate<L>(work, Timing.Once, 0);
    }

    /// <summary>Draws the yearly normals of years <paramref name="year"/> (odd) and the one after it.</summary>
    public void DrawYears<L>(Workspace work, in Philox philox, int year)
        where L : struct, ILanes<L>
    {
        var block = (year - 1) / 2;
        foreach (var driver in _yearly)
        {
            var row = _firstRow[driver.Index];
            Draws.Normals<L>(philox, driver.Stream, work.FirstTrial, block, 0, work.Row(row), work.Row(row + 1));
        }

        Correlate<L>(work, Timing.Yearly, 0);
        Correlate<L>(work, Timing.Yearly, 1);
    }

    /// <summary>The driver's normals for a year, trials side by side.</summary>
    public ref double First(Workspace work, Driver driver, int year) => ref work.First(Row(driver, year));

    /// <summary>The row of the driver's normals for a year.</summary>
    public int Row(Driver driver, int year) =>
        _firstRow[driver.Index] + (driver.Timing == Timing.Once ? 0 : (year - 1) & 1);

    private void Correlate<L>(Workspace work, Timing timing, int parity)
        where L : struct, ILanes<L>
    {
        foreach (var group in _groups)
        {
            if (group.Members[0].Timing == timing)
            {
                group.Apply<L>(work, d => _firstRow[d.Index] + parity);
            }
        }

        foreach (var loading in _loadings)
        {
            if (loading.Driver.Timing != timing)
            {
                continue;
            }

            ref var own = ref work.First(_firstRow[loading.Driver.Index] + parity);
            ref var factor = ref work.First(_firstRow[loading.Factor.Index] + parity);
            var shared = L.Of(loading.Value);
            var rest = L.Of(Math.Sqrt(1 - (loading.Value * loading.Value)));
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                L.Store(L.Fma(shared, L.Load(ref factor, i), rest * L.Load(ref own, i)), ref own, i);
            }
        }
    }
}
