using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Volatility;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Population;

/// <summary>
/// Joining and leaving as a compound process: K[y] = K[y−1] · Π (1 + j) · Π (1 − ℓ), K[0] = 1, with Poisson numbers of both
/// in a year and sizes from a beta of mean 1/practices. It is divided by its mean by planned figures,
/// exp(Σ x[u](λ_j − λ_ℓ)/practices), so that the list keeps its forecast. Those who leave are made up as the list is;
/// joiners may be made up otherwise, and then O, what is left of the first members, and K are followed apart.
/// </summary>
internal sealed class MovementKernel
{
    private const string Path = "risks.population_size.movement";
    private readonly Flow _joins;
    private readonly Flow _leaves;
    private readonly QuantileTable? _sizes;
    private readonly Cohort[] _cohorts;
    private readonly double[] _plannedList;
    private readonly double[] _mean;
    private readonly int _growth;
    private readonly int _loss;
    private readonly int _list;
    private readonly int _old;

    public MovementKernel(PlanBuilder plan, MovementTerms terms, IReadOnlyList<string> cohorts)
    {
        var share = 1 / terms.Practices;
        _joins = new Flow(plan, "joins", terms.Joins, share);
        _leaves = new Flow(plan, "leaves", terms.Leaves, -share);
        _plannedList = _joins.Compound(_leaves, f => f.Planned);
        _mean = _joins.Compound(_leaves, f => f.Mean);
        IsDrawn = _joins.Moves || _leaves.Moves;
        var lists = cohorts.Select(plan.Terms.Population.PlannedList).ToArray();
        _cohorts = terms.JoinerMix.Count == 0
            ? []
            : [.. cohorts.Select((c, a) => Of(plan, terms.JoinerMix.GetValueOrDefault(c), lists[a] / lists.Sum()))];
        if (IsDrawn)
        {
            // A beta's precision from its mean and coefficient of variation.
            var precision = ((1 - share) / (share * terms.SizeCv * terms.SizeCv)) - 1;
            var (a, b) = Beta.FromMean(share, precision);
            _sizes = Beta.Table(a, b);
            _growth = plan.Rows.Next();
            _loss = plan.Rows.Next();
            _list = plan.Rows.Next();
            _old = plan.Rows.Next();
        }
    }

    private bool IsDrawn { get; }

    /// <summary>By how much a cohort's list departs from its forecast.</summary>
    public Param Factor(int cohort, int year)
    {
        if (IsDrawn)
        {
            return Param.OfRow(_cohorts.Length > 0 ? _cohorts[cohort].Row : _list);
        }

        return Param.Of(_cohorts.Length > 0 ? _cohorts[cohort].Mean[year - 1] : _mean[year - 1] / _plannedList[year - 1]);
    }

    public void Year<L>(Workspace work, Latents latents, in Philox philox, int year)
        where L : struct, ILanes<L>
    {
        if (!IsDrawn)
        {
            return;
        }

        if (year == 1)
        {
            work.Row(_growth).Clear();
            work.Row(_loss).Clear();
        }

        _joins.Year<L>(work, latents, philox, year, new LogSize(_sizes!, 1), _growth);
        _leaves.Year<L>(work, latents, philox, year, new LogSize(_sizes!, -1), _loss);
        ref var growth = ref work.First(_growth);
        ref var loss = ref work.First(_loss);
        ref var list = ref work.First(_list);
        ref var old = ref work.First(_old);
        var scale = L.Of(1 / _plannedList[year - 1]);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var left = L.Load(ref loss, i);
            L.Store(VectorMath.Exp(L.Load(ref growth, i) + left) * scale, ref list, i);
            L.Store(VectorMath.Exp(left) * scale, ref old, i);
        }

        foreach (var cohort in _cohorts)
        {
            // First members at 1 a head, joiners at how much commoner the cohort is among them.
            ref var row = ref work.First(cohort.Row);
            var (relative, mean) = (L.Of(cohort.Relative), L.Of(1 / cohort.PlannedOverList[year - 1]));
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var first = L.Load(ref old, i);
                var joined = L.Load(ref list, i) - first;
                L.Store(L.Fma(joined, relative, first) * mean, ref row, i);
            }
        }
    }

    // Joiners against the planned make-up of year 1; from then on they age as the list does.
    private Cohort Of(PlanBuilder plan, double joining, double list)
    {
        var relative = list > 0 ? joining / list : 0;
        var planned = Part(_plannedList, _leaves.Compound(null, f => f.Planned));
        var mean = Part(_mean, _leaves.Compound(null, f => f.Mean));
        return new Cohort(
            relative, [.. planned.Select((p, y) => p / _plannedList[y])], [.. mean.Zip(planned, (m, p) => m / p)],
            IsDrawn ? plan.Rows.Next() : -1);

        double[] Part(double[] all, double[] old) => [.. all.Zip(old, (t, o) => o + ((t - o) * relative))];
    }

    // Log of 1 + size, or of 1 − size where the sign is negative.
    private readonly struct LogSize(QuantileTable sizes, double sign) : ICaseSeverity
    {
        public void FromSurvival<L>(scoped Span<double> row, int first, int trials)
            where L : struct, ILanes<L>
        {
            for (var i = 0; i < row.Length; i += L.Width)
            {
                L.Store(-VectorMath.NormalQuantile(L.Load(ref row[0], i)), ref row[0], i);
            }

            sizes.Fill<L>(row, row);
            for (var i = 0; i < row.Length; i += L.Width)
            {
                L.Store(VectorMath.Log1p(L.Of(sign) * L.Load(ref row[0], i)), ref row[0], i);
            }
        }
    }

    private sealed class Flow
    {
        private readonly double[] _exposure;
        private readonly double _size;
        private readonly Param[] _rate;
        private readonly StreamId _stream;
        private readonly int _number;

        public Flow(PlanBuilder plan, string name, Documents.Planned<Documents.Figure> number, double size)
        {
            _size = size;
            _exposure = [.. Enumerable.Range(1, plan.Years).Select(plan.Time.Exposure)];
            var rate = plan.Of(number, Risk.PopulationSize, $"{Path}.{name}", Domain.NotNegative);
            (Planned, Mean) = (number.Plan.Mean, plan.Pick(number).Mean);
            var driver = $"population_size.{name}";
            Count = plan.Drivers.Add(
                driver, Risk.PopulationSize, Timing.Yearly,
                plan.IsOn(Risk.PopulationSize) && !rate.IsZero && plan.IsOn(Risk.PopulationSize, driver));
            Moves = Count.Used || !rate.IsConstant;
            _rate = [.. _exposure.Select(x => plan.Params.Scale(rate, x))];
            _stream = plan.Streams.Register(plan.Terms.Place, "population_size.movement_case", name);
            _number = plan.Rows.Next();
        }

        public Driver Count { get; }

        /// <summary>Whether it differs by trial: by its number, or only by how large that is expected to be.</summary>
        public bool Moves { get; }

        public double Planned { get; }

        public double Mean { get; }

        public void Year<L>(Workspace work, Latents latents, in Philox philox, int year, LogSize size, int target)
            where L : struct, ILanes<L>
        {
            if (!Count.Used)
            {
                Expect<L>(work, year, target);
                return;
            }

            Poisson.Fill<L>(work.Row(latents.Row(Count, year)), _rate[year - 1].Over(work), work.Row(_number));
            var uniforms = new CaseUniforms(philox, _stream, work.FirstTrial, year);
            LargeCases.Add<L, CaseUniforms, LogSize>(work.Row(_number), ref uniforms, size, work.Row(target));
        }

        // Switched off: the log of its mean.
        private void Expect<L>(Workspace work, int year, int target)
            where L : struct, ILanes<L>
        {
            ref var sum = ref work.First(target);
            var (rate, size) = (_rate[year - 1], L.Of(_size));
            for (var i = 0; i < work.Trials && !rate.IsZero; i += L.Width)
            {
                L.Store(L.Fma(rate.At<L>(work, i), size, L.Load(ref sum, i)), ref sum, i);
            }
        }

        /// <summary>Mean of the product by year: a compound Poisson product has mean exp(λ · mean size).</summary>
        public double[] Compound(Flow? other, Func<Flow, double> rate)
        {
            var yearly = (rate(this) * _size) + (other is null ? 0 : rate(other) * other._size);
            var years = new double[_exposure.Length];
            var elapsed = 0.0;
            for (var y = 0; y < years.Length; y++)
            {
                elapsed += _exposure[y];
                years[y] = Scalar.Exp(yearly * elapsed);
            }

            return years;
        }
    }

    /// <param name="Relative">How common the cohort is among joiners over how common it is on the planned list.</param>
    /// <param name="PlannedOverList">Mean of its factor over that of the list, by planned figures and year.</param>
    /// <param name="Mean">Mean of its factor by what nature centres on, over that by planned figures.</param>
    /// <param name="Row">Row of its factor; −1 where it has its mean.</param>
    private sealed record Cohort(double Relative, double[] PlannedOverList, double[] Mean, int Row);
}
