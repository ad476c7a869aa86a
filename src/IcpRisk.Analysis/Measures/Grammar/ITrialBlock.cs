namespace IcpRisk.Analysis.Measures.Grammar;

/// <summary>Some neighbouring trials whose outcomes can be read, in the units of files (money in pounds).</summary>
public interface ITrialBlock
{
    /// <summary>Trials, at most <see cref="IcpRisk.Paths.PathTile.MaxTrials"/>.</summary>
    int Count { get; }

    /// <summary>Copies a column of a contract year (from 1), or of the term (0).</summary>
    /// <param name="column">Name of the column.</param>
    /// <param name="year">Contract year, or 0.</param>
    /// <param name="into">Takes <see cref="Count"/> values.</param>
    void Read(string column, int year, Span<double> into);
}
