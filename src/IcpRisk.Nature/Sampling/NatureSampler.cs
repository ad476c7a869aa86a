using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Sampling;

/// <summary>
/// How the standard normals of an engine are drawn in one run: by which method, from which seed, moved or not. Draws of
/// single cases are always independent. Immutable; one serves all threads.
/// </summary>
public sealed class NatureSampler
{
    private readonly NormalRows _once;
    private readonly NormalRows[] _years;
    private readonly NormalRows[] _figures;
    private readonly NormalRows _choice;
    private readonly double[] _onceShifts;
    private readonly double[][] _yearShifts;
    private readonly double[] _figureShifts;

    /// <param name="engine">What is drawn.</param>
    /// <param name="points">How it is spread over trials.</param>
    /// <param name="importance">What is moved; null for nothing.</param>
    public NatureSampler(NatureEngine engine, TrialPoints points, ImportanceShifts? importance = null)
    {
        Points = points;
        Importance = importance;
        var list = points.Method == SamplingMethod.Plain ? null : DimensionList.Of(engine.Terms, engine.Time);
        Dimensions = list?.All ?? [];
        var find = (StreamId stream, int draw) => list?.Find(stream, draw) ?? -1;
        var latents = engine.Latents;
        _once = new NormalRows(points, latents.OnceStreams, 0, 1, find);
        _years = [.. Enumerable.Range(0, (engine.Time.Years + 1) / 2).Select(pair => new NormalRows(points, latents.YearlyStreams, 2 * pair, 2, find))];
        _figures = [.. engine.FigureStreams.Select(s => new NormalRows(points, [s], 0, 1, find))];
        _choice = new NormalRows(points, [StreamId.Of(string.Empty, "importance", "choice")], 0, 1, (_, _) => list is null ? -1 : 0);

        var shifts = engine.Normals.Join(importance?.Shifts ?? [], n => (n.Name, n.Year), s => (s.Name, s.Year), (n, s) => (Key: (n.Stream, n.Draw), s.Size))
            .ToDictionary(x => x.Key, x => x.Size);
        _onceShifts = [.. latents.OnceStreams.Select(s => shifts.GetValueOrDefault((s, 0)))];
        _figureShifts = [.. engine.FigureStreams.Select(s => shifts.GetValueOrDefault((s, 0)))];
        _yearShifts = [.. _years.Select((_, pair) => latents.YearlyStreams
            .SelectMany(s => new[] { shifts.GetValueOrDefault((s, 2 * pair)), shifts.GetValueOrDefault((s, (2 * pair) + 1)) }).ToArray())];
    }

    public TrialPoints Points { get; }

    public ImportanceShifts? Importance { get; }

    /// <summary>The priority list of dimensions; empty where trials are independent.</summary>
    public IReadOnlyList<SampledDimension> Dimensions { get; }

    internal Philox Philox => Points.Philox;

    /// <summary>What a thread needs to move trials; null where nothing is moved.</summary>
    internal ImportanceMixture? NewMixture(int capacity) =>
        Importance is { } i ? new ImportanceMixture(i.Nominal, capacity) : null;

    /// <summary>Chooses which trials of a tile are moved.</summary>
    internal void Choose<L>(Workspace work, ImportanceMixture? mixture)
        where L : struct, ILanes<L>
    {
        if (mixture is not null)
        {
            _choice.FillUniforms<L>(work.FirstTrial, work.Trials, mixture.Choice(work.Trials));
            mixture.Begin<L>(work.Trials);
        }
    }

    /// <summary>Fills the rows of what is drawn once a trial.</summary>
    internal void Once<L>(Workspace work, ImportanceMixture? mixture, int row)
        where L : struct, ILanes<L>
    {
        Fill<L>(_once, _onceShifts, work, work.FirstSet, mixture, row);
        work.ByTrial(work.Block(row, _onceShifts.Length), work.Stride);
    }

    /// <summary>Fills the rows of a year (odd) and the one after it, two a stream.</summary>
    internal void Years<L>(Workspace work, ImportanceMixture? mixture, int year, int row)
        where L : struct, ILanes<L> => Fill<L>(_years[(year - 1) / 2], _yearShifts[(year - 1) / 2], work, work.FirstTrial, mixture, row);

    /// <summary>Fills the row of an uncertain figure, by its place among those that are drawn.</summary>
    internal void Figure<L>(Workspace work, ImportanceMixture? mixture, int figure, int row)
        where L : struct, ILanes<L>
    {
        _figures[figure].Fill<L>(work.FirstSet, work.Trials, work.Row(row));
        work.ByTrial(work.Row(row), work.Trials);
        if (mixture is not null && _figureShifts[figure] != 0)
        {
            mixture.Move<L>(_figureShifts[figure], work.Row(row));
        }
    }

    // Whole rows are drawn, also of a short last tile: the trials past its end are never read.
    private static void Fill<L>(NormalRows rows, double[] shifts, Workspace work, uint first, ImportanceMixture? mixture, int row)
        where L : struct, ILanes<L>
    {
        rows.Fill<L>(first, work.Stride, work.Block(row, shifts.Length));
        for (var k = 0; k < shifts.Length && mixture is not null; k++)
        {
            if (shifts[k] != 0)
            {
                mixture.Move<L>(shifts[k], work.Row(row + k));
            }
        }
    }
}
