using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Dependence;

/// <summary>Correlations that cannot hold together, and the nearest that can.</summary>
public sealed class DependenceRepairTests
{
    private static PairTerms Pair(string one, string other, double r) => new() { One = one, Other = other, Correlation = r };

    private static NatureTerms Terms(double common, params PairTerms[] pairs) => Sampling.Quiet().With(r => r with
    {
        Utilisation = new UtilisationRisk { Sd = 0.03, Correlation = common },
        Efficiency = r.Efficiency with { Inflation = new() { Sd = 0.02 } },
        Volatility = new() { On = false },
    }) with { Dependence = pairs };

    private static DependenceRepair Repair(NatureTerms terms) => DependenceRepair.Of(
        new NatureEngine(terms with { Dependence = [] }, Sampling.Years(1), NatureOptions.Full, new PathLayout(1, []), null), terms.Dependence);

    [Fact]
    public void When_correlations_can_hold_nothing_is_moved()
    {
        var repair = Repair(Terms(0.4, Pair("utilisation.clinic", "utilisation.ward", 0.1), Pair("utilisation.ward", "efficiency.inflation", 0.5)));

        Assert.Empty(repair.Moves);
        Assert.Equal(0, repair.Distance);
        Assert.Equal([0.1, 0.5], repair.Pairs.Select(p => p.Correlation));
    }

    [Fact]
    public void When_they_are_slightly_off_the_nearest_are_drawn()
    {
        var terms = Terms(
            0, Pair("utilisation.clinic", "utilisation.ward", 0.8), Pair("utilisation.clinic", "efficiency.inflation", 0.8),
            Pair("utilisation.ward", "efficiency.inflation", 0.2));

        var repair = Repair(terms);

        Assert.True(repair.IsSlight);
        Assert.InRange(repair.Moves[0].Move, 0.01, 0.1);
        var rows = Sampling.Rows(terms with { Dependence = repair.Pairs }, [new(Quantity.Activity, "clinic"), new(Quantity.Activity, "ward"), new(Quantity.PriceIndex)], years: 1);
        var logs = rows.Select(r => Compare.Log(r[0], 1)).ToArray();
        Compare.Correlation(To("utilisation.clinic", "utilisation.ward"), logs[0], logs[1]);
        Compare.Correlation(To("utilisation.clinic", "efficiency.inflation"), logs[0], logs[2]);
        Compare.Correlation(To("utilisation.ward", "efficiency.inflation"), logs[1], logs[2]);

        double To(string a, string b) => repair.Pairs.Single(p => (p.One, p.Other) == (a, b) || (p.Other, p.One) == (a, b)).Correlation.Mean;
    }

    [Fact]
    public void When_two_equal_pairs_leave_no_room_for_a_third_all_three_move_as_by_hand()
    {
        // By symmetry the nearest is (a, a, c) with 1 + 2a²c − 2a² − c² = 0, so c = 2a² − 1, which leaves one number to seek.
        var repair = Repair(Terms(
            0, Pair("utilisation.clinic", "utilisation.ward", 0.8), Pair("utilisation.clinic", "efficiency.inflation", 0.8),
            Pair("utilisation.ward", "efficiency.inflation", 0.2)));

        var best = Enumerable.Range(0, 100_000).Select(k => 0.75 + (k * 1e-6))
            .MinBy(a => (2 * (a - 0.8) * (a - 0.8)) + Math.Pow((2 * a * a) - 1 - 0.2, 2));
        Assert.Equal(best, repair.Pairs[0].Correlation.Mean, 1e-5);
        Assert.Equal((2 * best * best) - 1, repair.Pairs[2].Correlation.Mean, 1e-5);
        var distance = Math.Sqrt((4 * Math.Pow(best - 0.8, 2)) + (2 * Math.Pow((2 * best * best) - 1.2, 2)));
        Assert.Equal(distance, repair.Distance, 1e-6);
    }

    [Fact]
    public void When_they_contradict_one_another_that_is_not_slight()
    {
        var repair = Repair(Terms(
            0, Pair("utilisation.clinic", "utilisation.ward", 0.9), Pair("utilisation.clinic", "efficiency.inflation", 0.9),
            Pair("utilisation.ward", "efficiency.inflation", -0.9)));

        Assert.False(repair.IsSlight);
        Assert.True(repair.Moves[0].Move > DependenceRepair.FarthestMove);
    }

    [Theory]
    [InlineData(-0.3, -0.2)]
    [InlineData(1, 1)]
    public void When_a_pair_is_out_of_the_range_of_its_factor_it_is_moved_into_it(double stated, double held)
    {
        var terms = Terms(0.4, Pair("utilisation.clinic", "utilisation.ward", stated));

        var repair = Repair(terms);

        Assert.Equal(held, repair.Pairs[0].Correlation.Mean, 1e-12);
        Assert.Equal(stated == held ? 0 : 1, repair.Moves.Count);
        var rows = Sampling.Rows(terms with { Dependence = repair.Pairs }, [new(Quantity.Activity, "clinic"), new(Quantity.Activity, "ward")], years: 1);
        var correlation = Compare.CorrelationOf(Compare.Log(rows[0][0], 1), Compare.Log(rows[1][0], 1));
        // Five standard errors of (1 − r²)/√n, and rounding at r = 1.
        Assert.InRange(correlation - held, -0.025, held == 1 ? 1e-12 : 0.025);
    }

    [Fact]
    public void When_another_group_is_possible_its_pairs_keep_their_bits()
    {
        var repair = Repair(Terms(
            0, Pair("utilisation.clinic", "utilisation.ward", 0.8), Pair("utilisation.clinic", "efficiency.inflation", 0.8),
            Pair("utilisation.ward", "efficiency.inflation", 0.2), Pair("quality.common", "population_size.growth", 1.0 / 3)));

        Assert.Equal(1.0 / 3, repair.Pairs[3].Correlation);
        Assert.DoesNotContain(repair.Moves, m => m.One.StartsWith("quality", StringComparison.Ordinal));
    }

    [Fact]
    public void When_a_pair_that_was_not_named_has_to_move_it_is_told()
    {
        // 0.75 and 0.75 with one driver force the other two to 0.125 at least.
        var repair = Repair(Terms(
            0, Pair("utilisation.clinic", "utilisation.ward", 0.75), Pair("utilisation.clinic", "efficiency.inflation", 0.75)));

        Assert.Equal(3, repair.Pairs.Count);
        var added = repair.Moves.Single(m => m.From == 0);
        Assert.InRange(added.To, 0.01, 0.125);
    }
}
