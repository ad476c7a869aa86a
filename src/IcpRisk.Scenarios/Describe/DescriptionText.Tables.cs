using IcpRisk.Nature.Spread;

namespace IcpRisk.Scenarios.Describe;

/// <content>The tables: money by year, services, spreads, and what is left.</content>
internal sealed partial class DescriptionText
{
    private void Money()
    {
        (string Head, Func<DescribedYear, double?> Of)[] columns =
        [
            ("contract\nvalue", y => y.ContractValue),
            ("core", y => y.Core),
            ("by\nactivity", y => y.ActivityPayments),
            ("fee", y => y.ManagementFee),
            ("incentive\navailable", y => y.IncentiveAvailable),
            ("allocation", y => y.Allocation),
            ("planned\ncost", y => y.PlannedCost),
            ("expected\ncost", y => y.ExpectedCost),
            ("planned\nmargin", y => y.PlannedMargin),
            ("expected\nmargin", y => y.ExpectedMargin),
        ];
        var shown = columns.Where(c => told.Years.Any(y => c.Of(y) is not null and not 0)).ToList();
        var scale = MoneyScale.Of(shown.SelectMany(c => told.Years.Select(y => c.Of(y) ?? 0)));
        page.Heading($"Money by contract year, {scale.Name}");
        page.Words("  Expected: if every driver takes its mean. Cost: services in scope and overheads. Margin: the provider side's surplus.", 2);
        var table = new TextTable(["year", "planned\nlist", .. shown.Select(c => c.Head)]);
        foreach (var year in told.Years)
        {
            table.Add([$"{year.Year}", MoneyScale.Number(year.PlannedList, 0), .. shown.Select(c => c.Of(year) is { } v ? scale.Format(v) : string.Empty)]);
        }

        if (told.Years.Count > 1)
        {
            table.Add(["term", string.Empty, .. shown.Select(c => scale.Format(told.Years.Sum(y => c.Of(y) ?? 0)))]);
        }

        page.Table(table, 2);
    }

    private void Services()
    {
        var last = told.Years.Count;
        int[] years = last > 1 ? [1, last] : [1];
        var scale = MoneyScale.Of(told.Services.SelectMany(s => s.Years.SelectMany(y => new[] { y.PlannedCost, y.ExpectedCost })));
        page.Heading($"Services in year {string.Join(" and year ", years)}: activity, and cost in {scale.Name}");
        var heads = years.SelectMany(y => new[]
        {
            $"planned\nactivity {y}", $"expected\nactivity {y}", $"planned\ncost {y}", $"expected\ncost {y}",
        });
        var table = new TextTable(["service", "scope", .. heads]);
        foreach (var service in told.Services)
        {
            table.Add([service.Name, service.InScope ? "in" : "out", .. years.Select(y => service.Years[y - 1]).SelectMany(y => new[]
            {
                MoneyScale.Number(y.PlannedActivity, 0), MoneyScale.Number(y.ExpectedActivity, 0),
                scale.Format(y.PlannedCost), scale.Format(y.ExpectedCost),
            })]);
        }

        page.Table(table, 2);
    }

    private void Spreads()
    {
        var last = told.Years.Count;
        int[] years = [.. new[] { 1, 5, 10, last }.Where(y => y <= last).Distinct().Order()];
        page.Heading("How far each driver spreads: standard deviation by contract year");
        if (told.Spreads.Count == 0)
        {
            page.Words("  No driver has any: every trial is the same.");
            return;
        }

        var table = new TextTable(["driver", .. years.Select(y => $"year {y}"), "of what, and how"]) { WordsAtEnd = 1 };
        foreach (var group in SpreadGroup.Of(told.Spreads.Where(s => s.Course != SpreadCourse.Chance), Kinds))
        {
            table.Add([group.Name, .. years.Select(y => SpreadWords.Value(group.One, y)), SpreadWords.Of(group.One)]);
        }

        page.Table(table, 2);
        Chance(last > 1 ? [1, last] : [1]);
    }

    private void Chance(int[] years)
    {
        (string Stem, string Head)[] kinds =
            [("volatility.activity.", "activity"), ("volatility.case_cost.", "case costs"), ("volatility.high_cost.", "high-cost")];
        var chance = told.Spreads.Where(s => s.Course == SpreadCourse.Chance).ToDictionary(s => s.Name);
        var shown = kinds.Where(k => chance.Keys.Any(n => n.StartsWith(k.Stem, StringComparison.Ordinal))).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        page.Heading("Chance, each year anew: standard deviation of a service's activity and of what its cases cost");
        var table = new TextTable(["service", .. shown.SelectMany(k => years.Select(y => $"{k.Head}\nyear {y}"))]);
        foreach (var service in told.Services)
        {
            table.Add([service.Name, .. shown.SelectMany(k => years.Select(y =>
                chance.TryGetValue(k.Stem + service.Name, out var spread) ? SpreadWords.Value(spread, y) : string.Empty))]);
        }

        page.Table(table, 2);
    }

    private void Rest()
    {
        if (told.Dependence.Count > 0)
        {
            page.Heading("Surprises that go together: correlation");
            foreach (var pair in told.Dependence)
            {
                var value = pair.Distribution is { } drawn ? Text($"{drawn}, of mean {pair.Correlation:0.##}") : Text($"{pair.Correlation:0.##}");
                page.Line(pair.One == pair.Other
                    ? $"  any two of {pair.One} that are not named: {value}"
                    : $"  {pair.One} with {pair.Other}: {value}");
            }

            if (told.StudentTDegrees is { } degrees)
            {
                page.Words(Text(
                    $"Extremes of drivers tied to one another come together: a Student-t copula with {degrees:0.##} degrees of freedom."));
            }
        }

        if (told.UncertainFigures.Count > 0)
        {
            page.Heading("Figures that are uncertain themselves, drawn once a trial");
            foreach (var figure in told.UncertainFigures)
            {
                page.Words($"  {figure.Path}: {figure.Value}", 4);
            }
        }

        page.Heading(Text($"A run that names no numbers has {told.Trials:#,0} trials from seed {told.Seed}."));
        foreach (var sentence in told.Sampling)
        {
            page.Words($"  {sentence}", 2);
        }
    }
}
