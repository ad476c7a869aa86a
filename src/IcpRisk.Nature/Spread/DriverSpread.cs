namespace IcpRisk.Nature.Spread;

/// <summary>What a spread is measured in.</summary>
public enum SpreadScale
{
    /// <summary>A share of the thing itself: 0.025 is 2.5 % of the activity, price or list.</summary>
    Relative,

    /// <summary>Points of a score or share: 0.02 is 2 percentage points.</summary>
    Points,

    /// <summary>Pounds of the year.</summary>
    Money,
}

/// <summary>How a driver's surprises carry over from year to year.</summary>
public enum SpreadCourse
{
    /// <summary>One surprise, the same in every year.</summary>
    Level,

    /// <summary>One surprise in the yearly growth.</summary>
    Trend,

    /// <summary>A surprise a year, and they add up.</summary>
    Walk,

    /// <summary>A surprise a year, of which a share is left a year later.</summary>
    Fading,

    /// <summary>The same, begun long before year 1.</summary>
    Stationary,

    /// <summary>A surprise a year in a rate of growth, of which a share is left a year later; the level keeps all of them.</summary>
    Rate,

    /// <summary>Drawn each year from the same distribution.</summary>
    Bounded,

    /// <summary>Chance: each year anew.</summary>
    Chance,
}

/// <summary>How far one driver spreads the thing it drives.</summary>
/// <param name="Name">Name of the driver, as in <c>dependence</c>: <c>utilisation.surgery</c>.</param>
/// <param name="Risk">Its risk.</param>
/// <param name="Scale">What the standard deviations are measured in.</param>
/// <param name="Course">How its surprises carry over.</param>
/// <param name="Persistence">Share of a surprise left a year later, where <paramref name="Course"/> has one; else 0.</param>
/// <param name="StandardDeviations">By contract year; an uncertain figure is taken at its mean. Infinite where there is none.</param>
public sealed record DriverSpread(
    string Name, Risk Risk, SpreadScale Scale, SpreadCourse Course, double Persistence, IReadOnlyList<double> StandardDeviations);
