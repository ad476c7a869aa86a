using IcpRisk.Contracts.GainLoss;
using static IcpRisk.Benchmarks.Plain.Plainly;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>Bands of gains and losses, phase-in and caps.</summary>
internal sealed class PlainBands
{
    private readonly (double To, double Share)[] _gains;
    private readonly (double To, double Share)[] _losses;
    private readonly double[] _phase;
    private readonly double[]? _gainCap;
    private readonly double[]? _lossCap;

    public PlainBands(SharingTerms terms, int years)
    {
        Require(terms.Basis == SharingBasis.Annual, "cumulative sharing");
        Require(terms.MinimumSavingsRate is null && terms.MinimumLossRate is null, "minimum rates");
        Require(terms.RiskFreeYears.Count == 0, "risk-free years");
        Require(terms.Gains.Count > 0 && terms.Losses.Count > 0, "sharing on one side only");
        _gains = [.. terms.Gains.Select(b => (b.To ?? double.MaxValue, b.Provider))];
        _losses = [.. terms.Losses.Select(b => (b.To ?? double.MaxValue, b.Provider))];
        _phase = ByYear(terms.PhaseIn, years);
        _gainCap = terms.GainCap is { } gain ? ByYear(gain, years) : null;
        _lossCap = terms.LossCap is { } loss ? ByYear(loss, years) : null;
    }

    /// <summary>What the provider keeps of a surplus, or bears of a deficit.</summary>
    public double Kept(double surplus, double shareBase, int y) => surplus >= 0
        ? Part(surplus, shareBase, _gains, _gainCap, y)
        : -Part(-surplus, shareBase, _losses, _lossCap, y);

    private double Part(double amount, double shareBase, (double To, double Share)[] bands, double[]? cap, int y)
    {
        var (sum, from) = (0.0, 0.0);
        foreach (var (to, share) in bands)
        {
            var edge = to == double.MaxValue ? double.MaxValue : to * shareBase;
            sum += share * (Math.Min(amount, edge) - from);
            if (amount <= edge)
                break;
            from = edge;
        }

        sum *= _phase[y];
        return cap is null ? sum : Math.Min(sum, cap[y] * shareBase);
    }
}
