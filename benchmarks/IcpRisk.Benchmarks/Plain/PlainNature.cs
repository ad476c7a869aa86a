using IcpRisk.Documents;
using IcpRisk.Nature;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Quality;
using IcpRisk.Scenarios;
using static IcpRisk.Benchmarks.Plain.Plainly;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>The scenario's nature as numbers; shared by all threads.</summary>
internal sealed class PlainNature
{
    public PlainNature(Scenario scenario)
    {
        var (terms, years) = (scenario.Terms, scenario.Time.Years);
        var risks = terms.Risks;
        Require(RiskNames.All.All(r => risks.Terms(r).On), "risks that are off");
        Require(Enumerable.Range(1, years).All(y => scenario.Time.Exposure(y) == 1), "part years");
        Require(terms.Population.Forecast.Count == 0, "a forecast table");
        Require(risks.PopulationSize.Movement is null && risks.PopulationSize.Practices.Count == 0, "people who join and leave");
        Require(
            risks.Epidemiological.NeedGroups.Count + risks.Epidemiological.Conditions.Count + risks.Epidemiological.Shocks.Count == 0,
            "need groups, conditions or shocks");
        Require(risks.Efficiency.DemandManagement.Count == 0 && risks.Efficiency.Inflation.Jumps is null, "demand management or jumps of prices");
        Require(risks.Baseline.Measurement is null && terms.Contract.StopLoss is null, "errors of registers, or a stop-loss");
        Require(terms.Dependence.Copula is null, "a copula that is not Gaussian");
        Require(risks.Utilisation.Start == Start.Zero && risks.Epidemiological.Morbidity.Start == Start.Zero, "a stationary start");
        Years = years;
        Services = [.. terms.Services.Keys.Select(s => new PlainService(scenario, s))];

        var cohorts = terms.Population.Cohorts.Values.ToList();
        Lists = [.. cohorts.Select(c => Growth(c.Growth.Expect, years).Select(g => g * Certain(c.List!.Expect)).ToArray())];
        Total = [.. Enumerable.Range(0, years).Select(y => Lists.Sum(l => l[y]))];
        var population = risks.PopulationSize;
        (LevelSd, GrowthSd) = (Certain(population.LevelSd), Certain(population.GrowthSd));
        SizeHalf = Halves(y => (LevelSd * LevelSd) + (GrowthSd * GrowthSd * y));
        MixSd = Certain(risks.Epidemiological.MixSd);
        MixBias = [.. Lists.Select(list => Enumerable.Range(0, years).Select(y =>
            1 + (MixSd * MixSd * (y + 1) * (Lists.Sum(l => Math.Pow(l[y] / Total[y], 2)) - (list[y] / Total[y])))).ToArray())];

        var morbidity = risks.Epidemiological.Morbidity;
        (SlopeMean, SlopeSd) = Normal(morbidity.Trend.Expect);
        (MorbiditySd, MorbidityPersistence) = (Certain(morbidity.Sd), Certain(morbidity.Persistence));
        NeedHalf = Halves(y => Variance(MorbiditySd, MorbidityPersistence, y) + Math.Pow(SlopeSd * (y - 1), 2));

        (BaselineActivitySd, BaselineCostSd) = (Certain(risks.Baseline.ActivitySd), Certain(risks.Baseline.UnitCostSd));
        (ServiceActivitySd, ServiceCostSd) = (Certain(risks.Baseline.ServiceActivitySd), Certain(risks.Baseline.ServiceUnitCostSd));

        var inflation = risks.Efficiency.Inflation;
        Price = Growth(inflation.Expected ?? inflation.Planned, years);
        (InflationSd, InflationPersistence) = (Certain(inflation.Sd), Certain(inflation.Persistence));
        PriceHalf = Halves(y => CumulatedVariance(InflationSd, InflationPersistence, y));
        var own = risks.Efficiency.ServiceInflation;
        (ServiceInflationSd, ServiceInflationPersistence) = (Certain(own.Sd), Certain(own.Persistence));

        var savings = risks.Efficiency.Savings ?? throw Unsupported("a scenario without savings");
        SavingsPlan = [0, .. ByYear(savings.Planned, years), Certain(savings.Planned.At(years))];
        (DelayFrom, DelayTo) = Uniform(savings.Delay.Expect);
        SavingsPersistence = Certain(savings.Persistence);
        var realised = savings.Realised.Expect.Distribution ?? throw Unsupported("certain savings");
        Require(realised.Kind == "beta" && realised.Parameters.ContainsKey("mean"), "savings that are not a beta by mean and precision");
        Realised = new PlainQuantile(realised["mean"], realised["precision"], realised.Parameters.GetValueOrDefault("max", 1));

        var outside = risks.Efficiency.OutsideUse ?? throw Unsupported("a scenario without care used outside");
        var (mean, sd) = (Certain(outside.Share.Expected), Certain(outside.Share.Sd));
        OutsideShare = new PlainQuantile(mean, (mean * (1 - mean) / (sd * sd)) - 1, 1);
        OutsidePersistence = Certain(outside.Share.Persistence);
        OutsidePrice = Certain(outside.PriceRatio.Expect);
        Outsides = Services.Count(s => s.HasOutside);

        Scores = [.. terms.Metrics.Values.Select(m => ByYear(m.Expected.Expect, years))];
        ScoreSds = [.. terms.Metrics.Values.Select(m => Certain(m.Sd))];
        Signs = [.. terms.Metrics.Values.Select(m => m.Better == Better.Higher ? 1.0 : -1.0)];
        (QualitySd, QualityPersistence) = (Certain(risks.Quality.CommonSd), Certain(risks.Quality.Persistence));

        Overheads = [.. Enumerable.Range(1, years).Select(y => Certain(terms.Overheads.Management.At(y))
            + Certain(terms.Overheads.Mobilisation.At(y)) + Certain(terms.Overheads.DoubleRunning.At(y)))];

        var names = terms.Services.Keys.ToList();
        YearlyDependence = new PlainDependence(
            scenario, [.. names.Select(s => $"utilisation.{s}"), "efficiency.savings"], names.Count, risks.Utilisation.Correlation.Mean);
        TrendDependence = new PlainDependence(
            scenario, [.. names.Select(s => $"utilisation.trend.{s}")], names.Count, risks.Utilisation.TrendCorrelation.Mean);
        Require(YearlyDependence.Pairs + TrendDependence.Pairs == terms.Dependence.Pairs.Count, "correlations of other drivers");

        double[] Halves(Func<int, double> variance) => [.. Enumerable.Range(1, years).Select(y => 0.5 * variance(y))];
    }

    public int Years { get; }

    public PlainService[] Services { get; }

    /// <summary>Expected people by cohort and year.</summary>
    public double[][] Lists { get; }

    public double[] Total { get; }

    public double LevelSd { get; }

    public double GrowthSd { get; }

    /// <summary>Half the variance of a log factor by year, here and below: what keeps its mean at one.</summary>
    public double[] SizeHalf { get; }

    public double MixSd { get; }

    /// <summary>Bias of renormalising the mix, by cohort and year.</summary>
    public double[][] MixBias { get; }

    public double SlopeMean { get; }

    public double SlopeSd { get; }

    public double MorbiditySd { get; }

    public double MorbidityPersistence { get; }

    public double[] NeedHalf { get; }

    public double BaselineActivitySd { get; }

    public double BaselineCostSd { get; }

    public double ServiceActivitySd { get; }

    public double ServiceCostSd { get; }

    public double[] Price { get; }

    public double InflationSd { get; }

    public double InflationPersistence { get; }

    public double[] PriceHalf { get; }

    public double ServiceInflationSd { get; }

    public double ServiceInflationPersistence { get; }

    /// <summary>Planned cumulative savings at the end of years 0, 1 … and one more.</summary>
    public double[] SavingsPlan { get; }

    public double DelayFrom { get; }

    public double DelayTo { get; }

    public PlainQuantile Realised { get; }

    public double SavingsPersistence { get; }

    public PlainQuantile OutsideShare { get; }

    public double OutsidePersistence { get; }

    public double OutsidePrice { get; }

    /// <summary>Services with care used outside.</summary>
    public int Outsides { get; }

    public double[][] Scores { get; }

    public double[] ScoreSds { get; }

    public double[] Signs { get; }

    public double QualitySd { get; }

    public double QualityPersistence { get; }

    public double[] Overheads { get; }

    /// <summary>Use of all services, then savings.</summary>
    public PlainDependence YearlyDependence { get; }

    public PlainDependence TrendDependence { get; }

    private static (double Mean, double Sd) Normal(Figure figure)
    {
        Require(figure.Distribution is null or { Kind: "normal" }, "a morbidity trend that is not normal");
        return (figure.Mean, figure.Distribution is { } d ? d["sd"] : 0);
    }

    private static (double From, double To) Uniform(Figure figure)
    {
        Require(figure.Distribution is null or { Kind: "uniform" }, "a delay that is not uniform");
        return figure.Distribution is { } d ? (d["from"], d["to"]) : (figure.Mean, figure.Mean);
    }
}
