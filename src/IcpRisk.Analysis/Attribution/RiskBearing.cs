using System.Globalization;
using IcpRisk.Nature;

namespace IcpRisk.Analysis.Attribution;

/// <summary>A side of the contract, or one account of it.</summary>
/// <param name="Name">provider, commissioner or third party; of an account its own name.</param>
/// <param name="IsSide">Whether it is a whole side.</param>
/// <param name="Side">The side it is on.</param>
public sealed record BearingAccount(string Name, bool IsSide, string Side);

/// <summary>For whom a risk is meant, and who bears it.</summary>
/// <param name="Name">Name of the risk; all, of all risks together.</param>
/// <param name="Words">The same in words.</param>
/// <param name="Intended">For whom the scenario says it is meant; null of all risks together.</param>
/// <param name="Accounts">The sides, then the accounts.</param>
/// <param name="Bearing">Who bears it, in the order of the accounts.</param>
/// <param name="BetaSum">Sum of the accounts' betas: 1 to rounding, by the ledger; NaN of a risk that moves no cost.</param>
public sealed record RiskBearing(
    string Name, string Words, Bearer? Intended, IReadOnlyList<BearingAccount> Accounts, CostBearing Bearing, double BetaSum)
{
    /// <summary>What is meant beside what is, in a sentence.</summary>
    public string Verdict
    {
        get
        {
            if (!Bearing.MovesCost)
            {
                return Bearing.Accounts.All(a => a.TransferSd.Value == 0)
                    ? "moves nothing here"
                    : "moves no cost, only payments: see the transfers";
            }

            string[] parts = [.. Accounts.Select((a, i) => (a, i)).Where(x => x.a.IsSide)
                .Select(x => $"{x.a.Name} {Percent(Bearing.Accounts[x.i].Beta.Value)}")];
            var borne = string.Join(", ", parts);
            if (Intended is not (Bearer.Provider or Bearer.Commissioner))
            {
                return Intended switch
                {
                    Bearer.Shared => $"meant to be shared: {borne}",
                    Bearer.None => $"meant for nobody: {borne}",
                    _ => borne,
                };
            }

            var meant = Intended == Bearer.Provider ? Sides.Provider : Sides.Commissioner;
            var at = Accounts.ToList().FindIndex(a => a.IsSide && a.Name == meant);
            var share = at < 0 ? 0 : Bearing.Accounts[at].Beta.Value;
            return share switch
            {
                > 1.005 => $"the {meant} bears more than all of it: {borne}",
                >= 0.9 => $"as meant: {borne}",
                >= 0.5 => $"mostly as meant: {borne}",
                >= 0 => $"mostly not as meant: {borne}",
                _ => $"the {meant}, for whom it is meant, gains by it: {borne}",
            };
        }
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100) + 0.0:0} %");

    /// <summary>Names of sides.</summary>
    internal static class Sides
    {
        public const string Provider = "provider";
        public const string Commissioner = "commissioner";
        public const string Third = "third party";
    }
}
