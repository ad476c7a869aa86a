using IcpRisk.Documents;
using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Population;

/// <summary>
/// Practices by name, each in or out: a member leaves, and an outsider joins, with its own probability a year. The list is
/// 1 − Σ shares of members at the start + Σ shares of members now, over the mean of that by planned figures.
/// </summary>
internal sealed class PracticeKernel
{
    private readonly Practice[] _practices;
    private readonly PlanBuilder _plan;
    private readonly double[] _mean;
    private readonly double[] _planned;
    private readonly Param[] _scale;
    private readonly int _row;

    /// <param name="plan">What it is made with.</param>
    /// <param name="terms">The practices.</param>
    /// <param name="size">Log factors of the list, which practices may be tied to.</param>
    public PracticeKernel(PlanBuilder plan, Keyed<PracticeTerms> terms, IReadOnlyList<LogProcess> size)
    {
        _plan = plan;
        const string Path = "risks.population_size.practices";
        _practices = [.. terms.Select(t => new Practice(plan, t.Key, t.Value, $"{Path}.{t.Key}"))];
        var rest = 1 - terms.Values.Where(t => t.Member).Sum(t => t.List);
        _planned = Mean(plan, terms.Values, rest, t => (t.Leaves.Plan.Mean, t.Joins.Plan.Mean));
        _mean = Mean(plan, terms.Values, rest, t => (plan.Pick(t.Leaves).Mean, plan.Pick(t.Joins).Mean));
        Rest = rest;
        _scale = [.. _planned.Select((m, i) => plan.Params.Scale(
            Tied(new Tilt(plan, [], i + 1), new Tilt(plan, size, i + 1), i + 1), 1 / m))];
        _row = _practices.Any(p => p.Driver.Used) ? plan.Rows.Next() : -1;
    }

    /// <summary>Share of the list that belongs to no named practice.</summary>
    private double Rest { get; }

    public Param Factor(int year) => _row >= 0 ? Param.OfRow(_row) : Param.Of(_mean[year - 1] / _planned[year - 1]);

    /// <summary>Mean of the list as one tilt has it, over that of another; 1 where neither ties a practice.</summary>
    public Param Tied(Tilt one, Tilt other, int year) =>
        _practices.Any(t => t.Driver.Used && (one.Moves(t.Driver) || other.Moves(t.Driver)))
            ? _plan.Params.Divide(Mean(one, year), Mean(other, year))
            : Param.Of(1);

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        if (_row < 0)
        {
            return;
        }

        work.Row(_row).Fill(Rest);
        foreach (var practice in _practices)
        {
            practice.Year<L>(work, latents, year, _row);
        }

        ref var row = ref work.First(_row);
        var scale = _scale[year - 1];
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(L.Load(ref row, i) * scale.At<L>(work, i), ref row, i);
        }
    }

    private Param Mean(Tilt tilt, int year) =>
        _practices.Aggregate(Param.Of(Rest), (sum, t) => _plan.Params.Add(sum, t.Mean(tilt, year)));

    // The chance to be a member, year by year: a chain of two states.
    private static double[] Mean(
        PlanBuilder plan, IEnumerable<PracticeTerms> practices, double rest, Func<PracticeTerms, (double Leaves, double Joins)> hazards)
    {
        var mean = new double[plan.Years];
        Array.Fill(mean, rest);
        foreach (var practice in practices)
        {
            var (leaves, joins) = hazards(practice);
            var member = practice.Member ? 1.0 : 0;
            for (var y = 1; y <= plan.Years; y++)
            {
                var x = plan.Time.Exposure(y);
                member = (member * (1 - (leaves * x))) + ((1 - member) * joins * x);
                mean[y - 1] += practice.List * member;
            }
        }

        return mean;
    }

    private sealed class Practice
    {
        private readonly PracticeTerms _terms;
        private readonly ParamBook _params;
        private readonly Chance[] _leaves;
        private readonly Chance[] _joins;
        private readonly Param[] _leaving;
        private readonly Param[] _joining;

        // Moves, but is switched off: it is a member by as much as is to be expected.
        private readonly bool _still;
        private readonly int _member;

        public Practice(PlanBuilder plan, string name, PracticeTerms terms, string path)
        {
            _terms = terms;
            var leaves = plan.Of(terms.Leaves, Risk.PopulationSize, $"{path}.leaves", Domain.Share);
            var joins = plan.Of(terms.Joins, Risk.PopulationSize, $"{path}.joins", Domain.Share);
            _params = plan.Params;
            _leaving = [.. Enumerable.Range(1, plan.Years).Select(y => plan.Params.Scale(leaves, plan.Time.Exposure(y)))];
            _joining = [.. Enumerable.Range(1, plan.Years).Select(y => plan.Params.Scale(joins, plan.Time.Exposure(y)))];
            var driver = $"population_size.practice.{name}";
            var moves = plan.IsOn(Risk.PopulationSize) && !(leaves.IsZero && joins.IsZero);
            Driver = plan.Drivers.Add(driver, Risk.PopulationSize, Timing.Yearly, moves && plan.IsOn(Risk.PopulationSize, driver));
            _still = moves && !Driver.Used;
            _leaves = [.. _leaving.Select(p => new Chance(p))];
            _joins = [.. _joining.Select(p => new Chance(p))];
            _member = plan.Rows.Next();
        }

        public Driver Driver { get; }

        /// <summary>Mean of its people on the list in a year, as a share of all, where trials count by what tilts.</summary>
        public Param Mean(Tilt tilt, int year)
        {
            var member = Param.Of(_terms.Member ? 1 : 0);
            for (var y = 1; y <= year; y++)
            {
                // What does not move by chance is tied to nothing.
                var leaves = Driver.Used ? tilt.Probability(_leaving[y - 1], Driver, y) : _leaving[y - 1];
                var joins = Driver.Used ? tilt.Probability(_joining[y - 1], Driver, y) : _joining[y - 1];
                var (stays, outside) = (_params.Subtract(Param.Of(1), leaves), _params.Subtract(Param.Of(1), member));
                member = _params.Add(_params.Multiply(member, stays), _params.Multiply(outside, joins));
            }

            return _params.Scale(member, _terms.List);
        }

        public void Year<L>(Workspace work, Latents latents, int year, int target)
            where L : struct, ILanes<L>
        {
            var row = work.Row(_member);
            if (year == 1)
            {
                row.Fill(_terms.Member ? 1 : 0);
            }

            ref var member = ref work.First(_member);
            ref var sum = ref work.First(target);
            var (share, one) = (L.Of(_terms.List), L.Of(1));
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var now = L.Load(ref member, i);
                if (Driver.Used)
                {
                    var z = L.Load(ref latents.First(work, Driver, year), i);
                    var inside = L.Equal(now, one);
                    var moves = L.SelectBits(inside, _leaves[year - 1].Happens(work, i, z), _joins[year - 1].Happens(work, i, z));
                    now = L.Select(moves, one - now, now);
                    L.Store(now, ref member, i);
                }
                else if (_still)
                {
                    var (leaving, joining) = (_leaving[year - 1].At<L>(work, i), _joining[year - 1].At<L>(work, i));
                    now = (now * (one - leaving)) + ((one - now) * joining);
                    L.Store(now, ref member, i);
                }

                L.Store(L.Fma(share, now, L.Load(ref sum, i)), ref sum, i);
            }
        }
    }
}
