using IcpRisk.Nature.Kernel;

namespace IcpRisk.Nature.Sampling;

/// <summary>A driver's standard normal as one trial used it.</summary>
/// <param name="Driver">Name of the driver.</param>
/// <param name="Risk">Whose it is.</param>
/// <param name="Year">Contract year from 1; 0 of what is drawn once a trial.</param>
/// <param name="Normal">In standard deviations of its surprise, correlated and mixed as the scenario says.</param>
public sealed record Surprise(string Driver, Risk Risk, int Year, double Normal);

/// <summary>Keeps what the drivers of one trial did while its tile is filled.</summary>
/// <param name="place">The trial's place in the tile.</param>
public sealed class SurpriseRecord(int place)
{
    private readonly List<Surprise> _surprises = [];
    private readonly List<(string Path, double Value)> _figures = [];

    public IReadOnlyList<Surprise> Surprises => _surprises;

    /// <summary>What uncertain figures came to, by path.</summary>
    public IReadOnlyList<(string Path, double Value)> Figures => _figures;

    internal void Take(Workspace work, Latents latents, ParamBook figures, int year)
    {
        if (year == 1)
        {
            _figures.AddRange(figures.DrawnValues.Select(d => (d.Path, work.Row(d.Row)[place])));
        }

        foreach (var driver in latents.Drawn.Where(d => d.Used && (d.Timing == Timing.Yearly || year == 1)))
        {
            var normal = work.Row(latents.Row(driver, year))[place];
            _surprises.Add(new Surprise(driver.Name, driver.Risk, driver.Timing == Timing.Yearly ? year : 0, normal));
        }
    }
}
