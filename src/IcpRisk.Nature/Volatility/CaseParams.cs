using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Distributions.Cases;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// How the cost of a service's cases is drawn, and the severity it is drawn from: constants, or, where variation or
/// skewness is uncertain, rows that are worked once a trial. The way of drawing is one for all trials: that of the largest
/// plausible variation and skewness.
/// </summary>
internal sealed class CaseParams
{
    private readonly Param _cv;
    private readonly Param? _skewness;
    private readonly int _firstRow;

    public CaseParams(PlanBuilder plan, string service, CaseVariation variation, double expectedCases)
    {
        if (expectedCases <= 0)
        {
            return;
        }

        if (PersonVariation.Of(plan, service) is { } people)
        {
            (_cv, _skewness) = (people.Cv, people.Skewness);
            Plan = CaseSumPlan.For(expectedCases, people.MostCv, people.MostSkewness);
            IsUncertain = true;
            _firstRow = plan.Rows.Next(7);
            return;
        }

        var cv = PlausibleRange.Of(plan, variation.Cv, Domain.NotNegative);
        _cv = plan.Of(variation.Cv, Risk.Volatility, $"services.{service}.case_cv", Domain.NotNegative);
        var isWide = cv.IsWide;
        double? most = null;
        if (variation.Skewness is { } skewness && cv.High > 0)
        {
            var range = PlausibleRange.Of(plan, skewness, Domain.NotNegative);
            most = range.High;
            isWide |= range.IsWide;
            _skewness = plan.Of(skewness, Risk.Volatility, $"services.{service}.case_skewness", Domain.NotNegative);
        }

        Plan = most is { } own ? CaseSumPlan.For(expectedCases, cv.High, own) : CaseSumPlan.For(expectedCases, cv.High);

        // A figure switched off leaves the way of drawing as it is.
        IsUncertain = isWide || !_cv.IsConstant || _skewness is { IsConstant: false };
        _firstRow = IsUncertain ? plan.Rows.Next(7) : -1;
    }

    /// <summary>How the cost of cases is drawn; where it is uncertain, the plan of the worst plausible severity.</summary>
    public CaseSumPlan Plan { get; }

    public bool IsUncertain { get; }

    /// <summary>Works out the severity of every trial of the tile.</summary>
    public void Evaluate(Workspace work)
    {
        for (var i = 0; i < work.Trials; i++)
        {
            double? skewness = _skewness is { } own ? Math.Max(Value(work, own, i), LeastSkewness) : null;
            var plan = Plan.With(Value(work, _cv, i), skewness);
            Put(0, plan.Matched.Mean);
            Put(1, plan.Matched.Cv);
            Put(2, plan.Matched.Skewness);
            Put(3, plan.LargeShare);
            Put(4, plan.Severity.Shift);
            Put(5, plan.Severity.Mu);
            Put(6, plan.Severity.Sigma);
            void Put(int row, double value) => work.Row(_firstRow + row)[i] = value;
        }
    }

    /// <summary>The severity, over the trials of the tile.</summary>
    public CaseSumParameters Over(Workspace work) => !IsUncertain
        ? new(Plan)
        : new(new(Row(work, 0), Row(work, 1), Row(work, 2), Row(work, 3)), Row(work, 4), Row(work, 5), Row(work, 6));

    // A skewness of 0 has no lognormal.
    private const double LeastSkewness = 1e-6;

    private ReadOnlySpan<double> Row(Workspace work, int row) => work.Row(_firstRow + row);

    private static double Value(Workspace work, Param param, int trial) =>
        param.IsConstant ? param.Constant : work.Row(param.Row)[trial];
}
