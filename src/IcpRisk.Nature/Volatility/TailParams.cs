using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// How high-cost cases of a service are drawn, and the severity they are drawn from: constants, or, where a figure of the
/// severity is uncertain, rows that are worked once a trial. Level and way of drawing are the same for all trials, and
/// serve every corner of the plausible figures.
/// </summary>
internal sealed class TailParams
{
    // Nearer to 1 a mean cost is many times the threshold, and that of uncertain figures is without end.
    private static readonly Domain Indices = Domain.Between(1.1, double.PositiveInfinity);
    private static readonly Domain Shapes = Domain.Between(-5, 0.9);

    private readonly double _threshold;
    private readonly SeverityTerms _terms;
    private readonly Param _first;
    private readonly Param _second;
    private readonly Param _a;
    private readonly Param _b;
    private readonly Param _c;
    private readonly Param[] _split;
    private readonly int _firstRow;

    public TailParams(PlanBuilder plan, string service, HighCostTerms terms, double fewestCases)
    {
        _threshold = terms.Above;
        _terms = terms.Severity;
        var path = $"risks.volatility.high_cost.{service}.severity";
        PlausibleRange first, second = default;
        if (_terms.Pareto is { } pareto)
        {
            (_first, first) = Figure(pareto.Alpha, $"{path}.pareto.alpha", Indices);
        }
        else if (_terms.Lognormal is { } lognormal)
        {
            (_first, first) = Figure(lognormal.Mean, $"{path}.lognormal.mean", Domain.Between(1e-3 * _threshold, double.PositiveInfinity));
            (_second, second) = Figure(lognormal.Cv, $"{path}.lognormal.cv", Domain.Between(0.01, 100));
        }
        else
        {
            (_first, first) = Figure(_terms.GeneralisedPareto!.Scale, $"{path}.generalised_pareto.scale", Domain.Between(1e-3 * _threshold, double.PositiveInfinity));
            (_second, second) = Figure(_terms.GeneralisedPareto.Shape, $"{path}.generalised_pareto.shape", Shapes);
        }

        // A figure switched off leaves the way of drawing as it is.
        IsUncertain = !_first.IsConstant || !_second.IsConstant || first.IsWide || second.IsWide;
        ICaseTail[]? corners = IsUncertain
            ? [Tail(first.Low, second.Low), Tail(first.Low, second.High), Tail(first.High, second.Low), Tail(first.High, second.High)]
            : null;
        var tail = Tail(first.Mean, second.Mean);
        Plan = terms.SeverityMemory is not null ? TailSumPlan.OneByOne(tail) : TailSumPlan.For(fewestCases, tail, terms.Layer?.Above ?? double.PositiveInfinity, corners);
        if (IsUncertain)
        {
            _firstRow = plan.Rows.Next(8);
            MeanSeverity = Param.OfRow(_firstRow);
            (_a, _b, _c) = (Param.OfRow(_firstRow + 1), Param.OfRow(_firstRow + 2), Param.OfRow(_firstRow + 3));
            _split = [.. Enumerable.Range(4, 4).Select(i => Param.OfRow(_firstRow + i))];
        }
        else
        {
            MeanSeverity = Param.Of(tail.Mean);
            var (a, b, c) = Draw(first.Mean, second.Mean);
            (_a, _b, _c) = (Param.Of(a), Param.Of(b), Param.Of(c));
            double[] split = [Plan.Below.Mean, Plan.Below.Cv, Plan.Below.Skewness, Plan.LargeShare];
            _split = [.. split.Select(Param.Of)];
        }

        (Param, PlausibleRange) Figure(Documents.Figure figure, string at, Domain domain) =>
            (plan.Of(figure, Risk.Volatility, at, domain), PlausibleRange.Of(plan, figure, domain));
    }

    /// <summary>How they are drawn, with the split of the mean figures.</summary>
    public TailSumPlan Plan { get; }

    public bool IsUncertain { get; }

    /// <summary>Expected cost of a case.</summary>
    public Param MeanSeverity { get; }

    /// <summary>Probability that a case is drawn one by one.</summary>
    public Param LargeShare => _split[3];

    /// <summary>Works out the severity of every trial of the tile.</summary>
    public void Evaluate(Workspace work)
    {
        for (var i = 0; i < work.Trials; i++)
        {
            var (first, second) = (Value(_first), Value(_second));
            if (_terms.Pareto is not null)
            {
                Put(new ParetoTail(_threshold, first));
            }
            else if (_terms.Lognormal is not null)
            {
                Put(new LognormalTail(_threshold, first, second));
            }
            else
            {
                Put(new GeneralisedParetoTail(_threshold, first, second));
            }

            void Put<TTail>(in TTail tail)
                where TTail : struct, ICaseTail
            {
                var (a, b, c) = Draw(first, second);
                var plan = Plan.IsOneByOne ? Plan : TailSumPlan.At(tail, Plan.Level);
                ReadOnlySpan<double> values =
                    [tail.Mean, a, b, c, plan.Below.Mean, plan.Below.Cv, Math.Max(plan.Below.Skewness, 0), plan.LargeShare];
                for (var row = 0; row < values.Length; row++)
                {
                    work.Row(_firstRow + row)[i] = values[row];
                }
            }

            double Value(Param param) => param.IsConstant ? param.Constant : work.Row(param.Row)[i];
        }
    }

    /// <summary>The cost of so many cases.</summary>
    public void Sum<L, TUniforms>(
        Workspace work, ReadOnlySpan<double> number, ReadOnlySpan<double> smaller, ReadOnlySpan<double> large,
        ref TUniforms uniforms, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
    {
        var a = _a.Over(work);
        var b = _b.Over(work);
        var c = _c.Over(work);
        if (_terms.Pareto is not null)
        {
            SumOf<L, TUniforms, ParetoSeverity>(work, number, smaller, large, ref uniforms, new(Plan.Level, a), total);
        }
        else if (_terms.Lognormal is not null)
        {
            SumOf<L, TUniforms, LognormalSeverity>(work, number, smaller, large, ref uniforms, new(a, b, c), total);
        }
        else
        {
            SumOf<L, TUniforms, GeneralisedParetoSeverity>(work, number, smaller, large, ref uniforms, new(Plan.Level, a, b), total);
        }
    }

    /// <summary>What of the large cases, so many, lies in a layer: the same cases that their total is made of.</summary>
    public void SumLayer<L, TUniforms>(
        Workspace work, ReadOnlySpan<double> largeNumber, ref TUniforms uniforms, CaseLayerTerms layer, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
    {
        var a = _a.Over(work);
        var b = _b.Over(work);
        var c = _c.Over(work);
        total.Clear();
        if (_terms.Pareto is not null)
        {
            LargeCases.Add<L, TUniforms, LayerSeverity<ParetoSeverity>>(
                largeNumber, ref uniforms, new(new(Plan.Level, a), layer.Above, layer.Width), total);
        }
        else if (_terms.Lognormal is not null)
        {
            LargeCases.Add<L, TUniforms, LayerSeverity<LognormalSeverity>>(
                largeNumber, ref uniforms, new(new(a, b, c), layer.Above, layer.Width), total);
        }
        else
        {
            LargeCases.Add<L, TUniforms, LayerSeverity<GeneralisedParetoSeverity>>(
                largeNumber, ref uniforms, new(new(Plan.Level, a, b), layer.Above, layer.Width), total);
        }
    }

    private void SumOf<L, TUniforms, TSeverity>(
        Workspace work, ReadOnlySpan<double> number, ReadOnlySpan<double> smaller, ReadOnlySpan<double> large,
        ref TUniforms uniforms, scoped in TSeverity severity, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
        where TSeverity : struct, ICaseSeverity, allows ref struct
    {
        if (Plan.IsOneByOne)
        {
            total.Clear();
            LargeCases.Add<L, TUniforms, TSeverity>(number, ref uniforms, severity, total);
            return;
        }

        var split = new CaseSplit(_split[0].Over(work), _split[1].Over(work), _split[2].Over(work), _split[3].Over(work));
        CaseSum.Split<L, TUniforms, TSeverity>(split, number, smaller, large, ref uniforms, severity, total);
    }

    private ICaseTail Tail(double first, double second) =>
        _terms.Pareto is not null ? new ParetoTail(_threshold, first)
        : _terms.Lognormal is not null ? new LognormalTail(_threshold, first, second)
        : new GeneralisedParetoTail(_threshold, first, second);

    // Parameters of a case above the level. Above any amount a generalised Pareto is one again, its scale grown by shape × distance.
    private (double A, double B, double C) Draw(double first, double second)
    {
        if (_terms.Pareto is not null)
        {
            return (-1 / first, 0, 0);
        }

        if (_terms.Lognormal is null)
        {
            return (first + (second * (Plan.Level - _threshold)), second, 0);
        }

        var tail = new LognormalTail(Plan.Level, first, second);
        return (tail.Mu, tail.Sigma, tail.Share);
    }
}
