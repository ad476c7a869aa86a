using System.Globalization;
using IcpRisk.Analysis;
using IcpRisk.Analysis.Portfolio;
using IcpRisk.Cli.Output;
using IcpRisk.Parquet;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Scenarios.Portfolio;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Cli.Commands;

/// <summary>What <c>icprisk run</c> does with a portfolio.</summary>
internal static class PortfolioRunner
{
    /// <param name="terminal">Where results go.</param>
    /// <param name="portfolio">What to run.</param>
    /// <param name="options">How.</param>
    /// <param name="directory">Where files go; null for none.</param>
    /// <param name="level">How fine they are.</param>
    /// <param name="profile">What they are tuned for.</param>
    /// <param name="json">Whether to print JSON.</param>
    /// <param name="quiet">Whether to print nothing.</param>
    /// <param name="cancel">Interrupts.</param>
    public static void Run(
        Terminal terminal, PortfolioScenario portfolio, RunOptions options, DatasetDirectory? directory, OutputLevel level, ParquetProfile profile,
        bool json, bool quiet, CancellationToken cancel)
    {
        foreach (var (place, warning) in portfolio.Places.SelectMany(p => p.Scenario.Warnings.Select(w => (p.Name, w))))
        {
            terminal.Error.WriteLine($"warning: {place}: {warning.Where}: {warning.Text}");
        }

        var run = new PortfolioRun(portfolio, options, directory, level, profile);
        PortfolioResult result;
        using (ProgressReport.Start(run.Simulator.Progress, terminal, TimeProvider.System, quiet))
        {
            result = run.Run(cancel);
        }

        if (directory is null)
        {
            cancel.ThrowIfCancellationRequested();
        }

        if (json)
        {
            terminal.Write(PortfolioRun.ToJson(result.Summary));
        }
        else if (!quiet)
        {
            terminal.Write(PortfolioText.Of(result.Summary, options, terminal.IsAscii) + Footer(result, options, run.Simulator.Threads, directory?.Path, terminal.IsAscii));
        }
    }

    private static string Footer(PortfolioResult result, RunOptions options, int threads, string? directory, bool ascii)
    {
        var page = new TextPage(ascii);
        page.Line();
        RunFooter.End(
            page, string.Create(CultureInfo.InvariantCulture, $"{options.Trials:#,0} trials of {result.Summary.Portfolio.Places.Count} places"), options.Trials,
            result.Seconds["simulate_and_write"], threads, directory, result.Files, "the pot");
        return page.ToString();
    }
}
