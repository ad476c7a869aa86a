using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Spread;
using IcpRisk.Numerics.Streams;
using IcpRisk.Paths;

namespace IcpRisk.Nature;

/// <content>How far each driver spreads what it drives, worked out from the same impulses as the mean correction.</content>
public sealed partial class NatureEngine
{
    /// <summary>The spread each driver that is on makes, year by year: standard deviations in closed form, nothing drawn.</summary>
    /// <param name="expected">What happens when every driver takes its mean; chance is relative to it.</param>
    public IReadOnlyList<DriverSpread> Spreads(PlanPath expected) =>
    [
        .. _plan.Spreads.Logs.Select(Spread).Where(s => s.StandardDeviations.Any(sd => sd > 0)),
        .. _plan.Spreads.Bounded.Select(Spread),
        .. _plan.IsOn(Risk.Volatility) ? ChanceSpreads.Of(_plan.Terms, expected) : [],
    ];

    private DriverSpread Spread(LogSpread log)
    {
        // With every figure at its mean all parameters fold to constants, so this book never makes a row.
        var book = new ParamBook(new RowAllocator(), new StreamNames(), string.Empty);
        var (sd, persistence) = (Param.Of(log.Sd.Mean), Param.Of(log.Persistence.Mean));
        var first = LogProcess.FirstSd(book, log.Shape, sd, persistence);
        var course = Course(log.Shape);
        return new DriverSpread(
            log.Driver.Name,
            log.Driver.Risk,
            log.Driver.Risk == Risk.Quality ? SpreadScale.Points : SpreadScale.Relative,
            course,
            course is SpreadCourse.Fading or SpreadCourse.Stationary or SpreadCourse.Rate ? log.Persistence.Mean : 0,
            [.. Enumerable.Range(1, _plan.Years).Select(y =>
                Math.Sqrt(LogProcess.ImpulsesOf(book, log.Shape, sd, first, persistence, y).Sum(i => i.Constant * i.Constant)))]);
    }

    private DriverSpread Spread(BoundedSpread bounded)
    {
        var mean = bounded.Marginal.Mean(x => x);
        var sd = Math.Sqrt(bounded.Marginal.Mean(x => (x - mean) * (x - mean)));
        return new DriverSpread(
            bounded.Driver.Name, bounded.Driver.Risk, SpreadScale.Points, SpreadCourse.Bounded, 0,
            [.. Enumerable.Repeat(sd, _plan.Years)]);
    }

    private static SpreadCourse Course(Shape shape) => shape switch
    {
        Shape.Level => SpreadCourse.Level,
        Shape.Trend => SpreadCourse.Trend,
        Shape.Walk => SpreadCourse.Walk,
        Shape.Autoregressive => SpreadCourse.Fading,
        Shape.Stationary => SpreadCourse.Stationary,
        _ => SpreadCourse.Rate,
    };
}
