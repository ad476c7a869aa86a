using IcpRisk.Documents;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Services;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests;

/// <summary>Small terms made in code, and what nature makes of them.</summary>
internal static class Sampling
{
    public const int Trials = 40_960;

    public static TimeAxis Years(int years) => TimeAxis.Whole(new DateOnly(2020, 4, 1), years);

    /// <summary>Two cohorts, two services, nothing uncertain.</summary>
    public static NatureTerms Quiet() => new()
    {
        Population = new PopulationTerms
        {
            Cohorts = Keyed<CohortTerms>.Of(
                ("young", new CohortTerms { List = Planned<Figure>.Same(80_000), Growth = Planned<Yearly>.Same(Yearly.Of(0.01)), Need = 0.5 }),
                ("old", new CohortTerms { List = Planned<Figure>.Same(20_000), Growth = Planned<Yearly>.Same(Yearly.Of(0.02)), Need = 2 })),
        },
        Services = Keyed<ServiceTerms>.Of(
            ("clinic", Service(60_000, 100)),
            ("ward", Service(5_000, 2_000))),
    };

    public static ServiceTerms Service(double activity, double unitCost) => new()
    {
        Activity = Planned<Figure>.Same(activity),
        UnitCost = Planned<Figure>.Same(unitCost),
    };

    public static NatureTerms With(this NatureTerms terms, Func<RisksTerms, RisksTerms> risks) =>
        terms with { Risks = risks(terms.Risks) };

    /// <summary>A row, by year (index 0 is year 1) and trial.</summary>
    public static double[][] Row(NatureTerms terms, RowId row, int years = 4, int trials = Trials, NatureOptions? options = null) =>
        Rows(terms, [row], years, trials, options)[0];

    public static double[][][] Rows(
        NatureTerms terms, RowId[] rows, int years = 4, int trials = Trials, NatureOptions? options = null, int tile = 128, long first = 0, ulong seed = 7)
    {
        var pass = new SamplePass(terms, rows, years, trials, options ?? NatureOptions.Full, tile, first, seed);
        Wide.Run(ref pass);
        return pass.Result;
    }

    public static double[][][] Rows<L>(NatureTerms terms, RowId[] rows, int years, int trials)
        where L : struct, ILanes<L>
    {
        var pass = new SamplePass(terms, rows, years, trials, NatureOptions.Full, 64, 0, 7);
        pass.Run<L>();
        return pass.Result;
    }

    private static double[][][] Empty(int rows, int years, int trials) =>
        [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, years).Select(_ => new double[trials]).ToArray())];

    private struct SamplePass(NatureTerms terms, RowId[] rows, int years, int trials, NatureOptions options, int tile, long first, ulong seed) : ILanePass
    {
        public double[][][] Result { get; private set; } = [];

        public void Run<L>()
            where L : struct, ILanes<L>
        {
            var time = Years(years);
            var layout = new PathLayout(years, rows);
            var engine = new NatureEngine(terms, time, options, layout, Planning.Plan(terms, time));
            var worker = new NatureWorker(engine, seed, tile);
            var path = new PathTile(layout, tile);
            var result = Empty(rows.Length, years, trials);
            for (var at = 0; at < trials; at += tile)
            {
                path.Begin(first + at, Math.Min(tile, trials - at));
                worker.Fill<L>(path);
                for (var r = 0; r < rows.Length; r++)
                {
                    for (var y = 1; y <= years; y++)
                    {
                        path.Row(layout.Slot(rows[r]), y)[..path.Count].CopyTo(result[r][y - 1].AsSpan(at));
                    }
                }
            }

            Result = result;
        }
    }
}
