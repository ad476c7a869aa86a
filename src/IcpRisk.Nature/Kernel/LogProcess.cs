using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Kernel;

/// <summary>How the surprises of a driver make up a log factor.</summary>
internal enum Shape
{
    /// <summary>One surprise, the same in every year: X[y] = σ z.</summary>
    Level,

    /// <summary>One surprise in the slope: X[y] = σ z (y − 1).</summary>
    Trend,

    /// <summary>Surprises add up: X[y] = X[y−1] + σ z[y].</summary>
    Walk,

    /// <summary>X[y] = ρ X[y−1] + σ z[y], X[0] = 0.</summary>
    Autoregressive,

    /// <summary>The same, started at its long-run distribution.</summary>
    Stationary,

    /// <summary>The sum of an autoregressive rate: X[y] = X[y−1] + e[y].</summary>
    CumulatedRate,
}

/// <summary>
/// A log factor X[y] that is linear in the standard normals of one driver. <see cref="Impulses"/> tells by how much, which
/// gives every variance and covariance, and with them the mean correction of products.
/// </summary>
internal sealed class LogProcess
{
    private readonly int _state;
    private readonly int _rate;
    private readonly Param _firstSd;

    public LogProcess(PlanBuilder plan, Driver driver, Shape shape, Param sd, Param persistence)
    {
        Driver = driver;
        Kind = shape;
        Sd = sd;
        Persistence = persistence;
        _state = driver.Timing == Timing.Yearly ? plan.Rows.Next() : -1;
        _rate = shape == Shape.CumulatedRate ? plan.Rows.Next() : -1;
        _firstSd = FirstSd(plan.Params, shape, sd, persistence);
    }

    public Driver Driver { get; }

    public Shape Kind { get; }

    public Param Sd { get; }

    public Param Persistence { get; }

    /// <summary>∂X[y] / ∂z[u] for u = 1…y; of a once-a-trial driver the one entry.</summary>
    public Param[] Impulses(ParamBook p, int year) => ImpulsesOf(p, Kind, Sd, _firstSd, Persistence, year);

    /// <summary>Standard deviation of the first surprise.</summary>
    public static Param FirstSd(ParamBook p, Shape shape, Param sd, Param persistence) => shape == Shape.Stationary
        ? p.Divide(sd, p.Sqrt(p.Subtract(Param.Of(1), p.Multiply(persistence, persistence))))
        : sd;

    /// <summary>The same for a process that need not have been made.</summary>
    public static Param[] ImpulsesOf(ParamBook p, Shape shape, Param sd, Param firstSd, Param persistence, int year)
    {
        switch (shape)
        {
            case Shape.Level:
                return [sd];
            case Shape.Trend:
                return [p.Scale(sd, year - 1)];
            case Shape.Walk:
                return [.. Enumerable.Repeat(sd, year)];
            default:
                var impulses = new Param[year];
                var power = Param.Of(1);
                var sum = Param.Of(0);
                for (var u = year; u >= 1; u--)
                {
                    sum = p.Add(sum, power);
                    impulses[u - 1] = p.Multiply(u == 1 ? firstSd : sd, shape == Shape.CumulatedRate ? sum : power);
                    power = p.Multiply(power, persistence);
                }

                return impulses;
        }
    }

    /// <summary>Takes the year's surprise and adds X[y] to the row <paramref name="target"/>.</summary>
    public void Add<L>(Workspace work, Latents latents, int year, int target)
        where L : struct, ILanes<L> => Add<L, SumInRow<L>>(work, latents, year, new SumInRow<L>(ref work.First(target)), target);

    /// <summary>
    /// Takes the year's surprise, adds X[y] to what there is already and leaves the sum in the row
    /// <paramref name="target"/>: one pass over the rows.
    /// </summary>
    public void Add<L, TStart>(Workspace work, Latents latents, int year, scoped in TStart start, int target)
        where L : struct, ILanes<L>
        where TStart : struct, IStart<L>, allows ref struct
    {
        if (Driver.Timing == Timing.Once)
        {
            AddOnce<L, TStart>(work, latents, Kind == Shape.Trend ? year - 1 : 1, start, target);
        }
        else if (Kind == Shape.CumulatedRate)
        {
            AddCumulated<L, TStart>(work, latents, year, start, target);
        }
        else
        {
            AddRemembered<L, TStart>(work, latents, year, start, target);
        }
    }

    /// <summary>The same with <paramref name="years"/>·σz of a driver that surprises once a trial.</summary>
    public void AddOnce<L, TStart>(Workspace work, Latents latents, int years, scoped in TStart start, int target)
        where L : struct, ILanes<L>
        where TStart : struct, IStart<L>, allows ref struct
    {
        ref var z = ref latents.First(work, Driver, 1);
        ref var sum = ref work.First(target);
        var scale = L.Of(years);
        var sd = Sd.Read<L>(work);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(L.Fma(scale * sd.At(i), L.Load(ref z, i), start.At(i)), ref sum, i);
        }
    }

    // A walk remembers all of it, an autoregression its persistence.
    private void AddRemembered<L, TStart>(Workspace work, Latents latents, int year, scoped in TStart start, int target)
        where L : struct, ILanes<L>
        where TStart : struct, IStart<L>, allows ref struct
    {
        ref var z = ref latents.First(work, Driver, year);
        ref var x = ref work.First(_state);
        ref var sum = ref work.First(target);
        var sd = (year == 1 ? _firstSd : Sd).Read<L>(work);
        var memory = (Kind == Shape.Walk ? Param.Of(1) : Persistence).Read<L>(work);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var value = sd.At(i) * L.Load(ref z, i);
            if (year > 1)
            {
                value = L.Fma(memory.At(i), L.Load(ref x, i), value);
            }

            L.Store(value, ref x, i);
            L.Store(start.At(i) + value, ref sum, i);
        }
    }

    private void AddCumulated<L, TStart>(Workspace work, Latents latents, int year, scoped in TStart start, int target)
        where L : struct, ILanes<L>
        where TStart : struct, IStart<L>, allows ref struct
    {
        ref var z = ref latents.First(work, Driver, year);
        ref var x = ref work.First(_state);
        ref var e = ref work.First(_rate);
        ref var sum = ref work.First(target);
        var sd = Sd.Read<L>(work);
        var memory = Persistence.Read<L>(work);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var rate = sd.At(i) * L.Load(ref z, i);
            var level = rate;
            if (year > 1)
            {
                rate = L.Fma(memory.At(i), L.Load(ref e, i), rate);
                level = L.Load(ref x, i) + rate;
            }

            L.Store(rate, ref e, i);
            L.Store(level, ref x, i);
            L.Store(start.At(i) + level, ref sum, i);
        }
    }
}
