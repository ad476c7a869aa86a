using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>The engine set up to keep the same columns as the plain model.</summary>
internal sealed class Engine
{
    private readonly StatisticsSink _sink;

    public Engine(Scenario scenario, RunOptions options)
    {
        List<StatisticKey> keys =
        [
            new("provider_surplus", 0), new("incentive_earned", 0), new("gain_loss_transfer", 0),
            .. Enumerable.Range(1, scenario.Time.Years).Select(y => new StatisticKey("cost_total", y)),
        ];
        _sink = new StatisticsSink(keys, scenario.Contract.Columns, options.Trials, long.MaxValue);
        Simulator = new Simulator(scenario, options, _sink);
    }

    public Simulator Simulator { get; }

    public void Run() => Simulator.Run();

    public ReadOnlySpan<double> Values(string column, int year) => _sink.Values(new StatisticKey(column, year)).Span;
}
