using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace IcpRisk.Contracts.Settlement;

/// <summary>Eight values of the trials in hand, held in place so that settling allocates nothing.</summary>
[InlineArray(Length)]
[SuppressMessage("Style", "IDE0044:Add readonly modifier", Justification = "the runtime repeats the field")]
internal struct Eight<T>
{
    public const int Length = 8;

    private T _first;
}

/// <summary>Ten values of the trials in hand.</summary>
[InlineArray(Length)]
[SuppressMessage("Style", "IDE0044:Add readonly modifier", Justification = "the runtime repeats the field")]
internal struct Ten<T>
{
    public const int Length = 10;

    private T _first;
}
