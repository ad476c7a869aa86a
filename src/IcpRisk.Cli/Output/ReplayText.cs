using System.Globalization;
using IcpRisk.Analysis.Replays;
using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Maths;
using IcpRisk.Scenarios;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>One trial's story as text.</summary>
internal static class ReplayText
{
    public static string Of(Scenario scenario, TrialStory story, bool ascii)
    {
        var page = new TextPage(ascii);
        page.Line($"{scenario.Terms.Name}{(scenario.Terms.Title.Length > 0 ? $": {scenario.Terms.Title}" : string.Empty)}");
        page.Line(string.Create(CultureInfo.InvariantCulture, $"hash {scenario.Document.Hash[..12]}, trial {story.Trial}, seed {story.Seed}"));
        if (story.Figures.Count > 0)
        {
            page.Heading("Uncertain figures, drawn once");
            var table = new TextTable("path", "value");
            foreach (var figure in story.Figures)
            {
                table.Add(figure.Path, figure.Value.ToString("#,0.#####", CultureInfo.InvariantCulture));
            }

            page.Table(table, 2);
        }

        Surprises(page, story.Surprises, "Drivers that surprise once");
        foreach (var year in story.Years)
        {
            Year(page, scenario, year);
        }

        Term(page, scenario, story);
        return page.ToString();
    }

    private static void Year(TextPage page, Scenario scenario, YearStory year)
    {
        var heading = $"Year {year.Year}";
        page.Heading(heading);
        page.Line(new string('-', heading.Length));
        var rows = new TextTable("nature", "happened", "planned");
        foreach (var row in year.Rows)
        {
            rows.Add(row.Name.Replace('_', ' '), Of(row.Value, row.Unit), Of(row.Planned, row.Unit));
        }

        page.Table(rows, 2);
        Surprises(page, year.Surprises, "Drivers of the year");
        page.Heading("Services");
        var services = new TextTable("service", "activity", "planned", "cost", "planned") { WordsAtEnd = 0 };
        foreach (var s in year.Services)
        {
            services.Add(s.InScope ? s.Name : $"{s.Name} (out of scope)", Number(s.Activity), Number(s.PlannedActivity), Pounds(s.Cost), Pounds(s.PlannedCost));
        }

        page.Table(services, 2);
        Flows(page, year);
        page.Heading("Who ended up with what");
        var accounts = new TextTable("account", "net");
        foreach (var account in year.Accounts)
        {
            accounts.Add(account.Name, Pounds(account.Net));
        }

        page.Table(accounts, 2);
        if (scenario.Contract.Terms.Balance is not null)
        {
            page.Words($"  Balance sheet at the end: cash {Pounds(year.Columns["provider_cash"])}, net worth {Pounds(year.Columns["provider_net_worth"])}.", 2);
        }

        page.Heading("Adds up");
        foreach (var check in year.Checks)
        {
            page.Line($"  {check.Words}: {Pounds(check.Sum)}{(check.Holds ? string.Empty : $", but should be {Pounds(check.Expected)}")}");
        }
    }

    private static void Flows(TextPage page, YearStory year)
    {
        page.Heading("Cash flows");
        var table = new TextTable("flow", "amount", "from", "to", "by the term") { WordsAtEnd = 3 };
        foreach (var kind in year.Flows.GroupBy(f => f.Kind).OrderBy(g => g.Key))
        {
            foreach (var flow in kind)
            {
                table.Add(flow.Name, Pounds(kind.Key == FlowKind.Cost ? -flow.Amount : flow.Amount), flow.From, flow.To, flow.Rule);
                foreach (var metric in year.Schemes.Where(s => flow.Rule == $"contract.incentives.{s.Scheme}").SelectMany(s => s.Metrics))
                {
                    table.Add(
                        $"  of which {metric.Metric}: score {metric.Score.ToString("0.###", CultureInfo.InvariantCulture)}, {Percent(metric.Achieved)} achieved",
                        $"({Pounds(metric.Earned)})", string.Empty, string.Empty, $"{flow.Rule}.metrics.{metric.Metric}");
                }
            }

            table.Add(kind.Key switch
            {
                FlowKind.Income => "= income",
                FlowKind.Cost => "= cost",
                FlowKind.Beside => "= beside the result",
                _ => "= borne or paid by others",
            }, Pounds(kind.Key == FlowKind.Cost ? -kind.Sum(f => f.Amount) : kind.Sum(f => f.Amount)));
            if (kind.Key == FlowKind.Cost)
            {
                table.Add("= surplus of the provider side", Pounds(year.Columns["provider_surplus"]));
            }
        }

        page.Table(table, 2);
    }

    private static void Surprises(TextPage page, IReadOnlyList<Surprise> surprises, string heading)
    {
        if (surprises.Count == 0)
        {
            return;
        }

        page.Heading($"{heading}, the most unusual first: standard deviations from the mean, and percentile");
        var table = new TextTable("driver", "sd", "percentile");
        foreach (var s in surprises.OrderByDescending(s => Math.Abs(s.Normal)))
        {
            table.Add(s.Driver, s.Normal.ToString("+0.00;-0.00", CultureInfo.InvariantCulture), Percent(Scalar.NormalCdf(s.Normal)));
        }

        page.Table(table, 2);
    }

    private static void Term(TextPage page, Scenario scenario, TrialStory story)
    {
        page.Heading("The term");
        var table = new TextTable([string.Empty, .. story.Years.Select(y => $"year {y.Year}"), "term"]);
        foreach (var column in new[] { "provider_income", "provider_cost", "provider_surplus", "commissioner_spend", "cost_total" })
        {
            table.Add([column.Replace('_', ' '), .. story.Years.Select(y => Pounds(y.Columns[column])), Pounds(story.Term[column])]);
        }

        foreach (var account in scenario.Contract.Accounts)
        {
            table.Add([$"net {account}", .. story.Years.Select(y => Pounds(y.Accounts.First(a => a.Name == account).Net)), Pounds(story.Term[$"net_{account}"])]);
        }

        page.Table(table, 2);
        page.Line(story.AddsUp ? "  Every sum holds to the penny." : "  Some sums do not hold.");
    }

    private static string Of(double value, string unit) => unit switch
    {
        "people" => Number(value),
        "share" => Percent(value),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    private static string Number(double value) => MoneyScale.Number(value, 0);

    private static string Percent(double value) => $"{MoneyScale.Number(100 * value, 1)} %";

    private static string Pounds(double value) => MoneyScale.Number(value, 2);
}
