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

    private readonly string _place;
    private readonly RowAllocator _rows;
    private readonly StreamNames _streams;
    private readonly List<Driver> _drivers = [];
    private readonly Dictionary<string, (Driver Factor, double Loading)> _factors = [];
    private readonly Dictionary<(string, string), double> _pairs = [];
    private readonly StudentCopula? _copula;
    private readonly Dictionary<double, double> _scoreCorrelations = [];

    public DriverBook(NatureTerms terms, RowAllocator rows, StreamNames streams)
    {
        _place = terms.Place;
        _rows = rows;
        _streams = streams;
        _copula = terms.Copula?.StudentT is { } student ? new StudentCopula(student.Degrees) : null;
        foreach (var pair in terms.Dependence)
        {
            _pairs[Key(pair.One, pair.Other)] = pair.Correlation;
        }
    }

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

    /// <summary>Makes a driver share a factor with others: any two that do have correlation <c>loading²</c> unless named.</summary>
    public void Share(Driver driver, Driver factor, double loading) => _factors[driver.Name] = (factor, loading);

    /// <summary>
    /// Correlation of two drivers' surprises as they are used. A Student-t copula's stated one is that of the t variates;
    /// that of their normal scores is a little smaller.
    /// </summary>
    public double Correlation(Driver a, Driver b)
    {
        var stated = Stated(a, b);
        if (_copula is null || stated is 0 or 1 or -1)
        {
            return stated;
        }

        if (!_scoreCorrelations.TryGetValue(stated, out var scores))
        {
            scores = _copula.JointMoment(stated, 1, 1);
            _scoreCorrelations.Add(stated, scores);
        }

        return scores;
    }

    /// <summary>Correlation of two drivers as the scenario states it.</summary>
    public double Stated(Driver a, Driver b)
    {
        if (a.Timing != b.Timing)
        {
            return 0;
        }

        return _pairs.TryGetValue(Key(a.Name, b.Name), out var named) ? named : Shared(a, b);
    }

    /// <summary>What two drivers have in common by the factors they share.</summary>
    public double Shared(Driver a, Driver b)
    {
        if (ReferenceEquals(a, b))
        {
            return 1;
        }

        var (fa, la) = _factors.GetValueOrDefault(a.Name);
        var (fb, lb) = _factors.GetValueOrDefault(b.Name);
        return fa is not null && ReferenceEquals(fa, fb) ? la * lb
            : ReferenceEquals(fa, b) ? la
            : ReferenceEquals(fb, a) ? lb
            : 0;
    }

    /// <summary>Standard deviation of a driver's own part, beside the factor it shares.</summary>
    public double Own(Driver d)
    {
        var loading = _factors.GetValueOrDefault(d.Name).Loading;
        return Math.Sqrt(1 - (loading * loading));
    }

    /// <summary>Whether a pair names the driver: what it drives may then depend on what it is given.</summary>
    public bool IsNamed(Driver driver) => _pairs.Keys.Any(p => p.Item1 == driver.Name || p.Item2 == driver.Name);

    /// <summary>
    /// Pairs of drawn drivers whose normals X and Y have a stated correlation: E[XY] and Var[XY]. Of a Student-t copula
    /// the factors that drivers share are no part.
    /// </summary>
    public IEnumerable<(Driver One, Driver Other, double Mean, double Variance)> StatedPairs(Latents latents)
    {
        var drawn = latents.Drawn.Where(d => _copula is null || d.Used).ToDictionary(d => d.Name);
        var pairs = _pairs.Keys.Concat(_copula is null ? _factors.Select(f => (f.Key, f.Value.Factor.Name)) : []);
        foreach (var (one, other) in pairs)
        {
            if (drawn.TryGetValue(one, out var a) && drawn.TryGetValue(other, out var b) && a.Timing == b.Timing)
            {
                var (stated, mean) = (Stated(a, b), Correlation(a, b));
                var squares = _copula?.JointMoment(stated, 2, 2) ?? 1 + (2 * stated * stated);
                yield return (a, b, mean, squares - (mean * mean));
            }
        }
    }

    /// <summary>The latents of the drivers that are drawn: those used, and those that used ones are correlated with.</summary>
    /// <exception cref="Dependence.DependenceException">The named correlations cannot hold together.</exception>
    public Latents Build()
    {
        var mixes = _copula is null ? [] : MixGroups.Of(_drivers, _pairs.Keys, _factors, AddMix);
        var once = Draw(Timing.Once, mixes);
        var yearly = Draw(Timing.Yearly, mixes);
        var loadings = once.Drivers.Concat(yearly.Drivers).Where(d => _factors.ContainsKey(d.Name))
            .Select(d => new Loading(d, _factors[d.Name].Factor, _factors[d.Name].Loading));
        return new Latents(once, yearly, loadings, _copula, _drivers.Count + mixes.Count, _rows);

        Driver AddMix(string anchor, Risk risk, Timing timing, int number) => new(
            _drivers.Count + number, $"dependence.student_t/{anchor}", risk, timing,
            _streams.Register(_place, "dependence.student_t", anchor), Used: true);
    }

    private DrawnLatents Draw(Timing timing, IReadOnlyList<MixGroup> mixes)
    {
        var all = _drivers.Where(d => d.Timing == timing).ToList();
        var drawn = all.Where(d => d.Used).ToHashSet();
        var residual = Residual(all);
        foreach (var group in residual.Groups())
        {
            if (group.Any(i => drawn.Contains(all[i])))
            {
                drawn.UnionWith(group.Select(i => all[i]));
            }
        }

        drawn.UnionWith([.. drawn.Where(d => _factors.ContainsKey(d.Name)).Select(d => _factors[d.Name].Factor)]);
        int[] kept = [.. Enumerable.Range(0, all.Count).Where(i => drawn.Contains(all[i]))];
        return new DrawnLatents(
            [.. kept.Select(i => all[i])],
            Factor([.. kept.Select(i => all[i])], residual.Select(kept)),
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

    /// <summary>What is left to correlate of each pair once the common factors have done their part.</summary>
    /// <exception cref="Dependence.DependenceException">A pair is out of the range that its factor leaves.</exception>
    private CorrelationMatrix Residual(List<Driver> drivers)
    {
        var index = drivers.Select((d, i) => (d.Name, i)).ToDictionary(x => x.Name, x => x.i);
        var pairs = new List<CorrelationPair>();
        foreach (var ((one, other), named) in _pairs)
        {
            if (!index.TryGetValue(one, out var i) || !index.TryGetValue(other, out var j))
            {
                continue;
            }

            var (shared, own) = (Shared(drivers[i], drivers[j]), Own(drivers[i]) * Own(drivers[j]));
            var r = own == 0 ? 0 : (named - shared) / own;
            if (Math.Abs(r) > 1 + Rounding)
            {
                // Beside a common factor only part of a driver is its own, which bounds what a pair can be.
                throw new DependenceException(
                    [(one, other)], 1 - Math.Abs(r),
                    $"beside the common correlation it must lie from {shared - own:0.##} to {shared + own:0.##}");
            }

            if (r != 0)
            {
                pairs.Add(new CorrelationPair(i, j, Math.Clamp(r, -1, 1)));
            }
        }

        return CorrelationMatrix.FromPairs(drivers.Count, pairs);
    }

    /// <summary>Address of a driver's draws.</summary>
    internal static StreamId StreamOf(string place, string name)
    {
        var (driver, item) = Parts(name);
        return StreamId.Of(place, driver, item);
    }

    private static (string Driver, string Item) Parts(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? (name, string.Empty) : (name[..dot], name[(dot + 1)..]);
    }

    private static (string, string) Key(string a, string b) =>
        string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);
}

/// <summary>A driver's share in a common factor.</summary>
internal sealed record Loading(Driver Driver, Driver Factor, double Value);

/// <summary>The drivers of one timing that are drawn, how their own parts are correlated, and which are mixed.</summary>
internal sealed record DrawnLatents(IReadOnlyList<Driver> Drivers, CorrelationFactor Factor, IReadOnlyList<MixGroup> Mixes);
