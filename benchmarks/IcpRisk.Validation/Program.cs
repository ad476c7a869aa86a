using IcpRisk.Documents;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Coverage;
using IcpRisk.Validation.Streams;
using IcpRisk.Validation.Tables;

try
{
    return args switch
    {
        [] => Write(),
        ["stream", .. var rest] => StreamCommand.Run(rest),
        ["coverage", .. var rest] => CoverageCommand.Run(rest),
        ["dieharder", .. var rest] => DieharderCommand.Run(rest),
        _ when args.All(a => AllTables.Tables.Any(t => t.Name == a)) => Print(args),
        _ => throw new ArgumentException(
            $"Nothing to do for {string.Join(' ', args)}: give no argument (all tables, into docs/validation), coverage, stream, dieharder, or tables to print: "
            + $"{string.Join(", ", AllTables.Tables.Select(t => t.Name))}."),
    };
}
catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidDocumentException or IOException or InvalidDataException or NotSupportedException)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

// Works all tables, writes them into their pages, and fails where chance cannot explain the largest |z|.
static int Write()
{
    var verdict = Work(AllTables.Tables, (table, text) =>
    {
        Page.Write(table.Page, table.Name, text);
        Console.WriteLine($"docs/validation/{table.Page}: {table.Name}");
    });
    Page.Write("README.md", "verdict", verdict.Text());
    return Tell(verdict);
}

static int Print(string[] names) => Tell(Work(
    [.. AllTables.Tables.Where(t => names.Contains(t.Name))], (table, text) => Console.WriteLine($"{table.Name}\n\n{text}")));

static Verdict Work(IReadOnlyList<Table> tables, Action<Table, string> take)
{
    var all = new List<(string, Comparison)>();
    foreach (var table in tables)
    {
        var results = new IReadOnlyList<Comparison>[table.Cases.Count];
        Parallel.For(0, results.Length, i => results[i] = table.Work(table.Cases[i]));
        take(table, table.Text(results));
        all.AddRange(table.Cases.SelectMany((c, i) => results[i].Select(r => ($"{table.Name}: {string.Join(", ", c.Keys)}, {r.Figure}", r))));
    }

    return new Verdict(all);
}

static int Tell(Verdict verdict)
{
    Console.WriteLine();
    Console.Write(verdict.Text());
    if (verdict.Plausible)
        return 0;
    Console.Error.WriteLine($"Chance does not explain the largest |z| (probability below {Verdict.Least}).");
    return 1;
}
