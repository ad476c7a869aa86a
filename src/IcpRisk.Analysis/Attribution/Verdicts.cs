using System.Globalization;
using IcpRisk.Nature;

namespace IcpRisk.Analysis.Attribution;

/// <summary>What one term of the contract does to who bears a risk, all other terms as they are.</summary>
/// <param name="Name">Name of the term in files.</param>
/// <param name="Words">The term as the subject of a sentence.</param>
/// <param name="Effect">
/// Share of the risk's cost that it leaves with the provider side, −Cov(Net − Net without it, C)/Var(C); below 0 what it takes off.
/// </param>
/// <param name="InTail">The same in the dearest trials.</param>
public sealed record TermEffect(string Name, string Words, Numerics.Statistics.Estimate Effect, Numerics.Statistics.Estimate InTail);

/// <summary>Who bears a risk, in words. A party is a side of the contract, or one account of it.</summary>
internal static class Verdicts
{
    // An effect that is told: this much of the risk, and more than its own error by this many times.
    private const double Least = 0.03;
    private const double Sure = 2;

    /// <summary>For whom a risk is meant, what that side bears, and which term it is that leaves it elsewhere.</summary>
    public static string Of(RiskBearing risk)
    {
        if (!risk.Bearing.MovesCost)
        {
            return risk.Bearing.Accounts.All(a => a.TransferSd.Value == 0)
                ? "moves nothing here"
                : "moves no cost, only payments: see the transfers";
        }

        return Cause(risk) is { } cause ? $"{Judged(risk)}; {cause}" : Judged(risk);
    }

    /// <summary>What one party bears, on average and in the tail.</summary>
    public static string OfParty(RiskBearing risk, int at)
    {
        var (account, borne) = (risk.Accounts[at], risk.Bearing.Accounts[at]);
        if (!risk.Bearing.MovesCost)
        {
            return borne.TransferSd.Value == 0 ? "is not touched" : "has its payments moved";
        }

        var tail = double.IsNaN(borne.Tail.Value) ? string.Empty : $" ({Percent(borne.Tail.Value)} in the tail)";
        var meant = risk.Intended is Bearer.Provider or Bearer.Commissioner && borne.Beta.Value >= 0.005
            ? Name(risk.Intended.Value) == account.Side ? ", as meant" : ", not as meant"
            : string.Empty;
        return borne.Beta.Value switch
        {
            > 1.005 => $"bears more than all of it{tail}{meant}",
            >= 0.995 => $"bears all of it{tail}{meant}",
            >= 0.005 => $"bears {Percent(borne.Beta.Value)} of it{tail}{meant}",
            > -0.005 => $"bears none of it{tail}",
            _ => $"gains {Percent(-borne.Beta.Value)} of what it costs{tail}",
        };
    }

    private static string Judged(RiskBearing risk)
    {
        var borne = string.Join(", ", risk.Accounts.Select((a, i) => (a, i)).Where(x => x.a.IsSide)
            .Select(x => $"{x.a.Name} {Percent(risk.Bearing.Accounts[x.i].Beta.Value)}"));
        if (risk.Intended is not (Bearer.Provider or Bearer.Commissioner))
        {
            return risk.Intended switch
            {
                Bearer.Shared => $"meant to be shared: {borne}",
                Bearer.None => $"meant for nobody: {borne}",
                _ => borne,
            };
        }

        var meant = Name(risk.Intended.Value);
        var at = risk.Accounts.ToList().FindIndex(a => a.IsSide && a.Name == meant);
        var share = at < 0 ? 0 : risk.Bearing.Accounts[at].Beta.Value;
        return share switch
        {
            > 1.005 => $"the {meant} bears more than all of it: {borne}",
            >= 0.9 => $"as meant: {borne}",
            >= 0.5 => $"mostly as meant: {borne}",
            >= 0 => $"mostly not as meant: {borne}",
            _ => $"the {meant}, for whom it is meant, gains by it: {borne}",
        };
    }

    // The term that does most to take the risk from whom it is meant for; of one meant for no one side, that does most.
    private static string? Cause(RiskBearing risk)
    {
        var told = risk.Terms.Where(t => Math.Abs(t.Effect.Value) >= Least && Math.Abs(t.Effect.Value) > Sure * t.Effect.StandardError);
        var cause = risk.Intended switch
        {
            Bearer.Commissioner => told.Where(t => t.Effect.Value > 0).MaxBy(t => t.Effect.Value),
            Bearer.Provider => told.Where(t => t.Effect.Value < 0).MinBy(t => t.Effect.Value),
            _ => told.MaxBy(t => Math.Abs(t.Effect.Value)),
        };
        return cause is null ? null
            : cause.Effect.Value > 0
                ? $"{cause.Words} leaves {Percent(cause.Effect.Value)} of {risk.Words} risk with the provider"
                : $"{cause.Words} takes {Percent(-cause.Effect.Value)} of {risk.Words} risk off the provider";
    }

    internal static string Name(Bearer side) => side == Bearer.Provider ? RiskBearing.Sides.Provider : RiskBearing.Sides.Commissioner;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100) + 0.0:0} %");
}
