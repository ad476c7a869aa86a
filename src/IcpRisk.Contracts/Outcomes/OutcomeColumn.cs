using IcpRisk.Paths;

namespace IcpRisk.Contracts.Outcomes;

/// <summary>Which way of a column hurts; what "worst" means in tables, tails and reports.</summary>
public enum BadSide
{
    Neither,
    Low,
    High,
}

/// <summary>In which files a column stands.</summary>
[Flags]
public enum OutcomeScope
{
    /// <summary>One value a contract year and trial.</summary>
    TrialYear = 1,

    /// <summary>One value a trial; of a flow, the term's sum.</summary>
    Trial = 2,

    Both = TrialYear | Trial,
}

/// <summary>How a value is held in a tile and written to a file.</summary>
public enum OutcomeType
{
    /// <summary>Whole pence in a tile, pounds to the penny in a file.</summary>
    Money,

    /// <summary>A number as it is.</summary>
    Number,

    /// <summary>A whole number; 0 of a year column means never.</summary>
    Count,

    /// <summary>1 or 0 in a tile.</summary>
    Flag,
}

/// <summary>One column of the output: declared once, it drives the file schema, the tables, the report and the docs.</summary>
/// <param name="Name">Name in files and questions; never changes once published.</param>
/// <param name="Unit">GBP, people, ratio, share, years, year or flag.</param>
/// <param name="Meaning">A line for a reader who has not seen the model.</param>
/// <param name="Bad">Which side hurts, seen by whoever the column belongs to.</param>
/// <param name="Scope">The files it stands in.</param>
/// <param name="Type">How it is held and written.</param>
/// <param name="Row">For a column that nature fills and contracts only pass through: the row of the path. Null for a contract's own.</param>
public sealed record OutcomeColumn(
    string Name, string Unit, string Meaning, BadSide Bad, OutcomeScope Scope, OutcomeType Type, RowId? Row = null);
