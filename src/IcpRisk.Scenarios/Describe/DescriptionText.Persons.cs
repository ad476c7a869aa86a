namespace IcpRisk.Scenarios.Describe;

/// <content>How unequally people use services that say so.</content>
internal sealed partial class DescriptionText
{
    private void Persons()
    {
        var services = told.Services.Where(s => s.Persons is not null).Select(s => (s.Name, Persons: s.Persons!)).ToList();
        if (services.Count == 0)
        {
            return;
        }

        page.Heading("How unequally people use a service: share of a year's spending of the dearest, and what follows for its cases");
        var table = new TextTable([
            "service", .. services[0].Persons.Top.Select(t => Text($"top\n{t.People * 100:0.##} %")),
            "people\nwho use it", "cv between\npeople", "cases\na head", "case cv", "case\nskewness",
        ]);
        foreach (var (name, persons) in services)
        {
            table.Add([
                name, .. persons.Top.Select(t => Text($"{t.Spending * 100:0.0} %")),
                Text($"{persons.Users * 100:0.##} %"), Text($"{persons.Cv:0.00}"), Text($"{persons.CasesAHead:0.000}"),
                Text($"{persons.CaseCv:0.00}"), persons.CaseSkewness is { } skewness ? Text($"{skewness:0.00}") : string.Empty,
            ]);
        }

        page.Table(table, 2);
    }
}
