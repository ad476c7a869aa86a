using IcpRisk.Contracts.Balance;
using IcpRisk.Contracts.Failure;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Parties;
using IcpRisk.Documents;

namespace IcpRisk.Contracts.Tests.Properties;

/// <content>Members among each other, payments that come late, a balance sheet and failure.</content>
internal sealed partial class RandomContract
{
    private ContractTerms WithMembers(ContractTerms terms)
    {
        var members = terms.Parties.Where(p => p.Value.Side == Side.Provider).Select(p => p.Key).ToList();
        if (members.Count > 1 && terms.GainLoss is not { CostBearer: CostBearer.Commissioner } && Chance(0.4))
        {
            var pay = (SubcontractPay)_random.Next(3);
            terms = terms with
            {
                Subcontracts = Keyed<SubcontractTerms>.Of(
                    ("community", new SubcontractTerms
                    {
                        From = members[0],
                        To = members[1],
                        Services = ["community"],
                        Pay = pay,
                        Amount = pay == SubcontractPay.Fixed ? (Yearly)(51_000.07 * _scale) : null,
                        Margin = pay == SubcontractPay.PlannedCost ? 0.015 : null,
                        Prices = pay == SubcontractPay.Activity ? Keyed<Yearly>.Of(("community", 101.37 * _scale)) : Keyed<Yearly>.Empty,
                    }),
                    ("primary", new SubcontractTerms { From = members[^1], To = members[0], Services = ["primary_care", "vaccination"], Pay = SubcontractPay.PlannedCost })),
            };
        }

        if (Chance(0.4))
        {
            var by = (DivisionBy)_random.Next(6);
            terms = terms with
            {
                Division = new DivisionTerms
                {
                    By = by,
                    Otherwise = (DivisionBy)_random.Next(4),
                    UpTo = by == DivisionBy.Contingency && Chance(0.5) ? 9_000 * _scale : null,
                },
            };
        }

        return Chance(0.4)
            ? terms with
            {
                PaymentLag = new PaymentLagTerms
                {
                    Adjustment = _random.Next(3), Activity = _random.Next(2), Incentives = _random.Next(3), GainLoss = _random.Next(4), StopLoss = _random.Next(2),
                },
            }
            : terms;
    }

    private ContractTerms WithBalance(ContractTerms terms)
    {
        if (Chance(0.4))
            return terms;
        var funder = terms.Parties.ContainsKey("charity");
        var balance = new BalanceTerms
        {
            Holder = Chance(0.7) ? Holder.NonStatutory : Holder.Statutory,
            OpeningCash = 20_000.5 * _scale,
            FixedAssets = 7_000 * _scale,
            Debt = Chance(0.5) ? 5_000 * _scale : 0,
            MinimumNetWorth = Chance(0.5) ? new MinimumNetWorthTerms { Amount = 3_000 * _scale } : new MinimumNetWorthTerms { ShareOfValue = 0.02 },
            CurrentRatio = Chance(0.4) ? 1.1 : null,
            Guarantee = funder && Chance(0.7) ? new GuaranteeTerms { By = "charity", Amount = 4_000.44 * _scale } : null,
            Distributions = funder && Chance(0.5) ? new DistributionTerms { To = "charity", Share = 0.35 } : null,
            BarOnDistributions = Chance(0.5),
            Backstop = Chance(0.6) ? new BackstopTerms { By = "payer_0", From = (BackstopFrom)_random.Next(2) } : null,
        };
        return terms with { Balance = balance, Failure = Chance(0.7) ? RandomFailure() : null };
    }

    private FailureTerms RandomFailure() => new()
    {
        Breach = Chance(0.3) ? [BreachTest.MinimumNetWorth, BreachTest.Cash] : null,
        Notice = _random.Next(3),
        RecommissioningCost = 12_000.01 * _scale,
        Replacement = new ReplacementTerms { Premium = Chance(0.5) ? 0.07 : 0, Of = (ReplacementBasis)_random.Next(2) },
        Compensation = _random.Next(3) switch { 0 => [], 1 => [CompensatedFor.Recommissioning], _ => [CompensatedFor.Recommissioning, CompensatedFor.Premium] },
        WalkAway = Chance(0.3) ? new WalkAwayTerms { After = 15_000 * _scale, Exit = 2_000.5 * _scale } : null,
    };
}
