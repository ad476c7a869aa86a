using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace IcpRisk.Analysis.Variants;

/// <summary>What a constrained search found.</summary>
/// <param name="Values">One a figure.</param>
/// <param name="Evaluations">How often the measures were worked.</param>
/// <param name="Converged">Whether the search came to rest.</param>
public sealed record SearchResult(double[] Values, int Evaluations, bool Converged);

/// <summary>
/// Several figures at once: least of an objective where goals hold, by the simplex of Nelder and Mead (Computer J. 7, 1965)
/// on an exact penalty. On the same draws throughout, so the function is deterministic; the penalty grows from one simplex
/// to the next, as a steep one makes an edge along which a simplex stalls.
/// </summary>
public static class ConstrainedSearch
{
    // A goal missed by its own size costs so many times what the objective varies by between the ends; with the size of the simplex.
    private static readonly (double Penalty, double Size)[] Stages = [(1, 0.25), (10, 0.1), (100, 0.05), (100, 0.01)];
    private const int MostSteps = 200;

    /// <param name="axes">The figures and their ends.</param>
    /// <param name="work">Objective (less is better) and by how much of its own size each goal is missed, 0 where it holds.</param>
    public static SearchResult Find(IReadOnlyList<Axis> axes, Func<double[], (double Objective, double Missed)> work)
    {
        var evaluations = 0;
        var place = Vector<double>.Build.Dense(axes.Count, 0.5);
        List<double> seen = [.. Enumerable.Range(0, axes.Count).SelectMany(k => new[] { 0.0, 1.0 }.Select(x => Worked(With(place, k, x)).Objective))];
        var scale = seen.Max() - seen.Min() is > 0 and var range ? range : 1;
        var (best, least) = (place, double.PositiveInfinity);
        var converged = false;
        foreach (var (penalty, size) in Stages)
        {
            var simplex = new NelderMeadSimplex(1e-7, MostSteps);
            try
            {
                place = simplex.FindMinimum(
                    ObjectiveFunction.Value(at => Penalised(at, penalty)), place, Vector<double>.Build.Dense(axes.Count, size)).MinimizingPoint;
                converged = true;
            }
            catch (MaximumIterationsException)
            {
                (place, converged) = (best, false);
            }
        }

        return new SearchResult(At(best), evaluations, converged);

        double Penalised(Vector<double> at, double penalty)
        {
            var outside = at.Sum(x => Math.Max(0, Math.Max(-x, x - 1)));
            var (value, missed) = Worked(at);
            var steepest = (value / scale) + (Stages[^1].Penalty * (missed + outside));
            if (steepest < least)
            {
                (best, least) = (at.Clone(), steepest);
            }

            return (value / scale) + (penalty * (missed + outside));
        }

        (double Objective, double Missed) Worked(Vector<double> at)
        {
            evaluations++;
            return work(At(at));
        }

        double[] At(Vector<double> at) => [.. axes.Select((a, i) => a.At(Math.Clamp(at[i], 0, 1)))];
    }

    private static Vector<double> With(Vector<double> at, int k, double value)
    {
        var changed = at.Clone();
        changed[k] = value;
        return changed;
    }
}
