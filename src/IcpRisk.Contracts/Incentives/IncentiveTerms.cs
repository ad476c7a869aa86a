using IcpRisk.Documents;

namespace IcpRisk.Contracts.Incentives;

/// <summary>What happens to money that is not at risk.</summary>
public enum NotAtRisk
{
    Paid,
    Withheld,
}

/// <summary>Where unearned money goes.</summary>
public enum Unearned
{
    [Doc("stays with the commissioner")]
    Commissioner,

    [Doc("is paid by the commissioner into a pool")]
    Pool,
}

/// <summary>
/// An incentive scheme: a part of the contract value that is paid by achievement. Its size is a share of the whole value
/// under <c>payments</c>, or a rate of an eligible part of it here, which comes out of the core payment.
/// </summary>
public sealed record IncentiveTerms : IChecked
{
    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Size, as a share of the eligible part of the contract value; instead of a share under payments.")]
    public Yearly? Rate { get; init; }

    [Doc("The part of the contract value that the rate applies to. Default: all of it.")]
    public EligibleTerms? Eligible { get; init; }

    [Quarterly]
    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of the scheme's money that depends on achievement, by year or by quarter.")]
    public Yearly AtRisk { get; init; } = 1;

    [Doc("paid: money not at risk is paid whatever happens; withheld: it stays with the commissioner.")]
    public NotAtRisk NotAtRisk { get; init; }

    [Doc("commissioner or pool.")]
    public Unearned Unearned { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Weights of the domains that metrics belong to, together 100 %; metrics then weigh within their domain. Default: metrics weigh within the scheme.")]
    public Keyed<double> Domains { get; init; } = Keyed<double>.Empty;

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Members that receive the scheme's money and their shares, together 100 %. Default: by the parties' shares of incentives.")]
    public Keyed<double> To { get; init; } = Keyed<double>.Empty;

    [Doc("The metrics and what each one earns.")]
    public Keyed<MetricTerms> Metrics { get; init; } = Keyed<MetricTerms>.Empty;

    public void Check(Checks checks)
    {
        if (Eligible is not null && Rate is null)
            checks.Error(nameof(Eligible), "an eligible part needs a rate of its own, not a share under payments");
        var paid = Metrics.Where(m => !m.Value.Published).ToList();
        if (To.Count > 0)
            Whole(nameof(To), "the shares of those who receive it make up the whole", To.Values.Sum());
        if (Domains.Count == 0)
        {
            if (paid.Count > 0)
                Whole(nameof(Metrics), "the weights of the paid metrics make up the whole", paid.Sum(m => m.Value.Weight));
            return;
        }

        Whole(nameof(Domains), "the weights of the domains make up the whole", Domains.Values.Sum());
        foreach (var (name, metric) in paid)
        {
            if (metric.Domain is null || !Domains.ContainsKey(metric.Domain))
                checks.Unknown($"{nameof(Metrics)}.{name}.domain", metric.Domain ?? "", Domains.Keys);
        }

        foreach (var domain in Domains.Keys)
            Whole($"{nameof(Domains)}.{domain}", "the weights of the domain's paid metrics make up the whole", paid.Where(m => m.Value.Domain == domain).Sum(m => m.Value.Weight));

        void Whole(string property, string message, double sum)
        {
            if (Math.Abs(sum - 1) > 1e-9)
                checks.Error(property, message, NumberText.Format(sum, Unit.Share), "100 %");
        }
    }
}

/// <summary>The part of the contract value a rate applies to: by planned cost of services, or by funding streams.</summary>
public sealed record EligibleTerms : IChecked
{
    [Doc("Services left out; the rest count by their share of planned cost in scope.")]
    public IReadOnlyList<string> Excludes { get; init; } = [];

    [Doc("Services counted, by their share of planned cost in scope.")]
    public IReadOnlyList<string> Includes { get; init; } = [];

    [Doc("Streams of the value that are counted.")]
    public IReadOnlyList<string> Streams { get; init; } = [];

    public void Check(Checks checks)
    {
        if ((Excludes.Count > 0 ? 1 : 0) + (Includes.Count > 0 ? 1 : 0) + (Streams.Count > 0 ? 1 : 0) != 1)
            checks.Error("", "the eligible part is given in exactly one way", null, "excludes, includes or streams");
    }
}
