namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>Cases that are not large, as a gamma stands for them, and the share that is; each one value or a row over trials.</summary>
/// <param name="mean">Mean cost of a case that is not large.</param>
/// <param name="cv">Its coefficient of variation.</param>
/// <param name="skewness">Its skewness, ≥ 0.</param>
/// <param name="largeShare">Probability that a case is large, in [0, 1].</param>
public readonly ref struct CaseSplit(Parameter mean, Parameter cv, Parameter skewness, Parameter largeShare)
{
    public CaseSplit(scoped in CaseMoments below, double largeShare)
        : this(below.Mean, below.Cv, below.Skewness, largeShare)
    {
    }

    public Parameter Mean { get; } = mean;

    public Parameter Cv { get; } = cv;

    public Parameter Skewness { get; } = skewness;

    public Parameter LargeShare { get; } = largeShare;
}

/// <summary>
/// The constants of a <see cref="CaseSumPlan"/>, each one value or a row over trials: for a severity that differs by trial.
/// </summary>
/// <param name="split">What the gamma stands for, and the share of large cases.</param>
/// <param name="shift">Shift of the lognormal, read unless all is matched.</param>
/// <param name="mu">Mean of its logarithm.</param>
/// <param name="sigma">Standard deviation of its logarithm.</param>
public readonly ref struct CaseSumParameters(CaseSplit split, Parameter shift, Parameter mu, Parameter sigma)
{
    public CaseSumParameters(scoped in CaseSumPlan plan)
        : this(new(plan.Matched, plan.LargeShare), plan.Severity.Shift, plan.Severity.Mu, plan.Severity.Sigma)
    {
    }

    public CaseSplit Split { get; } = split;

    public Parameter Shift { get; } = shift;

    public Parameter Mu { get; } = mu;

    public Parameter Sigma { get; } = sigma;
}
