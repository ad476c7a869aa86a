using IcpRisk.Nature.Services;
using IcpRisk.Paths;

namespace IcpRisk.Nature;

/// <summary>Works out paths on which nothing is left to chance.</summary>
public static class Planning
{
    /// <summary>The rows nature can offer for these terms.</summary>
    public static IReadOnlyList<RowId> Rows(NatureTerms terms)
    {
        List<RowId> rows =
        [
            .. terms.Population.Cohorts.Keys.Select(c => new RowId(Quantity.List, c)),
            .. terms.Services.SelectMany(s => Rows(s.Key, s.Value.Scope)),
            .. terms.Risks.Volatility.HighCost.Where(h => h.Value.Layer is not null && terms.Services[h.Key].Scope == Scope.In)
                .Select(h => new RowId(Quantity.HighCostLayer, h.Key)),
            .. terms.Metrics.Keys.Select(m => new RowId(Quantity.Score, m)),
            new(Quantity.ListSize), new(Quantity.NeedWeightedList), new(Quantity.Cost), new(Quantity.CostOutsideUse),
            new(Quantity.CostOverheads), new(Quantity.CostOutOfScope), new(Quantity.PriceIndex), new(Quantity.ListSizeIndex),
            new(Quantity.NeedIndex), new(Quantity.UtilisationIndex), new(Quantity.VolatilityIndex), new(Quantity.UnitCostIndex),
            new(Quantity.SavingsRealised),
        ];
        if (terms.Risks.Baseline.Measurement is not null)
        {
            rows.AddRange(terms.Population.Cohorts.Keys.Select(c => new RowId(Quantity.RecordedList, c)));
            rows.Add(new RowId(Quantity.RecordedListSize));
        }

        if (terms.Allocation is not null)
        {
            rows.Add(new RowId(Quantity.Allocation));
        }

        if (terms.Risks.Quality.Pressure.Distribution is not null)
        {
            rows.Add(new RowId(Quantity.QualityPressure));
        }

        return rows;
    }

    /// <summary>The rows of a service: what contracts may share or pay by is offered of services in scope only.</summary>
    public static IEnumerable<RowId> Rows(string service, Scope scope) => scope == Scope.In
        ? [new(Quantity.Activity, service), new(Quantity.ExpectedActivity, service), new(Quantity.Cost, service)]
        : [new(Quantity.ActivityOutOfScope, service), new(Quantity.CostOutOfScope, service)];

    /// <summary>The row of a service's activity.</summary>
    public static RowId Activity(string service, Scope scope) =>
        new(scope == Scope.In ? Quantity.Activity : Quantity.ActivityOutOfScope, service);

    /// <summary>The row of a service's cost.</summary>
    public static RowId Cost(string service, Scope scope) =>
        new(scope == Scope.In ? Quantity.Cost : Quantity.CostOutOfScope, service);

    /// <summary>The plan: planned figures, no risk. Every row nature can offer, worked by the same kernels as trials are.</summary>
    public static PlanPath Plan(NatureTerms terms, TimeAxis time) => Path(terms, time, NatureOptions.Plan, null);

    /// <summary>The path that expected figures give when every driver takes its mean.</summary>
    public static PlanPath Expected(NatureTerms terms, TimeAxis time, PlanPath plan) =>
        Path(terms, time, NatureOptions.AllOff, plan);

    private static PlanPath Path(NatureTerms terms, TimeAxis time, NatureOptions options, PlanPath? plan)
    {
        var layout = new PathLayout(time.Years, Rows(terms));
        if (plan is null && layout.Find(new RowId(Quantity.ListSizeIndex)) >= 0)
        {
            // Indices are relative to the plan, so the plan is worked out first without them and then once more with them.
            var bare = new PathLayout(time.Years, layout.Rows.Where(r =>
                r.Quantity is not (Quantity.ListSizeIndex or Quantity.NeedIndex)));
            plan = Fill(new NatureEngine(terms, time, options, bare, null), time);
        }

        return Fill(new NatureEngine(terms, time, options, layout, plan), time);
    }

    private static PlanPath Fill(NatureEngine engine, TimeAxis time)
    {
        var tile = new PathTile(engine.Layout, 8);
        tile.Begin(0, 8);
        new NatureWorker(engine, 0, 8).Fill(tile);
        return new PlanPath(time, engine.Layout.Rows.ToDictionary(
            r => r,
            r => Enumerable.Range(1, time.Years).Select(y => tile.Row(engine.Layout.Slot(r), y)[0]).ToArray()));
    }
}
