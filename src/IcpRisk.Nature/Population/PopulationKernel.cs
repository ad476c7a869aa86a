using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Stress;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Population;

/// <summary>
/// People by cohort: N[a,y] = N̂[a,y] · exp(L + G[y] − ½Var) · mix · joining and leaving. The mix moves by a random walk for each cohort's share,
/// renormalised; the bias of renormalising, s²(Σŵ² − ŵ_a) with s² = σ²y, is divided out.
/// </summary>
internal sealed class PopulationKernel
{
    private readonly Param[][] _forecast;
    private readonly Param[] _total;
    private readonly IReadOnlyList<double> _moves;
    private readonly LogFactor _size;
    private readonly LogProcess?[] _mix;
    private readonly Param[][] _unbiased;
    private readonly MovementKernel? _movement;
    private readonly PracticeKernel? _practices;
    private readonly int _lists;

    public PopulationKernel(PlanBuilder plan)
    {
        var terms = plan.Terms.Population;
        var p = plan.Params;
        _moves = plan.Moves.List;
        Cohorts = [.. terms.Cohorts.Keys];
        _forecast = [.. terms.Cohorts.Select(c => Forecast(plan, c.Key, c.Value))];
        _total = new Param[plan.Years];
        for (var y = 1; y <= plan.Years; y++)
        {
            _total[y - 1] = _forecast.Select(f => f[y - 1]).Aggregate(p.Add);
        }

        var risk = plan.Terms.Risks.PopulationSize;
        _size = new LogFactor(plan, Present(
            plan.Process("population_size.level", Risk.PopulationSize, Shape.Level, risk.LevelSd, null, "risks.population_size.level_sd"),
            plan.Process("population_size.growth", Risk.PopulationSize, Shape.Walk, risk.GrowthSd, null, "risks.population_size.growth_sd")));

        var mixSd = plan.Terms.Risks.Epidemiological.MixSd;
        const string Path = "risks.epidemiological.mix_sd";
        _mix = [.. Cohorts.Select(c => plan.Process($"epidemiological.mix.{c}", Risk.Epidemiological, Shape.Walk, mixSd, null, Path, switchedAs: "epidemiological.mix"))];
        var mixSpread = _mix[0] is null ? Param.Of(0) : plan.Spread(mixSd, Risk.Epidemiological, Path);
        _unbiased = [.. Cohorts.Select((_, a) => Bias(plan, a, mixSpread).Select(b => p.Divide(Param.Of(1), b)).ToArray())];
        _movement = risk.Movement is { } movement ? new MovementKernel(plan, movement, Cohorts) : null;
        _practices = risk.Practices.Count > 0 ? new PracticeKernel(plan, risk.Practices, _size.Processes) : null;
        _lists = plan.Rows.Next(Cohorts.Count);
        SizeRow = plan.Rows.Next();
    }

    public IReadOnlyList<string> Cohorts { get; }

    /// <summary>Row of all people.</summary>
    public int SizeRow { get; }

    public IReadOnlyList<LogProcess> SizeProcesses => _size.Processes;

    /// <summary>Row of a cohort's people.</summary>
    public int ListRow(int cohort) => _lists + cohort;

    /// <summary>Mean of practices' moves as one tilt has it, over that of another; 1 where neither ties one.</summary>
    public Param Tied(Tilt one, Tilt other, int year) => _practices?.Tied(one, other, year) ?? Param.Of(1);

    public void Year<L>(Workspace work, Latents latents, in Philox philox, int year)
        where L : struct, ILanes<L>
    {
        _size.Year<L>(work, latents, year);
        if (_mix[0] is null)
        {
            Scale<L>(work, year);
        }
        else
        {
            Mix<L>(work, latents, year);
        }

        if (_movement is { } movement)
        {
            movement.Year<L>(work, latents, philox, year);
            Multiply<L>(work, a => movement.Factor(a, year));
        }

        if (_practices is { } practices)
        {
            practices.Year<L>(work, latents, year);
            Multiply<L>(work, _ => practices.Factor(year));
        }

        if (NatureMoves.At(_moves, year) is var move and not 1)
        {
            Multiply<L>(work, _ => Param.Of(move));
        }

        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var sum = L.Zero;
            for (var a = 0; a < Cohorts.Count; a++)
            {
                sum += L.Load(ref work.First(ListRow(a)), i);
            }

            L.Store(sum, ref work.First(SizeRow), i);
        }
    }

    internal static List<LogProcess> Present(params LogProcess?[] processes) =>
        [.. processes.Where(p => p is not null).Select(p => p!)];

    private static Param[] Forecast(PlanBuilder plan, string name, CohortTerms cohort)
    {
        var path = $"population.cohorts.{name}";
        var given = plan.Terms.Population.Forecast.Where(r => r.Cohort == name).ToDictionary(r => r.Year, r => r.List);
        var growth = plan.Growth(plan.Pick(cohort.Growth), Risk.PopulationSize, $"{path}.growth");
        var list = new Param[plan.Years];
        for (var y = 1; y <= plan.Years; y++)
        {
            if (given.TryGetValue(y, out var people))
            {
                list[y - 1] = Param.Of(people);
            }
            else if (y > 1 && given.Count > 0)
            {
                // Past the last year of the table the list goes on growing at the cohort's rate.
                list[y - 1] = plan.Params.Multiply(list[y - 2], plan.Params.Divide(growth[y - 1], growth[y - 2]));
            }
            else
            {
                var first = plan.Of(cohort.List!, Risk.PopulationSize, $"{path}.list", Domain.NotNegative);
                list[y - 1] = plan.Params.Multiply(first, growth[y - 1]);
            }
        }

        return list;
    }

    /// <summary>
    /// By what making shares sum to one biases that of a cohort when each has a walk of its own, to first order:
    /// 1 + s²(Σŵ² − ŵ_a), s² = σ²y.
    /// </summary>
    internal Param[] Bias(PlanBuilder plan, int index, Param sd)
    {
        var cohort = _forecast[index];
        var p = plan.Params;
        var factors = new Param[plan.Years];
        for (var y = 1; y <= plan.Years; y++)
        {
            var squares = Param.Of(0);
            foreach (var other in _forecast)
            {
                var share = p.Divide(other[y - 1], _total[y - 1]);
                squares = p.Add(squares, p.Multiply(share, share));
            }

            var variance = p.Scale(p.Multiply(sd, sd), y);
            var excess = p.Subtract(squares, p.Divide(cohort[y - 1], _total[y - 1]));
            factors[y - 1] = p.Add(Param.Of(1), p.Multiply(variance, excess));
        }

        return factors;
    }

    private void Multiply<L>(Workspace work, Func<int, Param> factors)
        where L : struct, ILanes<L>
    {
        for (var a = 0; a < Cohorts.Count; a++)
        {
            var factor = factors(a);
            ref var list = ref work.First(ListRow(a));
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                L.Store(L.Load(ref list, i) * factor.At<L>(work, i), ref list, i);
            }
        }
    }

    private void Scale<L>(Workspace work, int year)
        where L : struct, ILanes<L>
    {
        var size = _size.At(year);
        for (var a = 0; a < Cohorts.Count; a++)
        {
            var forecast = _forecast[a][year - 1];
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                L.Store(forecast.At<L>(work, i) * size.At<L>(work, i), ref work.First(ListRow(a)), i);
            }
        }
    }

    private void Mix<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        for (var a = 0; a < Cohorts.Count; a++)
        {
            _mix[a]!.Add<L, Nothing<L>>(work, latents, year, default, ListRow(a));
            Rows.ExpHeld<L>(work.Row(ListRow(a)), work.Row(ListRow(a)));
        }

        ref var lists = ref work.First(_lists);
        var total = _total[year - 1].Read<L>(work);
        var size = _size.At(year).Read<L>(work);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var sum = L.Zero;
            for (var a = 0; a < _forecast.Length; a++)
            {
                var raw = _forecast[a][year - 1].At<L>(work, i) * L.Load(ref lists, (a * work.Stride) + i);
                L.Store(raw, ref lists, (a * work.Stride) + i);
                sum += raw;
            }

            var scale = total.At(i) * size.At(i) / sum;
            for (var a = 0; a < _forecast.Length; a++)
            {
                var list = L.Load(ref lists, (a * work.Stride) + i) * scale * _unbiased[a][year - 1].At<L>(work, i);
                L.Store(list, ref lists, (a * work.Stride) + i);
            }
        }
    }
}
