using IcpRisk.Contracts.Adjustment;
using IcpRisk.Contracts.Extension;
using IcpRisk.Contracts.Fee;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Incentives;
using IcpRisk.Contracts.Parties;
using IcpRisk.Contracts.Rebasing;
using IcpRisk.Contracts.Reimbursement;
using IcpRisk.Contracts.Scope;
using IcpRisk.Documents;

namespace IcpRisk.Contracts.Tests.Properties;

/// <content>Rules that few contracts have, each in about a fifth of them.</content>
internal sealed partial class RandomContract
{
    private ContractTerms Further(ContractTerms terms)
    {
        var years = Time.Years;
        var bears = terms.GainLoss is not { CostBearer: CostBearer.Commissioner };
        var members = terms.Parties.Where(p => p.Value.Side == Side.Provider).Select(p => p.Key).ToList();
        var funder = terms.Parties.ContainsKey("charity");
        if (terms.Adjustment is { } adjustment && Chance(0.4))
            terms = terms with { Adjustment = adjustment with { Settlement = AdjustmentSettlement.Retrospective, ToleranceBelow = 0.005, CapBelow = 0.03 } };
        if (bears && Chance(0.25))
        {
            terms = terms with
            {
                Reimbursement = new ReimbursementTerms { Share = Chance(0.3) ? 1 : 0.4, Cap = Chance(0.5) ? 1.05 : null, Cost = (ComparedCost)_random.Next(2), Excludes = Chance(0.3) ? ["community"] : [] },
            };
        }

        if (years > 2 && Chance(0.2))
            terms = terms with { Rebase = new RebaseTerms { Years = [3], To = terms.Adjustment is null || Chance(0.3) ? ResetTo.ActualCost : ResetTo.Lists, Share = 0.7, Cap = Chance(0.5) ? 0.1 : null, LookBack = 2 } };
        if (Chance(0.15))
            terms = terms with { Reopener = new ReopenerTerms { Loss = 0.02, ListDeparts = terms.Adjustment is null ? null : 0.08, Share = 0.5, AtMost = 2 } };
        if (Chance(0.2) && !terms.ActivityPayments.ContainsKey("community"))
            terms = terms with { ScopeShifts = Keyed<ScopeShiftTerms>.Of(("community", new ScopeShiftTerms { Planned = 0.1, Actual = Chance(0.6) ? 0.3 : null, MoneyFollows = Chance(0.5) ? 0.5 : 0 })) };
        terms = terms with { Fee = RandomFee(funder), BudgetFrom = years > 1 && Chance(0.15) ? 2 : 1 };
        if (terms.Fee is { Amount: not null })
            terms = terms with { Payments = Keyed<Yearly>.Of(("local", 0.02)) };
        if (terms.GainLoss is { } sharing)
            terms = terms with { GainLoss = RandomFurther(sharing) };
        if (Chance(0.2))
            terms = terms with { GainLossGroups = Keyed<GroupGainLossTerms>.Of(("hospital", new GroupGainLossTerms { Services = ["hospital"], Gains = Bands(), Losses = Bands() })) };
        if (Chance(0.3))
            terms = terms with { Incentives = Keyed<IncentiveTerms>.Of(terms.Incentives.Select(s => (s.Key, s.Key == "local" ? RandomFurther(s.Value, members) : s.Value))) };
        return years > 1 && Chance(0.2) ? terms with { Extension = RandomExtension() } : terms;
    }

    private FeeTerms? RandomFee(bool funder) => Chance(0.3)
        ? new FeeTerms
        {
            Amount = Chance(0.5) ? 4_000.33 * _scale : null,
            Funded = funder && Chance(0.5) ? new FundedTerms { By = "charity", Years = [1] } : null,
            FromSavings = Chance(0.5) ? new FromSavingsTerms { From = 1, Share = 0.6, Basis = (SharingBasis)_random.Next(2) } : null,
        }
        : null;

    private GainLossTerms RandomFurther(GainLossTerms terms)
    {
        var annual = terms.Basis == SharingBasis.Annual;
        if (annual && Chance(0.25))
            terms = terms with { CarryForward = new CarryForwardTerms { Years = _random.Next(1, 4), Share = Chance(0.5) ? 1 : 0.5 } };
        if (annual && Chance(0.25))
            terms = terms with { LossCapOfRevenue = 0.05, Revenue = 90_000 * _scale };
        if (Chance(0.2))
            terms = terms with { Discount = 0.015 };
        return Chance(0.2) ? terms with { ByQuality = Chance(0.5) ? new QualityTerms() : new QualityTerms { LossesAtLeast = 0.3, LossesAtMost = 0.9 }, Losses = [] } : terms;
    }

    private IncentiveTerms RandomFurther(IncentiveTerms scheme, List<string> members) => scheme with
    {
        To = Chance(0.5) ? Keyed<double>.Of((members[^1], 1.0)) : Keyed<double>.Empty,
        Domains = Keyed<double>.Of(("one", 0.6), ("two", 0.4)),
        Metrics = Keyed<MetricTerms>.Of(
            ("outcomes", new MetricTerms { Domain = "one", Weight = 1, Pay = MetricPay.Ramp, Ramp = [new() { Score = 0.5, Earns = 0 }, new() { Score = 0.6, Earns = 0.7 }, new() { Score = 0.9, Earns = 1 }] }),
            ("waits", new MetricTerms { Domain = "two", Weight = 1, Floor = 18, Target = 8, Better = Better.Lower, DevelopingUntil = 1 })),
    };

    private ExtensionTerms RandomExtension() => _random.Next(3) switch
    {
        0 => new ExtensionTerms { Years = 1, Exercised = Exercised.Yes },
        1 => new ExtensionTerms { Years = 1, Exercised = Exercised.No },
        _ => new ExtensionTerms { Years = 1, Exercised = Exercised.OnCondition, SurplusAtLeast = 0, SpendAtMost = 1.02 },
    };
}
