using IcpRisk.Nature.Sampling;

namespace IcpRisk.Nature.Kernel;

/// <summary>What of a plan can be switched off by itself, noted as it is asked for, and what is.</summary>
/// <param name="off">Names that are off.</param>
internal sealed class SwitchBook(IReadOnlySet<string> off)
{
    private readonly Dictionary<string, NatureSwitch> _asked = [];

    /// <summary>A book in which nothing is off.</summary>
    public SwitchBook()
        : this(new HashSet<string>())
    {
    }

    /// <summary>All that was asked for, in that order.</summary>
    public IReadOnlyList<NatureSwitch> All => [.. _asked.Values];

    /// <summary>Whether it is on; to be asked only of what is drawn if it is.</summary>
    public bool IsOn(string name, Risk? risk, bool isFigure)
    {
        _asked.TryAdd(name, new NatureSwitch(name, risk, isFigure));
        return !off.Contains(name);
    }
}
