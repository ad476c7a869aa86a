using System.Globalization;
using IcpRisk.Analysis.Measures;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>Whether a run was long enough: estimates and errors against trials, trials advised, what another seed would change.</summary>
internal static class ConvergenceTable
{
    /// <summary>The table; empty where a run was not looked at.</summary>
    public static string Of(Convergence? convergence, bool ascii)
    {
        if (convergence is null)
        {
            return string.Empty;
        }

        var page = new TextPage(ascii);
        page.Line();
        page.Line("Convergence: what the first trials alone would have told of the term");
        var stages = convergence.Rows[0].Stages;
        var table = new TextTable(["measure", .. stages.Select(s => $"{Number(s.Trials)}\ntrials"), "trials\nadvised", "seeds"]);
        foreach (var row in convergence.Rows)
        {
            table.Add([
                row.Measure.Text, .. row.Stages.Select(s => UnitText.Value(s.Estimate.Value, row.Measure.Unit)),
                double.IsFinite(row.TrialsNeeded) ? Number(Math.Ceiling(row.TrialsNeeded)) : string.Empty,
                row.SeedSpread is { } spread ? spread.ToString("0.00", CultureInfo.InvariantCulture) : string.Empty]);
            table.Add([string.Empty, .. row.Stages.Select(s => UnitText.Error(s.Estimate, row.Measure.Unit))]);
        }

        page.Table(table);
        var (trials, needed) = (stages[^1].Trials, convergence.TrialsNeeded);
        page.Words(trials >= needed
            ? "Advised: trials for 95 % intervals within ±1 % of the value (a chance: ±0.1 points); this run is long enough for all."
            : $"Advised: trials for 95 % intervals within ±1 % of the value (a chance: ±0.1 points); for all, about {Number(needed)}.");
        if (convergence.Rows.Any(r => r.SeedSpread is not null))
        {
            page.Words(Seeds(convergence));
        }

        return page.ToString();
    }

    private static string Seeds(Convergence convergence)
    {
        var wide = convergence.Rows.Where(r => r.SeedSpread > Convergence.ByChance).Select(r => r.Measure.Text).ToList();
        var verdict = wide.Count == 0
            ? "another seed would change no figure by more than its error says"
            : $"look again from another seed at {string.Join(", ", wide)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Seeds: each eighth of the run is as good as another seed; how far they differ over what their errors state, by chance below {Convergence.ByChance:0.00} in 999 of 1,000 runs: {verdict}.");
    }

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
