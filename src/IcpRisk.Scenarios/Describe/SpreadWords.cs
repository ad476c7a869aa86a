using System.Globalization;
using IcpRisk.Nature.Spread;

namespace IcpRisk.Scenarios.Describe;

/// <summary>What a driver's spread is of and how it comes about, in words.</summary>
internal static class SpreadWords
{
    private static readonly (string Prefix, string What)[] Things =
    [
        ("population_size.", "list size"),
        ("epidemiological.mix.", "a cohort's share of the list"),
        ("epidemiological.prevalence", "prevalence, on the logit scale"),
        ("epidemiological.", "need a head"),
        ("utilisation.", "activity"),
        ("baseline.unit_cost", "unit cost"),
        ("baseline.activity", "activity"),
        ("baseline.list", "recorded list"),
        ("baseline.coding.", "a cohort's share of the recorded list"),
        ("efficiency.inflation", "price level"),
        ("efficiency.savings", "savings that come true, of those planned"),
        ("efficiency.demand_management.", "planned shift of activity that comes true"),
        ("efficiency.outside_price", "price of care used outside"),
        ("efficiency.outside_use.", "share of care used outside"),
        ("quality.", "score"),
    ];

    public static string Of(DriverSpread spread)
    {
        var what = Things.First(t => spread.Name.StartsWith(t.Prefix, StringComparison.Ordinal)).What;
        return $"{what}: {Course(spread)}";
    }

    /// <summary>One standard deviation on its own scale: 2.5 %, 2.0 points, £0.21m.</summary>
    public static string Value(DriverSpread spread, int year)
    {
        var sd = spread.StandardDeviations[year - 1];
        return spread.Scale switch
        {
            _ when double.IsInfinity(sd) => "no limit",
            SpreadScale.Money => Pounds(sd),
            SpreadScale.Points => string.Create(CultureInfo.InvariantCulture, $"{sd * 100:0.0} pts"),
            _ when sd == 0 => "0",
            _ when sd < 0.00995 => string.Create(CultureInfo.InvariantCulture, $"{sd * 100:0.00} %"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{sd * 100:0.0} %"),
        };
    }

    private static string Pounds(double amount) => amount switch
    {
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"£{amount / 1e6:0.00}m"),
        >= 1e3 => string.Create(CultureInfo.InvariantCulture, $"£{amount / 1e3:0}k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"£{amount:0}"),
    };

    private static string Course(DriverSpread spread) => spread.Course switch
    {
        SpreadCourse.Level => "one error, the same in every year",
        SpreadCourse.Trend => "one error in yearly growth",
        SpreadCourse.Walk => "yearly surprises that add up",
        SpreadCourse.Fading => $"yearly surprises, {Left(spread)}",
        SpreadCourse.Stationary => $"yearly surprises, {Left(spread)}, long under way in year 1",
        SpreadCourse.Rate => $"surprises in the yearly rate, {Left(spread)}",
        SpreadCourse.Bounded => "spread alike in every year",
        _ => throw new ArgumentOutOfRangeException(nameof(spread)),
    };

    private static string Left(DriverSpread spread) => spread.Persistence switch
    {
        0 => "gone a year later",
        1 => "which stay",
        _ => string.Create(CultureInfo.InvariantCulture, $"{spread.Persistence * 100:0.#} % left a year later"),
    };
}
