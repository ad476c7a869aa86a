using System.Diagnostics;
using System.Globalization;

namespace IcpRisk.Validation.Streams;

/// <summary>A result of dieharder.</summary>
/// <param name="Test">Its name for the test.</param>
/// <param name="Ntuple">The test's parameter.</param>
/// <param name="Samples">Words, or what the test counts, in each sample.</param>
/// <param name="PSamples">Samples, each with a p-value of its own.</param>
/// <param name="P">The sample's p-value; of several, dieharder's p-value of all of them.</param>
/// <remarks>
/// Of a few samples dieharder's own p-value is far too near to 1: five samples of its craps test on its Mersenne Twister
/// (<c>-g 13 -d 16 -p 5</c>, seeds 1 to 8) give 0.99999999 and 0.999996 among 16. So samples are asked for one at a time.
/// </remarks>
internal sealed record DieharderResult(string Test, int Ntuple, long Samples, int PSamples, double P);

/// <summary>Robert G. Brown's dieharder, fed with words of a scenario's streams; Debian's package of that name.</summary>
internal static class Dieharder
{
    /// <summary>How to come by it.</summary>
    public const string Advice = "dieharder is not installed: `apt-get install dieharder`.";

    /// <summary>Whether it can be started.</summary>
    public static bool IsInstalled { get; } = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "dieharder"))) ?? false;

    /// <summary>Runs one test of dieharder on the words.</summary>
    /// <param name="arguments">Such as <c>-d 15 -p 1</c>.</param>
    /// <param name="source">The words.</param>
    /// <exception cref="InvalidDataException">Dieharder failed or gave no result.</exception>
    public static IReadOnlyList<DieharderResult> Run(string arguments, WordSource source)
    {
        const string flags = "-g 200 -c , -D test_name -D ntuple -D tsamples -D psamples -D pvalues";
        using var process = Process.Start(new ProcessStartInfo("dieharder", $"{flags} {arguments}")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        }) ?? throw new InvalidDataException(Advice);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        StreamCommand.Pump(source, process.StandardInput.BaseStream);
        process.WaitForExit();
        DieharderResult[] results = [.. output.Result.Split('\n').Select(Parse).OfType<DieharderResult>()];
        return process.ExitCode == 0 && results.Length > 0
            ? results
            : throw new InvalidDataException($"dieharder {arguments} failed ({process.ExitCode}): {error.Result}{output.Result}");
    }

    private static DieharderResult? Parse(string line)
    {
        var cells = line.Split(',', StringSplitOptions.TrimEntries);
        return cells.Length >= 5 && int.TryParse(cells[1], CultureInfo.InvariantCulture, out var ntuple)
            ? new(
                cells[0], ntuple, long.Parse(cells[2], CultureInfo.InvariantCulture), int.Parse(cells[3], CultureInfo.InvariantCulture),
                double.Parse(cells[4], CultureInfo.InvariantCulture))
            : null;
    }
}
