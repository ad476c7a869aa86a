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
    // Kernels hold the streams of their single cases: each time they are drawn anew these have a key of their own.
    private const ulong AgainKey = 0x9E3779B97F4A7C15;
    private readonly Redrawn _redrawn;
    private readonly Philox _again;
    private readonly NormalRows _once;
    private readonly NormalRows[] _years;
    private readonly NormalRows[] _figures;
    private readonly NormalRows _choice;
    private readonly CommonRows? _commonOnce;
    private readonly CommonRows?[] _commonYears;
    private readonly CommonRows?[] _commonFigures;
    private readonly double[] _onceShifts;
    private readonly double[][] _yearShifts;
    private readonly double[] _figureShifts;

    /// <param name="engine">What is drawn.</param>
    /// <param name="points">How it is spread over trials.</param>
    /// <param name="importance">What is moved; null for nothing.</param>
    /// <param name="systemic">What this place has in common with others; null for nothing.</param>
    /// <param name="redrawn">What is drawn anew; null for what the engine has.</param>
    /// <exception cref="ArgumentException">Something is in common, and the engine's terms name no place, or trials are not plain.</exception>
    public NatureSampler(NatureEngine engine, TrialPoints points, ImportanceShifts? importance = null, SystemicShares? systemic = null, Redrawn? redrawn = null)
    {
        systemic ??= SystemicShares.None;
        if (systemic.Any && (engine.Terms.Place.Length == 0 || points.Method != SamplingMethod.Plain || importance is not null))
        {
            throw new ArgumentException("Places that have surprises in common have names, and are drawn plainly.", nameof(systemic));
        }

        _redrawn = redrawn ?? engine.Redrawn;
        _again = new Philox(points.Philox.Seed ^ unchecked(AgainKey * (ulong)_redrawn.Attempt));
        var again = _redrawn.Place(engine.Terms.Place);
        Points = points;
        Importance = importance;
        var list = points.Method == SamplingMethod.Plain ? null : DimensionList.Of(engine.Terms, engine.Time);
        Dimensions = list?.All ?? [];
        var find = (StreamId stream, int draw) => list?.Find(stream, draw) ?? -1;
        var latents = engine.Latents;
        var (once, yearly) = (Shared(latents.Once), Shared(latents.Yearly));
        _once = new NormalRows(points, once.Streams, 0, 1, find);
        _commonOnce = CommonRows.Of(points, once.Shares, once.Common, 0, 1);
        int[] pairs = [.. Enumerable.Range(0, (engine.Time.Years + 1) / 2)];
        _years = [.. pairs.Select(pair => new NormalRows(points, yearly.Streams, 2 * pair, 2, find))];
        _commonYears = [.. pairs.Select(pair => CommonRows.Of(points, yearly.Shares, yearly.Common, 2 * pair, 2))];
        var figures = engine.UncertainFigures.Zip(engine.FigureStreams, (path, own) => (
            Own: _redrawn.Names.Contains(path) ? StreamId.Of(again, "parameter", path) : own, Share: systemic.Of(path), Common: StreamId.Of(string.Empty, "parameter", path))).ToArray();
        _figures = [.. figures.Select(f => new NormalRows(points, [f.Share == 1 ? f.Common : f.Own], 0, 1, find))];
        _commonFigures = [.. figures.Select(f => CommonRows.Of(points, [f.Share], [f.Common], 0, 1))];
        _choice = new NormalRows(points, [StreamId.Of(string.Empty, "importance", "choice")], 0, 1, (_, _) => list is null ? -1 : 0);

        var shifts = engine.Normals.Join(importance?.Shifts ?? [], n => (n.Name, n.Year), s => (s.Name, s.Year), (n, s) => (Key: (n.Stream, n.Draw), s.Size))
            .ToDictionary(x => x.Key, x => x.Size);
        _onceShifts = [.. latents.OnceStreams.Select(s => shifts.GetValueOrDefault((s, 0)))];
        _figureShifts = [.. engine.FigureStreams.Select(s => shifts.GetValueOrDefault((s, 0)))];
        _yearShifts = [.. _years.Select((_, pair) => latents.YearlyStreams
            .SelectMany(s => new[] { shifts.GetValueOrDefault((s, 2 * pair)), shifts.GetValueOrDefault((s, (2 * pair) + 1)) }).ToArray())];

        (StreamId[] Streams, double[] Shares, StreamId[] Common) Shared(IReadOnlyList<Driver> drivers)
        {
            double[] shares = [.. drivers.Select(d => systemic.Of(d.Name))];

            // What has no share has no common stream: the mixing normals of a Student-t copula are a place's own.
            StreamId[] common = [.. drivers.Select((d, i) => shares[i] > 0 ? DriverBook.StreamOf(string.Empty, d.Name) : d.Stream)];
            return ([.. drivers.Select((d, i) => shares[i] == 1 ? common[i]
                : _redrawn.Names.Contains(d.Name) ? DriverBook.StreamOf(again, d.Name) : d.Stream)], shares, common);
        }
    }

    public TrialPoints Points { get; }

    public ImportanceShifts? Importance { get; }

    /// <summary>The priority list of dimensions; empty where trials are independent.</summary>
    public IReadOnlyList<SampledDimension> Dimensions { get; }

    /// <summary>What single cases of a risk are drawn from.</summary>
    internal Philox Cases(Risk risk) => _redrawn.Cases.Contains(risk) ? _again : Points.Philox;

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
        Fill<L>(_once, _commonOnce, _onceShifts, work, work.FirstSet, mixture, row);
        work.ByTrial(work.Block(row, _onceShifts.Length), work.Stride);
    }

    /// <summary>Fills the rows of a year (odd) and the one after it, two a stream.</summary>
    internal void Years<L>(Workspace work, ImportanceMixture? mixture, int year, int row)
        where L : struct, ILanes<L> => Fill<L>(
            _years[(year - 1) / 2], _commonYears[(year - 1) / 2], _yearShifts[(year - 1) / 2], work, work.FirstTrial, mixture, row);

    /// <summary>Fills the row of an uncertain figure, by its place among those that are drawn.</summary>
    internal void Figure<L>(Workspace work, ImportanceMixture? mixture, int figure, int row)
        where L : struct, ILanes<L>
    {
        _figures[figure].Fill<L>(work.FirstSet, work.Trials, work.Row(row));
        _commonFigures[figure]?.Mix<L>(work, work.FirstSet, row);
        work.ByTrial(work.Row(row), work.Trials);
        if (mixture is not null && _figureShifts[figure] != 0)
        {
            mixture.Move<L>(_figureShifts[figure], work.Row(row));
        }
    }

    // Whole rows are drawn, also of a short last tile: the trials past its end are never read.
    private static void Fill<L>(
        NormalRows rows, CommonRows? common, double[] shifts, Workspace work, uint first, ImportanceMixture? mixture, int row)
        where L : struct, ILanes<L>
    {
        rows.Fill<L>(first, work.Stride, work.Block(row, shifts.Length));
        common?.Mix<L>(work, first, row);
        for (var k = 0; k < shifts.Length && mixture is not null; k++)
        {
            if (shifts[k] != 0)
            {
                mixture.Move<L>(shifts[k], work.Row(row + k));
            }
        }
    }
}
