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
    private readonly string _place;
    private readonly RowAllocator _rows;
    private readonly StreamNames _streams;
    private readonly List<Driver> _drivers = [];
    private readonly Dictionary<string, (Driver Factor, double Loading)> _factors = [];
    private readonly Dictionary<(string, string), double> _pairs = [];

    public DriverBook(NatureTerms terms, RowAllocator rows, StreamNames streams)
    {
        _place = terms.Place;
        _rows = rows;
        _streams = streams;
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
        var dot = name.LastIndexOf('.');
        var stream = _streams.Register(_place, dot < 0 ? name : name[..dot], dot < 0 ? string.Empty : name[(dot + 1)..]);
        var driver = new Driver(_drivers.Count, name, risk, timing, stream, used);
        _drivers.Add(driver);
        return driver;
    }

    /// <summary>Makes a driver share a factor with others: any two that do have correlation <c>loading²</c> unless named.</summary>
    public void Share(Driver driver, Driver factor, double loading) => _factors[driver.Name] = (factor, loading);

    /// <summary>Correlation of two drivers' surprises.</summary>
    public double Correlation(Driver a, Driver b)
    {
        if (a.Timing != b.Timing)
        {
            return 0;
        }

        return _pairs.TryGetValue(Key(a.Name, b.Name), out var named) ? named : Shared(a, b);
    }

    /// <summary>The latents of the drivers that are drawn: those used, and those that used ones are correlated with.</summary>
    /// <exception cref="Dependence.DependenceException">The named correlations cannot hold together.</exception>
    public Latents Build()
    {
        var once = Draw(Timing.Once);
        var yearly = Draw(Timing.Yearly);
        var loadings = once.Concat(yearly).Where(d => _factors.ContainsKey(d.Name))
            .Select(d => new Loading(d, _factors[d.Name].Factor, _factors[d.Name].Loading));
        return new Latents(once, Factor(once), yearly, Factor(yearly), loadings, _drivers.Count, _rows);
    }

    private List<Driver> Draw(Timing timing)
    {
        var all = _drivers.Where(d => d.Timing == timing).ToList();
        var drawn = all.Where(d => d.Used).ToHashSet();
        foreach (var group in Residual(all).Groups())
        {
            if (group.Any(i => drawn.Contains(all[i])))
            {
                drawn.UnionWith(group.Select(i => all[i]));
            }
        }

        drawn.UnionWith([.. drawn.Where(d => _factors.ContainsKey(d.Name)).Select(d => _factors[d.Name].Factor)]);
        return [.. all.Where(drawn.Contains)];
    }

    private CorrelationFactor Factor(List<Driver> drivers)
    {
        var residual = Residual(drivers);
        var check = CorrelationCheck.Of(residual);
        return check.IsPositiveSemidefinite
            ? CorrelationFactor.Of(residual)
            : throw new DependenceException(
                [.. check.OffendingPairs.Select(p => (drivers[p.I].Name, drivers[p.J].Name))], check.MinimumEigenvalue);
    }

    private CorrelationMatrix Residual(List<Driver> drivers)
    {
        var index = drivers.Select((d, i) => (d.Name, i)).ToDictionary(x => x.Name, x => x.i);
        var pairs = new List<CorrelationPair>();
        foreach (var (one, other) in _pairs.Keys)
        {
            if (!index.TryGetValue(one, out var i) || !index.TryGetValue(other, out var j))
            {
                continue;
            }

            var r = ResidualCorrelation(drivers[i], drivers[j]);
            if (Math.Abs(r) > 1)
            {
                // Beside a common factor only part of a driver is its own, which bounds what a pair can be.
                var (shared, own) = (Shared(drivers[i], drivers[j]), Own(drivers[i]) * Own(drivers[j]));
                throw new DependenceException(
                    [(one, other)], 1 - Math.Abs(r),
                    $"beside the common correlation it must lie from {shared - own:0.##} to {shared + own:0.##}");
            }

            if (r != 0)
            {
                pairs.Add(new CorrelationPair(i, j, r));
            }
        }

        return CorrelationMatrix.FromPairs(drivers.Count, pairs);
    }

    private static (string, string) Key(string a, string b) =>
        string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);

    private double Shared(Driver a, Driver b)
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

    // What is left to correlate once the common factors have done their part.
    private double ResidualCorrelation(Driver a, Driver b)
    {
        if (a.Timing != b.Timing || !_pairs.TryGetValue(Key(a.Name, b.Name), out var named))
        {
            return 0;
        }

        var own = Own(a) * Own(b);
        return own == 0 ? 0 : (named - Shared(a, b)) / own;
    }

    private double Own(Driver d)
    {
        var loading = _factors.GetValueOrDefault(d.Name).Loading;
        return Math.Sqrt(1 - (loading * loading));
    }
}

/// <summary>A driver's share in a common factor.</summary>
internal sealed record Loading(Driver Driver, Driver Factor, double Value);
