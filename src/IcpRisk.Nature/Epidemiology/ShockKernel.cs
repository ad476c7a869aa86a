using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>
/// Shock years. The level of a shock is X[y] = c·X[y−1] + B[y]·V[y], B one with probability π, V its severity, c what is
/// carried over; a service of weight k is used (1 + k·X) / (1 + k·X̂) times as much, X̂ the mean of X by planned figures. So
/// activity as planned contains the planned shocks, and the mean stays where expected figures are the planned ones. An
/// uncertain weight is the same draw above and below.
/// </summary>
internal sealed class ShockKernel
{
    private readonly Shock[] _shocks;
    private readonly List<Target> _targets = [];
    private readonly PlanBuilder _plan;

    public ShockKernel(PlanBuilder plan)
    {
        _plan = plan;
        _shocks = [.. plan.Terms.Risks.Epidemiological.Shocks.Select(s => new Shock(plan, s.Key, s.Value))];
    }

    /// <summary>Need of a service, year by year: that of its group, times what shocks make of it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="need">Need of its group.</param>
    /// <param name="processes">Log factors of list and need, which shocks may be tied to.</param>
    public Func<int, Param> Of(string service, Param need, IReadOnlyList<LogProcess> processes)
    {
        var felt = Felt(service);
        if (felt.Length == 0)
        {
            return _ => need;
        }

        // Shocks that are not drawn move only a constant, and most often that is 1.
        var still = felt.Where(s => !s.Moves(service)).ToArray();
        var constants = _shocks.Length == 0 ? [] : Enumerable.Range(1, _shocks[0].PlannedLevel.Length)
            .Select(y => still.Aggregate(1.0, (f, s) => f * s.Still(service, y))).ToArray();
        if (still.Length == felt.Length && constants.All(c => c == 1))
        {
            return _ => need;
        }

        var tied = constants.Select((c, i) => _plan.Params.Scale(
            Tied(service, new Tilt(_plan, [], i + 1), new Tilt(_plan, processes, i + 1), i + 1), c));
        var target = new Target(need, [.. tied], [.. felt.Where(s => s.Moves(service)).Select(s => (s, s.Weights[service], s.Planned(service)))], _plan.Rows.Next());
        _targets.Add(target);
        return _ => Param.OfRow(target.Row);
    }

    /// <summary>Mean of what a service feels of shocks as one tilt has it, over that of another; 1 where neither ties one.</summary>
    public Param Tied(string service, Tilt one, Tilt other, int year)
    {
        var p = _plan.Params;
        return Felt(service).Where(s => s.IsTied(one) || s.IsTied(other)).Aggregate(
            Param.Of(1), (product, s) => p.Multiply(product, p.Divide(s.Mean(service, one, year), s.Mean(service, other, year))));
    }

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        foreach (var shock in _shocks)
        {
            shock.Year<L>(work, latents, year);
        }

        foreach (var target in _targets)
        {
            ref var row = ref work.First(target.Row);
            var constant = target.Constants[year - 1];
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var need = target.Need.At<L>(work, i) * constant.At<L>(work, i);
                foreach (var (shock, weight, planned) in target.Shocks)
                {
                    need *= shock.Factor<L>(work, weight, planned[year - 1], i);
                }

                L.Store(need, ref row, i);
            }
        }
    }

    private Shock[] Felt(string service) =>
        [.. _shocks.Where(s => s.Weights.TryGetValue(service, out var weight) && !weight.IsZero)];

    private sealed record Target(Param Need, Param[] Constants, (Shock Shock, Param Weight, Param[] Planned)[] Shocks, int Row);

    private sealed class Shock
    {
        // What shocks as planned may take of a service: a weight that would leave less is cut off.
        private const double MostTaken = 0.95;

        private readonly ParamBook _params;
        private readonly JumpProcess _jump;
        private readonly Param _carry;
        private readonly double[] _stillLevel;
        private readonly int _row;

        public Shock(PlanBuilder plan, string name, ShockTerms terms)
        {
            var path = $"risks.epidemiological.shocks.{name}";
            _jump = new JumpProcess(
                plan, Risk.Epidemiological, ($"epidemiological.shock.{name}", $"epidemiological.shock_severity.{name}"),
                terms.Probability, terms.Severity, path, plan.Time.Exposure, Domain.NotNegative);
            _carry = plan.Of(terms.CarryOver, Risk.Epidemiological, $"{path}.carry_over", Domain.Share);
            _row = plan.Rows.Next();
            _params = plan.Params;
            PlannedLevel = Level(plan.Years, terms.CarryOver.Mean, y => _jump.PlannedMean[y - 1]);
            var least = Domain.Between(Math.Max(-1, -MostTaken / Math.Max(PlannedLevel.Max(), MostTaken)), 10);
            Weights = terms.Services.ToDictionary(s => s.Key, s => plan.Of(s.Value, Risk.Epidemiological, $"{path}.services.{s.Key}", least));
            _stillLevel = _jump.IsDrawn ? [] : Level(plan.Years, terms.CarryOver.Mean, y => _jump.At(y).Constant);
        }

        public IReadOnlyDictionary<string, Param> Weights { get; }

        private bool IsDrawn => _jump.IsDrawn;

        public double[] PlannedLevel { get; }

        /// <summary>Whether what a service feels differs by trial.</summary>
        public bool Moves(string service) => IsDrawn || !Weights[service].IsConstant;

        /// <summary>What the factor of a service is divided by, as 1 over it, by year.</summary>
        public Param[] Planned(string service) => [.. PlannedLevel.Select(x =>
            _params.Divide(Param.Of(1), _params.Add(Param.Of(1), _params.Scale(Weights[service], x))))];

        /// <summary>The factor of a service while the shock has its mean.</summary>
        public double Still(string service, int year) =>
            (1 + (Weights[service].Constant * _stillLevel[year - 1])) / (1 + (Weights[service].Constant * PlannedLevel[year - 1]));

        public bool IsTied(Tilt tilt) => _jump.IsTied(tilt);

        /// <summary>Mean of 1 + kX[y] while it is drawn, where trials count by what tilts.</summary>
        public Param Mean(string service, Tilt tilt, int year)
        {
            var level = _jump.Mean(tilt, 1);
            for (var y = 2; y <= year; y++)
            {
                level = _params.Add(_params.Multiply(_carry, level), _jump.Mean(tilt, y));
            }

            return _params.Add(Param.Of(1), _params.Multiply(Weights[service], level));
        }

        public L Factor<L>(Workspace work, Param weight, Param planned, int i)
            where L : struct, ILanes<L>
        {
            var factor = L.Fma(weight.At<L>(work, i), L.Load(ref work.First(_row), i), L.Of(1));

            // No service can lose more use than it has.
            return L.Max(factor, L.Zero) * planned.At<L>(work, i);
        }

        public void Year<L>(Workspace work, Latents latents, int year)
            where L : struct, ILanes<L>
        {
            if (!IsDrawn)
            {
                work.Row(_row).Fill(_stillLevel[year - 1]);
                return;
            }

            _jump.Year<L>(work, latents, year);
            var jump = _jump.At(year);
            ref var row = ref work.First(_row);
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var value = jump.At<L>(work, i);
                L.Store(year == 1 ? value : L.Fma(_carry.At<L>(work, i), L.Load(ref row, i), value), ref row, i);
            }
        }

        private static double[] Level(int years, double carry, Func<int, double> mean)
        {
            var level = new double[years];
            for (var y = 1; y <= years; y++)
            {
                level[y - 1] = (y == 1 ? 0 : carry * level[y - 2]) + mean(y);
            }

            return level;
        }
    }
}
