using System.Globalization;

namespace IcpRisk.Scenarios.Describe;

/// <summary>A payoff as a table and a picture.</summary>
internal static class PayoffText
{
    private const int Tall = 18;

    public static void Write(Payoff payoff, string title, TextPage page)
    {
        page.Line(title.Length > 0 ? $"{payoff.Name}: {title}" : payoff.Name);
        page.Line($"hash {payoff.Hash[..12]}");
        page.Heading($"Payoff of contract year {payoff.Year}: who has what when care costs more or less");
        page.Words(
            "  The cost of all services in scope is scaled, all else is as planned, and nothing is brought forward from other years."
            + (payoff.IsCumulative ? " Gains and losses are settled on sums over years: this is what the terms of this year would make of a first one." : string.Empty)
            + (payoff.IsOfVolume ? " Gains and losses are those of activity, which is as planned here: none of this cost is shared." : string.Empty), 2);
        var scale = MoneyScale.Of(payoff.Points.SelectMany(p => new[] { p.Cost, p.ProviderSurplus, p.CommissionerSpend }));
        page.Words($"  Amounts in {scale.Name}. Target: {payoff.TargetWords}, {scale.Format(payoff.Target)}. Planned cost in scope: {scale.Format(payoff.PlannedCost)}. Saving: what the commissioner spends less than where cost meets the target. Borne: what the provider side bears of a further pound.", 2);
        page.Gap();
        page.Table(Table(payoff, scale), 2);
        page.Heading($"{scale.Name} by cost in % of the target: P provider surplus, C commissioner saving, * both, ^ bends and jumps");
        foreach (var line in Picture(payoff, scale))
        {
            page.Line(line);
        }
    }

    private static TextTable Table(Payoff payoff, MoneyScale scale)
    {
        var table = new TextTable("cost,\n% of target", "cost", "provider\nsurplus", "commissioner\nspend", "commissioner\nsaving", "borne", "what bends here") { WordsAtEnd = 1 };
        foreach (var point in payoff.Points)
        {
            var borne = point.JumpsHere ? "jump" : point.ProviderBears is { } bears ? Percent(bears) : string.Empty;
            var first = true;
            foreach (var kink in point.Kinks.DefaultIfEmpty(new PayoffKink(string.Empty, string.Empty)))
            {
                string[] figures = first
                    ?
                    [
                        Percent(point.CostOfTarget, "0.##"), scale.Format(point.Cost), scale.Format(point.ProviderSurplus),
                        scale.Format(point.CommissionerSpend), scale.Format(point.CommissionerSaving), borne,
                    ]
                    : ["", "", "", "", "", ""];
                table.Add([.. figures, kink.Words]);
                first = false;
            }
        }

        return table;
    }

    private static string Percent(double share, string decimals = "0.#")
    {
        var text = (share * 100).ToString(decimals, CultureInfo.InvariantCulture);
        return (text == "-0" ? "0" : text) + " %";
    }

    private static IEnumerable<string> Picture(Payoff payoff, MoneyScale scale)
    {
        var curve = payoff.Curve;
        var amounts = curve.SelectMany(p => new[] { p.ProviderSurplus, p.CommissionerSaving }).Append(0).ToList();
        var (low, high) = (amounts.Min(), amounts.Max());
        if (high - low < 1)
        {
            (low, high) = (low - 1, high + 1);
        }

        var rows = Enumerable.Range(0, Tall).Select(_ => Enumerable.Repeat(' ', curve.Count).ToArray()).ToArray();
        Array.Fill(rows[Row(0)], '-');
        var (from, to) = (curve[0].CostOfTarget, curve[^1].CostOfTarget);
        if (Column(1) is >= 0 and var at && at < curve.Count)
        {
            foreach (var row in rows)
            {
                row[at] = row[at] == '-' ? '+' : '|';
            }
        }

        for (var i = 0; i < curve.Count; i++)
        {
            rows[Row(curve[i].CommissionerSaving)][i] = 'C';
            ref var cell = ref rows[Row(curve[i].ProviderSurplus)][i];
            cell = cell == 'C' ? '*' : 'P';
        }

        var labels = Enumerable.Range(0, Tall).Select(r => r is 0 or Tall - 1 || r == Row(0) ? scale.Format(r == Row(0) ? 0 : high - ((high - low) * r / (Tall - 1))) : string.Empty).ToList();
        var wide = labels.Max(l => l.Length);
        for (var r = 0; r < Tall; r++)
        {
            yield return $"  {labels[r].PadLeft(wide)} |{new string(rows[r]).TrimEnd()}";
        }

        var marks = Enumerable.Repeat(' ', curve.Count).ToArray();
        foreach (var point in payoff.Points.Where(p => p.Kinks.Any(k => !k.Words.StartsWith("cost meets", StringComparison.Ordinal))))
        {
            marks[Math.Clamp(Column(point.CostOfTarget), 0, curve.Count - 1)] = '^';
        }

        yield return $"  {new string(' ', wide)}  {new string(marks).TrimEnd()}";
        var (left, right) = (Percent(from), Percent(to));
        var middle = new string(' ', Math.Max(Column(1) - left.Length - 1, 1)) + "100 %";
        var line = (left + (Column(1) > left.Length + 1 ? middle : string.Empty)).PadRight(curve.Count - right.Length);
        yield return $"  {new string(' ', wide)}  {line}{right}";

        int Row(double amount) => (int)Math.Round((high - amount) / (high - low) * (Tall - 1));

        int Column(double ofTarget) => (int)Math.Round((ofTarget - from) / (to - from) * (curve.Count - 1));
    }
}
