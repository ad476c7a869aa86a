using IcpRisk.Contracts.Pot;
using IcpRisk.Documents;

namespace IcpRisk.Scenarios.Portfolio;

/// <summary>
/// A portfolio as a person writes it: places, each a scenario with a contract of its own, what they have in common, and the
/// pot that their results go into.
/// </summary>
public sealed record PortfolioTerms : IChecked
{
    [Doc("Version of the scenario format: 1.")]
    [In(Unit.Count, Min = 1, Max = 1)]
    [Setting]
    public required int Icprisk { get; init; }

    [Doc("Short name, for files and tables.")]
    public required string Name { get; init; }

    [Doc("What the portfolio is about, in a line.")]
    public string Title { get; init; } = string.Empty;

    [Doc("The places by name, all with the same contract years.")]
    public required Keyed<PlaceTerms> Places { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of a surprise that all places have in common, by name of a driver, path of an uncertain figure, or name of a risk for all its drivers. What is not named is each place's own.")]
    public Keyed<double> Systemic { get; init; } = Keyed<double>.Empty;

    [Doc("How what the places gain and lose is put together and divided.")]
    public PotTerms Pot { get; init; } = new();

    [Doc("How to simulate; what the places say of trials, seed and sampling does not count.")]
    public PortfolioSimulationTerms Simulation { get; init; } = new();

    public void Check(Checks checks)
    {
        if (Places.Count < 2)
        {
            checks.Error(nameof(Places), "a portfolio has several places", $"{Places.Count}", "two or more");
        }

        var stated = Places.Values.Where(p => p.Share is not null).ToList();
        if (stated.Count > 0 && stated.Count < Places.Count)
        {
            checks.Error(nameof(Places), "where one place states its share of the pot, all do");
        }
        else if (stated.Count > 0 && Math.Abs(stated.Sum(p => p.Share!.Value) - 1) > 1e-9)
        {
            checks.Error(
                nameof(Places), "the places' shares of the pot make up the whole",
                NumberText.Format(Math.Round(stated.Sum(p => p.Share!.Value), 9), Unit.Share), "100 %");
        }
    }
}

/// <summary>One place of a portfolio.</summary>
public sealed record PlaceTerms
{
    [Shorthand]
    [Required]
    [Doc("The place's scenario, a file beside this one.")]
    public string Scenario { get; init; } = string.Empty;

    [Doc("What of the scenario is different here, path=value each.")]
    public IReadOnlyList<string> Set { get; init; } = [];

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of the pot. Default: as the pot says.")]
    public double? Share { get; init; }
}

/// <summary>How many trials, from which seed.</summary>
public sealed record PortfolioSimulationTerms
{
    [Doc("Trials of a run that names no number.")]
    [In(Unit.Count, Min = 1, Max = 4e9)]
    [Setting]
    public long Trials { get; init; } = 100_000;

    [Doc("Seed: the same portfolio and seed give the same values to the bit.")]
    [In(Unit.Count, Min = 0)]
    [Setting]
    public long Seed { get; init; } = 1;
}
