using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Measures;

/// <summary>One question to a distribution, as <c>tvar99.5(provider.cumulative)</c>.</summary>
/// <param name="Text">As asked.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Series">
/// What is taken of each trial: the value; of a probability 1 or 0; of a shortfall the excess.
/// </param>
/// <param name="Level">Level of a quantile, VaR or TVaR in (0, 1); else 0.</param>
/// <param name="Unit">Unit of the answer: GBP, share, ratio, …</param>
/// <param name="Side">Which end of the series is the loss.</param>
public sealed record Measure(string Text, MeasureKind Kind, Expression Series, double Level, string Unit, LossSide Side)
{
    /// <summary>Whether it can be had from moments alone, so that no column need be kept.</summary>
    public bool IsStreamed => Kind is not (MeasureKind.Quantile or MeasureKind.Var or MeasureKind.Tvar);

    /// <summary>Whether less of it is better: true, false, or null where neither side is the bad one.</summary>
    public bool? LessIsBetter => Kind switch
    {
        MeasureKind.Mean or MeasureKind.Quantile => Series.Bad switch { BadSide.High => true, BadSide.Low => false, _ => null },
        MeasureKind.ReturnPeriod => false,
        MeasureKind.Probability => null,
        _ => true,
    };
}

/// <summary>A measure and what came out.</summary>
/// <param name="Measure">The question.</param>
/// <param name="Estimate">The answer, with its error and 95 % interval.</param>
public sealed record MeasureResult(Measure Measure, Estimate Estimate);
