using System.Diagnostics;

namespace IcpRisk.Analysis.Tests.Processes;

/// <summary>Starts <see cref="Program"/> in a process of its own.</summary>
internal static class Child
{
    private static readonly string[] Switches = ["DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"];

    /// <param name="arguments">Of the program.</param>
    /// <param name="setting">An environment variable, <c>name=value</c>; empty for none.</param>
    /// <param name="shell">What a shell does first, such as <c>ulimit -f 8;</c>; empty for no shell.</param>
    public static (int Code, string Output, string Error) Run(IEnumerable<string> arguments, string setting = "", string shell = "")
    {
        var host = Environment.ProcessPath is { } own && own.EndsWith("dotnet", StringComparison.Ordinal) ? own : "dotnet";
        string[] command = [host, Path.Combine(AppContext.BaseDirectory, "IcpRisk.Analysis.Tests.dll"), .. arguments];
        if (shell.Length > 0)
        {
            command = ["sh", "-c", shell + " exec \"$@\"", "sh", .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Switches)
        {
            start.Environment.Remove(name);
        }

        if (setting.Split('=') is [var key, var value])
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Trim(), error.Result.Trim());
    }
}
