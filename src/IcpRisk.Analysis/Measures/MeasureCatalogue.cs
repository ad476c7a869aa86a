using System.Text;

namespace IcpRisk.Analysis.Measures;

/// <summary>A measure, said once: for messages, files and docs/measures.md.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Name">Name in questions, without its level.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Meaning">What it is, with its sign convention.</param>
/// <param name="Estimator">How it is estimated from trials.</param>
/// <param name="Interval">How its 95 % interval is made, for independent trials.</param>
/// <param name="Source">Where it is from.</param>
public sealed record MeasureDefinition(
    MeasureKind Kind, string Name, string Form, string Meaning, string Estimator, string Interval, string Source);

/// <summary>Every measure there is.</summary>
public static class MeasureCatalogue
{
    private const string Begin = "<!-- measures: written by the catalogue -->";
    private const string End = "<!-- end of measures -->";

    public static IReadOnlyList<MeasureDefinition> All { get; } =
    [
        new(MeasureKind.Mean, "mean", "mean(x)", "expected value",
            "weighted mean", "normal", "Owen, *Monte Carlo theory, methods and examples*, ch. 9"),
        new(MeasureKind.Sd, "sd", "sd(x)", "standard deviation",
            "√ of the unbiased variance", "normal, delta method with the fourth moment; too short under heavy tails", "Pébay, SAND2008-6212"),
        new(MeasureKind.Quantile, "q", "qP(x)", "P % quantile of the value (not of the loss): P % of trials lie at or below it",
            "least value with at least that share at or below it", "order statistics with binomial tails; Woodruff's of weighted or dependent trials", "Hyndman and Fan (1996), type 1; David and Nagaraja, *Order statistics*"),
        new(MeasureKind.Var, "var", "varP(x)", "value at risk: P % quantile of the loss. The loss of a figure that is bad when low (surplus, net, headroom) is its negative, of one that is bad when high (cost, spend) the figure itself",
            "quantile of the loss", "as qP", "as qP"),
        new(MeasureKind.Tvar, "tvar", "tvarP(x)", "tail value at risk: mean loss in the worst 100 − P % of trials; the same loss as varP",
            "VaR + mean excess over it/(1 − P)", "normal, moved and widened for the skewness of the excess", "Acerbi and Tasche (2002); Rockafellar and Uryasev (2002); Hall, *The bootstrap and Edgeworth expansion*"),
        new(MeasureKind.Probability, "prob", "prob(c)", "probability of a condition",
            "share of weight for which it holds", "Wilson's score", "Wilson (1927)"),
        new(MeasureKind.LossProbability, "p_loss", "p_loss(x)", "probability of a loss: of a figure that is bad when low, that it is below 0",
            "as prob", "as prob", "as prob"),
        new(MeasureKind.Shortfall, "shortfall", "shortfall(x, amount)", "expected shortfall below reserves: mean over all trials of what the loss exceeds the amount by, 0 where it does not",
            "mean excess", "normal, moved and widened for skewness, not below 0", "Klugman, Panjer and Willmot, *Loss models* (stop-loss premium); Hall"),
        new(MeasureKind.ReturnPeriod, "return_period", "return_period(x, amount)", "one over the probability that the loss exceeds the amount: years to one such year, or terms to one such term",
            "one over the share", "one over the ends of Wilson's", "Gumbel, *Statistics of extremes*; Wilson (1927)"),
        new(MeasureKind.Variance, "variance", "variance(x)", "variance, the square of sd",
            "unbiased", "the square of that of sd", "as sd"),
    ];

    public static MeasureDefinition Of(MeasureKind kind) => All[(int)kind];

    /// <summary>The table of docs/measures.md, from mark to mark.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder(Begin).Append('\n');
        text.Append("| measure | is | estimate | 95 % interval | source |\n| --- | --- | --- | --- | --- |\n");
        foreach (var m in All)
        {
            text.Append($"| `{m.Form}` | {m.Meaning} | {m.Estimator} | {m.Interval} | {m.Source} |\n");
        }

        return text.Append(End).Append('\n').ToString();
    }
}
