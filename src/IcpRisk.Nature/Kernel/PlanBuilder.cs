using IcpRisk.Documents;
using IcpRisk.Nature.Agreement;
using IcpRisk.Nature.Stress;
using IcpRisk.Numerics.Streams;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Kernel;

/// <summary>What the parts of a plan are made with: rows, parameters, drivers, and what to centre on.</summary>
internal sealed class PlanBuilder
{
    private readonly NatureOptions _options;

    public PlanBuilder(NatureTerms terms, TimeAxis time, NatureOptions options)
    {
        Terms = terms;
        Time = time;
        _options = options;
        Streams = new StreamNames();
        Switches = new SwitchBook(options.Off);
        Params = new ParamBook(Rows, Streams, terms.Place, Switches);
        Drivers = new DriverBook(terms, Rows, Streams, Params, Enum.GetValues<Risk>().Any(IsOn));
        Checks = new CheckBook(this);
    }

    public NatureTerms Terms { get; }

    public TimeAxis Time { get; }

    public Centre Centre => _options.Centre;

    /// <summary>Factors on what happens.</summary>
    public NatureMoves Moves => _options.Moves;


    public int Years => Time.Years;

    public RowAllocator Rows { get; } = new();

    public StreamNames Streams { get; }

    public SwitchBook Switches { get; }

    public ParamBook Params { get; }

    public DriverBook Drivers { get; }

    /// <summary>What is driven, as it was asked for: for telling how far it spreads.</summary>
    public SpreadBook Spreads { get; } = new();

    /// <summary>What of the plan can be compared with theory.</summary>
    public CheckBook Checks { get; }

    public bool IsOn(Risk risk) => _options.On.Contains(risk) && Terms.Risks.Terms(risk).On;

    /// <summary>
    /// Whether something of a risk is on, which can be switched off by its name. To be asked only where it is drawn while its
    /// risk is on.
    /// </summary>
    public bool IsOn(Risk risk, string name) => IsOn(risk) && Switches.IsOn(name, risk, isFigure: false);

    /// <summary>The planned value or the one expected, whichever this plan centres on.</summary>
    public T Pick<T>(Planned<T> planned)
        where T : class => _options.Centre == Centre.Planned ? planned.Plan : planned.Expect;

    public T Pick<T>(T planned, T expected) => _options.Centre == Centre.Planned ? planned : expected;

    /// <summary>The figure as a parameter of a risk: uncertain only while the risk is on.</summary>
    public Param Of(Figure figure, Risk risk, string path, Domain domain = default) =>
        Params.Of(figure, path, IsOn(risk), domain, risk);

    public Param Of(Planned<Figure> figure, Risk risk, string path, Domain domain = default) =>
        Of(Pick(figure), risk, path, domain);

    /// <summary>A standard deviation: zero while its risk is off.</summary>
    public Param Spread(Figure figure, Risk risk, string path) =>
        IsOn(risk) ? Of(figure, risk, path, Domain.NotNegative) : Param.Of(0);

    /// <summary>Π (1 + g[u]) for u = 2…y: growth from year 1, for each year from 1.</summary>
    public Param[] Growth(Yearly rates, Risk risk, string path)
    {
        var factors = new Param[Years];
        factors[0] = Param.Of(1);
        for (var y = 2; y <= Years; y++)
        {
            factors[y - 1] = Params.Multiply(factors[y - 2], Params.Add(Param.Of(1), YearOf(rates, y, risk, path)));
        }

        return factors;
    }

    /// <summary>The same of planned rates at their means: plain numbers, whatever this plan centres on.</summary>
    public double[] PlannedGrowth(Yearly rates)
    {
        var factors = new double[Years];
        factors[0] = 1;
        for (var y = 2; y <= Years; y++)
        {
            factors[y - 1] = factors[y - 2] * (1 + rates.At(y).Mean);
        }

        return factors;
    }

    /// <summary>The figure of a year; one uncertain figure that stands for several years is drawn once for all of them.</summary>
    public Param YearOf(Yearly figures, int year, Risk risk, string path, Domain domain = default)
    {
        var figure = figures.At(year);
        return Of(figure, risk, figures.Spans.Count == 1 ? path : $"{path}[{SpanStart(figures, year)}]", domain);
    }

    /// <summary>A process of the log scale, or none where it has no spread or is switched off.</summary>
    /// <param name="name">Name of its driver.</param>
    /// <param name="risk">The risk it belongs to.</param>
    /// <param name="shape">How surprises make it up.</param>
    /// <param name="sd">Standard deviation of a surprise.</param>
    /// <param name="persistence">Its memory; null for none.</param>
    /// <param name="path">Path of the standard deviation.</param>
    /// <param name="persistencePath">Path of the memory, where it is not beside it.</param>
    /// <param name="switchedAs">Name it is switched by with others, where it is not its own.</param>
    public LogProcess? Process(
        string name, Risk risk, Shape shape, Figure sd, Figure? persistence, string path, string? persistencePath = null, string? switchedAs = null)
    {
        var spread = Spread(sd, risk, path);
        if (!spread.IsZero && !IsOn(risk, switchedAs ?? name))
        {
            spread = Param.Of(0);
        }

        var timing = shape is Shape.Level or Shape.Trend ? Timing.Once : Timing.Yearly;
        var driver = Drivers.Add(name, risk, timing, used: !spread.IsZero);
        var memory = persistence is null ? Param.Of(0) : Of(persistence, risk, persistencePath ?? $"{path}.persistence", Domain.Share);
        if (spread.IsZero)
        {
            return null;
        }

        Spreads.Add(driver, shape, sd, persistence ?? 0);
        return new LogProcess(this, driver, shape, spread, memory);
    }

    private static int SpanStart(Yearly figures, int year) =>
        figures.Spans.Last(s => s.From <= year).From;
}
