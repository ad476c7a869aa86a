using System.Security.Cryptography;
using System.Text;
using IcpRisk.Contracts.Pot;
using IcpRisk.Documents;
using IcpRisk.Nature;
using IcpRisk.Nature.Sampling;
using IcpRisk.Paths;

namespace IcpRisk.Scenarios.Portfolio;

/// <summary>One place of a portfolio, read.</summary>
/// <param name="Name">Its name: part of the address of its draws.</param>
/// <param name="Scenario">Its scenario.</param>
/// <param name="Systemic">What it has in common with other places, by driver and figure.</param>
public sealed record Place(string Name, Scenario Scenario, SystemicShares Systemic);

/// <summary>A portfolio read and checked: its places, and the pot compiled. Immutable.</summary>
public sealed class PortfolioScenario
{
    private PortfolioScenario(Document<PortfolioTerms> document, IReadOnlyList<Place> places)
    {
        Document = document;
        Places = places;
        var stated = Terms.Places.Values.Select(p => p.Share).OfType<double>().ToList();
        Pot = new PotPlan(
            Terms.Pot, [.. places.Select(p => p.Name)], [.. places.Select(p => p.Scenario.Contract)], stated.Count > 0 ? stated : null);
        var parts = places.Select(p => p.Scenario.Document.Hash).Prepend(document.Hash);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    public Document<PortfolioTerms> Document { get; }

    public PortfolioTerms Terms => Document.Value;

    public IReadOnlyList<Place> Places { get; }

    public PotPlan Pot { get; }

    /// <summary>The contract years, of all places alike.</summary>
    public TimeAxis Time => Places[0].Scenario.Time;

    /// <summary>Hash of the portfolio's values and of its places' scenarios.</summary>
    public string Hash { get; }

    /// <summary>Whether a file is a portfolio: a map with the key <c>places</c> at its root. Any other file is taken for a scenario.</summary>
    public static bool IsPortfolio(string path)
    {
        try
        {
            return File.Exists(path) && File.ReadLines(path).Take(1000).Any(l => l.StartsWith("places:", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads and checks a portfolio and the scenarios of its places; whatever is wrong is reported at once.</summary>
    /// <param name="path">The YAML file.</param>
    /// <param name="set">Overrides of the portfolio's own values, <c>path=value</c>.</param>
    /// <exception cref="InvalidDocumentException">Anything is wrong with the file or with one it names.</exception>
    public static PortfolioScenario Load(string path, IReadOnlyList<string>? set = null)
    {
        var document = DocumentReader.Read<PortfolioTerms>(path, new ReadOptions { Set = set ?? [] });
        var folder = Path.GetDirectoryName(path) ?? string.Empty;
        var problems = document.Problems;
        List<(string Name, Scenario Scenario)> read = [];
        foreach (var (name, place) in document.Value.Places)
        {
            try
            {
                read.Add((name, Scenario.Load(Path.Combine(folder, place.Scenario), place.Set, name)));
            }
            catch (InvalidDocumentException invalid)
            {
                foreach (var problem in invalid.Problems)
                {
                    problems.Add(problem);
                }
            }
        }

        problems.ThrowIfAny();
        CheckYears(document, read);
        var shares = Shares(document, read);
        problems.ThrowIfAny();
        return new PortfolioScenario(document, [.. read.Select((p, i) => new Place(p.Name, p.Scenario, shares[i]))]);
    }

    private static void CheckYears(Document<PortfolioTerms> document, List<(string Name, Scenario Scenario)> places)
    {
        var first = places[0];
        foreach (var (name, scenario) in places.Skip(1))
        {
            if (!Years(scenario).Equals(Years(first.Scenario)))
            {
                document.Problems.Add(new Problem(
                    document.Locate(document.Value.Places[name], nameof(PlaceTerms.Scenario)), "places of a portfolio have the same contract years",
                    Words(scenario), $"{Words(first.Scenario)}, as {first.Name}"));
            }
        }

        static (DateOnly, double, StubPlace) Years(Scenario s) => (s.Terms.Term.Starts, s.Terms.Term.Years, s.Terms.Term.Stub);

        static string Words(Scenario s) =>
            FormattableString.Invariant($"{s.Terms.Term.Years} years from {s.Terms.Term.Starts:yyyy-MM-dd}");
    }

    private static List<SystemicShares> Shares(Document<PortfolioTerms> document, List<(string Name, Scenario Scenario)> places)
    {
        var stated = document.Value.Systemic;
        var risks = RiskNames.All.ToDictionary(RiskNames.Key);
        var engines = places.Select(p => new NatureEngine(
            p.Scenario.Nature, p.Scenario.Time, NatureOptions.Full, new PathLayout(p.Scenario.Time.Years, []), null)).ToList();
        var known = engines.SelectMany(e => e.Drivers.Select(d => d.Name).Concat(e.UncertainFigures)).ToHashSet();
        foreach (var name in stated.Keys.Where(n => !known.Contains(n) && !risks.ContainsKey(n)))
        {
            document.Problems.Add(
                document.Locate(document.Value, nameof(PortfolioTerms.Systemic)), name,
                "the name of a driver, the path of an uncertain figure, or the name of a risk", Documents.Names.Nearest(name, [.. known, .. risks.Keys]));
        }

        return [.. engines.Select(e =>
        {
            var shares = e.Drivers.ToDictionary(d => d.Name, d => stated.TryGetValue(RiskNames.Key(d.Risk), out var all) ? all : 0);
            foreach (var (name, share) in stated.Where(s => known.Contains(s.Key)))
            {
                shares[name] = share;
            }

            return new SystemicShares(shares.Where(s => s.Value > 0).ToDictionary());
        })];
    }
}
