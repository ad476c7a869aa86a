using IcpRisk.Paths;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Exact;
using IcpRisk.Validation.Runs;

namespace IcpRisk.Validation.Tables;

/// <summary>Collective-risk cases of textbooks and examinations.</summary>
/// <remarks>
/// A compound Poisson sum of amounts x with probabilities p(x) is a sum of independent Poisson numbers of each amount, of
/// means λ·p(x): so it is a scenario with a service for each amount.
/// </remarks>
internal static class TextbookTable
{
    private const int Trials = 1 << 18;
    private const string Panjer = "Panjer recursion";

    public static Table Table { get; } = new(
        "textbook", "textbook.md", ["case", "answer from"],
        "the published answer where it could be confirmed, else Panjer's recursion on the published question; which of the two is stated.",
        "262,144 trials of scenarios/amounts.yaml with a service for each amount (Poisson number, mean λ·p(x)), of chance.yaml where severity is lognormal.",
        [
            Variance("claimants", "published: 40", [(1, 6), (2, 4), (3, 2)], 40, quick: true),
            Variance("coins", "published: 210, to the nearest 30; 22 · 9.55", [(1, 17.6), (5, 3.3), (10, 1.1)], 210.1),
            Moments(),
            Probabilities("two policies", [(1, 1.9), (2, 0.8), (3, 0.3)], [0, 1, 2, 3, 6, 10]),
            Probabilities("exactly 600", [(1, 4), (5, 0.8), (10, 0.2)], [6]),
            Probabilities("1, 2 and 4", [(1, 2), (2, 2), (4, 2)], [0, 5, 10, 20]),
            Expectation("losses up to 3", [(1, 1.2), (2, 0.9), (3, 0.6), (4, 0.3)], "P(S ≤ 3)", s => s <= 3 ? 1 : 0),
            Expectation("dividend", [(1, 0.5), (2, 1.5)], "E(4.5 − S)+", s => Math.Max(4.5 - s, 0)),
            Expectation("three policies", [(10, 50), (20, 60), (40, 30)], "P(S > 3,000k)", s => s > 3000 ? 1 : 0, 6000),
            Probabilities("three amounts", [(1, 1), (2, 2), (3, 1)], [0, 4, 8]),
            Expectation("three amounts, stop-loss", [(1, 1), (2, 2), (3, 1)], "E(S − 12)+", s => Math.Max(s - 12, 0)),
        ]);

    private static Case Variance(string name, string source, (int Amount, double Rate)[] rates, double variance, bool quick = false) => new(
        [name, source],
        seed =>
        {
            // Fourth central moment: κ₄ + 3σ⁴, κ₄ = Σ λp(x)·x⁴.
            var fourth = rates.Sum(r => r.Rate * Math.Pow(r.Amount, 4)) + (3 * variance * variance);
            var sample = Simulate(rates, seed);
            var mean = sample.Average();
            var found = sample.Sum(x => (x - mean) * (x - mean)) / (sample.Length - 1);
            return [new("variance", variance, found, Math.Sqrt((fourth - (variance * variance)) / sample.Length))];
        })
    {
        Quick = quick,
    };

    private static Case Probabilities(string name, (int Amount, double Rate)[] rates, int[] totals) => new(
        [name, Panjer],
        seed =>
        {
            var exact = new PanjerRecursion(rates);
            var sample = Simulate(rates, seed);
            return totals.Select(s => Sample.Share($"P(S = {s})", exact.Probability(s), sample.Count(x => x == s), sample.Length));
        });

    private static Case Expectation(string name, (int Amount, double Rate)[] rates, string figure, Func<int, double> g, int greatest = 2000) => new(
        [name, Panjer],
        seed =>
        {
            var exact = new PanjerRecursion(rates, greatest);
            var mean = exact.Expect(g);
            var variance = exact.Expect(s => g(s) * g(s)) - (mean * mean);
            return [Sample.Mean([.. Simulate(rates, seed).Select(x => g((int)x))], mean, Math.Sqrt(variance), figure)];
        });

    // Two lognormal claims of ln X ~ N(ln 1000 − 0.405, 0.9²).
    private static Case Moments() => new(
        ["lognormal claims", "published: 2000 and 4495816"],
        seed =>
        {
            var scenario = Run.Scenario(
                "chance", $"services.care.activity=2", $"services.care.unit_cost={1000.0}",
                $"services.care.case_cv={Math.Sqrt(Math.Exp(0.81) - 1)}", $"risks.volatility.dispersion={1}");
            var sample = Run.Row(scenario, new RowId(Quantity.Cost), Trials, seed);
            var mean = sample.Average();
            var variance = sample.Sum(x => (x - mean) * (x - mean)) / (sample.Length - 1);
            // κ₄ = λ·E X⁴, and E X⁴ = mean⁴·(1 + v²)⁶ of a lognormal.
            var fourth = (2 * 1e12 * Math.Exp(6 * 0.81)) + (3 * 4495816.0 * 4495816);
            return
            [
                Sample.Mean(sample, 2000, Math.Sqrt(4495816)),
                new("variance", 4495816, variance, Math.Sqrt((fourth - (4495816.0 * 4495816)) / Trials)),
            ];
        });

    // Amounts in whole pounds; the scenario has four services, which is enough for every case.
    private static double[] Simulate((int Amount, double Rate)[] rates, long seed)
    {
        string[] names = ["one", "two", "three", "four"];
        FormattableString[] set =
        [
            .. rates.SelectMany<(int Amount, double Rate), FormattableString>((r, i) =>
                [$"services.{names[i]}.activity={r.Rate}", $"services.{names[i]}.unit_cost={r.Amount}"]),
        ];
        return Run.Row(Run.Scenario("amounts", set), new RowId(Quantity.Cost), Trials, seed);
    }
}
