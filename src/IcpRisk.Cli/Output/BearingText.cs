using IcpRisk.Analysis.Attribution;
using IcpRisk.Nature;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>Who bears each risk, on paper: intended beside effective.</summary>
internal static class BearingText
{
    public static void Write(TextPage page, IReadOnlyList<RiskBearing> risks)
    {
        var scale = MoneyScale.Of(risks.Select(r => r.Bearing.CostSd.Value));
        var accounts = risks[0].Accounts;
        page.Heading($"Who bears each risk: cost over the term, discounted, {scale.Name}");
        page.Words("Each risk by itself, against all off. Share borne: by how much a net falls for each pound the risk costs (−Cov/Var); shares sum to 100 % over accounts, and one below 0 or above 100 % is told as it is. In the tail: of the excess cost of the dearest 1 % of trials.");
        page.Gap();
        var sides = accounts.Select((a, i) => (a, i)).Where(x => x.a.IsSide).ToList();
        var table = new TextTable(
            ["risk", "meant for", "mean\neffect", "sd of\ncost", .. sides.SelectMany(s => new[] { $"{s.a.Name}\nbears", "±", "in the\ntail" })]);
        foreach (var risk in risks)
        {
            table.Add([
                risk.Words, Meant(risk.Intended), scale.Format(risk.Bearing.Cost.Value), scale.Format(risk.Bearing.CostSd.Value),
                .. sides.SelectMany(s => Cells(risk.Bearing.Accounts[s.i]))]);
        }

        page.Table(table);
        page.Gap();
        foreach (var risk in risks.Where(r => r.Intended is not null))
        {
            var parties = string.Join("; ", risk.Accounts.Zip(risk.Parties).Where(x => !x.First.IsSide).Select(x => $"{x.First.Name.Replace('_', ' ')} {x.Second}"));
            page.Words($"{risk.Words}: {risk.Verdict}. By party: {parties}.", 2);
        }

        Terms(page, risks);

        Each(page, risks, scale);
    }

    private static void Terms(TextPage page, IReadOnlyList<RiskBearing> risks)
    {
        var terms = risks[0].Terms.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        if (terms.Count == 0)
        {
            return;
        }

        page.Heading("What single terms of the contract leave with the provider (-: take off it), share of the risk");
        page.Words("Each term against the same contract without it, all others as they are; of what is missing, against the contract with it. Effects of terms do not add up.");
        page.Gap();
        RiskBearing[] moving = [.. risks.Where(r => r.Bearing.MovesCost)];
        var table = new TextTable(["term", .. moving.Select(r => r.Words.Replace(" and ", "\nand ", StringComparison.Ordinal))]);
        foreach (var term in terms)
        {
            table.Add([term.Words, .. moving.Select(r => YearTable.Share(r.Terms.First(t => t.Name == term.Name).Effect))]);
        }

        page.Table(table);
    }

    private static void Each(TextPage page, IReadOnlyList<RiskBearing> risks, MoneyScale scale)
    {
        var parties = risks[0].Accounts.Select((a, i) => (a, i)).Where(x => !x.a.IsSide).ToList();
        page.Heading("The same by account, share borne");
        var shares = new TextTable(["risk", .. parties.Select(p => p.a.Name)]);
        foreach (var risk in risks.Where(r => r.Bearing.MovesCost))
        {
            shares.Add([risk.Words, .. parties.Select(p => YearTable.Share(risk.Bearing.Accounts[p.i].Beta))]);
        }

        page.Table(shares);
        page.Heading($"What each risk moves on average, and its standard deviation, {scale.Name}");
        var transfers = new TextTable(["risk", .. parties.SelectMany(p => new[] { p.a.Name, "sd" })]);
        foreach (var risk in risks)
        {
            transfers.Add([
                risk.Words,
                .. parties.SelectMany(p => new[]
                {
                    scale.Format(risk.Bearing.Accounts[p.i].Transfer.Value), scale.Format(risk.Bearing.Accounts[p.i].TransferSd.Value),
                })]);
        }

        page.Table(transfers);
    }

    private static string[] Cells(Borne borne) => double.IsNaN(borne.Beta.Value)
        ? ["-", string.Empty, "-"]
        : [YearTable.Share(borne.Beta), YearTable.ShareError(borne.Beta).TrimStart('±'), YearTable.Share(borne.Tail)];

    private static string Meant(Bearer? bearer) => bearer switch
    {
        null => string.Empty,
        Bearer.None => "nobody",
        Bearer.Shared => "all",
        { } one => one.ToString().ToLowerInvariant(),
    };
}
