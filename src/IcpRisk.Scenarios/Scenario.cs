using System.Globalization;
using IcpRisk.Contracts;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Documents;
using IcpRisk.Nature;
using IcpRisk.Paths;
using IcpRisk.Scenarios.Library;

namespace IcpRisk.Scenarios;

/// <summary>
/// A scenario read, checked and worked out: the terms, the contract years, the plan, and the contract compiled against it.
/// Immutable.
/// </summary>
public sealed class Scenario
{
    private readonly ContractInputs _inputs;

    private Scenario(
        Document<ScenarioTerms> document, NatureTerms nature, TimeAxis time, PlanPath plan, ContractPlan contract, ContractInputs inputs,
        IReadOnlyList<ScenarioWarning> warnings)
    {
        _inputs = inputs;
        Warnings = warnings;
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

    /// <summary>The terms of nature, with correlations that can hold together.</summary>
    public NatureTerms Nature { get; }

    public TimeAxis Time { get; }

    /// <summary>What the contract was priced on.</summary>
    public PlanPath Plan { get; }

    /// <summary>What happens when every driver takes its mean.</summary>
    public PlanPath Expected { get; }

    /// <summary>The contract, compiled against the plan.</summary>
    public ContractPlan Contract { get; }

    /// <summary>What was done to the scenario that its reader should know; contracts have warnings of their own.</summary>
    public IReadOnlyList<ScenarioWarning> Warnings { get; }

    /// <summary>A contract of other terms for the same plan; null where they do not hold together.</summary>
    public ContractPlan? Contracted(ContractTerms terms) => ContractPlan.Compile(terms, Plan, _inputs with { Locate = null }, new Problems());

    /// <summary>Reads and checks a scenario; whatever is wrong with it is reported at once.</summary>
    /// <param name="path">The YAML file.</param>
    /// <param name="set">Overrides, <c>path=value</c>.</param>
    /// <param name="place">Name of the place among several; part of the address of its draws.</param>
    /// <exception cref="InvalidDocumentException">Anything is wrong with the file or what it says.</exception>
    public static Scenario Load(string path, IReadOnlyList<string>? set = null, string place = "")
    {
        var document = DocumentReader.Read<ScenarioTerms>(path, new ReadOptions { Set = set ?? [], Library = TermLibrary.All });
        var terms = document.Value;
        var time = terms.Term.ToTimeAxis();
        var warnings = new List<ScenarioWarning>();
        var nature = DependenceChecks.Check(document, terms.ToNature() with { Place = place }, time, warnings);
        document.Problems.ThrowIfAny();
        var engine = new NatureEngine(nature, time, NatureOptions.Full, new PathLayout(time.Years, []), null);
        CheckFigures(document, engine);
        CheckImportance(document, engine);
        Stress.StressChecks.Check(document, engine);
        document.Problems.ThrowIfAny();
        var plan = Planning.Plan(nature, time);
        var inputs = new ContractInputs
        {
            NeedWeights = terms.Population.Cohorts.ToDictionary(c => c.Key, c => c.Value.Need.Mean),
            Pressure = terms.Metrics.ToDictionary(m => m.Key, m => m.Value.Pressure ?? terms.Risks.Quality.Pressure.Mean),
            UncertainPressure = terms.Risks.Quality.Pressure.Distribution is null
                ? new HashSet<string>()
                : terms.Metrics.Where(m => m.Value.Pressure is null).Select(m => m.Key).ToHashSet(),
            ScoreBounds = terms.Metrics.ToDictionary(m => m.Key, m => (m.Value.Least, m.Value.Greatest)),
            DiscountRate = terms.Simulation.DiscountRate,
            Locate = document.Locate,
        };
        var contract = ContractPlan.Compile(terms.Contract, plan, inputs, document.Problems);
        document.Problems.ThrowIfAny();
        CheckTail(document, contract!);
        document.Problems.ThrowIfAny();
        return new Scenario(document, nature, time, plan, contract!, inputs, warnings);
    }

    // A figure is cut off where it makes no sense; the cut must not change what it is on average.
    private static void CheckFigures(Document<ScenarioTerms> document, NatureEngine engine)
    {
        foreach (var (figure, stated, drawn) in engine.MovedMeans)
        {
            document.Problems.Add(new Problem(
                figure.Where,
                string.Create(CultureInfo.InvariantCulture, $"what lies where this makes no sense is cut off, and the mean of the rest is {drawn:0.####} where {stated:0.####} is meant"),
                figure.ToString(), "a distribution that stays where it makes sense, or least and greatest beside its parameters"));
        }
    }

    // What importance sampling moves is a driver or a figure that is drawn.
    private static void CheckImportance(Document<ScenarioTerms> document, NatureEngine engine)
    {
        if (document.Value.Simulation.Importance is not { Drivers.Count: > 0 } importance || document.Problems.Any)
        {
            return;
        }

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
}
