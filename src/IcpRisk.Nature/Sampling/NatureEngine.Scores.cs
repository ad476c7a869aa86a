using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature;

/// <content>The standard normals of a trial as its kernels read them.</content>
public sealed partial class NatureEngine
{
    /// <summary>Draws what <see cref="Normals"/> lists, without the paths they make.</summary>
    /// <param name="work">Rows, begun at the first trial.</param>
    /// <param name="sampler">How it is drawn.</param>
    /// <param name="take">Takes the row of each normal, in the order of the list, while it holds it.</param>
    internal void Scores<L>(Workspace work, NatureSampler sampler, Action<int> take)
        where L : struct, ILanes<L>
    {
        Latents.DrawOnce<L>(work, sampler, null);
        _plan.Params.Evaluate<L>(work, sampler, null);
        Latents.CorrelateOnce<L>(work);
        foreach (var driver in Latents.Once)
        {
            take(Latents.Row(driver, 1));
        }

        // Every figure has made its value of its normal by now; the normal is drawn again.
        foreach (var (figure, row) in _plan.Params.DrawnValues.Select((d, i) => (i, d.Row)))
        {
            var value = work.Row(row).ToArray();
            sampler.Figure<L>(work, null, figure, row);
            take(row);
            value.CopyTo(work.Row(row));
        }

        for (var year = 1; year <= _plan.Years; year++)
        {
            if (year % 2 == 1)
            {
                Latents.DrawYears<L>(work, sampler, null, year);
            }

            foreach (var driver in Latents.Yearly)
            {
                take(Latents.Row(driver, year));
            }
        }
    }
}
