using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Measures;

/// <summary>What a run was asked beside its summary, and the answers.</summary>
/// <param name="Results">In the order asked.</param>
/// <param name="Given">The condition on the trials that count; null where all do.</param>
/// <param name="GivenShare">The share of trials for which it holds.</param>
/// <param name="IsExact">Whether their quantiles are exact, or those of bins.</param>
public sealed record AskedMeasures(IReadOnlyList<MeasureResult> Results, Condition? Given, Estimate GivenShare, bool IsExact)
{
    /// <summary>A measure with the condition it was asked under, as files name it.</summary>
    public string Name(MeasureResult result) => Given is null ? result.Measure.Text : $"{result.Measure.Text} given {Given.Text}";

    /// <summary>The answers of a finished run.</summary>
    public static AskedMeasures Of(MeasureSink sink) => new(sink.Results(), sink.Set.Given, sink.GivenShare(), sink.IsExact);
}
