using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// High-cost cases of one service, in prices of year 1: a Poisson number that moves with the service's expected activity,
/// each drawn on its own from the severity above the threshold.
/// </summary>
internal sealed class HighCostKernel
{
    private readonly bool _on;
    private readonly HighCostTerms _terms;
    private readonly double _cases;
    private readonly double _meanSeverity;
    private readonly Driver _count;
    private readonly StreamId _stream;
    private readonly int _mean;
    private readonly int _number;
    private readonly Param _factor;

    public HighCostKernel(PlanBuilder plan, string service, HighCostTerms terms)
    {
        _on = plan.IsOn(Risk.Volatility);
        _terms = terms;
        _cases = plan.Pick(terms.Cases).Mean;
        _meanSeverity = MeanSeverity(terms);
        _factor = plan.Params.Scale(
            plan.Of(terms.Cases, Risk.Volatility, $"risks.volatility.high_cost.{service}.cases", Domain.NotNegative), _cases == 0 ? 0 : 1 / _cases);
        _count = plan.Drivers.Add($"volatility.high_cost.{service}", Risk.Volatility, Timing.Yearly, _on);
        _stream = plan.Streams.Register(plan.Terms.Place, "volatility.high_cost_case", service);
        _mean = plan.Rows.Next();
        _number = plan.Rows.Next();
        CostRow = plan.Rows.Next();
        if (_on)
        {
            plan.Checks.Sum(_count, ExpectedRow, CostRow, ExpectedRow, MeanSquareSeverity(terms) / _meanSeverity);
        }
    }

    /// <summary>Row of the cost of high-cost cases, in prices of year 1.</summary>
    public int CostRow { get; }

    /// <summary>Row of what they are expected to cost, given expected activity.</summary>
    public int ExpectedRow => _mean;

    /// <summary>Expected cost of a case, given that it is above the threshold.</summary>
    public static double MeanSeverity(HighCostTerms terms)
    {
        if (terms.Severity.Pareto is { } pareto)
        {
            return terms.Above * pareto.Alpha / (pareto.Alpha - 1);
        }

        // E[X | X > u] of a lognormal: mean · Φ(σ − k) / Φ(−k), k = (ln u − µ)/σ.
        var (mu, sigma) = Log(terms.Severity.Lognormal!);
        var k = (Scalar.Log(terms.Above) - mu) / sigma;
        return terms.Severity.Lognormal!.Mean * Scalar.NormalCdf(sigma - k) / Scalar.NormalCdf(-k);
    }

    /// <summary>Mean square of a case's cost, given that it is above the threshold; infinite where its variance is.</summary>
    public static double MeanSquareSeverity(HighCostTerms terms)
    {
        if (terms.Severity.Pareto is { } pareto)
        {
            return pareto.Alpha > 2 ? terms.Above * terms.Above * pareto.Alpha / (pareto.Alpha - 2) : double.PositiveInfinity;
        }

        // E[X² | X > u] of a lognormal: exp(2µ + 2σ²) · Φ(2σ − k) / Φ(−k).
        var (mu, sigma) = Log(terms.Severity.Lognormal!);
        var k = (Scalar.Log(terms.Above) - mu) / sigma;
        return Scalar.Exp((2 * mu) + (2 * sigma * sigma)) * Scalar.NormalCdf((2 * sigma) - k) / Scalar.NormalCdf(-k);
    }

    /// <summary>Draws the year from expected activity over that of year 1 (<paramref name="activity"/> · <paramref name="scale"/>).</summary>
    public void Year<L>(Workspace work, Latents latents, in Philox philox, int year, int activity, double scale)
        where L : struct, ILanes<L>
    {
        ref var mean = ref work.First(_mean);
        ref var expected = ref work.First(activity);
        var factor = L.Of(_cases * scale);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(factor * _factor.At<L>(work, i) * L.Load(ref expected, i), ref mean, i);
        }

        if (_on)
        {
            Poisson.Fill<L>(work.Row(latents.Row(_count, year)), work.Row(_mean), work.Row(_number));
            work.Row(CostRow).Clear();
            var uniforms = new CaseUniforms(philox, _stream, work.FirstTrial, year);
            Sum<L>(work, ref uniforms);
        }

        var severity = L.Of(_meanSeverity);
        ref var cost = ref work.First(CostRow);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var average = L.Load(ref mean, i) * severity;
            L.Store(average, ref mean, i);
            if (!_on)
            {
                L.Store(average, ref cost, i);
            }
        }
    }

    private static (double Mu, double Sigma) Log(LognormalTerms terms) =>
        Lognormal.FromMoments(terms.Mean, terms.Mean * terms.Cv);

    private void Sum<L>(Workspace work, ref CaseUniforms uniforms)
        where L : struct, ILanes<L>
    {
        if (_terms.Severity.Pareto is { } pareto)
        {
            LargeCases.Add<L, CaseUniforms, ParetoSeverity>(
                work.Row(_number), ref uniforms, new(_terms.Above, pareto.Alpha), work.Row(CostRow));
        }
        else
        {
            var (mu, sigma) = Log(_terms.Severity.Lognormal!);
            LargeCases.Add<L, CaseUniforms, LognormalSeverity>(
                work.Row(_number), ref uniforms, LognormalSeverity.Above(mu, sigma, _terms.Above), work.Row(CostRow));
        }
    }
}
