namespace IcpRisk.Numerics.Statistics;

/// <summary>Count, least, greatest and the first four weighted moments of a set of trials.</summary>
/// <remarks>
/// Weights matter up to a common factor (self-normalised importance sampling). The same moments under w² are kept too:
/// standard errors of weighted means are made of them (Owen, "Monte Carlo theory, methods and examples", §9.2).
/// Without weights both sets are equal.
/// </remarks>
/// <param name="Count">Trials.</param>
/// <param name="Min">Least value (+∞ of none).</param>
/// <param name="Max">Greatest value (−∞ of none).</param>
/// <param name="ByWeight">Moments under w.</param>
/// <param name="BySquare">Moments under w².</param>
public readonly record struct Moments(
    long Count, double Min, double Max, CentralMoments ByWeight, CentralMoments BySquare)
{
    /// <summary>Of no trials.</summary>
    public static Moments Empty { get; } = new(0, double.PositiveInfinity, double.NegativeInfinity, default, default);

    /// <summary>Σw; the count where there are no weights.</summary>
    public double Weight => ByWeight.Weight;

    /// <summary>Kish's effective number of trials, (Σw)² / Σw².</summary>
    public double EffectiveCount => ByWeight.Weight / BySquare.Weight * ByWeight.Weight;

    /// <summary>Weighted mean; NaN of none.</summary>
    public double Mean => Count == 0 ? double.NaN : ByWeight.Mean;

    /// <summary>Unbiased variance, M2/Σw · n/(n − 1) with n the effective number; NaN below two trials.</summary>
    public double Variance
    {
        get
        {
            var n = EffectiveCount;
            return n > 1 ? ByWeight.M2 / ByWeight.Weight * (n / (n - 1)) : double.NaN;
        }
    }

    /// <summary>√ of <see cref="Variance"/>.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>m3 / m2^1.5 with m_p = M_p/Σw (g₁: not corrected for n); 0 of a constant.</summary>
    public double Skewness
    {
        get
        {
            var m2 = ByWeight.M2 / ByWeight.Weight;
            return m2 == 0 ? 0 : ByWeight.M3 / ByWeight.Weight / (m2 * Math.Sqrt(m2));
        }
    }

    /// <summary>m4 / m2² − 3; 0 of a constant.</summary>
    public double ExcessKurtosis
    {
        get
        {
            var m2 = ByWeight.M2 / ByWeight.Weight;
            return m2 == 0 ? 0 : (ByWeight.M4 / ByWeight.Weight / (m2 * m2)) - 3;
        }
    }

    /// <summary>The mean with √(Σw²(x − mean)²)/Σw · √(n/(n − 1)) as its error, and the normal interval.</summary>
    public Estimate MeanEstimate()
    {
        var n = EffectiveCount;
        return Count == 0 ? Estimate.Unknown : Estimate.Normal(
            Mean, n > 1 ? Math.Sqrt(BySquare.SquaresAbout(Mean) * (n / (n - 1))) / Weight : double.NaN);
    }

    /// <summary>
    /// The standard deviation with the delta method's error √(Σw²((x − mean)² − m2)²) / (2 · sd · Σw), which needs a fourth
    /// moment: under heavy tails it is itself uncertain.
    /// </summary>
    public Estimate StandardDeviationEstimate()
    {
        var sd = StandardDeviation;
        if (double.IsNaN(sd))
            return Estimate.Unknown;
        if (sd == 0)
            return Estimate.Normal(0, 0);
        var m2 = ByWeight.M2 / ByWeight.Weight;
        var squares = BySquare.FourthsAbout(Mean) - (2 * m2 * BySquare.SquaresAbout(Mean)) + (m2 * m2 * BySquare.Weight);
        var normal = Estimate.Normal(sd, Math.Sqrt(Math.Max(squares, 0)) / (2 * sd * Weight));
        return normal with { Lower = Math.Max(normal.Lower, 0) };
    }

    /// <summary>
    /// Of a column of ones and zeros, the share of ones with Wilson's interval: as <see cref="DistributionSummary"/> has it of
    /// a column that was kept, and to the bit where weights are themselves ones and zeros.
    /// </summary>
    public Estimate ShareEstimate()
    {
        if (!(Weight > 0))
            return Estimate.Unknown;
        var (ones, squares) = (ByWeight.Mean * Weight, BySquare.Mean * BySquare.Weight);
        if (Weight == BySquare.Weight)
            ones = squares = Math.Round(ones);
        return SummaryAssembly.Probability(new ExcessSums(ones, 0, squares, 0, 0, 0, 0, 0, 0), this);
    }

    /// <summary>
    /// The mean of a column that is never negative and very skew (an excess, mostly 0): its interval is moved and widened as
    /// that of a TVaR, and does not go below 0.
    /// </summary>
    public Estimate SkewMeanEstimate()
    {
        var plain = MeanEstimate();
        if (!(plain.StandardError > 0))
            return plain;
        var squares = BySquare.SquaresAbout(Mean);
        var d = BySquare.Mean - Mean;
        var cubes = BySquare.M3 + (3 * d * BySquare.M2) + (BySquare.Weight * d * d * d);
        var skewed = SummaryAssembly.Skewed(plain.Value, plain.StandardError, Math.Clamp(cubes / (squares * Math.Sqrt(squares)), -1, 1));
        return skewed with { Lower = Math.Max(skewed.Lower, 0) };
    }

    /// <summary>Both sets together.</summary>
    public static Moments Merge(Moments a, Moments b) => new(
        a.Count + b.Count,
        a.Min < b.Min ? a.Min : b.Min,
        a.Max > b.Max ? a.Max : b.Max,
        CentralMoments.Merge(a.ByWeight, b.ByWeight),
        CentralMoments.Merge(a.BySquare, b.BySquare));

    /// <summary>Merges column by column into a new array: the merge of a <see cref="FixedTree{T}"/> of many columns.</summary>
    /// <exception cref="ArgumentException">The numbers of columns differ.</exception>
    public static Moments[] MergeAll(Moments[] a, Moments[] b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException("The numbers of columns differ.", nameof(b));
        var merged = new Moments[a.Length];
        for (var i = 0; i < merged.Length; i++)
            merged[i] = Merge(a[i], b[i]);
        return merged;
    }

    /// <summary>Of a whole column (trial 0 first): the same bits as accumulators and a tree give.</summary>
    /// <param name="values">Finite.</param>
    /// <param name="weights">As many, finite and not negative; or none, which is weight 1.</param>
    public static Moments Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights = default)
    {
        var pass = new MomentsPass(values, weights);
        Lanes.Wide.Run(ref pass);
        return pass.Result;
    }
}
