using IcpRisk.Nature.Dependence;
using IcpRisk.Numerics.Dependence;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// The drivers of a plan and how they hang together. Correlations are of surprises and given by pairs of names; services
/// also share a common factor, so that a service more or less leaves the draws of the others as they were.
/// </summary>
internal sealed class DriverBook
{
    // A pair at the end of its range may come out this much beyond it.
    private const double Rounding = 1e-12;

    // Where a common factor is all of two drivers nothing is left to a pair.
    private const double LeastOwn = 1e-9;

    private readonly string _place;
    private readonly RowAllocator _rows;
    private readonly StreamNames _streams;
    private readonly List<Driver> _drivers = [];
    private readonly ParamBook _params;
    private readonly Dictionary<string, FactorShare> _factors = [];
    private readonly Dictionary<(string, string), Param> _pairs = [];
    private readonly bool _anyOn;
    private readonly StudentCopula? _copula;
    private readonly ScoreCorrelation? _scores;

    /// <param name="terms">Pairs, copula and place.</param>
    /// <param name="rows">Where rows come from.</param>
    /// <param name="streams">Where streams are named.</param>
    /// <param name="parameters">Where uncertain correlations are drawn.</param>
    /// <param name="anyOn">
    /// Whether any risk is on: an uncertain correlation is of no risk alone, since the second driver of a pair keeps its
    /// draws while the risk of the first is off.
    /// </param>
    public DriverBook(NatureTerms terms, RowAllocator rows, StreamNames streams, ParamBook parameters, bool anyOn)
    {
        _place = terms.Place;
        _rows = rows;
        _streams = streams;
        _params = parameters;
        _anyOn = anyOn;
        _copula = terms.Copula?.StudentT is { } student ? new StudentCopula(student.Degrees) : null;
        _scores = _copula is null ? null : new ScoreCorrelation(_copula);
        foreach (var pair in terms.Dependence)
        {
            var (one, other) = Key(pair.One, pair.Other);
            _pairs[(one, other)] = parameters.Of(pair.Correlation, $"dependence.{one}.{other}", anyOn, Correlations);
        }
    }

    /// <summary>What a correlation may be.</summary>
    private static Domain Correlations { get; } = Domain.Between(-1, 1);

    /// <summary>All drivers, in the order in which they were added.</summary>
    public IReadOnlyList<Driver> All => _drivers;

    /// <summary>Adds a driver; <paramref name="name"/> is its risk and what it drives: <c>utilisation.surgery</c>.</summary>
    public Driver Add(string name, Risk risk, Timing timing, bool used)
    {
        var (driverName, item) = Parts(name);
        var stream = _streams.Register(_place, driverName, item);
        var driver = new Driver(_drivers.Count, name, risk, timing, stream, used);
        _drivers.Add(driver);
        return driver;
    }

    /// <summary>Makes a driver share a factor with others: any two that do have this correlation unless named.</summary>
    public void Share(Driver driver, Driver factor, Param correlation)
    {
        var loading = _params.Sqrt(correlation);
        var own = _params.Subtract(Param.Of(1), _params.Multiply(loading, loading));
        _factors[driver.Name] = new FactorShare(
            factor, correlation, loading, _params.Sqrt(own.IsConstant ? own : _params.Max(own, Param.Of(0))));
    }

    /// <summary>
    /// Correlation of two drivers' surprises as they are used. A Student-t copula's stated one is that of the t variates;
    /// that of their normal scores is a little smaller.
    /// </summary>
    public Param Correlation(Driver a, Driver b)
    {
        var stated = Stated(a, b);
        return _scores is null ? stated : _scores.Of(_params, stated);
    }

    /// <summary>Correlation of two drivers as the scenario states it.</summary>
    public Param Stated(Driver a, Driver b)
    {
        if (a.Timing != b.Timing)
        {
            return Param.Of(0);
        }

        return _pairs.TryGetValue(Key(a.Name, b.Name), out var named) ? named : Shared(a, b);
    }

    /// <summary>What two drivers have in common by the factors they share.</summary>
    public Param Shared(Driver a, Driver b)
    {
        if (ReferenceEquals(a, b))
        {
            return Param.Of(1);
        }

        var (fa, fb) = (_factors.GetValueOrDefault(a.Name), _factors.GetValueOrDefault(b.Name));
        return fa is not null && ReferenceEquals(fa.Factor, fb?.Factor) ? _params.Multiply(fa.Loading, fb!.Loading)
            : fa is not null && ReferenceEquals(fa.Factor, b) ? fa.Loading
            : fb is not null && ReferenceEquals(fb.Factor, a) ? fb.Loading
            : Param.Of(0);
    }

    /// <summary>Standard deviation of a driver's own part, beside the factor it shares.</summary>
    public Param Own(Driver d) => _factors.GetValueOrDefault(d.Name)?.Own ?? Param.Of(1);

    /// <summary><see cref="Shared"/> with uncertain correlations at their means.</summary>
    public double MeanShared(Driver a, Driver b) => AtMean(Shared(a, b), () =>
        ReferenceEquals(_factors.GetValueOrDefault(a.Name)?.Factor, _factors.GetValueOrDefault(b.Name)?.Factor)
            ? _params.MeanOf(_factors[a.Name].Correlation)
            : 0);

    /// <summary><see cref="Own"/> with uncertain correlations at their means.</summary>
    public double MeanOwn(Driver d) => AtMean(Own(d), () => Math.Sqrt(1 - _params.MeanOf(_factors[d.Name].Correlation)));

    /// <summary>A correlation that drivers share by a factor: from 0 to 1.</summary>
    public Param CommonCorrelation(Documents.Figure figure, string path) => _params.Of(figure, path, _anyOn, Domain.Share);

    /// <summary>Whether a pair names the driver: what it drives may then depend on what it is given.</summary>
    public bool IsNamed(Driver driver) => _pairs.Keys.Any(p => p.Item1 == driver.Name || p.Item2 == driver.Name);

    /// <summary>
    /// Pairs of drawn drivers whose normals X and Y have a stated correlation: E[XY] and Var[XY]. Of a Student-t copula
    /// the factors that drivers share are no part.
    /// </summary>
    public IEnumerable<StatedPair> StatedPairs(Latents latents)
    {
        var drawn = latents.Drawn.Where(d => _copula is null || d.Used).ToDictionary(d => d.Name);
        var pairs = _pairs.Keys.Concat(_copula is null ? _factors.Select(f => (f.Key, f.Value.Factor.Name)) : []);
        foreach (var (one, other) in pairs)
        {
            if (drawn.TryGetValue(one, out var a) && drawn.TryGetValue(other, out var b) && a.Timing == b.Timing)
            {
                var stated = Stated(a, b);
                if (stated.IsConstant)
                {
                    var (r, mean) = (stated.Constant, Correlation(a, b).Constant);
                    var squares = _copula?.JointMoment(r, 2, 2) ?? 1 + (2 * r * r);
                    yield return new StatedPair(a, b, Param.Of(mean), squares - (mean * mean));
                }
                else if (_copula is null)
                {
                    yield return new StatedPair(a, b, stated, null);
                }
            }
        }
    }

    /// <summary>The latents of the drivers that are drawn: those used, and those that used ones are correlated with.</summary>
    /// <exception cref="Dependence.DependenceException">The named correlations cannot hold together.</exception>
    public Latents Build()
    {
        RefuseDrawn(Timing.Once);
        RefuseDrawn(Timing.Yearly);
        var mixes = _copula is null ? [] : MixGroups.Of(_drivers, _pairs.Keys, _factors.ToDictionary(f => f.Key, f => f.Value.Factor), AddMix);
        var once = Draw(Timing.Once, mixes);
        var yearly = Draw(Timing.Yearly, mixes);
        var loadings = once.Drivers.Concat(yearly.Drivers).Where(d => _factors.ContainsKey(d.Name))
            .Select(d => new Loading(d, _factors[d.Name].Factor, _factors[d.Name].Loading, _factors[d.Name].Own));
        return new Latents(once, yearly, loadings, _copula, _drivers.Count + mixes.Count, _rows);

        Driver AddMix(string anchor, Risk risk, Timing timing, int number) => new(
            _drivers.Count + number, $"dependence.student_t/{anchor}", risk, timing,
            _streams.Register(_place, "dependence.student_t", anchor), Used: true);
    }

    private static double AtMean(Param param, Func<double> mean) => param.IsConstant ? param.Constant : mean();

    private DrawnLatents Draw(Timing timing, IReadOnlyList<MixGroup> mixes)
    {
        var all = _drivers.Where(d => d.Timing == timing).ToList();
        var drawn = all.Where(d => d.Used).ToHashSet();
        var left = Left(all);
        var residual = Matrix(all.Count, left);
        foreach (var group in residual.Groups())
        {
            if (group.Any(i => drawn.Contains(all[i])))
            {
                drawn.UnionWith(group.Select(i => all[i]));
            }
        }

        drawn.UnionWith([.. drawn.Where(d => _factors.ContainsKey(d.Name)).Select(d => _factors[d.Name].Factor)]);
        int[] kept = [.. Enumerable.Range(0, all.Count).Where(i => drawn.Contains(all[i]))];
        var byTrial = Uncertain(residual, left).Where(g => drawn.Contains(all[g[0]])).ToList();
        var certain = left.Where(e => !byTrial.Any(g => g.Contains(e.I)));
        return new DrawnLatents(
            [.. kept.Select(i => all[i])],
            Factor([.. kept.Select(i => all[i])], Matrix(all.Count, certain).Select(kept)),
            [.. byTrial.Select(g => new TrialCorrelation(_params, [.. g.Select(i => all[i])], (i, j) => Between(left, g[i], g[j])))],
            [.. mixes.Select(m => m with { Members = [.. m.Members.Where(d => d.Used)] })
                .Where(m => m.Mix.Timing == timing && m.Members.Count > 0)]);
    }

    private static CorrelationFactor Factor(Driver[] drivers, CorrelationMatrix residual)
    {
        var check = CorrelationCheck.Of(residual);
        return check.IsPositiveSemidefinite
            ? CorrelationFactor.Of(residual)
            : throw new DependenceException(
                [.. check.OffendingPairs.Select(p => (drivers[p.I].Name, drivers[p.J].Name))], check.MinimumEigenvalue);
    }

    // An uncertain one ties its drivers whatever it is drawn as.
    private static CorrelationMatrix Matrix(int size, IEnumerable<LeftPair> left) =>
        CorrelationMatrix.FromPairs(size, left.Select(e => new CorrelationPair(e.I, e.J, e.R.IsConstant ? e.R.Constant : 0.5)));

    // The groups in which some correlation differs by trial.
    private static IEnumerable<IReadOnlyList<int>> Uncertain(CorrelationMatrix matrix, List<LeftPair> left) =>
        matrix.Groups().Where(g => left.Any(e => !e.R.IsConstant && g.Contains(e.I)));

    private static Param Between(List<LeftPair> left, int i, int j) =>
        left.Find(e => (e.I == i && e.J == j) || (e.I == j && e.J == i))?.R ?? Param.Of(0);

    /// <summary>What is left to correlate of each pair once the common factors have done their part.</summary>
    /// <exception cref="DependenceException">A pair is out of the range that its factor leaves.</exception>
    private List<LeftPair> Left(List<Driver> drivers)
    {
        var index = drivers.Select((d, i) => (d.Name, i)).ToDictionary(x => x.Name, x => x.i);
        var left = new List<LeftPair>();
        foreach (var ((one, other), named) in _pairs)
        {
            if (!index.TryGetValue(one, out var i) || !index.TryGetValue(other, out var j))
            {
                continue;
            }

            var shared = Shared(drivers[i], drivers[j]);
            var own = _params.Multiply(Own(drivers[i]), Own(drivers[j]));
            if (!named.IsConstant || !shared.IsConstant || !own.IsConstant)
            {
                left.Add(new LeftPair(i, j, _params.Divide(
                    _params.Subtract(named, shared), own.IsConstant ? own : _params.Max(own, Param.Of(LeastOwn)))));
                continue;
            }

            var r = own.IsZero ? 0 : (named.Constant - shared.Constant) / own.Constant;
            if (Math.Abs(r) > 1 + Rounding)
            {
                // Beside a common factor only part of a driver is its own, which bounds what a pair can be.
                throw new DependenceException(
                    [(one, other)], 1 - Math.Abs(r),
                    $"beside the common correlation it must lie from {shared.Constant - own.Constant:0.##} to {shared.Constant + own.Constant:0.##}");
            }

            if (r != 0)
            {
                left.Add(new LeftPair(i, j, Param.Of(Math.Clamp(r, -1, 1))));
            }
        }

        return left;
    }

    // Every matrix that may be drawn must be a correlation matrix: there is no repairing it trial by trial.
    private void RefuseDrawn(Timing timing)
    {
        var all = _drivers.Where(d => d.Timing == timing).ToList();
        var index = all.Select((d, i) => (d.Name, i)).ToDictionary(x => x.Name, x => x.i);
        var named = _pairs.Where(p => index.ContainsKey(p.Key.Item1) && index.ContainsKey(p.Key.Item2)).ToList();
        if (named.All(p => p.Value.IsConstant) && _factors.Values.All(f => f.Correlation.IsConstant))
        {
            return;
        }

        var ties = CorrelationMatrix.FromPairs(
            all.Count, named.Select(p => new CorrelationPair(index[p.Key.Item1], index[p.Key.Item2], 0.5)));
        foreach (var group in ties.Groups().Where(g => g.Count > 1))
        {
            var names = group.Select(i => all[i].Name).ToHashSet();
            new DrawnMatrix(
                [.. group.Select(i => (all[i].Name, _factors.GetValueOrDefault(all[i].Name)))],
                [.. named.Where(p => names.Contains(p.Key.Item1)).Select(p => (p.Key.Item1, p.Key.Item2, p.Value))],
                _params).Refuse();
        }
    }

    /// <summary>Address of a driver's draws.</summary>
    internal static StreamId StreamOf(string place, string name)
    {
        var (driver, item) = Parts(name);
        return StreamId.Of(place, driver, item);
    }

    private static (string Driver, string Item) Parts(string name)
    {
        // The scale that tied drivers of a Student-t copula share is named after one of them.
        var slash = name.IndexOf('/');
        if (slash >= 0)
        {
            return (name[..slash], name[(slash + 1)..]);
        }

        var dot = name.LastIndexOf('.');
        return dot < 0 ? (name, string.Empty) : (name[..dot], name[(dot + 1)..]);
    }

    private static (string, string) Key(string a, string b) =>
        string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);

    private sealed record LeftPair(int I, int J, Param R);
}

/// <summary>A driver's share in a common factor.</summary>
/// <param name="Driver">The driver.</param>
/// <param name="Factor">What it shares.</param>
/// <param name="Value">How much of the factor is in it.</param>
/// <param name="Own">How much of its own.</param>
internal sealed record Loading(Driver Driver, Driver Factor, Param Value, Param Own);

/// <summary>A common factor as one driver has it: the correlation of any two that share it, its root, and what is left.</summary>
internal sealed record FactorShare(Driver Factor, Param Correlation, Param Loading, Param Own);

/// <summary>Two drivers whose normals' correlation is known.</summary>
/// <param name="One">A driver.</param>
/// <param name="Other">Another.</param>
/// <param name="Mean">E[XY], given what is drawn once a trial.</param>
/// <param name="Variance">Var[XY]; null where the correlation differs by trial: then 1 + ρ², of normals.</param>
internal sealed record StatedPair(Driver One, Driver Other, Param Mean, double? Variance);

/// <summary>The drivers of one timing that are drawn, how their own parts are correlated, and which are mixed.</summary>
internal sealed record DrawnLatents(
    IReadOnlyList<Driver> Drivers, CorrelationFactor Factor, IReadOnlyList<TrialCorrelation> ByTrial, IReadOnlyList<MixGroup> Mixes);
