using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Tests.Measures;

/// <summary>What measures and conditions mean, worked by hand; and what is said of those that mean nothing.</summary>
public sealed class GrammarTests
{
    [Theory]
    [InlineData("mean(provider_surplus)", 2, -3, 0, -1)]
    [InlineData("mean(provider.cumulative)", 2, -3, 0, -1)]
    [InlineData("mean(provider_surplus[2])", -2, -1, 0, -7)]
    [InlineData("mean(provider.cumulative[2])", -1, -2, 0, -2)]
    [InlineData("mean(provider_surplus[2..3])", 1, -2, 0, -6)]
    [InlineData("mean(list_size_index[1..2])", 0.985, 0.9, 1, 1)]
    [InlineData("mean(is_deficit)", 1, 3, 0, 1)]
    [InlineData("mean(is_deficit[2])", 1, 1, 0, 1)]
    [InlineData("mean(trust.net[1])", 1, 2, 3, 4)]
    [InlineData("mean(min(provider_surplus))", -2, -1, 0, -7)]
    [InlineData("mean(max(provider.cumulative))", 2, -1, 0, 5)]
    [InlineData("mean(max(commissioner_spend[1..2] - provider_surplus))", 13, 11, 9, 27)]
    [InlineData("mean(max(provider_surplus * year))", 9, -1, 0, 5)]
    [InlineData("mean(list_growth[2] * 100)", -1, -10, 0, 1)]
    [InlineData("mean(-provider_surplus[1] + 2 * 3 - 8 / (1 + 3))", 3, 5, 4, -1)]
    [InlineData("mean(2 - 3 - 4)", -5, -5, -5, -5)]
    [InlineData("p_loss(provider.cumulative)", 0, 1, 0, 1)]
    [InlineData("shortfall(provider.cumulative, 2)", 0, 1, 0, 0)]
    [InlineData("shortfall(commissioner_spend, £33)", 0, 0, 0, 27)]
    [InlineData("return_period(provider.net[2], 1.5)", 1, 0, 0, 1)]
    [InlineData("prob(any(is_deficit[1..3] > 0))", 1, 1, 0, 1)]
    [InlineData("prob(any(is_deficit))", 1, 1, 0, 1)]
    [InlineData("prob(all(is_deficit))", 0, 1, 0, 0)]
    [InlineData("prob(not any(is_deficit[2..3]))", 0, 0, 1, 0)]
    [InlineData("prob(any(is_deficit[1..1]))", 0, 1, 0, 0)]
    [InlineData("prob(is_deficit >= 2)", 0, 1, 0, 0)]
    [InlineData("prob(any(list_size_index[1..3] < 0.98))", 1, 1, 0, 1)]
    [InlineData("prob(any(list_size_index < 96 %))", 0, 1, 0, 1)]
    [InlineData("prob(list_growth < -0.02 and year <= 2)", 0, 1, 0, 0)]
    [InlineData("prob(any(list_growth <= -1 % and year <= 2))", 1, 1, 0, 0)]
    [InlineData("prob(any(list_growth[2..3] < -0.02))", 0, 1, 0, 1)]
    [InlineData("prob(all(list_growth < 0.2))", 1, 1, 1, 1)]
    [InlineData("prob(provider_surplus < 0 or commissioner_spend[1] = 10 and provider_surplus > 0)", 1, 1, 0, 1)]
    [InlineData("prob((provider_surplus < 0 or commissioner_spend[1] = 10) and provider_surplus > 0)", 1, 0, 0, 0)]
    [InlineData("prob(not provider_surplus < 0 and commissioner_spend != 27)", 1, 0, 0, 0)]
    [InlineData("prob(provider_surplus ≥ 0 and provider_surplus ≤ 0)", 0, 0, 1, 0)]
    [InlineData("prob(any(provider_surplus < provider_surplus[term]))", 1, 0, 0, 1)]
    [InlineData("prob(min(provider.cumulative[1..2]) < -1)", 0, 1, 0, 1)]
    [InlineData("prob(any(all(is_deficit[1..3]) and year = 2))", 0, 1, 0, 0)]
    [InlineData("prob(provider_surplus / 0 * 0 < 1)", 0, 0, 0, 0)]
    [InlineData("prob(\"net_trust\"[3] > 2.5)", 0, 0, 1, 1)]
    [InlineData("prob(commissioner_spend * 1,000 > 30k)", 1, 0, 0, 1)]
    public void A_series_is_what_its_words_say(string text, double one, double two, double three, double four)
    {
        double[] expected = [one, two, three, four];
        var found = Small.Of(MeasureParser.Measure(text, Small.Columns).Series);
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, 12));
    }

    [Theory]
    [InlineData("tvar99.5(provider.cumulative)", MeasureKind.Tvar, 0.995, "GBP", LossSide.Low)]
    [InlineData("var90 ( commissioner_spend )", MeasureKind.Var, 0.9, "GBP", LossSide.High)]
    [InlineData("tvar95(-provider_surplus)", MeasureKind.Tvar, 0.95, "GBP", LossSide.High)]
    [InlineData("tvar95(min(provider.cumulative) + £1m)", MeasureKind.Tvar, 0.95, "GBP", LossSide.Low)]
    [InlineData("q0.5(list_size_index[1])", MeasureKind.Quantile, 0.005, "ratio", LossSide.High)]
    [InlineData("sd(provider_surplus / commissioner_spend)", MeasureKind.Sd, 0, "ratio", LossSide.High)]
    [InlineData("mean(is_deficit[1])", MeasureKind.Mean, 0, "share", LossSide.High)]
    [InlineData("return_period(provider.net[1], 5)", MeasureKind.ReturnPeriod, 0, "years", LossSide.Low)]
    [InlineData("return_period(provider.net, 5)", MeasureKind.ReturnPeriod, 0, "terms", LossSide.Low)]
    [InlineData("shortfall(provider.net, 5)", MeasureKind.Shortfall, 0, "GBP", LossSide.Low)]
    public void A_measure_has_a_level_a_unit_and_a_bad_side(string text, MeasureKind kind, double level, string unit, LossSide side)
    {
        var measure = MeasureParser.Measure(text, Small.Columns);
        Assert.Equal((kind, level, unit, side), (measure.Kind, measure.Level, measure.Unit, measure.Side));
    }

    [Theory]
    [InlineData("tvar(provider.net)", 1, "tvar needs a level, such as tvar95")]
    [InlineData("tvar100(provider.net)", 1, "the level of tvar is a per cent above 0 and below 100")]
    [InlineData("mean95(provider.net)", 1, "mean has no level; it is written mean(x)")]
    [InlineData("men(provider.net)", 1, "there is no measure `men`; did you mean mean?")]
    [InlineData("mean(provder_surplus)", 6, "there is no column `provder_surplus`; did you mean provider_surplus?")]
    [InlineData("mean(provider_surplus", 22, "`)` is needed here, not the end")]
    [InlineData("mean(provider_surplus))", 23, "nothing more is meant to come here, but `)` does")]
    [InlineData("mean provider_surplus", 6, "`(` is needed here, not `provider_surplus`")]
    [InlineData("mean(provider_surplus[4])", 23, "a contract year is needed here, 1 to 3, not `4`")]
    [InlineData("mean(provider_surplus[3..1])", 26, "a range goes from an earlier year to a later one")]
    [InlineData("mean(provider_surplus_pv[1])", 25, "provider_surplus_pv is of the term and has no years")]
    [InlineData("mean(list_size_index[term])", 21, "list_size_index has no figure for the term")]
    [InlineData("mean(list_size_index)", 6, "list_size_index has no figure for the term: name a year, list_size_index[1], or put it in any(…), all(…), min(…) or max(…)")]
    [InlineData("mean(list_growth[1])", 17, "growth is on the year before, so year 1 has none")]
    [InlineData("prob(any(list_growth[1..3] < 0))", 21, "growth is on the year before, so year 1 has none")]
    [InlineData("mean(provider.cumulative[1..2])", 25, "years of provider.cumulative do not add up: name one year, or put it in any(…), all(…), min(…) or max(…)")]
    [InlineData("prob(any(provider_surplus[1..2] < commissioner_spend[1..3]))", 53, "the years here are not those that go before")]
    [InlineData("prob(any(provider_surplus_pv < 0))", 6, "nothing in `any` goes over years: name columns without a year, or with a range such as [1..3]")]
    [InlineData("prob(provider_surplus)", 6, "a condition is needed here, such as provider_surplus < 0")]
    [InlineData("prob(provider_surplus < 0 < 1)", 6, "a condition cannot be compared; join conditions by `and` and `or`")]
    [InlineData("prob(1 < (provider_surplus < 0))", 10, "a number is needed on this side, and this is a condition")]
    [InlineData("prob((provider_surplus < 0) + 1 > 0)", 6, "`+` is for numbers, and there is a condition beside it")]
    [InlineData("mean(provider_surplus < 0)", 6, "a number is needed here, and this is a condition; prob(…) is its probability")]
    [InlineData("mean(provider_surplus + )", 25, "a column, a number or a bracket is needed here, not `)`")]
    [InlineData("mean(provider_surplus & 1)", 23, "`&` means nothing here")]
    [InlineData("tvar95(list_size[1])", 8, "tvar is of a loss, and neither side of this is one; qP(…) and prob(…) need none")]
    [InlineData("p_loss(commissioner_spend)", 8, "p_loss is of a figure that is bad when low, as a surplus is; prob(… > …) is the chance that a cost exceeds an amount")]
    [InlineData("shortfall(provider.net)", 23, "`,` is needed here, not `)`")]
    [InlineData("shortfall(provider.net, much)", 25, "a number is needed here, such as £1.5m or 10 %, not `much`")]
    [InlineData("", 1, "there is no measure the end; there are mean(x), sd(x), qP(x), varP(x), tvarP(x), prob(c), p_loss(x), shortfall(x, amount), return_period(x, amount), variance(x)")]
    public void What_cannot_be_read_is_told_with_its_place(string text, int at, string problem)
    {
        var wrong = Assert.Throws<MeasureException>(() => MeasureParser.Measure(text, Small.Columns));
        Assert.Equal($"{text}: at {at}: {problem}", wrong.Message);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_not_a_crash() => Assert.Contains(
        "nested deeper than 40 levels",
        Assert.Throws<MeasureException>(() => MeasureParser.Condition(new string('(', 10_000) + "1 < 2", Small.Columns)).Message, StringComparison.Ordinal);

    [Fact]
    public void Measures_of_one_series_share_it()
    {
        var set = MeasureSet.Parse(
            ["tvar95(provider.cumulative)", "mean(provider_surplus)", "mean(provider_surplus)", "var99( provider.net )", "sd(provider.net[1])"], Small.Columns);
        Assert.Equal(4, set.Measures.Count);
        Assert.Equal(2, set.Series.Count);
        Assert.Equal([true, false], set.Kept);
        Assert.Equal([0, 0, 0, 1], Enumerable.Range(0, 4).Select(set.SeriesOf));
    }

    [Theory]
    [InlineData("p_loss(provider.cumulative) <= 10 %", "<=", 0.1, true)]
    [InlineData("tvar99.5(provider.cumulative) ± 1%", "+-", 0.01, true)]
    [InlineData("tvar99.5(provider.cumulative) +- £5k", "+-", 5000, false)]
    [InlineData("mean(provider_surplus) = -£1.5m", "=", -1.5e6, false)]
    public void A_goal_is_a_measure_a_sign_and_a_number(string text, string sign, double value, bool isShare)
    {
        var goal = MeasureParser.Goal(text, Small.Columns, "<=", "=", "+-");
        Assert.Equal((sign, value, isShare), (goal.Sign, goal.Value, goal.IsShare));
    }

    [Fact]
    public void A_goal_with_another_sign_is_refused() => Assert.Equal(
        "mean(provider.net) > 1: at 20: one of <=, = is needed here, not `>`",
        Assert.Throws<MeasureException>(() => MeasureParser.Goal("mean(provider.net) > 1", Small.Columns, "<=", "=")).Message);
}
