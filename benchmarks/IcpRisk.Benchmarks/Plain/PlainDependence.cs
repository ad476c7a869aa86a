using IcpRisk.Scenarios;
using MathNet.Numerics.LinearAlgebra;
using static IcpRisk.Benchmarks.Plain.Plainly;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>
/// Correlated normals of one group: any two share a common factor (correlation c), and some pairs have a correlation of
/// their own, which a small Cholesky factor makes from what the common factor leaves.
/// </summary>
internal sealed class PlainDependence
{
    private readonly double _loading;
    private readonly double _rest;
    private readonly int _sharing;
    private readonly int[] _places;
    private readonly double[,] _factor;
    private readonly double[] _scratch;

    /// <param name="scenario">Whose <c>dependence</c> counts.</param>
    /// <param name="names">The group's drivers.</param>
    /// <param name="sharing">How many of them, from the first, share the common factor.</param>
    /// <param name="correlation">Correlation through the common factor.</param>
    public PlainDependence(Scenario scenario, string[] names, int sharing, double correlation)
    {
        _loading = Math.Sqrt(correlation);
        _rest = Math.Sqrt(1 - correlation);
        _sharing = sharing;
        var pairs = scenario.Terms.Dependence.Pairs.Where(p => names.Contains(p.One) && names.Contains(p.Other)).ToList();
        _places = [.. pairs.SelectMany(p => new[] { p.One, p.Other }).Select(n => Array.IndexOf(names, n)).Distinct().Order()];
        Pairs = pairs.Count;
        _scratch = new double[_places.Length];
        var residual = Matrix<double>.Build.DenseIdentity(Math.Max(1, _places.Length));
        foreach (var pair in pairs)
        {
            var (i, j) = (Array.IndexOf(names, pair.One), Array.IndexOf(names, pair.Other));
            var shared = i < sharing && j < sharing ? correlation : 0;
            var own = (i < sharing ? _rest : 1) * (j < sharing ? _rest : 1);
            var (a, b) = (Array.IndexOf(_places, i), Array.IndexOf(_places, j));
            residual[a, b] = residual[b, a] = (pair.Correlation.Mean - shared) / own;
        }

        _factor = residual.Cholesky().Factor.ToArray();
    }

    private PlainDependence(PlainDependence other)
    {
        (_loading, _rest, _sharing, _places, _factor) = (other._loading, other._rest, other._sharing, other._places, other._factor);
        _scratch = new double[_places.Length];
        Pairs = other.Pairs;
    }

    /// <summary>Pairs named.</summary>
    public int Pairs { get; }

    /// <summary>One with memory of its own, for another thread.</summary>
    public PlainDependence Copy() => new(this);

    /// <summary>Correlates independent normals in place.</summary>
    public void Apply(Span<double> normals, double common)
    {
        for (var a = 0; a < _places.Length; a++)
        {
            var sum = 0.0;
            for (var b = 0; b <= a; b++)
                sum += _factor[a, b] * normals[_places[b]];
            _scratch[a] = sum;
        }

        for (var a = 0; a < _places.Length; a++)
            normals[_places[a]] = _scratch[a];
        for (var i = 0; i < _sharing; i++)
            normals[i] = (_loading * common) + (_rest * normals[i]);
    }
}
