using System.Numerics;
using IcpRisk.Scenarios;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Streams;
using Xunit.Abstractions;

namespace IcpRisk.Validation.Tests.Streams;

/// <summary>The words of a shipped scenario's streams, in every order, pass tests of randomness.</summary>
/// <remarks>
/// Seeds are fixed, so these pass or fail for ever. Bounds are what a sound generator with a fresh seed would exceed once in
/// 100,000 times for each figure.
/// </remarks>
public class DudleyTests(ITestOutputHelper output)
{
    internal static readonly string Scenarios = Path.Combine(Page.Folder, "..", "..", "scenarios");

    // P(|N| > 4.42) = 1e-5.
    private const double Sigmas = 4.42;
    private const int Words = 1 << 20;

    private static readonly Scenario Dudley = Scenario.Load(Path.Combine(Scenarios, "dudley-icp.yaml"));

    public static TheoryData<string> Orders => [.. Enum.GetNames<StreamOrder>()];

    [Theory]
    [MemberData(nameof(Orders))]
    public void When_words_are_counted_they_are_even(string order)
    {
        var words = new uint[Words];
        Source(order, 0).Fill(words);

        // Each of the 32 bits is set half the time.
        for (var bit = 0; bit < 32; bit++)
            Near(Words / 2.0, words.Count(w => ((w >> bit) & 1) == 1), Words / 4.0);
        // Bytes: χ² of 255 degrees of freedom, near enough normal.
        var bytes = new int[256];
        foreach (var w in words)
        {
            for (var shift = 0; shift < 32; shift += 8)
                bytes[(w >> shift) & 255]++;
        }

        Near(255, bytes.Sum(n => (n - (Words / 64.0)) * (n - (Words / 64.0)) / (Words / 64.0)), 2 * 255);
        // Bits that differ from the word before, from the one before that, and from the fourth before.
        foreach (var lag in new[] { 1, 2, 4 })
            Near(16.0 * (Words - lag), Enumerable.Range(lag, Words - lag).Sum(i => (long)BitOperations.PopCount(words[i] ^ words[i - lag])), 8.0 * (Words - lag));
    }

    /// <summary>A few seconds of dieharder; the whole choice is in docs/validation/streams.md.</summary>
    [Theory]
    [MemberData(nameof(Orders))]
    public void When_dieharder_reads_them_it_finds_nothing(string order)
    {
        if (!Dieharder.IsInstalled)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Dieharder.Advice);
            output.WriteLine($"NOT TESTED: {Dieharder.Advice} The counts above are all that was tested.");
            return;
        }

        string[] tests = ["-d 0 -p 1", "-d 2 -p 1", "-d 8 -p 1", "-d 15 -p 1", "-d 16 -p 1"];
        for (var t = 0; t < tests.Length; t++)
        {
            foreach (var result in Dieharder.Run(tests[t], Source(order, t)))
            {
                output.WriteLine($"{result.Test} {result.Ntuple}: {result.P}");
                Assert.InRange(result.P, 5e-6, 1 - 5e-6);
            }
        }
    }

    private static WordSource Source(string order, int stream) => (new StreamOptions
    {
        Order = Enum.Parse<StreamOrder>(order), Stream = stream, From = (uint)stream << 24,
    }).Source(Dudley, WordSource.Of(Dudley));

    private static void Near(double expected, double found, double variance) =>
        Assert.InRange((found - expected) / Math.Sqrt(variance), -Sigmas, Sigmas);
}
