using IcpRisk.Documents;
using IcpRisk.Nature.Kernel;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// v and γ of the cases of a service whose people are uncertain: <see cref="PersonCases"/> worked trial by trial from what
/// is drawn of the classes. Shares that come to more than everybody are scaled to everybody. Where people drawn vary less
/// than counts alone, cases do not vary.
/// </summary>
internal sealed class PersonVariation
{
    private const double LeastVariance = 1e-12;
    private const double LeastThird = 1e-15;

    private PersonVariation(Param cv, Param skewness) => (Cv, Skewness) = (cv, skewness);

    /// <summary>v.</summary>
    public Param Cv { get; }

    /// <summary>γ.</summary>
    public Param Skewness { get; }

    /// <summary>The largest plausible v.</summary>
    public double MostCv { get; private init; }

    /// <summary>The largest plausible γ.</summary>
    public double MostSkewness { get; private init; }

    /// <summary>Of a service; null where it has no people, or certain ones.</summary>
    public static PersonVariation? Of(PlanBuilder plan, string service)
    {
        var terms = plan.Terms.Services[service];
        if (!plan.IsOn(Risk.Volatility) || terms.Persons is not { } persons || !Figures(persons).Any(f => f.Distribution is not null))
        {
            return null;
        }

        var cases = PersonCases.Of(plan.Terms.Population, plan.Terms.Risks.Volatility, terms)!;
        var (p, path) = (plan.Params, $"services.{service}.persons");
        (Param Share, Param Mean, Param Square)[] classes =
        [
            .. persons.Select(c => (
                plan.Of(c.Value.Share, Risk.Volatility, $"{path}.{c.Key}.share", Shares),
                plan.Of(c.Value.Mean, Risk.Volatility, $"{path}.{c.Key}.mean", Means),
                Squared(p, plan.Of(c.Value.Cv, Risk.Volatility, $"{path}.{c.Key}.cv", Cvs)))),
        ];
        var everybody = p.Max(classes.Select(c => c.Share).Aggregate(p.Add), Param.Of(1));
        var (mean, second, third) = (Param.Of(0), Param.Of(0), Param.Of(0));
        foreach (var (share, own, square) in classes)
        {
            var weight = p.Multiply(p.Divide(share, everybody), own);
            var grown = p.Multiply(own, p.Add(Param.Of(1), square));
            mean = p.Add(mean, weight);
            second = p.Add(second, p.Multiply(weight, grown));
            third = p.Add(third, p.Multiply(p.Multiply(weight, grown), p.Multiply(grown, p.Add(Param.Of(1), square))));
        }

        // Over powers of the mean; then E[X³] − 3E[X²] + 2.
        second = p.Divide(second, p.Multiply(mean, mean));
        third = p.Divide(third, p.Multiply(mean, p.Multiply(mean, mean)));
        var thirdCentral = p.Add(p.Subtract(third, p.Scale(second, 3)), Param.Of(2));
        var (perHead, dispersion) = (cases.CasesAHead, cases.Dispersion);
        var variance = p.Max(
            p.Subtract(p.Scale(p.Subtract(second, Param.Of(1)), perHead), Param.Of(dispersion)), Param.Of(LeastVariance));
        var counts = p.Add(p.Scale(variance, 3 * dispersion), Param.Of(dispersion * ((2 * dispersion) - 1)));
        var left = p.Max(p.Subtract(p.Scale(thirdCentral, perHead * perHead), counts), Param.Of(LeastThird));
        var cv = p.Sqrt(variance);
        var most = Corners(plan, persons).Select(c => cases with { People = new PersonMixture(c) })
            .Where(c => c.CaseVariance > 0 && c.CaseThirdMoment > 0).Select(c => c.Variation()).ToList();
        return new PersonVariation(cv, p.Divide(left, p.Multiply(variance, cv)))
        {
            MostCv = most.Select(m => m.Cv.Mean).DefaultIfEmpty(0).Max(),
            MostSkewness = most.Select(m => m.Skewness?.Mean ?? 0).DefaultIfEmpty(0).Max(),
        };
    }

    private static Domain Shares { get; } = Domain.Between(1e-9, 1);

    private static Domain Means { get; } = Domain.Between(1e-6, 1e6);

    private static Domain Cvs { get; } = Domain.Between(0, 100);

    private static IEnumerable<Figure> Figures(Keyed<PersonTerms> persons) => persons.Values.SelectMany(c => new[] { c.Share, c.Mean, c.Cv });

    private static Param Squared(ParamBook p, Param x) => p.Multiply(x, x);

    // The plausible ends of every uncertain figure, with every other; shares of a corner scaled to everybody.
    private static IEnumerable<Keyed<PersonTerms>> Corners(PlanBuilder plan, Keyed<PersonTerms> persons)
    {
        var count = Figures(persons).Count(f => f.Distribution is not null);
        for (var corner = 0; corner < 1 << count; corner++)
        {
            var at = 0;
            Figure End(Figure figure, Domain domain)
            {
                if (figure.Distribution is null)
                {
                    return figure;
                }

                var range = PlausibleRange.Of(plan, figure, domain);
                return ((corner >> at++) & 1) == 0 ? range.Low : range.High;
            }

            var ends = persons.Select(c => (c.Key, Terms: new PersonTerms
            {
                Share = End(c.Value.Share, Shares), Mean = End(c.Value.Mean, Means), Cv = End(c.Value.Cv, Cvs),
            })).ToList();
            var everybody = Math.Max(1, ends.Sum(c => c.Terms.Share.Mean));
            yield return Keyed<PersonTerms>.Of([.. ends.Select(c => (c.Key, c.Terms with { Share = c.Terms.Share.Mean / everybody }))]);
        }
    }
}
