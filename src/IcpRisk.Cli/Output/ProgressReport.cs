using System.Globalization;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Output;

/// <summary>
/// Says how far a run is: trials done, rate, time left. On a terminal one line, drawn anew in place without control codes
/// other than the carriage return; elsewhere a plain line every ten seconds, so that a quick run says nothing.
/// </summary>
internal sealed class ProgressReport : IDisposable
{
    private static readonly TimeSpan InPlace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Plain = TimeSpan.FromSeconds(10);

    private readonly RunProgress _progress;
    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private int _drawn;
    private bool _ended;

    private ProgressReport(RunProgress progress, Terminal terminal, TimeProvider time)
    {
        (_progress, _terminal, _time) = (progress, terminal, time);
        _began = time.GetTimestamp();
        var every = terminal.ErrorIsTerminal ? InPlace : Plain;
        _timer = time.CreateTimer(_ => Show(), null, every, every);
    }

    /// <returns>Ends the report when disposed; null where nobody wants one.</returns>
    public static ProgressReport? Start(RunProgress progress, Terminal terminal, TimeProvider time, bool quiet) =>
        quiet ? null : new ProgressReport(progress, terminal, time);

    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            if (_drawn > 0)
            {
                _terminal.Error.Write("\r" + new string(' ', _drawn) + "\r");
            }
        }

        _timer.Dispose();
    }

    /// <summary>One line of progress: <c>123,904 of 1,000,000 trials (12 %), 246,000 a second, 4 s left</c>.</summary>
    internal static string Line(long done, long total, TimeSpan elapsed)
    {
        if (done == 0 || total == 0)
        {
            return "starting";
        }

        var counted = string.Create(
            CultureInfo.InvariantCulture, $"{done:#,0} of {total:#,0} trials ({Math.Floor(100.0 * done / total)} %), {RunFooter.Rate(done, elapsed.TotalSeconds)} a second");
        return done >= total
            ? $"{counted}, summing up"
            : $"{counted}, {Left(elapsed.TotalSeconds * (total - done) / done)} left";
    }

    private static string Left(double seconds)
    {
        var whole = (long)Math.Ceiling(seconds);
        return whole switch
        {
            < 60 => $"{whole} s",
            < 3600 => $"{whole / 60} min {whole % 60} s",
            _ => $"{whole / 3600} h {whole / 60 % 60} min",
        };
    }

    private void Show()
    {
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            var line = Line(_progress.Done, _progress.Total, _time.GetElapsedTime(_began));
            try
            {
                if (_terminal.ErrorIsTerminal)
                {
                    _terminal.Error.Write("\r" + line.PadRight(_drawn));
                    _drawn = Math.Max(_drawn, line.Length);
                }
                else
                {
                    _terminal.Error.WriteLine(line);
                }
            }
            catch (IOException)
            {
                // A run does not fail because nobody can watch it.
                _ended = true;
            }
        }
    }
}
