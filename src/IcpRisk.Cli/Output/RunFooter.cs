using System.Globalization;
using IcpRisk.Analysis;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Cli.Output;

/// <summary>What follows the tables of a run: how long it took, where the files are, how to read them.</summary>
internal static class RunFooter
{
    public static string Text(RunResult result, long trials, int threads, string? directory, bool ascii)
    {
        var seconds = result.Seconds["simulate_and_write"];
        var page = new TextPage(ascii);
        page.Line();
        if (result.Summary.SelfCheck is { } check)
        {
            page.Words($"Self-check: {check.Words}.");
        }

        End(page, string.Create(CultureInfo.InvariantCulture, $"{trials:#,0} trials"), trials, seconds, threads, directory, result.Files, "it");
        return page.ToString();
    }

    /// <summary>The lines on speed and files.</summary>
    /// <param name="page">Takes them.</param>
    /// <param name="done">What was run: 1,000 trials of 4 places.</param>
    /// <param name="trials">How many trials that is.</param>
    /// <param name="seconds">How long it took.</param>
    /// <param name="threads">On how many threads.</param>
    /// <param name="directory">Where the files are; null where there are none.</param>
    /// <param name="files">The files but the manifest.</param>
    /// <param name="what">What the query reads: it, the pot.</param>
    public static void End(
        TextPage page, string done, long trials, double seconds, int threads, string? directory, IReadOnlyList<DatasetFile> files, string what)
    {
        page.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{done} in {seconds:0.00} s, {Rate(trials, seconds)} a second, on {threads} {(threads == 1 ? "thread" : "threads")}{(directory is null ? string.Empty : ", files included")}."));
        if (directory is null)
        {
            page.Line("No files: --out DIR writes every trial as Parquet.");
            return;
        }

        page.Line(string.Create(
            CultureInfo.InvariantCulture, $"Dataset: {directory}, {files.Count + 1} files, {Megabytes(files.Sum(f => f.Bytes))}. Read {what}, say, by"));
        page.Line("  " + Query(directory));
    }

    /// <summary>A shell line that asks DuckDB about the trials; quotes fit any path.</summary>
    public static string Query(string directory)
    {
        var file = Path.Join(directory, "trials.parquet").Replace('\\', '/').Replace("'", "''", StringComparison.Ordinal);
        var sql = $"SELECT avg(provider_surplus), quantile_cont(provider_surplus, 0.005) FROM '{file}'";
        foreach (var special in new[] { "\"", "$", "`" })
        {
            sql = sql.Replace(special, "\\" + special, StringComparison.Ordinal);
        }

        return $"duckdb -c \"{sql}\"";
    }

    /// <summary>Trials a second to three digits.</summary>
    public static string Rate(long trials, double seconds)
    {
        var rate = trials / Math.Max(seconds, 1e-3);
        var unit = 1.0;
        while (rate / unit >= 1000)
        {
            unit *= 10;
        }

        return (Math.Round(rate / unit) * unit).ToString("#,0", CultureInfo.InvariantCulture);
    }

    private static string Megabytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:#,0.0} MB");
}
