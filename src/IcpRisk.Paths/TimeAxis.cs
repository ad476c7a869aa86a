namespace IcpRisk.Paths;

/// <summary>The contract years and how much of each is covered.</summary>
/// <remarks>
/// Year 1 is the first contract year. A stub (a term of 3½ years) has an exposure below one in its last year, or in its
/// first: flows scale by it, growth and surprises are those of a full year.
/// </remarks>
public sealed class TimeAxis
{
    private readonly double[] _exposure;

    /// <param name="starts">First day of contract year 1.</param>
    /// <param name="exposure">Share of each contract year that is covered, in (0, 1]; one entry a year.</param>
    /// <exception cref="ArgumentException">No year, or an exposure outside (0, 1].</exception>
    public TimeAxis(DateOnly starts, IReadOnlyList<double> exposure)
    {
        if (exposure.Count == 0 || exposure.Any(x => !(x > 0 && x <= 1)))
        {
            throw new ArgumentException("A term has at least one year, each with an exposure in (0, 1].", nameof(exposure));
        }

        Starts = starts;
        _exposure = [.. exposure];
    }

    public DateOnly Starts { get; }

    /// <summary>Number of contract years, a stub counted as one.</summary>
    public int Years => _exposure.Length;

    /// <summary>Share of contract year <paramref name="year"/> (from 1) that is covered.</summary>
    public double Exposure(int year) => _exposure[year - 1];

    /// <summary>A term of whole years.</summary>
    public static TimeAxis Whole(DateOnly starts, int years) => new(starts, Enumerable.Repeat(1.0, years).ToArray());
}
