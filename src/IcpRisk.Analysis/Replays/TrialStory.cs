using IcpRisk.Contracts.Outcomes;
using IcpRisk.Nature.Sampling;

namespace IcpRisk.Analysis.Replays;

/// <summary>One trial of a run told year by year.</summary>
/// <param name="Trial">Its number, from 0.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Figures">What uncertain figures came to, by path.</param>
/// <param name="Surprises">What drivers that surprise once a trial did.</param>
/// <param name="Years">The contract years.</param>
/// <param name="Term">Every column of the term, by name: GBP, years or a year.</param>
public sealed record TrialStory(
    long Trial, long Seed, IReadOnlyList<DrawnFigure> Figures, IReadOnlyList<Surprise> Surprises, IReadOnlyList<YearStory> Years,
    IReadOnlyDictionary<string, double> Term)
{
    /// <summary>Whether every sum is what it should be, to the penny.</summary>
    public bool AddsUp => Years.All(y => y.Checks.All(c => c.Holds));
}

/// <summary>An uncertain figure as it was drawn.</summary>
/// <param name="Path">Its path in the scenario.</param>
/// <param name="Value">What it came to.</param>
public sealed record DrawnFigure(string Path, double Value);

/// <summary>A contract year of a trial.</summary>
/// <param name="Year">From 1.</param>
/// <param name="Rows">What nature did beside what was planned.</param>
/// <param name="Surprises">What yearly drivers did.</param>
/// <param name="Services">Activity and cost by service.</param>
/// <param name="Flows">Payments and costs, with the term that makes each.</param>
/// <param name="Schemes">Incentive schemes and their metrics.</param>
/// <param name="Accounts">Net positions, GBP.</param>
/// <param name="Columns">Every column of the year, by name.</param>
/// <param name="Checks">Sums that must hold.</param>
public sealed record YearStory(
    int Year, IReadOnlyList<RowStory> Rows, IReadOnlyList<Surprise> Surprises, IReadOnlyList<ServiceStory> Services,
    IReadOnlyList<Flow> Flows, IReadOnlyList<SchemeYear> Schemes, IReadOnlyList<AccountStory> Accounts,
    IReadOnlyDictionary<string, double> Columns, IReadOnlyList<SumCheck> Checks);

/// <summary>A row of nature.</summary>
/// <param name="Name">As columns have it, or of a metric its name.</param>
/// <param name="Unit">people, ratio, share or GBP.</param>
/// <param name="Value">What happened.</param>
/// <param name="Planned">What was planned.</param>
public sealed record RowStory(string Name, string Unit, double Value, double Planned);

/// <summary>A service in one year.</summary>
/// <param name="Name">Name of the service.</param>
/// <param name="InScope">Whether the contract covers it.</param>
/// <param name="Activity">Contacts there were.</param>
/// <param name="PlannedActivity">Contacts planned.</param>
/// <param name="Cost">GBP, not rounded.</param>
/// <param name="PlannedCost">GBP planned.</param>
public sealed record ServiceStory(string Name, bool InScope, double Activity, double PlannedActivity, double Cost, double PlannedCost);

/// <summary>Where a flow stands in the provider side's account.</summary>
public enum FlowKind
{
    /// <summary>Income of the provider side.</summary>
    Income,

    /// <summary>Cost that falls on it.</summary>
    Cost,

    /// <summary>What is paid beside the result: support, compensation, distribution.</summary>
    Beside,

    /// <summary>What others bear, or pay among themselves.</summary>
    Elsewhere,
}

/// <summary>Money that changed hands, or a cost.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Rule">Path of the term that makes it.</param>
/// <param name="From">Who pays.</param>
/// <param name="To">Who receives; of a cost what it is for.</param>
/// <param name="Amount">GBP; negative where the flow goes the other way.</param>
/// <param name="Kind">Where it counts.</param>
public sealed record Flow(string Name, string Rule, string From, string To, double Amount, FlowKind Kind);

/// <summary>An account's net position.</summary>
/// <param name="Name">Party, pool or contingency.</param>
/// <param name="Net">GBP: received less paid and less cost borne.</param>
public sealed record AccountStory(string Name, double Net);

/// <summary>A sum and what it should be.</summary>
/// <param name="Words">What is added up.</param>
/// <param name="Sum">GBP.</param>
/// <param name="Expected">GBP.</param>
/// <param name="Holds">Whether they are the same to the penny.</param>
public sealed record SumCheck(string Words, double Sum, double Expected, bool Holds);
