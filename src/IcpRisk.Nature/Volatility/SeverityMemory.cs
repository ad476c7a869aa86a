using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// What high-cost cases remember of their severity. Who stays depends neither on what it costs nor on how long it has been
/// there: the S that stay are chosen among last year's N, each set of S as likely as any other, and are cases 0…S − 1 of the
/// year. A case that stays has the normal q[y] = r·q[y−1] + √(1 − r²)·z[y], a new one z[y]; Φ of it is its probability of
/// costing more. Severity keeps its distribution in every year, and no other draw moves.
/// </summary>
/// <remarks>
/// A row of normals for each case, of as many cases as come once in many millions of years; cases beyond have no memory,
/// and their distribution is right all the same.
/// </remarks>
internal sealed class SeverityMemory
{
    // Of the number plausibly expected; activity may raise it, and six standard deviations lie above that.
    private const double Growth = 1.5;
    private const double Deviations = 6;
    private const int Least = 16;
    private const int Most = 4096;

    private readonly StreamId _choice;

    public SeverityMemory(PlanBuilder plan, string service, Param correlation, double expectedCases)
    {
        _choice = plan.Streams.Register(plan.Terms.Place, "volatility.high_cost_choice", service);
        var expected = Growth * expectedCases;
        Cases = (int)Math.Min(Most, Least + Math.Ceiling(expected + (Deviations * Math.Sqrt(expected))));
        FirstRow = plan.Rows.Next(Cases);
        StayedRow = plan.Rows.Next();
        Kept = correlation;
        var p = plan.Params;
        Fresh = p.Sqrt(p.Subtract(Param.Of(1), p.Multiply(correlation, correlation)));
    }

    /// <summary>Cases of a trial that remember.</summary>
    public int Cases { get; }

    /// <summary>The row of the first case's normals; the others follow.</summary>
    public int FirstRow { get; }

    /// <summary>Row of how many stay and remember: those that stay, unless they were beyond the cases that do.</summary>
    public int StayedRow { get; }

    /// <summary>r.</summary>
    public Param Kept { get; }

    /// <summary>√(1 − r²).</summary>
    public Param Fresh { get; }

    /// <summary>Chooses who stays, and moves what they remember to the front.</summary>
    /// <param name="work">Where it is kept.</param>
    /// <param name="philox">The generator.</param>
    /// <param name="year">The year, above 1.</param>
    /// <param name="before">Cases of the year before, by trial.</param>
    /// <param name="stayed">How many of them stay.</param>
    public void Choose<L>(Workspace work, in Philox philox, int year, ReadOnlySpan<double> before, ReadOnlySpan<double> stayed)
        where L : struct, ILanes<L>
    {
        var uniforms = new CaseUniforms(philox, _choice, work.FirstTrial, year);
        var kept = work.Row(StayedRow);
        kept.Clear();
        var most = 0.0;
        for (var i = 0; i < work.Trials; i++)
        {
            most = Math.Max(most, before[i]);
        }

        Span<double> drawn = stackalloc double[2 * Paths.PathTile.MaxTrials];
        drawn = drawn[..(2 * work.Trials)];
        for (var c = 0; c < Math.Min(most, Cases); c++)
        {
            if (c % 2 == 0)
            {
                uniforms.Fill<L>(c, 2, 0, drawn);
            }

            // Of those that are left to look at so many are wanted still: chosen in turn, every set is as likely.
            var normals = work.Row(FirstRow + c);
            for (var i = 0; i < work.Trials; i++)
            {
                if (drawn[((c % 2) * work.Trials) + i] * (before[i] - c) < stayed[i] - kept[i])
                {
                    work.Row(FirstRow + (int)kept[i])[i] = normals[i];
                    kept[i]++;
                }
            }
        }
    }
}

/// <summary>Uniforms of a year's cases, those of cases that stay tied to what they were the year before.</summary>
/// <param name="fresh">Uniforms as they are drawn.</param>
/// <param name="memory">What is remembered.</param>
/// <param name="work">Where it is kept.</param>
/// <param name="stayed">How many stay and remember, by trial.</param>
/// <param name="recalls">Whether the year has been drawn and is read again, rather than drawn.</param>
internal readonly ref struct RememberedUniforms(
    CaseUniforms fresh, SeverityMemory memory, Workspace work, ReadOnlySpan<double> stayed, bool recalls) : ICaseUniforms
{
    private readonly ReadOnlySpan<double> _stayed = stayed;

    public void Fill<L>(int firstCase, int cases, int offset, scoped Span<double> rows)
        where L : struct, ILanes<L>
    {
        fresh.Fill<L>(firstCase, cases, offset, rows);
        var trials = rows.Length / cases;
        for (var c = 0; c < cases && firstCase + c < memory.Cases; c++)
        {
            ref var uniform = ref rows[c * trials];
            ref var normal = ref work.First(memory.FirstRow + firstCase + c);
            for (var i = 0; i < trials; i += L.Width)
            {
                var drawn = L.Load(ref uniform, i);
                var stays = L.Less(L.Of(firstCase + c), L.Load(in _stayed[offset], i));
                if (!recalls)
                {
                    var z = VectorMath.NormalQuantile(drawn);
                    var q = L.Fma(memory.Kept.At<L>(work, offset + i), L.Load(ref normal, offset + i), memory.Fresh.At<L>(work, offset + i) * z);
                    L.Store(L.Select(stays, q, z), ref normal, offset + i);
                }

                // Far out a probability is rounded to nothing, and a cost of that would be without end.
                var kept = L.Max(VectorMath.NormalCdf(L.Load(ref normal, offset + i)), L.Of(LeastUniform));
                L.Store(L.Select(stays, kept, drawn), ref uniform, i);
            }
        }
    }

    private const double LeastUniform = 1e-16;
}
