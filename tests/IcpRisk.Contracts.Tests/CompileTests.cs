using IcpRisk.Contracts.Adjustment;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Documents;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Tests;

/// <summary>What compiling a contract against a plan finds, reports and reads.</summary>
public class CompileTests
{
    private const string TwoParties = """
        contract:
          parties:
            ccg: {side: commissioner}
            trust: {side: provider}
          value: {by_year: £1m}

        """;

    [Fact]
    public void Everything_wrong_is_reported_at_once_with_the_nearest_name()
    {
        var problems = Problems(TwoParties + """
              activity_payments: {vacinations: {price: £10}}
              adjustment: {for: [size, need], need_weights: {yung: 1, old: 2}}
              incentives:
                cquin:
                  rate: 2.5 %
                  eligible: {excludes: [primary_car]}
                  metrics: {outcome: {weight: 100 %, floor: 0 %, target: 80 %}}
              gain_loss: {compare: {excludes: [surgey]}}
            """);
        Assert.Equal(
            ["young", "vaccinations", "primary_care", "outcomes", "surgery"],
            problems.Select(p => p.Nearest).Where(nearest => nearest is not null));
    }

    [Theory]
    [InlineData("  payments: {core: 90 %, management: 5 %}", "make up the whole value")]
    [InlineData("  gain_loss: {gains: [{provider: 50 %}], by_quality: {}}", "the contract has no metrics")]
    [InlineData("  payments: {management: 60 %, local: 50 %}\n  incentives: {local: {at_risk: 0 %}}", "leave nothing for core")]
    [InlineData("  activity_payments: {vaccinations: {price: £10000}}", "nothing is left for core")]
    [InlineData("  incentives: {local: {rate: 2 %}}", "no metric earns it")]
    [InlineData("  incentives: {local: {metrics: {outcomes: {weight: 100 %, floor: 0 %, target: 80 %}}}}", "the scheme has no money")]
    [InlineData("  incentives: {local: {rate: 2 %, metrics: {outcomes: {weight: 100 %, floor: 80 %, target: 80 %}}}}", "not on the good side of its floor")]
    [InlineData("  incentives: {local: {rate: 2 %, at_risk: [100 %, [0 %, 50 %, 50 %, 100 %]], metrics: {outcomes: {weight: 100 %, target: 80 %, pay: binary}}}}", "part year")]
    [InlineData("  indexation: actual", "no price index")]
    [InlineData("  capped_at_allocation: true", "the plan has none")]
    [InlineData("  gain_loss_outside: {gains: [{provider: 30 %}]}", "no cost out of scope")]
    [InlineData("  gain_loss: {measure: volume}", "no activity of")]
    [InlineData("  gain_loss: {loss_cap: [5 %]}", "year 2 is missing")]
    [InlineData("  gain_loss: {risk_free_years: [3]}", "past the last")]
    [InlineData("  reimbursement: 50 %\n  gain_loss: {cost_bearer: commissioner}", "nothing to reimburse")]
    [InlineData("  rebase: {years: [3]}", "past the last")]
    [InlineData("  rebase: {years: [2], to: lists}", "no list is adjusted for")]
    [InlineData("  reopener: {list_departs: 5 %}", "no list is adjusted for")]
    [InlineData("  fee: {amount: £1k}\n  payments: {management: 2 %}", "not both")]
    [InlineData("  fee: {amount: £1k, funded: {by: trust, years: [1]}}", "trust")]
    [InlineData("  fee: {amount: £1k, from_savings: {from: 3}}", "past the last")]
    [InlineData("  budget_from: 3", "past the last")]
    [InlineData("  extension: {years: 2, exercised: yes}", "no year is firm")]
    [InlineData("  scope_shifts: {surgey: {actual: 5 %}}", "surgery")]
    [InlineData("  activity_payments: {vaccinations: £10}\n  scope_shifts: {vaccinations: {actual: 5 %}}", "paid by activity")]
    [InlineData("  gain_loss_groups: {hospital: {services: [hospital]}}", "hospital")]
    [InlineData("  incentives: {local: {rate: 2 %, to: {nobody: 100 %}, metrics: {outcomes: {weight: 100 %, floor: 0 %, target: 80 %}}}}", "nobody")]
    [InlineData("  balance: {holder: non_statutory, guarantee: {by: trust, amount: £1m}}", "nothing here")]
    [InlineData("  balance: {holder: statutory, backstop: trust}", "ccg")]
    [InlineData("  balance: {holder: non_statutory}\n  failure: {breach: [current_ratio]}", "balance has no current_ratio to test")]
    [InlineData("  subcontracts: {s: {from: trust, to: trust, services: [surgery], pay: planned_cost}}", "no subcontract with itself")]
    [InlineData("  subcontracts: {s: {from: ccg, to: trust, services: [surgery], pay: planned_cost}}", "trust")]
    [InlineData("  subcontracts: {s: {from: trust, to: trust, services: [surgry], pay: planned_cost}}", "surgery")]
    [InlineData("  subcontracts: {s: {from: trust, to: trust, services: [surgery, surgery], pay: planned_cost}}", "subcontracted twice")]
    [InlineData("  subcontracts: {s: {from: trust, to: trust, services: [surgery], pay: activity, prices: {surgery: £5}}}", "no activity to pay for")]
    [InlineData("  gain_loss: {cost_bearer: commissioner}\n  subcontracts: {s: {from: trust, to: trust, services: [surgery], pay: planned_cost}}", "where the commissioner bears it")]
    [InlineData("  division: equity", "equity on the provider side make up the whole")]
    [InlineData("  division: performance", "no member has a performance")]
    [InlineData("  division: investment", "no member says what investment it needs")]
    public void A_contract_that_does_not_fit_the_plan_is_refused(string terms, string message) =>
        Assert.Contains(Problems(TwoParties + terms), p => p.ToString().Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("    ccg: {side: commissioner}\n    a: {side: provider, cost: 50 %}\n    b: {side: provider, cost: 40 %}", "cost on the provider side")]
    [InlineData("    ccg: {side: commissioner, funds: 90 %}\n    a: {side: provider}", "funds on the commissioner side")]
    [InlineData("    ccg: {side: commissioner}\n    a: {side: provider, cost: 100 %, gain_loss: 40 %}\n    b: {side: provider, cost: 0 %, gain_loss: 40 %}", "gain_loss on the provider side")]
    public void Splits_must_make_up_the_whole(string parties, string message) => Assert.Contains(
        Problems($"contract:\n  parties:\n{parties}\n  value: {{by_year: £1m}}"), p => p.ToString().Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("  value: {year_1: £1m, by_year: £1m}", "exactly one way")]
    [InlineData("  value: {by_year: £1m}\n  payments: {core: 97 %, qof: 3 %}", "qof")]
    [InlineData("  value: {by_year: £1m}\n  gain_loss: {gains: [{to: 5 %, provider: 100 %}]}", "the last band has no upper edge")]
    [InlineData("  value: {by_year: £1m}\n  gain_loss: {gains: [{to: 5 %, provider: 100 %}, {to: 4 %, provider: 50 %}, {provider: 0 %}]}", "edges of bands rise")]
    [InlineData("  value: {by_year: £1m}\n  incentives: {q: {rate: 2 %, metrics: {outcomes: {weight: 90 %, floor: 0 %, target: 80 %}}}}", "make up the whole")]
    [InlineData("  value: {by_year: £1m}\n  incentives: {q: {rate: 2 %, metrics: {outcomes: {weight: 100 %, target: 80 %}}}}", "has a floor")]
    [InlineData("  value: {by_year: £1m}\n  gain_loss: {gain: []}", "gains")]
    [InlineData("  value: {by_year: £1m}\n  rebase: {years: []}", "no year is named")]
    [InlineData("  value: {by_year: £1m}\n  rebase: {years: [2], look_back: 2}", "not so many years before it")]
    [InlineData("  value: {by_year: £1m}\n  reopener: {share: 50 %}", "nothing opens it")]
    [InlineData("  value: {by_year: £1m}\n  gain_loss: {loss_cap_of_revenue: 5 %}", "revenue goes with a cap")]
    [InlineData("  value: {by_year: £1m}\n  gain_loss: {basis: cumulative, loss_cap_of_revenue: 5 %, revenue: £1m}", "single years")]
    [InlineData("  value: {by_year: £1m}\n  gain_loss: {basis: cumulative, carry_forward: {years: 2}}", "carries losses forward already")]
    [InlineData("  value: {by_year: £1m}\n  gain_loss: {by_quality: {losses_at_least: 40 %}, losses: [{provider: 50 %}]}", "follows from quality")]
    [InlineData("  value: {by_year: £1m}\n  extension: {years: 1, exercised: yes, surplus_at_least: 0 %}", "conditions go with on_condition")]
    [InlineData("  value: {by_year: £1m}\n  extension: {years: 1, exercised: on_condition}", "conditions go with on_condition")]
    [InlineData("  value: {by_year: £1m}\n  incentives: {q: {rate: 2 %, domains: {a: 60 %, b: 40 %}, metrics: {outcomes: {domain: a, weight: 100 %, floor: 0 %, target: 80 %}}}}", "domain's paid metrics")]
    [InlineData("  value: {by_year: £1m}\n  incentives: {q: {rate: 2 %, domains: {a: 100 %}, metrics: {outcomes: {domain: b, weight: 100 %, floor: 0 %, target: 80 %}}}}", "domain")]
    [InlineData("  value: {by_year: £1m}\n  incentives: {q: {rate: 2 %, to: {trust: 90 %}, metrics: {outcomes: {weight: 100 %, floor: 0 %, target: 80 %}}}}", "make up the whole")]
    [InlineData("  value: {by_year: £1m}\n  incentives: {q: {rate: 2 %, metrics: {outcomes: {weight: 100 %, pay: ramp, ramp: [[60 %, 0 %]]}}}}", "at least two points")]
    [InlineData("  value: {by_year: £1m}\n  incentives: {q: {rate: 2 %, metrics: {outcomes: {weight: 100 %, pay: ramp, ramp: [[60 %, 0 %], [50 %, 100 %]]}}}}", "scores get better")]
    [InlineData("  value: {by_year: £1m}\n  incentives: {q: {rate: 2 %, metrics: {outcomes: {weight: 100 %, ramp: [[60 %, 0 %], [70 %, 100 %]], floor: 0 %, target: 80 %}}}}", "pay: ramp")]
    [InlineData("  value: {by_year: £1m}\n  failure: {notice: 1}", "failure is measured on a balance sheet")]
    [InlineData("  value: {by_year: £1m}\n  balance: {holder: statutory, debt_due_within_year: £1m}", "more of the debt falls due than there is")]
    [InlineData("  value: {by_year: £1m}\n  balance: {holder: statutory, minimum_net_worth: {amount: £1m, share_of_value: 2 %}}", "exactly one way")]
    [InlineData("  value: {by_year: £1m}\n  division: {by: contingency, otherwise: investment}", "what is left is divided at once")]
    [InlineData("  value: {by_year: £1m}\n  division: {by: equal, up_to: £1m}", "only a contingency has a limit")]
    [InlineData("  value: {by_year: £1m}\n  subcontracts: {s: {from: trust, to: trust, services: [], pay: fixed}}", "no service is subcontracted")]
    [InlineData("  value: {by_year: £1m}\n  subcontracts: {s: {from: trust, to: trust, services: [a], pay: fixed}}", "an amount belongs to pay fixed")]
    [InlineData("  value: {by_year: £1m}\n  subcontracts: {s: {from: trust, to: trust, services: [a], pay: activity}}", "has a price")]
    public void Terms_that_contradict_themselves_are_refused_on_reading(string terms, string message)
    {
        var yaml = "contract:\n  parties:\n    ccg: {side: commissioner}\n    trust: {side: provider}\n" + terms;
        Assert.Contains(message, Assert.Throws<InvalidDocumentException>(() => ReadContract.FromYaml(yaml)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_reads_only_the_rows_its_terms_need()
    {
        var plain = Compile(TwoParties, Plan(), new Problems());
        Assert.Equal([new RowId(Quantity.Cost), new RowId(Quantity.CostOverheads)], plain!.Reads.Order(ByName));

        var rich = Compile(TwoParties + """
              activity_payments: {vaccinations: £10}
              adjustment: {for: [need]}
              incentives: {q: {rate: 2 %, metrics: {outcomes: {weight: 100 %, floor: 0 %, target: 80 %}}}}
              gain_loss: {compare: {excludes: [surgery]}}
            """, Plan(), new Problems());
        Assert.Equal(
            ["Activity[vaccinations]", "Cost", "CostOverheads", "Cost[surgery]", "Cost[vaccinations]", "List[old]", "List[young]", "Score[outcomes]"],
            rich!.Reads.Select(row => row.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(AdjustmentSettlement.Prospective, 2, 0)]
    [InlineData(AdjustmentSettlement.Retrospective, 0, 2)]
    public void A_lag_delays_what_is_measured_or_when_it_is_paid(AdjustmentSettlement settlement, int measured, int paid)
    {
        var terms = new AdjustmentTerms { For = [AdjustedFor.Size], Lag = 2, Settlement = settlement };
        var rule = AdjustmentRule.Compile(terms, Plan().Plan, new Dictionary<string, double>(), new RowTable(), new PlanChecks(new Problems(), null, 2))!;
        Assert.Equal((measured, paid), (rule.Lag, rule.PaidLag));
    }

    [Fact]
    public void A_path_without_a_row_it_reads_is_refused()
    {
        var contract = Compile(TwoParties, Plan(), new Problems())!;
        var path = new PathTile(new PathLayout(2, [new RowId(Quantity.Cost)]), 8);
        path.Begin(0, 8);
        Assert.Throws<KeyNotFoundException>(() => contract.Settle(path, new OutcomeTile(new OutcomeLayout(2, contract.Columns), 8)));
    }

    [Fact]
    public void An_uncertain_term_is_refused()
    {
        var terms = ReadContract.FromYaml(TwoParties + "  gain_loss: {gain_cap: {normal: {mean: 5 %, sd: 1 %}}}");
        var problems = new Problems();
        Assert.Null(ContractPlan.Compile(terms, Plan().Plan, new ContractInputs(), problems));
        Assert.Contains("a contract's terms are certain", problems.ToString(), StringComparison.Ordinal);
    }

    private static Comparer<RowId> ByName => Comparer<RowId>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    private static Problems Problems(string yaml)
    {
        var problems = new Problems();
        Assert.Null(Compile(yaml, Plan(), problems));
        Assert.True(problems.Any);
        return problems;
    }

    private static ContractPlan? Compile(string yaml, World world, Problems problems) => ContractPlan.Compile(
        ReadContract.FromYaml(yaml), world.Plan, new ContractInputs { NeedWeights = new Dictionary<string, double> { ["young"] = 1, ["old"] = 2 } }, problems);

    private static World Plan() => new World(new TimeAxis(new DateOnly(2020, 4, 1), [1, 0.5]))
        .With("List[young]", 800, 800).With("List[old]", 200, 200).With("ListSize", 1000, 1000)
        .With("Cost", 900_000, 450_000).With("Cost[surgery]", 400_000, 200_000).With("Cost[primary_care]", 400_000, 200_000)
        .With("Cost[vaccinations]", 100_000, 50_000).With("Activity[vaccinations]", 5000, 2500).With("CostOverheads", 10_000, 5_000)
        .With("Score[outcomes]", 0.7, 0.7);
}
