using IcpRisk.Nature.Sampling;
using IcpRisk.Nature.Stress;
using IcpRisk.Numerics.Dependence;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// The standard normals of a tile: each drawn from its own stream, then correlated within its group, then mixed where the
/// copula is a Student-t. Years come in pairs, because one call of the generator serves two.
/// </summary>
internal sealed class Latents
{
    private readonly Driver[] _once;
    private readonly Driver[] _yearly;
    private readonly StreamId[] _onceStreams;
    private readonly StreamId[] _yearlyStreams;
    private readonly CorrelationFactor _onceFactor;
    private readonly CorrelationFactor _yearlyFactor;
    private readonly TrialCorrelation[] _byTrial;
    private readonly Loading[] _loadings;
    private readonly int[] _place;
    private readonly int _onceRow;
    private readonly int _yearlyRow;
    private readonly Mixing? _mixing;

    public Latents(
        DrawnLatents once,
        DrawnLatents yearly,
        IEnumerable<Loading> loadings,
        StudentCopula? copula,
        int drivers,
        RowAllocator rows)
    {
        _once = [.. once.Drivers, .. once.Mixes.Select(m => m.Mix)];
        _yearly = [.. yearly.Drivers, .. yearly.Mixes.Select(m => m.Mix)];
        _onceFactor = once.Factor;
        _yearlyFactor = yearly.Factor;
        _byTrial = [.. once.ByTrial, .. yearly.ByTrial];
        _loadings = [.. loadings];
        _place = new int[drivers];
        Array.Fill(_place, -1);
        for (var k = 0; k < _once.Length; k++)
        {
            _place[_once[k].Index] = k;
        }

        for (var k = 0; k < _yearly.Length; k++)
        {
            _place[_yearly[k].Index] = k;
        }

        _onceStreams = [.. _once.Select(d => d.Stream)];
        _yearlyStreams = [.. _yearly.Select(d => d.Stream)];
        _onceRow = rows.Next(_once.Length);
        _yearlyRow = rows.Next(2 * _yearly.Length);
        MixGroup[] mixes = [.. once.Mixes, .. yearly.Mixes];
        _mixing = mixes.Length > 0 ? new Mixing(copula!, mixes, rows) : null;
    }

    /// <summary>What drivers are held within; null for nothing.</summary>
    public DriverBands? Bands { get; set; }

    /// <summary>The drivers that others share.</summary>
    public IReadOnlySet<Driver> Factors => _loadings.Select(l => l.Factor).ToHashSet();

    /// <summary>The drivers whose normals are drawn.</summary>
    public IEnumerable<Driver> Drawn => [.. _once, .. _yearly];

    /// <summary>Variates drawn for one trial of so many years.</summary>
    public int Variates(int years) => _once.Length + (_yearly.Length * years);

    /// <summary>The drivers that are drawn once a trial.</summary>
    public IReadOnlyList<Driver> Once => _once;

    /// <summary>The drivers that are drawn every year.</summary>
    public IReadOnlyList<Driver> Yearly => _yearly;

    public StreamId[] OnceStreams => _onceStreams;

    public StreamId[] YearlyStreams => _yearlyStreams;

    /// <summary>Draws the once-a-trial normals of the tile, independent of each other.</summary>
    public void DrawOnce<L>(Workspace work, NatureSampler sampler, ImportanceMixture? mixture)
        where L : struct, ILanes<L> => sampler.Once<L>(work, mixture, _onceRow);

    /// <summary>Correlates them, once uncertain correlations have been drawn.</summary>
    public void CorrelateOnce<L>(Workspace work)
        where L : struct, ILanes<L> => Correlate<L>(work, Timing.Once, _onceFactor, _onceRow, 1, 1, holds: true);

    /// <summary>Draws the years beforehand, where something is held over the term.</summary>
    public void DrawTerm<L>(Workspace work, NatureSampler sampler, ImportanceMixture? mixture, int years)
        where L : struct, ILanes<L>
    {
        if (Bands is not { NeedsTerm: true } bands)
        {
            return;
        }

        for (var year = 1; year <= years; year += 2)
        {
            DrawYears<L>(work, sampler, mixture, year, holds: false);
            bands.Gather(work, this, year);
            bands.Gather(work, this, year + 1);
        }

        bands.Settle<L>(work);
    }

    /// <summary>Draws the yearly normals of years <paramref name="year"/> (odd) and the one after it.</summary>
    public void DrawYears<L>(Workspace work, NatureSampler sampler, ImportanceMixture? mixture, int year, bool holds = true)
        where L : struct, ILanes<L>
    {
        sampler.Years<L>(work, mixture, year, _yearlyRow);
        Correlate<L>(work, Timing.Yearly, _yearlyFactor, _yearlyRow, 2, year, holds);
        Correlate<L>(work, Timing.Yearly, _yearlyFactor, _yearlyRow + 1, 2, year + 1, holds);
    }

    /// <summary>The driver's normals for a year, trials side by side.</summary>
    public ref double First(Workspace work, Driver driver, int year) => ref work.First(Row(driver, year));

    /// <summary>The row of the driver's normals for a year.</summary>
    public int Row(Driver driver, int year) => driver.Timing == Timing.Once
        ? _onceRow + _place[driver.Index]
        : _yearlyRow + (2 * _place[driver.Index]) + ((year - 1) & 1);

    // The rows of the group start at `row` and follow each other `spacing` rows apart.
    private void Correlate<L>(Workspace work, Timing timing, CorrelationFactor factor, int row, int spacing, int year, bool holds)
        where L : struct, ILanes<L>
    {
        if (factor.Size > 0)
        {
            factor.CorrelateRows<L>(
                work.Block(row, ((factor.Size - 1) * spacing) + 1), work.Stride * spacing, work.Trials);
        }

        foreach (var group in _byTrial)
        {
            if (group.Timing == timing)
            {
                group.Correlate<L>(work, this, year);
            }
        }

        var bands = holds ? Bands : null;
        bands?.Apply<L>(work, this, timing, year, factors: true);
        foreach (var loading in _loadings)
        {
            if (loading.Driver.Timing != timing)
            {
                continue;
            }

            ref var own = ref First(work, loading.Driver, year);
            ref var shared = ref First(work, loading.Factor, year);
            var part = loading.Value.Read<L>(work);
            var rest = loading.Own.Read<L>(work);
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                L.Store(L.Fma(part.At(i), L.Load(ref shared, i), rest.At(i) * L.Load(ref own, i)), ref own, i);
            }
        }

        _mixing?.Carry<L>(work, this, timing, year);
        bands?.Apply<L>(work, this, timing, year, factors: false);
    }
}
