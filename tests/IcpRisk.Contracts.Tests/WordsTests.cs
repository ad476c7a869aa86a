using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Tests.Golden;
using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Tests;

/// <summary>The contract in words, its warnings, and the catalogue of outcomes.</summary>
public class WordsTests
{
    [Fact]
    public void Bedfordshire_in_plain_sentences()
    {
        var passages = SettlementCase.Read("bedfordshire").Compile().Describe();
        var all = string.Join('\n', passages.SelectMany(p => p.Sentences));
        Assert.Contains(
            "Of any surplus on the core payment, the provider keeps the first 5 % (£1.26m in year 1) and half of the rest.", all, StringComparison.Ordinal);
        Assert.Contains("Of any loss on the core payment, the provider bears all.", all, StringComparison.Ordinal);
        Assert.Contains("A management fee of 2.5 % of the value is paid, whatever happens.", all, StringComparison.Ordinal);
        Assert.Contains(
            "At risk: 0 % in year 1, 62.5 % in year 2 and 100 % in year 3; the rest is paid whatever happens.",
            all, StringComparison.Ordinal);
        Assert.Contains("The value is not adjusted", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_of_every_golden_contract_says_something()
    {
        foreach (var golden in SettlementTests.Names.Select(SettlementCase.Read).Concat(CaseTests.Names.SelectMany(CaseTable.Read)))
        {
            foreach (var passage in golden.Compile().Describe())
            {
                Assert.NotEmpty(passage.Sentences);
                Assert.All(passage.Sentences, s => Assert.Matches(@"^[A-Z£a-z].*[.]$", s));
                Assert.All(passage.Sentences, s => Assert.DoesNotContain("NaN", s, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("breach-below", "A breach at the end of a year (net worth below the least allowed) ends the contract after one more year of notice.")]
    [InlineData("breach-below", "Parent guarantees up to £15.5 of what is owed when the contract is terminated.")]
    [InlineData("breach-below", "From then on commissioners pay the actual cost of the services in scope and 10 % more, and £120 once for recommissioning.")]
    [InlineData("statutory-holder", "Parent pays every deficit.")]
    [InlineData("statutory-holder", "Nothing can end the contract before its term, as the holder is a statutory body.")]
    [InlineData("walk-away", "The provider side bears the first £5m of losses; commissioners bear what exceeds them, and it leaves after one more year of notice, paying £2m.")]
    [InlineData("payment-lag", "Incentives earned are paid a year later.")]
    [InlineData("distributions", "At the end of each year half of a surplus is paid to owner, as far as net worth exceeds the least allowed, and nothing after a breach.")]
    [InlineData("subcontracts", "Prime pays practices, who bears the cost of primary care, planned cost and 2 % more, £153 in year 1.")]
    [InlineData("division-investment", "Gains go first to members that need investment: hospital (£4) and practices (£7.5); losses, and gains that are left, to hospital (33.3333 %), trust (33.3333 %) and practices (33.3333 %).")]
    public void Members_balance_sheet_and_failure_in_plain_sentences(string golden, string sentence) =>
        Assert.Contains(sentence, SettlementCase.Read(golden).Compile().Describe().SelectMany(p => p.Sentences));

    [Theory]
    [InlineData("breach-below", "termination", Breaks.Continuity | Breaks.Monotonicity)]
    [InlineData("current-ratio", "planned_breach", Breaks.Nothing)]
    [InlineData("statutory-holder", "failure_cannot_happen", Breaks.Nothing)]
    [InlineData("statutory-holder", "safeguards_off", Breaks.Nothing)]
    [InlineData("minimum-rate-first-pound", "first_pound_provider_bears", Breaks.Continuity | Breaks.Monotonicity)]
    [InlineData("shared-savings", "first_pound", Breaks.Continuity)]
    [InlineData("adjustment-whole", "whole_adjustment", Breaks.Continuity)]
    [InlineData("incentive-pool", "binary_metric", Breaks.Continuity)]
    [InlineData("indexation", "indexed_to_actual", Breaks.Monotonicity)]
    [InlineData("part-year", "planned_deficit", Breaks.Nothing)]
    public void Exceptions_are_declared(string golden, string code, Breaks breaks) =>
        Assert.Equal(breaks, SettlementCase.Read(golden).Compile().Warnings().Single(w => w.Code == code).Breaks);

    [Theory]
    [InlineData("rebase-cost", "rebased_to_cost", Breaks.Monotonicity)]
    [InlineData("reopener", "reopener", Breaks.Continuity | Breaks.Monotonicity)]
    [InlineData("at-risk", null, Breaks.Nothing)]
    [InlineData("carry-forward", null, Breaks.Nothing)]
    [InlineData("reimbursement", null, Breaks.Nothing)]
    [InlineData("rebase-lists", null, Breaks.Nothing)]
    public void Exceptions_of_the_rules_in_tables_are_declared(string table, string? code, Breaks breaks)
    {
        foreach (var golden in CaseTable.Read(table))
        {
            var warnings = golden.Compile().Warnings().Where(w => w.Breaks != Breaks.Nothing).ToList();
            Assert.Equal(code is null ? [] : [(code, breaks)], warnings.Select(w => (w.Code, w.Breaks)));
        }
    }

    [Fact]
    public void A_conditional_extension_is_declared() => Assert.Equal(
        ["conditional_extension", "conditional_extension"],
        CaseTable.Read("extension").Skip(2).Take(2).Select(golden => golden.Compile().Warnings().Single(w => w.Breaks != Breaks.Nothing).Code));

    [Theory]
    [InlineData("fee", "In year 1 and 2 it is paid by charity, on top of the value.")]
    [InlineData("fee", "From year 1 it is at most 40 % of the savings of the year: what care costs less than the rest of the value.")]
    [InlineData("reimbursement", "In place of 50 % of the core payment, the same share of what care in scope costs is reimbursed.")]
    [InlineData("reimbursement", "Cost is allowable up to 105 % of the core payment before reimbursement.")]
    [InlineData("rebase-cost", "The value is rebased in year 2 and 4: it moves to what care cost in the year before, and lists are compared with those seen then.")]
    [InlineData("reopener", "When the provider's loss so far is more than 3 % of the contract value of those years, the value is re-opened the next year: it moves to what care cost in the year before, 50 % of the way, and lists are compared with those seen then.")]
    [InlineData("adjustment-sides", "Only what lies beyond 2 % above or 1 % below is paid for.")]
    [InlineData("carry-forward", "Losses are carried forward for 3 years: later gains make up for what the provider bore before they are shared.")]
    [InlineData("caps-of-revenue", "The provider's losses are also at most £800,000, as a share of its revenue.")]
    [InlineData("groups", "Of any saving against the target for medicines, the provider receives half.")]
    [InlineData("domains", "To the end of year 2, wellbeing counts as achieved, being in development.")]
    [InlineData("domains", "What is earned goes to practices (80 %) and lead (20 %).")]
    [InlineData("extension", "It is taken up if the provider's surplus of the firm years is at least 2 % of their value; otherwise the contract ends with the firm years.")]
    [InlineData("scope-shifts", "Out of scope of general practice: 40 % in year 1 and 30 % in year 2, as planned.")]
    [InlineData("budget-from", "Budget, incentives and sharing pass to the provider in year 3; before it only the fee is paid, and commissioners pay for care as they did.")]
    public void The_rules_in_tables_say_what_they_do(string table, string sentence) => Assert.Contains(
        sentence, CaseTable.Read(table).SelectMany(golden => golden.Compile().Describe()).SelectMany(p => p.Sentences));

    [Theory]
    [InlineData("minimum-rate-beyond")]
    [InlineData("cumulative")]
    public void Plain_contracts_have_nothing_to_declare(string golden) =>
        Assert.Empty(SettlementCase.Read(golden).Compile().Warnings());

    [Fact]
    public void The_catalogue_names_each_column_once_with_unit_and_meaning()
    {
        var columns = OutcomeCatalogue.Nature.Concat(OutcomeCatalogue.Settled).ToList();
        Assert.Equal(columns.Count, columns.Select(c => c.Name).Distinct().Count());
        Assert.All(columns, c => Assert.True(c.Meaning.Length > 10 && c.Unit.Length > 0, c.Name));
        Assert.All(OutcomeCatalogue.Settled, c => Assert.Null(c.Row));
        Assert.All(OutcomeCatalogue.Nature, c => Assert.NotNull(c.Row));
        Assert.Equal(Enum.GetNames<Column>().Length, OutcomeCatalogue.Settled.Count);
        foreach (var column in Enum.GetValues<Column>())
            Assert.Equal($"{column}", string.Concat(OutcomeCatalogue.Of(column).Name.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..])));
    }

    [Fact]
    public void A_column_of_nature_is_not_kept_in_an_outcome_tile() =>
        Assert.Throws<ArgumentException>(() => new OutcomeLayout(1, OutcomeCatalogue.Nature));

    [Theory]
    [InlineData(1_258_750, "£1.26m")]
    [InlineData(26_500_000, "£26.5m")]
    [InlineData(662_500, "£662,500")]
    [InlineData(-97.77, "−£97.77")]
    public void Money_in_words(double pounds, string words) => Assert.Equal(words, Say.Money(pounds));
}
