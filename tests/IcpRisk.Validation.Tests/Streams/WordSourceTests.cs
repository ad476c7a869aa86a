using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;
using IcpRisk.Validation.Streams;

namespace IcpRisk.Validation.Tests.Streams;

/// <summary>The words that are tested are those that the engine draws with.</summary>
public class WordSourceTests
{
    private const int Years = 3;
    private static readonly StreamId[] Ids = [StreamId.Of("", "utilisation", "a"), StreamId.Of("", "utilisation", "b")];

    [Theory]
    [InlineData("trials", "0 b 0, 1 b 0, 2 b 0, 3 b 0")]
    [InlineData("streams", "0 a 0, 0 b 0, 1 a 0, 1 b 0")]
    [InlineData("years", "0 b 0, 0 b 1, 0 b 2, 1 b 0")]
    [InlineData("interleaved", "0 a 0, 0 a 1, 0 a 2, 0 b 0")]
    public void When_an_order_is_asked_for_draws_come_in_it(string order, string expected)
    {
        var words = new uint[8];
        new WordSource(Enum.Parse<StreamOrder>(order, ignoreCase: true), Ids, Years, seed: 5, firstTrial: 0, first: 1).Fill(words);

        var draws = expected.Split(", ").Select(d => d.Split(' ')).ToArray();
        for (var i = 0; i < draws.Length; i++)
        {
            var bits = words[2 * i] | ((ulong)words[(2 * i) + 1] << 32);
            var row = new double[8];
            var philox = new Philox(5);
            Draws.Uniform<Lanes1>(in philox, Ids[draws[i][1] == "a" ? 0 : 1], 0, int.Parse(draws[i][2]), 0, row);
            Assert.Equal(row[int.Parse(draws[i][0])], ((bits >> 12) + 0.5) * (1.0 / (1L << 52)));
        }
    }

    [Fact]
    public void When_a_scenario_is_given_its_streams_are_those_of_its_drivers()
    {
        var scenario = Scenarios.Scenario.Load(Path.Combine(DudleyTests.Scenarios, "dudley-icp.yaml"));
        var streams = WordSource.Of(scenario);

        Assert.Equal(streams.Count, streams.Distinct().Count());
        Assert.Contains(StreamId.Of("", "population_size", "growth"), streams);
        Assert.True(streams.Count > 20);
    }

    [Theory]
    [InlineData("--order", "sideways")]
    [InlineData("--order", "2")]
    [InlineData("--speed", "2")]
    [InlineData("--order")]
    public void When_an_option_is_wrong_it_is_refused(params string[] args) =>
        Assert.Throws<ArgumentException>(() => StreamOptions.Read(args));
}
