using IcpRisk.Numerics.Dependence;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Kernel;

/// <summary>Makes extremes of tied drivers come together: a Student-t copula over correlated normals that stay normals.</summary>
internal sealed class Mixing
{
    private readonly StudentCopula _copula;
    private readonly MixGroup[] _groups;
    private readonly int _scale;
    private readonly int _scratch;

    public Mixing(StudentCopula copula, MixGroup[] groups, RowAllocator rows)
    {
        _copula = copula;
        _groups = groups;
        _scale = rows.Next();
        _scratch = rows.Next();
    }

    /// <summary>Carries the members' normals of a year, in place.</summary>
    public void Carry<L>(Workspace work, Latents latents, Timing timing, int year)
        where L : struct, ILanes<L>
    {
        foreach (var (mix, members) in _groups)
        {
            if (mix.Timing != timing)
            {
                continue;
            }

            _copula.Scales<L>(work.Row(latents.Row(mix, year)), work.Row(_scale));
            foreach (var member in members)
            {
                _copula.Carry<L>(work.Row(latents.Row(member, year)), work.Row(_scale), work.Row(_scratch));
            }
        }
    }
}
