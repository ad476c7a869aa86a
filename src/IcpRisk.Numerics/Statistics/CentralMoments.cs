namespace IcpRisk.Numerics.Statistics;

/// <summary>Sum of weights, mean and the central sums Σw(x − mean)^p, p = 2, 3, 4.</summary>
/// <remarks>Merging: Pébay, "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order
/// statistical moments", Sandia SAND2008-6212 (2008), equations 2.1 and 3.1, with weights in place of counts.</remarks>
public readonly record struct CentralMoments(double Weight, double Mean, double M2, double M3, double M4)
{
    /// <summary>From sums of w·(x − shift)^p, p = 0 … 4.</summary>
    internal static CentralMoments FromShifted(double shift, double s0, double s1, double s2, double s3, double s4)
    {
        if (s0 == 0)
            return default;
        var d = s1 / s0;
        var d2 = d * d;
        var m2 = s2 - (d * s1);
        var m3 = s3 - (3 * d * s2) + (2 * d2 * s1);
        var m4 = s4 - (4 * d * s3) + (6 * d2 * s2) - (3 * d2 * d * s1);
        return new(s0, shift + d, Math.Max(m2, 0), m3, Math.Max(m4, 0));
    }

    /// <summary>The moments of both sets together; an empty set (weight 0) leaves the other's bits alone.</summary>
    public static CentralMoments Merge(in CentralMoments a, in CentralMoments b)
    {
        if (b.Weight == 0)
            return a;
        if (a.Weight == 0)
            return b;
        var w = a.Weight + b.Weight;
        var d = b.Mean - a.Mean;
        var dw = d / w;
        var ab = a.Weight * b.Weight;
        var d2 = d * dw * ab;
        return new(
            w,
            a.Mean + (b.Weight * dw),
            a.M2 + b.M2 + d2,
            a.M3 + b.M3 + (d2 * dw * (a.Weight - b.Weight)) + (3 * dw * ((a.Weight * b.M2) - (b.Weight * a.M2))),
            a.M4 + b.M4
                + (d2 * dw * dw * ((a.Weight * a.Weight) - ab + (b.Weight * b.Weight)))
                + (6 * dw * dw * ((a.Weight * a.Weight * b.M2) + (b.Weight * b.Weight * a.M2)))
                + (4 * dw * ((a.Weight * b.M3) - (b.Weight * a.M3))));
    }

    /// <summary>Σw(x − centre)².</summary>
    public double SquaresAbout(double centre)
    {
        var d = Mean - centre;
        return M2 + (Weight * d * d);
    }

    /// <summary>Σw(x − centre)⁴.</summary>
    public double FourthsAbout(double centre)
    {
        var d = Mean - centre;
        var d2 = d * d;
        return M4 + (4 * d * M3) + (6 * d2 * M2) + (Weight * d2 * d2);
    }
}
