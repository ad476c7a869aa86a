using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IcpRisk.Cli.Tests;

/// <summary>The built program in a process of its own.</summary>
internal static partial class Child
{
    public const int Sigint = 2;
    public const int Sigterm = 15;

    public static Outcome Run(params string[] args) => Run([], args);

    public static Outcome Run((string Name, string Value)[] environment, params string[] args)
    {
        using var process = Start(environment, args);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts it with SIGINT as it comes, even where whoever runs the tests ignores it.</summary>
    public static Process Start((string Name, string Value)[] environment, params string[] args)
    {
        var start = new ProcessStartInfo("env") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "icprisk.dll"), .. args])
        {
            start.ArgumentList.Add(argument);
        }

        // A terminal type tempts programs to colour their output; it must not.
        start.Environment["TERM"] = "xterm-256color";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static void Signal(Process process, int signal) => Assert.Equal(0, Kill(process.Id, signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
