using IcpRisk.Documents;
using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Nature.Volatility;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Kernel;

/// <summary>Sets of parameters: what is drawn once a trial is drawn once a set, and nothing else moves.</summary>
public sealed class NestedTests
{
    private const int Trials = 1_000;

    // An overhead drawn once; a slope drawn once; prices drawn every year; counts by chance.
    private static readonly NatureTerms Terms = Sampling.Quiet().With(r => r with
    {
        Efficiency = new EfficiencyRisk { Inflation = new InflationTerms { Sd = 0.01 } },
        Utilisation = new UtilisationRisk { TrendSd = 0.02 },
    }) with
    {
        Overheads = new OverheadTerms { Management = Yearly.Of(Figure.Of(new Distribution("normal", new Dictionary<string, double> { ["mean"] = 1e6, ["sd"] = 1e4 }))) },
    };

    private static readonly RowId[] Rows = [new(Quantity.CostOverheads), new(Quantity.UtilisationIndex), new(Quantity.PriceIndex)];

    [Theory]
    [InlineData(100, 128)]
    [InlineData(7, 32)]
    [InlineData(3, 8)]
    [InlineData(1, 64)]
    [InlineData(500, 256)]
    public void When_nested_a_set_shares_what_is_drawn_once_and_the_rest_is_as_in_a_plain_run(int perSet, int tile)
    {
        var (plain, nested) = (Draw(1, 128), Draw(perSet, tile));
        for (var i = 0; i < Trials; i++)
        {
            // Overhead and slope are those that trial k has in a plain run; prices those of the trial itself.
            Assert.Equal(plain[0][2][i / perSet], nested[0][2][i]);
            Assert.Equal(plain[1][2][i / perSet], nested[1][2][i]);
            Assert.Equal(plain[2][2][i], nested[2][2][i]);
        }
    }

    private static double[][][] Draw(int perSet, int tile)
    {
        var time = Sampling.Years(3);
        var layout = new PathLayout(3, Rows);
        var worker = new NatureWorker(new NatureEngine(Terms, time, NatureOptions.Full, layout, Planning.Plan(Terms, time)), 7, tile, trialsPerSet: perSet);
        var path = new PathTile(layout, tile);
        var result = Rows.Select(_ => Enumerable.Range(0, 3).Select(_ => new double[Trials]).ToArray()).ToArray();
        for (var at = 0; at < Trials; at += tile)
        {
            path.Begin(at, Math.Min(tile, Trials - at));
            worker.Fill(path);
            for (var r = 0; r < Rows.Length; r++)
            {
                for (var y = 1; y <= 3; y++)
                {
                    path.Row(layout.Slot(Rows[r]), y)[..path.Count].CopyTo(result[r][y - 1].AsSpan(at));
                }
            }
        }

        return result;
    }
}
