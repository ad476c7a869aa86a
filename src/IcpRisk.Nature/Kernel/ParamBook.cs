using IcpRisk.Documents;
using IcpRisk.Nature.Sampling;
using IcpRisk.Nature.Stress;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// Turns figures into parameters and does arithmetic on them while the plan is made. Constants are folded at once; what
/// depends on an uncertain figure becomes a step that is worked once a trial, before the years begin.
/// </summary>
internal sealed class ParamBook(RowAllocator rows, StreamNames streams, string place, SwitchBook? switches = null)
{
    // Standard deviations by which a cut may move a mean: what a normal cut 2.7 below its mean is moved by.
    private const double MostMoved = 0.01;
    private readonly List<(Figure Figure, Marginal Whole, Marginal Cut)> _cut = [];
    private readonly List<Draw> _draws = [];
    private readonly Dictionary<string, Param> _drawn = [];
    private readonly List<Step> _steps = [];
    private readonly Dictionary<(Operation, Param, Param), Param> _known = [];

    /// <summary>What figures are held within; null for nothing.</summary>
    public DriverBands? Bands { get; set; }

    private enum Operation
    {
        Add,
        Subtract,
        Multiply,
        Divide,
        Sqrt,
        Max,
        NormalCdf,
        NormalQuantile,
    }

    /// <summary>Paths of the figures that are drawn once a trial.</summary>
    public IEnumerable<string> Drawn => _draws.Select(d => d.Path);

    /// <summary>The same with the rows they are drawn into and their distributions.</summary>
    public IEnumerable<(string Path, int Row, Marginal Marginal)> DrawnValues => _draws.Select(d => (d.Path, d.Row, d.Marginal));

    /// <summary>Figures whose mean is moved by the cut to what makes sense; worked out on each call.</summary>
    public IReadOnlyList<MovedMean> Moved =>
        [.. _cut.Select(c => MovedBy(c.Figure, c.Whole, c.Cut)).OfType<MovedMean>()];

    /// <summary>Their streams, in the same order.</summary>
    public IEnumerable<StreamId> Streams => _draws.Select(d => d.Stream);

    /// <summary>
    /// The figure as a parameter: a constant, or its own draw once a trial, addressed by its path in the scenario. A figure
    /// that is off, or whose risk is, takes its mean.
    /// </summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">Its path.</param>
    /// <param name="on">Whether its risk is on.</param>
    /// <param name="domain">Values that make sense; a distribution is cut off outside them.</param>
    /// <param name="risk">The risk; null where it is of none alone.</param>
    public Param Of(Figure figure, string path, bool on, Domain domain = default, Risk? risk = null)
    {
        if (figure.Distribution is null || !on || switches?.IsOn(path, risk, isFigure: true) == false)
        {
            return Param.Of(figure.Mean);
        }

        // One figure may be read in several places (a growth rate in every year): it is one draw all the same.
        if (_drawn.TryGetValue(path, out var known))
        {
            return known;
        }

        var row = rows.Next();
        var whole = Marginal.Of(figure.Distribution);
        var marginal = whole.Within(domain);
        if (!ReferenceEquals(whole, marginal))
        {
            _cut.Add((figure, whole, marginal));
        }

        _drawn.Add(path, Param.OfRow(row));
        _draws.Add(new Draw(path, streams.Register(place, "parameter", path), marginal, row));
        return Param.OfRow(row);
    }

    /// <summary>Least and greatest value a figure's parameter may take; or those at so many standard deviations of its normal.</summary>
    public (double Least, double Greatest) Range(Param param, double reach = Marginal.Reach)
    {
        if (param.IsConstant)
        {
            return (param.Constant, param.Constant);
        }

        var marginal = _draws.Find(d => d.Row == param.Row)!.Marginal;
        return (marginal.At(-reach), marginal.At(reach));
    }

    /// <summary>Whether the parameter is a figure, constant or drawn, rather than worked out from some.</summary>
    public bool IsDrawn(Param param) => param.IsConstant || _draws.Exists(d => d.Row == param.Row);

    /// <summary>Mean of a figure's parameter.</summary>
    public double MeanOf(Param param) => param.IsConstant
        ? param.Constant
        : _draws.Find(d => d.Row == param.Row)!.Marginal.Mean(x => x);

    public Param Add(Param a, Param b) => a.IsZero ? b : b.IsZero ? a : Fold(Operation.Add, a, b);

    public Param Subtract(Param a, Param b) => b.IsZero ? a : Fold(Operation.Subtract, a, b);

    public Param Multiply(Param a, Param b) =>
        a.IsZero || b.IsZero ? Param.Of(0) : IsOne(a) ? b : IsOne(b) ? a : Fold(Operation.Multiply, a, b);

    public Param Divide(Param a, Param b) => IsOne(b) ? a : Fold(Operation.Divide, a, b);

    public Param Sqrt(Param a) => Fold(Operation.Sqrt, a, Param.Of(0));

    public Param Max(Param a, Param b) => Fold(Operation.Max, a, b);

    public Param NormalCdf(Param a) => Fold(Operation.NormalCdf, a, Param.Of(0));

    public Param NormalQuantile(Param a) => Fold(Operation.NormalQuantile, a, Param.Of(0));

    public Param Scale(Param a, double factor) => Multiply(a, Param.Of(factor));

    /// <summary>Draws the uncertain figures of a tile and works out what depends on them.</summary>
    public void Evaluate<L>(Workspace work, NatureSampler sampler, ImportanceMixture? mixture)
        where L : struct, ILanes<L>
    {
        for (var d = 0; d < _draws.Count; d++)
        {
            var draw = _draws[d];
            var row = work.Row(draw.Row);
            sampler.Figure<L>(work, mixture, d, draw.Row);
            Bands?.Figure<L>(draw.Path, row);
            draw.Marginal.Apply<L>(row, row);
        }

        Work<L>(work);
    }

    /// <summary>Works out what depends on uncertain figures that have been drawn.</summary>
    public void Work<L>(Workspace work)
        where L : struct, ILanes<L>
    {
        foreach (var step in _steps)
        {
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                L.Store(Work(step.Operation, step.A.At<L>(work, i), step.B.At<L>(work, i)), ref work.First(step.Row), i);
            }
        }
    }

    // "Off" and the plan take the mean as stated; what is drawn must have it too.
    private static MovedMean? MovedBy(Figure figure, Marginal whole, Marginal cut)
    {
        var (stated, drawn) = (figure.Mean, cut.Mean(x => x));
        var sd = Math.Sqrt(whole.Mean(x => (x - stated) * (x - stated)));
        return Math.Abs(drawn - stated) > MostMoved * sd ? new MovedMean(figure, stated, drawn) : null;
    }

    private static bool IsOne(Param a) => a.IsConstant && a.Constant == 1;

    private static L Work<L>(Operation operation, L a, L b)
        where L : struct, ILanes<L> => operation switch
        {
            Operation.Add => a + b,
            Operation.Subtract => a - b,
            Operation.Multiply => a * b,
            Operation.Divide => a / b,
            Operation.Max => L.Max(a, b),
            Operation.NormalCdf => VectorMath.NormalCdf(a),
            Operation.NormalQuantile => VectorMath.NormalQuantile(a),
            _ => L.Sqrt(a),
        };

    private Param Fold(Operation operation, Param a, Param b)
    {
        if (a.IsConstant && b.IsConstant)
        {
            return Param.Of(Work(operation, Lanes1.Of(a.Constant), Lanes1.Of(b.Constant)).Value);
        }

        if (!_known.TryGetValue((operation, a, b), out var result))
        {
            result = Param.OfRow(rows.Next());
            _steps.Add(new Step(operation, a, b, result.Row));
            _known.Add((operation, a, b), result);
        }

        return result;
    }

    private sealed record Draw(string Path, StreamId Stream, Marginal Marginal, int Row);

    private sealed record Step(Operation Operation, Param A, Param B, int Row);
}
