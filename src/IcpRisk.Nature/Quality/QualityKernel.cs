using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Quality;

/// <summary>
/// Scores before any pressure of money: q[k,y] = expected + common + own, both AR(1) in points of the scale. Bounds and
/// pressure are the contract's, which sees last year's result.
/// </summary>
internal sealed class QualityKernel
{
    private readonly LogProcess? _common;
    private readonly int _commonRow;
    private readonly Metric[] _metrics;

    public QualityKernel(PlanBuilder plan, PathLayout layout)
    {
        var risk = plan.Terms.Risks.Quality;
        const string Path = "risks.quality";
        _common = plan.Process(
            "quality.common", Risk.Quality, Shape.Autoregressive, risk.CommonSd, risk.Persistence, $"{Path}.common_sd", $"{Path}.persistence");
        _commonRow = plan.Rows.Next();
        _metrics = [.. plan.Terms.Metrics.Select(m => new Metric(
            Expected(plan, m.Key, m.Value),
            plan.Process($"quality.{m.Key}", Risk.Quality, Shape.Autoregressive, m.Value.Sd, risk.Persistence, $"metrics.{m.Key}.sd", $"{Path}.persistence"),
            m.Value.Better == Better.Higher ? 1 : -1,
            plan.Rows.Next(),
            layout.Find(new RowId(Quantity.Score, m.Key))))];
    }

    // Score by year and, added to it, improvement so far, which lowers a score that is better low.
    private static Param[] Expected(PlanBuilder plan, string name, MetricTerms terms)
    {
        var path = $"metrics.{name}";
        var improvement = Param.Of(0);
        var expected = new Param[plan.Years];
        for (var y = 1; y <= plan.Years; y++)
        {
            if (y > 1)
            {
                improvement = plan.Params.Add(improvement, plan.YearOf(plan.Pick(terms.Improvement), y, Risk.Quality, $"{path}.improvement"));
            }

            expected[y - 1] = plan.Params.Add(
                plan.YearOf(plan.Pick(terms.Expected), y, Risk.Quality, $"{path}.expected"),
                plan.Params.Scale(improvement, terms.Better == Better.Higher ? 1 : -1));
        }

        return expected;
    }

    public void Year<L>(Workspace work, Latents latents, PathTile path, int year)
        where L : struct, ILanes<L>
    {
        work.Row(_commonRow).Clear();
        _common?.Add<L>(work, latents, year, _commonRow);
        ref var common = ref work.First(_commonRow);
        foreach (var metric in _metrics)
        {
            ref var row = ref work.First(metric.Row);
            var (expected, sign) = (metric.Expected[year - 1], L.Of(metric.Sign));
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                // A good year is a higher score of some metrics and a lower one of others.
                L.Store(L.Fma(sign, L.Load(ref common, i), expected.At<L>(work, i)), ref row, i);
            }

            metric.Own?.Add<L>(work, latents, year, metric.Row);
            if (metric.Slot >= 0)
            {
                work.Row(metric.Row).CopyTo(path.Row(metric.Slot, year));
            }
        }
    }

    private sealed record Metric(Param[] Expected, LogProcess? Own, double Sign, int Row, int Slot);
}
