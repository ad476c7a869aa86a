using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Counts;

/// <summary>
/// Counts with mean m and variance φm from one normal a trial: the expansion in a first pass over all trials, then, in a
/// second loop so that nothing is called from the first, exact summation for the vectors that hold a small trial.
/// </summary>
internal static class CountInversion
{
    /// <summary>Fills <paramref name="counts"/>; mean ≥ 0, φ ≥ ½, of which φ &lt; 1 is a binomial.</summary>
    public static void Fill<L>(ReadOnlySpan<double> z, Parameter mean, Parameter phi, Span<double> counts)
        where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, counts);
        mean.Demand(trials);
        phi.Demand(trials);
        var anySmall = phi.IsConstant
            ? ExpandConstant<L>(z, mean, phi, counts)
            : ExpandRow<L>(z, mean, phi, counts);
        if (anySmall)
            Sum<L>(z, mean, phi, counts);
    }

    private static bool ExpandConstant<L>(ReadOnlySpan<double> z, Parameter mean, Parameter phi, Span<double> counts)
        where L : struct, ILanes<L>
    {
        ref readonly var source = ref MemoryMarshal.GetReference(z);
        ref var target = ref MemoryMarshal.GetReference(counts);
        var constant = phi.At<L>(0);
        Prepare(in constant, out var expansion);
        var small = L.Zero;
        for (var i = 0; i < counts.Length; i += L.Width)
        {
            var m = mean.At<L>(i);
            small = L.OrBits(small, expansion.IsSmall(m));
            L.Store(expansion.Quantile(L.Load(in source, i), m), ref target, i);
        }

        return L.AnyTrue(small);
    }

    // Apart, so that the loop over trials has the compiler's inlining to itself.
    // By reference: a vector passed by value is copied in parts, and the load of the whole waits for all of them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Prepare<L>(in L phi, out CountExpansion<L> expansion) where L : struct, ILanes<L> =>
        expansion = new(phi);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static L Cdf<L>(in L z) where L : struct, ILanes<L> => VectorMath.NormalCdf(z);

    private static bool ExpandRow<L>(ReadOnlySpan<double> z, Parameter mean, Parameter phi, Span<double> counts)
        where L : struct, ILanes<L>
    {
        ref readonly var source = ref MemoryMarshal.GetReference(z);
        ref var target = ref MemoryMarshal.GetReference(counts);
        var small = L.Zero;
        for (var i = 0; i < counts.Length; i += L.Width)
        {
            var m = mean.At<L>(i);
            var expansion = new CountExpansion<L>(phi.At<L>(i));
            small = L.OrBits(small, expansion.IsSmall(m));
            L.Store(expansion.Quantile(L.Load(in source, i), m), ref target, i);
        }

        return L.AnyTrue(small);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Sum<L>(ReadOnlySpan<double> z, Parameter mean, Parameter phi, Span<double> counts)
        where L : struct, ILanes<L>
    {
        ref readonly var source = ref MemoryMarshal.GetReference(z);
        ref var target = ref MemoryMarshal.GetReference(counts);
        var longest = L.Of(CountSummation.MaxMean);
        for (var i = 0; i < counts.Length; i += L.Width)
        {
            var m = mean.At<L>(i);
            var f = phi.At<L>(i);
            var small = CountExpansion<L>.IsSmall(m, f);
            if (!L.AnyTrue(small))
                continue;
            var walks = L.AndBits(small, L.LessOrEqual(m, longest));
            var normal = L.Load(in source, i);
            var u = Cdf(in normal);
            // A lane that does not walk is given a mean of 0, which ends at once.
            var count = CountSummation.Quantile(u, L.Select(walks, m, L.Zero), f);
            L.Store(L.Select(walks, count, L.Load(in target, i)), ref target, i);
            if (L.AnyTrue(L.AndNotBits(small, walks)))
                FindRoots(i, i + L.Width, z, mean, phi, counts);
        }
    }

    private static void FindRoots(
        int from, int to, ReadOnlySpan<double> z, Parameter mean, Parameter phi, Span<double> counts)
    {
        for (var i = from; i < to; i++)
        {
            if (mean[i] > CountSummation.MaxMean && CountExpansion<Lanes1>.IsSmallCount(mean[i], phi[i]))
                counts[i] = CountRoot.Quantile(z[i], mean[i], phi[i]);
        }
    }
}
