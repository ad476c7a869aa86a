using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Baseline;

/// <summary>
/// The recorded list: all people times an error of mean one and a drift; and by cohort, where coding moves people between
/// cohorts and leaves their number: shares N[a]·d[a,y]·e^c[a,y] made to sum to one, c walks. The bias of making them do so
/// is divided out as that of the mix is.
/// </summary>
internal sealed class MeasurementKernel
{
    private readonly PopulationKernel _population;
    private readonly LogFactor _error;
    private readonly Param[] _drift;
    private readonly LogProcess?[] _coding;
    private readonly Param[][] _bias;
    private readonly Param[][] _codingDrift;
    private readonly int[] _slots;
    private readonly int _sizeSlot;
    private readonly bool _recodes;
    private readonly int _size;
    private readonly int _sum;
    private readonly int _cohort;

    public MeasurementKernel(PlanBuilder plan, MeasurementTerms terms, PopulationKernel population, PathLayout layout)
    {
        const string Path = "risks.baseline.measurement";
        _population = population;
        _error = new LogFactor(
            plan,
            PopulationKernel.Present(
                plan.Process("baseline.list", Risk.Baseline, Shape.Level, terms.ListSd, null, $"{Path}.list_sd"),
                plan.Process("baseline.list_walk", Risk.Baseline, Shape.Walk, terms.ListWalkSd, null, $"{Path}.list_walk_sd")),
            population.SizeProcesses);
        _drift = plan.Growth(plan.Pick(terms.ListDrift), Risk.Baseline, $"{Path}.list_drift");
        _coding = [.. population.Cohorts.Select(c =>
            plan.Process($"baseline.coding.{c}", Risk.Baseline, Shape.Walk, terms.CodingSd, null, $"{Path}.coding_sd", switchedAs: "baseline.coding"))];
        var sd = _coding.All(c => c is null) ? Param.Of(0) : plan.Spread(terms.CodingSd, Risk.Baseline, $"{Path}.coding_sd");
        _bias = [.. population.Cohorts.Select((_, a) => population.Bias(plan, a, sd))];
        _codingDrift = [.. population.Cohorts.Select(c => terms.CodingDrift.TryGetValue(c, out var drift)
            ? plan.Growth(plan.Pick(drift), Risk.Baseline, $"{Path}.coding_drift.{c}")
            : [.. Enumerable.Repeat(Param.Of(1), plan.Years)])];
        _recodes = _coding.Any(c => c is not null) || terms.CodingDrift.Count > 0;
        _slots = [.. population.Cohorts.Select(c => layout.Find(new RowId(Quantity.RecordedList, c)))];
        _sizeSlot = layout.Find(new RowId(Quantity.RecordedListSize));
        _size = plan.Rows.Next();
        _sum = plan.Rows.Next();
        _cohort = plan.Rows.Next(population.Cohorts.Count);
    }

    public void Year<L>(Workspace work, Latents latents, PathTile path, int year)
        where L : struct, ILanes<L>
    {
        _error.Year<L>(work, latents, year);
        var (error, drift) = (_error.At(year), _drift[year - 1]);
        ref var factor = ref work.First(_size);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(error.At<L>(work, i) * drift.At<L>(work, i), ref factor, i);
        }

        if (_sizeSlot >= 0)
        {
            Write<L>(work, _population.SizeRow, Param.OfRow(_size), Param.Of(1), path, _sizeSlot, year);
        }

        if (_recodes)
        {
            Recode<L>(work, latents, year);
        }

        for (var a = 0; a < _slots.Length; a++)
        {
            if (_slots[a] >= 0)
            {
                var (row, divisor) = _recodes ? (_cohort + a, _bias[a][year - 1]) : (_population.ListRow(a), Param.Of(1));
                Write<L>(work, row, Param.OfRow(_size), divisor, path, _slots[a], year);
            }
        }
    }

    private static void Write<L>(Workspace work, int source, Param factor, Param divisor, PathTile path, int slot, int year)
        where L : struct, ILanes<L>
    {
        ref var from = ref work.First(source);
        ref var to = ref path.First(slot, year);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(L.Load(ref from, i) * factor.At<L>(work, i) / divisor.At<L>(work, i), ref to, i);
        }
    }

    // People by the cohort they are coded into; as many as there are.
    private void Recode<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        work.Row(_sum).Clear();
        ref var sum = ref work.First(_sum);
        for (var a = 0; a < _slots.Length; a++)
        {
            work.Row(_cohort + a).Clear();
            _coding[a]?.Add<L>(work, latents, year, _cohort + a);
            ref var coded = ref work.First(_cohort + a);
            ref var list = ref work.First(_population.ListRow(a));
            var drift = _codingDrift[a][year - 1];
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var people = L.Load(ref list, i) * drift.At<L>(work, i) * VectorMath.Exp(L.Load(ref coded, i));
                L.Store(people, ref coded, i);
                L.Store(L.Load(ref sum, i) + people, ref sum, i);
            }
        }

        ref var all = ref work.First(_population.SizeRow);
        for (var a = 0; a < _slots.Length; a++)
        {
            ref var coded = ref work.First(_cohort + a);
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                L.Store(L.Load(ref coded, i) * (L.Load(ref all, i) / L.Load(ref sum, i)), ref coded, i);
            }
        }
    }
}
