namespace IcpRisk.Numerics.Distributions;

/// <summary>A tail probability as a function of a coordinate t: its logarithm and the logarithm's slope.</summary>
internal interface ILogTail
{
    (double Log, double Slope) At(double t);
}

/// <summary>
/// Solves ln F(t) = target by Newton's method where ln F is concave, as the logarithm of either tail of a gamma variate is
/// in ln x and of a beta variate in ln x/(1−x). On a concave function Newton's steps reach the root from one side without
/// fail, so there is neither bracket nor safeguard.
/// </summary>
internal static class TailRoot
{
    private const int MaxSteps = 200;
    private const double Tolerance = 1e-14;

    public static double Solve<TTail>(TTail tail, double target, double start) where TTail : struct, ILogTail
    {
        var t = start;
        for (var i = 0; i < MaxSteps; i++)
        {
            var (log, slope) = tail.At(t);
            var step = (target - log) / slope;
            t += step;
            if (Math.Abs(step) <= Tolerance * (1 + Math.Abs(t)))
                break;
        }

        return t;
    }
}
