using IcpRisk.Documents;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// Something that happens in a year or not, and is of some size: B[y]·V[y], B one with a stated probability, V from a
/// stated distribution, independent of each other and over the years. While the event
/// is off it takes its mean p·E[V], while only its size is, E[V] at each event.
/// </summary>
internal sealed class JumpProcess
{
    private readonly Driver _event;
    private readonly Driver _size;
    private readonly Param[] _probability;
    private readonly Chance[] _chance;
    private readonly ParamBook _params;
    private readonly double _meanSize;
    private readonly Param _constantSize;
    private readonly Marginal? _marginal;
    private readonly double[] _mean;
    private readonly int _row;
    private readonly int _sizes;

    /// <param name="plan">What it is made with.</param>
    /// <param name="risk">The risk it belongs to.</param>
    /// <param name="names">Names of the drivers of the event and of its size.</param>
    /// <param name="probability">Probability of a full year.</param>
    /// <param name="size">Size, drawn at each event.</param>
    /// <param name="path">Path of the record in the scenario, whose probability is <c>probability</c>.</param>
    /// <param name="exposure">By how much each year's probability is scaled, from year 1.</param>
    /// <param name="domain">Values a size may have.</param>
    public JumpProcess(
        PlanBuilder plan, Risk risk, (string Event, string Size) names, Planned<Figure> probability, Planned<Figure> size,
        string path, Func<int, double> exposure, Domain domain = default)
    {
        var on = plan.IsOn(risk);
        var p = plan.Of(probability, risk, $"{path}.probability", Domain.Share);
        var figure = plan.Pick(size);
        _params = plan.Params;
        _probability = [.. Enumerable.Range(1, plan.Years).Select(y => _params.Scale(p, exposure(y)))];
        _chance = [.. _probability.Select(x => new Chance(x))];
        _meanSize = Mean(figure, domain);
        _mean = [.. Means(plan, plan.Pick(probability), _meanSize, exposure)];
        PlannedMean = [.. Means(plan, probability.Plan, Mean(size.Plan, domain), exposure)];
        var happens = on && !p.IsZero && plan.IsOn(risk, names.Event);
        _event = plan.Drivers.Add(names.Event, risk, Timing.Yearly, happens);
        _size = plan.Drivers.Add(names.Size, risk, Timing.Yearly, happens && figure.Distribution is not null && plan.IsOn(risk, names.Size));
        _constantSize = Param.Of(_meanSize);
        if (happens)
        {
            _row = plan.Rows.Next();
        }

        if (_size.Used)
        {
            _marginal = Marginal.Of(figure.Distribution!).Within(domain);
            _sizes = plan.Rows.Next();
        }
    }

    /// <summary>Expected B·V of each year, by planned figures.</summary>
    public double[] PlannedMean { get; }

    /// <summary>Whether it is drawn; if not, it has its mean.</summary>
    public bool IsDrawn => _event.Used;

    /// <summary>Whether the event is tied by name to a factor that tilts.</summary>
    public bool IsTied(Tilt tilt) => IsDrawn && tilt.Moves(_event);

    /// <summary>Mean of B[y]·V[y] while it is drawn, where trials count by what tilts.</summary>
    public Param Mean(Tilt tilt, int year) => _params.Scale(tilt.Probability(_probability[year - 1], _event, year), _meanSize);

    /// <summary>B[y]·V[y]; valid for the tile once <see cref="Year"/> has been called for that year.</summary>
    public Param At(int year) => IsDrawn ? Param.OfRow(_row) : Param.Of(_mean[year - 1]);

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        if (!IsDrawn)
        {
            return;
        }

        var size = _constantSize;
        if (_marginal is { } marginal)
        {
            marginal.Apply<L>(work.Row(latents.Row(_size, year)), work.Row(_sizes));
            size = Param.OfRow(_sizes);
        }

        ref var z = ref latents.First(work, _event, year);
        ref var row = ref work.First(_row);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(L.AndBits(_chance[year - 1].Happens(work, i, L.Load(ref z, i)), size.At<L>(work, i)), ref row, i);
        }
    }

    private static IEnumerable<double> Means(PlanBuilder plan, Figure probability, double size, Func<int, double> exposure) =>
        Enumerable.Range(1, plan.Years).Select(y => probability.Mean * exposure(y) * size);

    // Cut off at its domain a distribution has another mean.
    private static double Mean(Figure size, Domain domain)
    {
        if (size.Distribution is not { } distribution)
        {
            return size.Mean;
        }

        var whole = Marginal.Of(distribution);
        var cut = whole.Within(domain);
        return ReferenceEquals(whole, cut) ? distribution.Mean : cut.Mean(x => x);
    }
}
