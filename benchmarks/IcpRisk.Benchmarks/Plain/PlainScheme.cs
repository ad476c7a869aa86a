using IcpRisk.Contracts.Incentives;
using IcpRisk.Documents;
using IcpRisk.Scenarios;
using static IcpRisk.Benchmarks.Plain.Plainly;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>An incentive scheme: its size as a share of the value, and the share of it that scores earn.</summary>
internal sealed class PlainScheme
{
    private readonly Metric[] _metrics;

    public PlainScheme(Scenario scenario, IncentiveTerms terms, double[] value, IReadOnlyDictionary<string, double[]> streams)
    {
        var years = scenario.Time.Years;
        Require(terms.Rate is not null && terms.Unearned == Unearned.Commissioner, "a scheme without a rate, or with a pool");
        Require(ByYear(terms.AtRisk, years).All(r => r == 1), "incentive money that is not at risk");
        Require(terms.Eligible is null || terms.Eligible.Streams.Count > 0, "money eligible by service");
        var rate = ByYear(terms.Rate!, years);
        Size = [.. rate.Select((r, y) => r * (terms.Eligible is { } part ? part.Streams.Sum(s => streams[s][y]) / value[y] : 1))];
        var names = scenario.Terms.Metrics.Keys.ToList();
        _metrics = [.. terms.Metrics.Where(m => !m.Value.Published).Select(m => new Metric(
            names.IndexOf(m.Key), m.Value, scenario.Terms.Metrics[m.Key], Certain(scenario.Terms.Risks.Quality.Pressure), years))];
    }

    /// <summary>By year.</summary>
    public double[] Size { get; }

    public double Earned(int y, double[] scores, double pressure)
    {
        var sum = 0.0;
        foreach (var metric in _metrics)
            sum += metric.Weight * metric.Achieved(y, scores, pressure);
        return sum;
    }

    private sealed class Metric(int place, MetricTerms terms, Nature.Quality.MetricTerms scale, double pressureEffect, int years)
    {
        private readonly double[] _target = ByYear(terms.Target!, years);
        private readonly double[] _floor = terms.Floor is { } floor ? ByYear(floor, years) : [];
        private readonly bool _higher = terms.Better == Better.Higher;

        public double Weight { get; } = terms.Weight;

        public double Achieved(int y, double[] scores, double pressure)
        {
            var pressed = scores[place] + (_higher ? -pressureEffect * pressure : pressureEffect * pressure);
            var score = Math.Clamp(pressed, scale.Least, scale.Greatest);
            return terms.Pay == MetricPay.Binary
                ? (_higher ? score >= _target[y] : score <= _target[y]) ? 1 : 0
                : Math.Clamp((score - _floor[y]) / (_target[y] - _floor[y]), 0, 1);
        }
    }
}
