using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using IcpRisk.Analysis;
using IcpRisk.Analysis.Stress;
using IcpRisk.Analysis.Variants;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Output;

/// <summary>What chance alone pays, in tables, as JSON, and as a table for a file.</summary>
internal static class ChanceText
{
    public static string Of(ChanceResult result, Scenario scenario, RunOptions options, bool ascii)
    {
        var page = new TextPage(ascii);
        page.Words(string.Create(
            CultureInfo.InvariantCulture,
            $"Contract year {result.Year} when true performance is exactly the target: counts and costs of cases vary, nothing else does. {options.Trials:#,0} trials at each list size, seed {options.Seed}.{(result.Given is null ? string.Empty : $" Given {result.Given}: of the trials in which it holds.")}"));
        if (result.Given is { } given)
        {
            page.Heading("Trials that count");
            var counted = new TextTable("list", "trials", "share");
            foreach (var list in result.Lists)
            {
                counted.Add(
                    MoneyScale.Number(list.List, 0), MoneyScale.Number(list.GivenTrials!.Value, 0), Percent((double)list.GivenTrials.Value / options.Trials, 1));
            }

            page.Table(counted);
        }

        if (scenario.Contract.Terms.GainLoss is not null)
        {
            page.Heading($"Gains and losses by chance alone; rates are shares of the target ({result.TargetWords})");
            var table = new TextTable(
                "list", "cost varies\n(sd)", "a gain\nis shared", "error", "a loss\nis shared", "error", "transferred\non average",
                $"minimum savings rate\nthat holds {Percent(result.Hold, 0)}", "error", $"minimum loss rate\nthat holds {Percent(result.Hold, 0)}", "error");
            foreach (var list in result.Lists)
            {
                table.Add(
                    MoneyScale.Number(list.List, 0), Percent(list.Sd.Value, 2), Percent(list.Gain.Value, 1), Error(list.Gain, 1), Percent(list.Loss.Value, 1),
                    Error(list.Loss, 1), Percent(list.Transfer.Value, 3), Percent(list.SavingsRate.Value, 2), Error(list.SavingsRate, 2),
                    Percent(list.LossRate.Value, 2), Error(list.LossRate, 2));
            }

            page.Table(table);
        }

        foreach (var metric in result.Lists[0].Metrics.Select((m, i) => (M: m, I: i)))
        {
            page.Heading(string.Create(CultureInfo.InvariantCulture, $"{metric.M.Scheme}, {metric.M.Metric}: true score {metric.M.Score:0.###}, which earns all of its money"));
            var table = new TextTable("list", "score varies\n(sd)", "all is\npaid", "error", "nothing\nis paid", "error", "paid on\naverage", "error");
            foreach (var list in result.Lists)
            {
                var m = list.Metrics[metric.I];
                table.Add(
                    MoneyScale.Number(list.List, 0), m.Sd.ToString("0.####", CultureInfo.InvariantCulture), Percent(m.Full.Value, 1), Error(m.Full, 1),
                    Percent(m.Nothing.Value, 1), Error(m.Nothing, 1), Percent(m.Share.Value, 1), Error(m.Share, 1));
            }

            page.Table(table);
        }

        return page.ToString();
    }

    public static string Json(ChanceResult result, RunOptions options) => JsonSerializer.Serialize(
        new Document(options.Trials, options.Seed, result.Year, result.Given, result.Hold, result.TargetWords, result.Lists), SummaryFiles.Json) + "\n";

    public static VariantTable Table(ChanceResult result)
    {
        var rows = result.Lists.SelectMany(l => new (ListChance List, string What, Estimate Estimate)[]
        {
            (l, "sd", l.Sd), (l, "gain", l.Gain), (l, "loss", l.Loss), (l, "transfer", l.Transfer), (l, "savings_rate", l.SavingsRate),
            (l, "loss_rate", l.LossRate),
        }.Concat(l.Metrics.SelectMany(m => new (ListChance List, string What, Estimate Estimate)[]
        {
            (l, $"{m.Scheme}.{m.Metric}.full", m.Full), (l, $"{m.Scheme}.{m.Metric}.nothing", m.Nothing), (l, $"{m.Scheme}.{m.Metric}.share", m.Share),
        }))).ToList();
        var table = new VariantTable()
            .Number("list", "people", "list size in contract year 1", rows.Select(r => r.List.List))
            .Text("what", "what is estimated", rows.Select(r => r.What))
            .Estimates(string.Empty, "share", "the estimate", [.. rows.Select(r => r.Estimate)]);
        return result.Given is not { } given ? table : table
            .Text("given", "the condition, as asked", rows.Select(_ => given))
            .Number("given_trials", "trials", "trials in which it holds", rows.Select(r => (double)r.List.GivenTrials!.Value));
    }

    private static string Percent(double share, int decimals) => double.IsNaN(share) ? "n/a" : $"{MoneyScale.Number(100 * share, decimals)} %";

    private static string Error(Estimate estimate, int decimals) =>
        estimate.StandardError is 0 or double.NaN ? string.Empty : $"{MoneyScale.Error(100 * estimate.StandardError, decimals)} %";

    private sealed record Document(
        long Trials, long Seed, int Year, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Given, double Hold,
        string TargetWords, IReadOnlyList<ListChance> Lists);
}
