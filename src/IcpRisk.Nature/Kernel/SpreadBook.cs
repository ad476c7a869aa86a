using IcpRisk.Documents;

namespace IcpRisk.Nature.Kernel;

/// <summary>Keeps what a plan drives, as it was written, so that its spread can be told without drawing.</summary>
internal sealed class SpreadBook
{
    private readonly List<LogSpread> _logs = [];
    private readonly List<BoundedSpread> _bounded = [];

    public IReadOnlyList<LogSpread> Logs => _logs;

    public IReadOnlyList<BoundedSpread> Bounded => _bounded;

    public void Add(Driver driver, Shape shape, Figure sd, Figure persistence) =>
        _logs.Add(new LogSpread(driver, shape, sd, persistence));

    public void Add(Driver driver, Marginal marginal) => _bounded.Add(new BoundedSpread(driver, marginal));
}

/// <summary>A log process by its figures.</summary>
internal sealed record LogSpread(Driver Driver, Shape Shape, Figure Sd, Figure Persistence);

/// <summary>A process with a marginal of its own, which is the same in every year.</summary>
internal sealed record BoundedSpread(Driver Driver, Marginal Marginal);
