using IcpRisk.Contracts;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Documents;
using IcpRisk.Nature;
using IcpRisk.Nature.Dependence;
using IcpRisk.Paths;

namespace IcpRisk.Scenarios;

/// <summary>
/// A scenario read, checked and worked out: the terms, the contract years, the plan, and the contract compiled against it.
/// Immutable.
/// </summary>
public sealed class Scenario
{
    private Scenario(Document<ScenarioTerms> document, NatureTerms nature, TimeAxis time, PlanPath plan, ContractPlan contract)
    {
        Document = document;
        Nature = nature;
        Time = time;
        Plan = plan;
        Expected = Planning.Expected(nature, time, plan);
        Contract = contract;
    }

    /// <summary>The document as read, with its register of figures and its hash.</summary>
    public Document<ScenarioTerms> Document { get; }

    public ScenarioTerms Terms => Document.Value;

    public NatureTerms Nature { get; }

    public TimeAxis Time { get; }

    /// <summary>What the contract was priced on.</summary>
    public PlanPath Plan { get; }

    /// <summary>What happens when every driver takes its mean.</summary>
    public PlanPath Expected { get; }

    /// <summary>The contract, compiled against the plan.</summary>
    public ContractPlan Contract { get; }

    /// <summary>Reads and checks a scenario; whatever is wrong with it is reported at once.</summary>
    /// <param name="path">The YAML file.</param>
    /// <param name="set">Overrides, <c>path=value</c>.</param>
    /// <exception cref="InvalidDocumentException">Anything is wrong with the file or what it says.</exception>
    public static Scenario Load(string path, IReadOnlyList<string>? set = null)
    {
        var document = DocumentReader.Read<ScenarioTerms>(path, new ReadOptions { Set = set ?? [] });
        var terms = document.Value;
        var nature = terms.ToNature();
        var time = terms.Term.ToTimeAxis();
        CheckDependence(document, nature, time);
        CheckImportance(document, nature, time);
        document.Problems.ThrowIfAny();
        var plan = Planning.Plan(nature, time);
        var inputs = new ContractInputs
        {
            NeedWeights = terms.Population.Cohorts.ToDictionary(c => c.Key, c => c.Value.Need),
            Pressure = terms.Metrics.ToDictionary(m => m.Key, _ => terms.Risks.Quality.Pressure),
            ScoreBounds = terms.Metrics.ToDictionary(m => m.Key, m => (m.Value.Least, m.Value.Greatest)),
            DiscountRate = terms.Simulation.DiscountRate,
            Locate = document.Locate,
        };
        var contract = ContractPlan.Compile(terms.Contract, plan, inputs, document.Problems);
        document.Problems.ThrowIfAny();
        CheckTail(document, contract!);
        document.Problems.ThrowIfAny();
        return new Scenario(document, nature, time, plan, contract!);
    }

    // What importance sampling moves is a driver or a figure that is drawn.
    private static void CheckImportance(Document<ScenarioTerms> document, NatureTerms nature, TimeAxis time)
    {
        if (document.Value.Simulation.Importance is not { Drivers.Count: > 0 } importance || document.Problems.Any)
        {
            return;
        }

        var engine = new NatureEngine(nature, time, NatureOptions.Full, new PathLayout(time.Years, []), null);
        List<string> known = [.. engine.Drivers.Select(d => d.Name), .. engine.UncertainFigures];
        foreach (var name in importance.Drivers.Keys.Where(n => !known.Contains(n)))
        {
            document.Problems.Add(
                document.Locate(importance, nameof(importance.Drivers)), name, "the name of a driver or the path of an uncertain figure", Documents.Names.Nearest(name, known));
        }
    }

    private static void CheckTail(Document<ScenarioTerms> document, ContractPlan contract)
    {
        if (document.Value.Simulation.Importance is not { } importance)
        {
            return;
        }

        var known = contract.Columns.Where(c => c.Scope.HasFlag(OutcomeScope.Trial)).Select(c => c.Name).ToList();
        if (!known.Contains(importance.TailOf))
        {
            document.Problems.Add(
                document.Locate(importance, nameof(importance.TailOf)), importance.TailOf, "a column of outcomes over the term",
                Documents.Names.Nearest(importance.TailOf, known));
        }
    }

    // Names are checked against the drivers there are, then whether the correlations can hold together.
    private static void CheckDependence(Document<ScenarioTerms> document, NatureTerms nature, TimeAxis time)
    {
        var terms = document.Value;
        var none = new PathLayout(time.Years, []);
        // The factors that services share are not drivers to be named: what they do is said by `correlation`.
        var drivers = new NatureEngine(nature with { Dependence = [] }, time, NatureOptions.Full, none, null).Drivers
            .Where(d => !d.Name.EndsWith(".common", StringComparison.Ordinal) || d.Risk != Risk.Utilisation).ToList();
        var known = drivers.Select(d => d.Name).ToList();
        var yearly = drivers.ToDictionary(d => d.Name, d => d.IsYearly);
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < terms.Dependence.Count; i++)
        {
            var pair = terms.Dependence[i];
            foreach (var name in new[] { pair.One, pair.Other }.Where(n => !known.Contains(n)))
            {
                document.Problems.Add(
                    document.Locate(terms, $"{nameof(terms.Dependence)}[{i}]"), name, "the name of a driver", Documents.Names.Nearest(name, known));
            }

            if (yearly.TryGetValue(pair.One, out var one) && yearly.TryGetValue(pair.Other, out var other) && one != other)
            {
                document.Problems.Add(new Problem(
                    document.Locate(terms, $"{nameof(terms.Dependence)}[{i}]"),
                    $"{(one ? pair.One : pair.Other)} surprises every year and {(one ? pair.Other : pair.One)} once a trial: they cannot be correlated",
                    null, "two drivers of the same kind"));
            }

            var key = string.CompareOrdinal(pair.One, pair.Other) < 0 ? (pair.One, pair.Other) : (pair.Other, pair.One);
            if (pair.One == pair.Other || !seen.Add(key))
            {
                document.Problems.Add(
                    document.Locate(terms, $"{nameof(terms.Dependence)}[{i}]"), $"{pair.One} with {pair.Other}",
                    pair.One == pair.Other ? "two different drivers" : "each pair once");
            }
        }

        if (document.Problems.Any)
        {
            return;
        }

        try
        {
            _ = new NatureEngine(nature, time, NatureOptions.Full, none, null);
        }
        catch (DependenceException impossible)
        {
            document.Problems.Add(new Problem(
                document.Locate(terms, nameof(terms.Dependence)),
                $"{impossible.Message} (least eigenvalue {impossible.MinimumEigenvalue:0.000})", null, "a positive semi-definite matrix"));
        }
    }
}
