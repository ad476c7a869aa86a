using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Fee;

internal static class FeeWords
{
    public static IEnumerable<string> Sentences(FeeRule rule, FeeTerms? terms)
    {
        if (rule.Share.Any(share => share > 0))
            yield return $"A management fee of {Say.ByYear(rule.Share, Say.Share)} of the value is paid{(terms?.FromSavings is null ? ", whatever happens" : "")}.";
        if (rule.Amount.Any(amount => amount > 0))
            yield return $"A management fee of {Say.ByYear([.. rule.Amount.Select(amount => amount / 100)], Say.Money)} is paid{(terms?.FromSavings is null ? ", whatever happens" : "")}.";
        if (terms?.Funded is { } funded)
            yield return $"In year {Say.List(funded.Years.Select(year => $"{year}"))} it is paid by {Say.Name(funded.By)}, on top of the value.";
        if (terms?.FromSavings is { } savings)
        {
            var share = savings.Share == 1 ? "" : $"{Say.Share(savings.Share)} of ";
            var what = savings.Basis == SharingBasis.Annual ? "the savings of the year" : "the savings so far, less fees paid out of them";
            yield return $"From year {savings.From} it is at most {share}{what}: what care costs less than the rest of the value.";
        }
    }
}
