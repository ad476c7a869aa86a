using IcpRisk.Contracts.Outcomes;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Measures.Grammar;

/// <summary>What a name in a measure stands for.</summary>
internal enum ColumnUse
{
    /// <summary>The column itself.</summary>
    Plain,

    /// <summary>A flow added up from year 1.</summary>
    Cumulated,

    /// <summary>Growth on the year before.</summary>
    Growth,
}

internal readonly record struct NamedColumn(OutcomeColumn Column, ColumnUse Use)
{
    /// <summary>Whether it has a value in each contract year.</summary>
    public bool HasYears => Column.Scope.HasFlag(OutcomeScope.TrialYear);

    /// <summary>Whether it has one for the term. A flag's is the number of years in which it is raised.</summary>
    public bool HasTerm => Use != ColumnUse.Growth
        && (Column.Scope.HasFlag(OutcomeScope.Trial) || (Column.Type == OutcomeType.Flag && Column.Row is null));
}

/// <summary>The columns that measures of a scenario may name, with their friendly names.</summary>
public sealed class MeasureColumns
{
    private static readonly (string Alias, string Column, ColumnUse Use)[] Aliases =
    [
        ("provider.net", "provider_surplus", ColumnUse.Plain),
        ("provider.surplus", "provider_surplus", ColumnUse.Plain),
        ("provider.cumulative", "provider_surplus", ColumnUse.Cumulated),
        ("provider.pv", "provider_surplus_pv", ColumnUse.Plain),
        ("provider.income", "provider_income", ColumnUse.Plain),
        ("provider.cost", "provider_cost", ColumnUse.Plain),
        ("commissioner.spend", "commissioner_spend", ColumnUse.Plain),
        ("commissioner.cumulative", "commissioner_spend", ColumnUse.Cumulated),
        ("commissioner.pv", "commissioner_spend_pv", ColumnUse.Plain),
        ("commissioner.headroom", "allocation_headroom", ColumnUse.Plain),
        ("list_growth", "list_size", ColumnUse.Growth),
    ];

    private readonly Dictionary<string, NamedColumn> _names = new(StringComparer.Ordinal);

    /// <param name="columns">The columns there are, nature's included.</param>
    /// <param name="years">Contract years.</param>
    /// <param name="only">The one year that is settled, from 1: nothing is known of others or of the term; null for all.</param>
    public MeasureColumns(IEnumerable<OutcomeColumn> columns, int years, int? only = null)
    {
        (Years, Only) = (years, only);
        foreach (var column in columns)
        {
            _names.TryAdd(column.Name, new NamedColumn(column, ColumnUse.Plain));
            if (column.Name.StartsWith("net_", StringComparison.Ordinal))
            {
                _names.TryAdd($"{column.Name[4..]}.net", new NamedColumn(column, ColumnUse.Plain));
            }
        }

        foreach (var (alias, column, use) in Aliases.Where(a => _names.ContainsKey(a.Column)))
        {
            _names[alias] = new NamedColumn(_names[column].Column, use);
        }
    }

    /// <summary>Contract years.</summary>
    public int Years { get; }

    /// <summary>The one year that is settled, which names without a year are of; null where all are.</summary>
    public int? Only { get; }

    /// <summary>Every name that may be written.</summary>
    public IReadOnlyCollection<string> Names => _names.Keys;

    /// <summary>Friendly names and the columns they stand for.</summary>
    internal static IEnumerable<(string Alias, string Column, ColumnUse Use)> Friendly => Aliases;

    /// <summary>Those of a scenario.</summary>
    public static MeasureColumns Of(Scenario scenario) => Of(scenario, null);

    /// <summary>Those of a scenario of which one contract year is settled by itself.</summary>
    public static MeasureColumns OfYear(Scenario scenario, int year) => Of(scenario, year);

    private static MeasureColumns Of(Scenario scenario, int? only) => new(
        [.. scenario.Contract.Columns, .. OutcomeCatalogue.Nature], scenario.Time.Years, only);

    internal bool TryFind(string name, out NamedColumn column) => _names.TryGetValue(name, out column);

    internal string? Nearest(string name) => Documents.Names.Nearest(name, _names.Keys);
}
