using MathNet.Numerics.Random;
using Normal = MathNet.Numerics.Distributions.Normal;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>
/// One thread's memory and the run of one trial, year by year in scalar doubles. All normals of a trial are drawn in one
/// call, which is Math.NET's fastest way: it keeps both numbers of each polar pair.
/// </summary>
internal sealed partial class PlainTrial(PlainNature nature, PlainContract contract, bool normalCounts)
{
    private const int OnceCommon = 5;
    private readonly int _services = nature.Services.Length;
    private readonly int _cohorts = nature.Lists.Length;
    private readonly int _metrics = nature.Scores.Length;
    private readonly PlainPath _path = new(nature.Years, nature.Services.Length, nature.Scores.Length);
    private readonly PlainDependence _yearly = nature.YearlyDependence.Copy();
    private readonly PlainDependence _trends = nature.TrendDependence.Copy();
    private readonly double[] _normals = new double[Normals(nature)];
    private readonly double[] _lists = new double[nature.Lists.Length];
    private readonly double[] _mix = new double[nature.Lists.Length];
    private readonly double[] _use = new double[nature.Services.Length];
    private readonly double[] _rate = new double[nature.Services.Length];
    private readonly double[] _ownPrice = new double[nature.Services.Length];
    private readonly double[] _capacity = new double[nature.Services.Length];
    private readonly double[] _outside = new double[nature.Services.Length];
    private readonly double[] _scores = new double[nature.Scores.Length];

    /// <summary>Normals of one trial; counts, totals of cases and high-cost cases are drawn beside them.</summary>
    public static int Normals(PlainNature nature) =>
        OnceCommon + (3 * nature.Services.Length) + (nature.Years * YearNormals(nature));

    /// <param name="random">The block's generator.</param>
    /// <param name="costs">Receives total cost by year.</param>
    public PlainOutcome Run(RandomSource random, Span<double> costs)
    {
        Normal.Samples(random, _normals, 0.0, 1.0);
        var once = _normals.AsSpan(0, OnceCommon + (3 * _services));
        var (level, slope) = (nature.LevelSd * once[0], nature.SlopeMean + (nature.SlopeSd * once[1]));
        var (baseActivity, baseCost) = (nature.BaselineActivitySd * once[2], nature.BaselineCostSd * once[3]);
        var trends = once.Slice(OnceCommon, _services);
        _trends.Apply(trends, once[4]);
        var ownActivity = once.Slice(OnceCommon + _services, _services);
        var ownCost = once.Slice(OnceCommon + (2 * _services), _services);
        var delay = nature.DelayFrom + ((nature.DelayTo - nature.DelayFrom) * random.NextDouble());
        Clear();

        var outcome = default(PlainOutcome);
        var pressure = 0.0;
        double growth = 0, morbidity = 0, inflation = 0, price = 0, realised = 0, saving = 0, quality = 0;
        for (var y = 0; y < nature.Years; y++)
        {
            var z = new Reader(_normals.AsSpan(once.Length + (y * YearNormals(nature)), YearNormals(nature)));

            // People.
            growth += nature.GrowthSd * z.Next();
            var mix = z.Next(_cohorts);
            People(y, mix, Math.Exp(level + growth - nature.SizeHalf[y]));

            // Need, prices, savings.
            morbidity = (nature.MorbidityPersistence * morbidity) + (nature.MorbiditySd * z.Next());
            var need = Math.Exp((slope * y) + morbidity - nature.NeedHalf[y]);
            inflation = (nature.InflationPersistence * inflation) + (nature.InflationSd * z.Next());
            price += inflation;
            _path.Price[y] = nature.Price[y] * Math.Exp(price - nature.PriceHalf[y]);
            var common = z.Next();
            var uses = z.Next(_services + 1);
            _yearly.Apply(uses, common);
            realised = Remember(realised, nature.SavingsPersistence, uses[_services], y);
            saving += nature.Realised.At(realised) * (Due(y + 1 - delay) - Due(y - delay));

            // Services.
            (_path.InScope, _path.OutOfScope) = (0, 0);
            var activityError = Math.Exp(baseActivity - (0.5 * nature.BaselineActivitySd * nature.BaselineActivitySd));
            var ownInflation = z.Next(_services);
            var outside = z.Next(nature.Outsides);
            var outsides = 0;
            for (var s = 0; s < _services; s++)
            {
                var service = nature.Services[s];
                _use[s] = (service.UsePersistence * _use[s]) + (service.UseSd * uses[s]);
                var people = 0.0;
                for (var a = 0; a < _cohorts; a++)
                    people += service.Use[a] * _lists[a];
                var expected = service.Rate[y] * people * need * activityError * Math.Exp(
                    _use[s] + (service.TrendSd * trends[s] * y) + (nature.ServiceActivitySd * ownActivity[s]) - service.UseHalf[y]);

                _rate[s] = (nature.ServiceInflationPersistence * _rate[s]) + (nature.ServiceInflationSd * ownInflation[s]);
                _ownPrice[s] += _rate[s];
                var unitCost = service.UnitCost[y] * _path.Price[y] * Math.Exp(
                    baseCost + (nature.ServiceCostSd * ownCost[s]) + _ownPrice[s] - service.CostHalf[y]);
                var share = 0.0;
                if (service.HasOutside)
                {
                    _outside[s] = Remember(_outside[s], nature.OutsidePersistence, outside[outsides++], y);
                    share = nature.OutsideShare.At(_outside[s]);
                }

                Cost(random, s, y, expected, unitCost, service.Saves ? saving : 0, share);
            }

            // Scores and settlement.
            quality = (nature.QualityPersistence * quality) + (nature.QualitySd * z.Next());
            var own = z.Next(_metrics);
            for (var k = 0; k < _metrics; k++)
            {
                _scores[k] = (nature.QualityPersistence * _scores[k]) + (nature.ScoreSds[k] * own[k]);
                _path.Scores[k] = nature.Scores[k][y] + (nature.Signs[k] * quality) + _scores[k];
            }

            _path.Overheads = nature.Overheads[y];
            costs[y] = _path.InScope + _path.OutOfScope + _path.Overheads;
            contract.Settle(y, _path, ref pressure, ref outcome);
        }

        return outcome;
    }

    private static int YearNormals(PlainNature nature) =>
        6 + nature.Lists.Length + (2 * nature.Services.Length) + nature.Outsides + nature.Scores.Length;

    // A stationary AR(1) of standard normals.
    private static double Remember(double before, double persistence, double z, int y) =>
        y == 0 ? z : (persistence * before) + (Math.Sqrt(1 - (persistence * persistence)) * z);

    private void Clear()
    {
        Array.Clear(_mix);
        Array.Clear(_use);
        Array.Clear(_rate);
        Array.Clear(_ownPrice);
        Array.Clear(_scores);
        for (var s = 0; s < _services; s++)
            _capacity[s] = nature.Services[s].StartCapacity;
    }

    private void People(int y, ReadOnlySpan<double> mix, double size)
    {
        var sum = 0.0;
        for (var a = 0; a < _cohorts; a++)
        {
            _mix[a] += nature.MixSd * mix[a];
            _lists[a] = nature.Lists[a][y] * Math.Exp(_mix[a]);
            sum += _lists[a];
        }

        var ratio = 0.0;
        for (var a = 0; a < _cohorts; a++)
        {
            _lists[a] *= nature.Total[y] * size / sum / nature.MixBias[a][y];
            ratio += contract.NeedWeights[y][a] * _lists[a];
        }

        _path.NeedRatio[y] = ratio;
    }

    // Planned cumulative savings at a moment between years.
    private double Due(double moment)
    {
        var t = Math.Clamp(moment, 0, nature.SavingsPlan.Length - 2);
        var year = (int)t;
        return nature.SavingsPlan[year] + ((t - year) * (nature.SavingsPlan[year + 1] - nature.SavingsPlan[year]));
    }

    private ref struct Reader(Span<double> values)
    {
        private Span<double> _left = values;

        public double Next() => Next(1)[0];

        public Span<double> Next(int count)
        {
            var taken = _left[..count];
            _left = _left[count..];
            return taken;
        }
    }
}
