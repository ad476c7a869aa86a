using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace IcpRisk.Benchmarks.Parts;

/// <summary>
/// Short runs within this process: all parts together take a minute or two. Judged by ratio, not by the last digit; on a
/// quiet machine give more iterations by hand (<c>--iterationCount 20</c>).
/// </summary>
internal sealed class PartConfig : ManualConfig
{
    public PartConfig()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(2)
            .WithIterationCount(7)
            .WithIterationTime(TimeInterval.FromMilliseconds(100)));
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        AddColumnProvider(DefaultColumnProviders.Instance);
        HideColumns(Column.Error, Column.RatioSD, Column.AllocRatio);
        WithOptions(ConfigOptions.JoinSummary | ConfigOptions.DisableOptimizationsValidator);
    }
}
