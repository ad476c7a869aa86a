namespace IcpRisk.Validation.Streams;

/// <summary>In which order the draws of a scenario's streams are written.</summary>
internal enum StreamOrder
{
    /// <summary>One stream, one draw of each trial: what a driver looks like across trials.</summary>
    Trials,

    /// <summary>One draw of every stream, then the next trial: what drivers look like beside one another.</summary>
    Streams,

    /// <summary>One stream, the draws of all years, then the next trial: what a driver looks like over the years.</summary>
    Years,

    /// <summary>Every stream, each with the draws of all years, then the next trial: all that a trial draws.</summary>
    Interleaved,
}
