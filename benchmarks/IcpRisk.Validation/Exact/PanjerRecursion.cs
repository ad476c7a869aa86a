namespace IcpRisk.Validation.Exact;

/// <summary>
/// A compound Poisson sum of whole amounts by Panjer's recursion: f(0) = e^(−λ), f(s) = (λ/s) Σ x·p(x)·f(s − x)
/// (Panjer, "Recursive evaluation of a family of compound distributions", ASTIN Bulletin 12, 1981).
/// </summary>
internal sealed class PanjerRecursion
{
    private readonly double[] _f;

    /// <param name="rates">Expected number of each amount x ≥ 1: λ·p(x).</param>
    /// <param name="greatest">The largest total that is worked out.</param>
    public PanjerRecursion(IReadOnlyList<(int Amount, double Rate)> rates, int greatest = 2000)
    {
        _f = new double[greatest + 1];
        _f[0] = Math.Exp(-rates.Sum(r => r.Rate));
        for (var s = 1; s <= greatest; s++)
            _f[s] = rates.Where(r => r.Amount <= s).Sum(r => r.Amount * r.Rate * _f[s - r.Amount]) / s;
    }

    /// <summary>P(S = s).</summary>
    public double Probability(int s) => _f[s];

    /// <summary>E g(S).</summary>
    public double Expect(Func<int, double> g) => Enumerable.Range(0, _f.Length).Sum(s => g(s) * _f[s]);
}
