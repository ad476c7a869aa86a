using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Documents;
using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Efficiency;

/// <summary>A planned cumulative effect and how it comes true.</summary>
/// <param name="Planned">Cumulative effect by year.</param>
/// <param name="Realised">Share of each year's new effect that comes true.</param>
/// <param name="Persistence">Persistence of that share, on the normal scale.</param>
/// <param name="Delay">Years by which the effect comes late.</param>
internal sealed record PlannedEffect(Yearly Planned, Planned<Figure> Realised, Figure Persistence, Planned<Figure> Delay);

/// <summary>
/// What comes true of a planned effect: E[y] = E[y−1] + R[y] · (e[y−D] − e[y−1−D]), e the planned cumulative effect (0
/// before year 1, straight between years, level after the last), R the share that comes true, D the delay.
/// </summary>
internal sealed class RealisedPath
{
    // 2^52: adding it moves a whole number below 2^51 into the low bits of the mantissa.
    private const double ToBits = 4503599627370496.0;
    private readonly double[] _planned;
    // The same by trial, year 1 first, where it is uncertain.
    private readonly Param[]? _uncertain;
    private readonly Param _realised;
    private readonly BoundedProcess? _process;
    private readonly Param _delay;
    private readonly int _row;

    /// <param name="plan">What it is made with.</param>
    /// <param name="driver">Name of the driver of the realised share.</param>
    /// <param name="path">Path of the effect's record in the scenario.</param>
    /// <param name="effect">Its figures.</param>
    public RealisedPath(PlanBuilder plan, string driver, string path, PlannedEffect effect)
    {
        _row = plan.Rows.Next();
        _planned = new double[plan.Years + 2];
        for (var y = 1; y <= plan.Years; y++)
        {
            _planned[y] = effect.Planned.At(y).Mean;
        }

        _planned[plan.Years + 1] = _planned[plan.Years];
        Param[] planned = [.. Enumerable.Range(1, plan.Years).Select(y => plan.YearOf(effect.Planned, y, Risk.Efficiency, $"{path}.planned", Domain.Share))];
        _uncertain = planned.All(e => e.IsConstant) ? null : planned;
        _delay = plan.Of(effect.Delay, Risk.Efficiency, $"{path}.delay", Domain.NotNegative);
        var realised = plan.Pick(effect.Realised);
        _realised = Param.Of(realised.Mean);
        var named = plan.Drivers.Add(
            driver, Risk.Efficiency, Timing.Yearly, used: realised.Distribution is not null && plan.IsOn(Risk.Efficiency, driver));
        if (named.Used)
        {
            _process = new BoundedProcess(
                plan, named, realised.Distribution!, plan.Of(effect.Persistence, Risk.Efficiency, $"{path}.persistence", Domain.Share));
            _realised = _process.Value;
        }

        ByPlan = new double[plan.Years];
        var (share, late) = (Lanes1.Of(effect.Realised.Plan.Mean), Lanes1.Of(effect.Delay.Plan.Mean));
        for (var y = 1; y <= plan.Years; y++)
        {
            var due = Planned(Lanes1.Of(y) - late) - Planned(Lanes1.Of(y - 1) - late);
            ByPlan[y - 1] = Lanes1.Fma(share, due, Lanes1.Of(y == 1 ? 0 : ByPlan[y - 2])).Value;
        }
    }

    /// <summary>The cumulative effect; valid for the tile once <see cref="Year"/> has been called for a year.</summary>
    public Param Effect => Param.OfRow(_row);

    /// <summary>What comes true by planned figures, from year 1.</summary>
    public double[] ByPlan { get; }

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        _process?.Year<L>(work, latents, year);
        ref var row = ref work.First(_row);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var delay = _delay.At<L>(work, i);
            var due = _uncertain is null
                ? Planned(L.Of(year) - delay) - Planned(L.Of(year - 1) - delay)
                : Planned(_uncertain, work, i, L.Of(year) - delay) - Planned(_uncertain, work, i, L.Of(year - 1) - delay);
            var before = year == 1 ? L.Zero : L.Load(ref row, i);
            L.Store(L.Fma(_realised.At<L>(work, i), due, before), ref row, i);
        }
    }

    // The same by trial: each year's step in e, taken as far as the moment has come through that year.
    private static L Planned<L>(Param[] planned, Workspace work, int i, L moment)
        where L : struct, ILanes<L>
    {
        var (sum, before) = (L.Zero, L.Zero);
        for (var y = 1; y <= planned.Length; y++)
        {
            var e = planned[y - 1].At<L>(work, i);
            var part = L.Min(L.Max(moment - L.Of(y - 1), L.Zero), L.Of(1));
            sum = L.Fma(part, e - before, sum);
            before = e;
        }

        return sum;
    }

    // e at a moment between years; 0 before the start, level after the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private L Planned<L>(L moment)
        where L : struct, ILanes<L>
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_planned);
        var t = L.Min(L.Max(moment, L.Zero), L.Of(_planned.Length - 2));
        var whole = L.Floor(t);
        var index = L.AndBits(whole + L.Of(ToBits), L.OfBits(0x000FFFFFFFFFFFFF));
        var low = L.Gather(ref table, index);
        var high = L.Gather(ref table, L.AddBits(index, L.OfBits(1)));
        return L.Fma(t - whole, high - low, low);
    }
}
