using System.Globalization;
using IcpRisk.Nature.Dependence;
using IcpRisk.Numerics.Dependence;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// The correlations of one group, some of them uncertain, and whether every matrix that may be drawn is one of correlations.
/// What the common factor leaves to the drivers has covariances r − ρ and variances 1 − ρ: linear in all that is drawn, and
/// the positive semi-definite matrices are convex, so it is enough that the corners of the ranges are.
/// </summary>
internal sealed class DrawnMatrix
{
    // Corners double with each.
    private const int MostUncertain = 10;
    private const double Tolerance = 1e-10;

    private readonly (string Name, FactorShare? Share)[] _drivers;
    private readonly (int I, int J, Param R)[] _pairs;
    private readonly ParamBook _params;
    private readonly List<Param> _uncertain;

    /// <param name="drivers">Names and common factors.</param>
    /// <param name="pairs">Named pairs; all that are not share what their factor gives, or nothing.</param>
    /// <param name="parameters">What is drawn.</param>
    public DrawnMatrix((string Name, FactorShare? Share)[] drivers, (string One, string Other, Param R)[] pairs, ParamBook parameters)
    {
        _drivers = drivers;
        var index = drivers.Select((d, i) => (d.Name, i)).ToDictionary(x => x.Name, x => x.i);
        _pairs = [.. pairs.Select(p => (index[p.One], index[p.Other], p.R))];
        _params = parameters;
        _uncertain = [.. pairs.Select(p => p.R).Concat(drivers.Select(d => d.Share?.Correlation ?? Param.Of(0))).Where(r => !r.IsConstant).Distinct()];
    }

    /// <exception cref="DependenceException">Some matrix that may be drawn is none of correlations.</exception>
    public void Refuse()
    {
        if (_uncertain.Count == 0)
        {
            return;
        }

        var pairs = _pairs.Where(p => !p.R.IsConstant || _drivers[p.I].Share?.Correlation.IsConstant == false
            || _drivers[p.J].Share?.Correlation.IsConstant == false).Select(p => (_drivers[p.I].Name, _drivers[p.J].Name)).ToList();
        if (_uncertain.Count > MostUncertain)
        {
            throw new DependenceException(pairs, 0, $"{_uncertain.Count} of one group are uncertain; at most {MostUncertain} may be", isDrawn: true);
        }

        var least = Least(null, 0);
        if (least < -Tolerance)
        {
            throw new DependenceException(pairs, least, string.Join("; ", _uncertain.Select(Allowed)), isDrawn: true);
        }
    }

    // What one may be drawn as while the others go through all of their ranges.
    private string Allowed(Param uncertain)
    {
        var (from, to) = _params.Range(uncertain);
        var mean = Math.Clamp(_params.MeanOf(uncertain), from, to);
        var said = string.Create(CultureInfo.InvariantCulture, $"{NameOf(uncertain)} is drawn from {from:0.###} to {to:0.###}");
        return Least(uncertain, mean) < -Tolerance
            ? $"{said}, and at its mean the others still cannot all hold"
            : string.Create(CultureInfo.InvariantCulture, $"{said}, and beside the others may lie from {Edge(IsCommon(uncertain) ? 0 : -1):0.###} to {Edge(1):0.###}");

        double Edge(double end)
        {
            var (inside, outside) = (mean, end);
            for (var step = 0; step < 30; step++)
            {
                var middle = (inside + outside) / 2;
                (inside, outside) = Least(uncertain, middle) >= -Tolerance ? (middle, outside) : (inside, middle);
            }

            // To three digits, on the side that is allowed.
            return end <= 0 ? (Math.Ceiling((inside * 1000) - 1e-3) / 1000) + 0.0 : Math.Floor((inside * 1000) + 1e-3) / 1000;
        }
    }

    private bool IsCommon(Param uncertain) => !_pairs.Any(p => p.R == uncertain);

    private string NameOf(Param uncertain) => Array.Find(_pairs, p => p.R == uncertain) is var pair && !IsCommon(uncertain)
        ? $"{_drivers[pair.I].Name} with {_drivers[pair.J].Name}"
        : "the common correlation";

    // Least eigenvalue over all corners, with one of what is drawn held where it is wanted.
    private double Least(Param? held, double value)
    {
        var free = _uncertain.Where(u => u != held).ToList();
        var least = double.PositiveInfinity;
        for (var corner = 0; corner < 1 << free.Count; corner++)
        {
            double At(Param r) => r.IsConstant ? r.Constant
                : r == held ? value
                : ((corner >> free.IndexOf(r)) & 1) == 0 ? _params.Range(r).Least : _params.Range(r).Greatest;
            var eigen = SymmetricEigen.Of(Covariance(At));
            least = Math.Min(least, eigen.Values[eigen.Least]);
        }

        return least;
    }

    private double[,] Covariance(Func<Param, double> at)
    {
        var n = _drivers.Length;
        var matrix = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            matrix[i, i] = 1 - (_drivers[i].Share is { } share ? at(share.Correlation) : 0);
        }

        foreach (var (i, j, r) in _pairs)
        {
            var (one, other) = (_drivers[i].Share, _drivers[j].Share);
            var shared = one is not null && ReferenceEquals(one.Factor, other?.Factor) ? at(one.Correlation) : 0;
            matrix[i, j] = matrix[j, i] = at(r) - shared;
        }

        return matrix;
    }
}
