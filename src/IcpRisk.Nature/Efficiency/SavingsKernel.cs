using System.Runtime.InteropServices;
using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Efficiency;

/// <summary>
/// Savings realised: Saving[y] = Saving[y−1] + R[y] · (e[y−D] − e[y−1−D]), e the planned cumulative share (0 before year 1,
/// straight between years), R the share that comes true, D the delay.
/// </summary>
internal sealed class SavingsKernel
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

    public SavingsKernel(PlanBuilder plan)
    {
        var terms = plan.Terms.Risks.Efficiency.Savings;
        const string Path = "risks.efficiency.savings";
        _row = plan.Rows.Next();
        _planned = new double[plan.Years + 2];
        if (terms is null)
        {
            return;
        }

        for (var y = 1; y <= plan.Years; y++)
        {
            _planned[y] = terms.Planned.At(y).Mean;
        }

        Param[] planned = [.. Enumerable.Range(1, plan.Years).Select(y => plan.YearOf(terms.Planned, y, Risk.Efficiency, $"{Path}.planned", Domain.Share))];
        _uncertain = planned.All(e => e.IsConstant) ? null : planned;
        _planned[plan.Years + 1] = _planned[plan.Years];
        Services = terms.Services.Count == 0 ? null : terms.Services.ToHashSet();
        _delay = plan.Of(terms.Delay, Risk.Efficiency, $"{Path}.delay", Domain.NotNegative);
        var realised = plan.Pick(terms.Realised);
        _realised = Param.Of(realised.Mean);
        var driver = plan.Drivers.Add(
            "efficiency.savings", Risk.Efficiency, Timing.Yearly, used: realised.Distribution is not null && plan.IsOn(Risk.Efficiency));
        if (driver.Used)
        {
            _process = new BoundedProcess(
                plan, driver, realised.Distribution!, plan.Of(terms.Persistence, Risk.Efficiency, $"{Path}.persistence", Domain.Share));
            _realised = _process.Value;
        }
    }

    /// <summary>The services that save; null for all in scope.</summary>
    public IReadOnlySet<string>? Services { get; }

    /// <summary>Cumulative share of unit cost saved.</summary>
    public Param Saving => Param.OfRow(_row);

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
