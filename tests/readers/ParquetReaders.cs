using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IcpRisk.Tests;

/// <summary>
/// Reads Parquet files with DuckDB, arrow-rs and hyparquet, through Node.js and <c>tests/readers/read.mjs</c>, whose
/// packages are installed on first use. Another test project links this file:
/// <c>&lt;Compile Include="../readers/ParquetReaders.cs" /&gt;</c>.
/// </summary>
/// <remarks>
/// Without Node.js 20 or later, or npm, every method throws with advice: an unread file is a failed test, never a
/// skipped one. Safe for several threads and several processes.
/// </remarks>
internal static class ParquetReaders
{
    internal static readonly string[] All = ["duckdb", "arrow-rs", "hyparquet"];

    private static readonly Lazy<string> Folder = new(Install);

    /// <summary>The whole table as one reader sees it.</summary>
    /// <exception cref="InvalidDataException">The reader refuses the file.</exception>
    internal static ReadTable ReadTable(string path, string reader = "duckdb") =>
        new(Ask([Request("table", ("reader", reader), ("path", path))])[0]);

    /// <summary>Rows of a DuckDB query; <c>$1</c>, <c>$2</c> … stand for the paths, quoted. 64-bit integers come as text.</summary>
    internal static IReadOnlyList<JsonObject> Sql(string sql, params ReadOnlySpan<string> paths)
    {
        for (var i = paths.Length; i > 0; i--)
            sql = sql.Replace($"${i}", $"'{paths[i - 1].Replace("'", "''")}'");
        return [.. Ask([Request("sql", ("sql", sql))])[0]["rows"]!.AsArray().Select(r => r!.AsObject())];
    }

    /// <summary>Answers to requests of read.mjs, in order, by one process.</summary>
    /// <exception cref="InvalidDataException">A request failed, and <paramref name="keepErrors"/> is false.</exception>
    internal static IReadOnlyList<JsonObject> Ask(IReadOnlyList<JsonObject> requests, bool keepErrors = false)
    {
        var text = Run("node", ["read.mjs"], Folder.Value, new JsonArray([.. requests]).ToJsonString());
        var answers = JsonNode.Parse(text)!.AsArray().Select(a => a!.AsObject()).ToArray();
        var failed = Array.FindIndex(answers, a => a.ContainsKey("error"));
        return failed < 0 || keepErrors
            ? answers
            : throw new InvalidDataException($"{answers[failed]["error"]}\nin {requests[failed].ToJsonString()}");
    }

    internal static JsonObject Request(string op, params ReadOnlySpan<(string Key, string Value)> arguments)
    {
        var request = new JsonObject { ["op"] = op };
        foreach (var (key, value) in arguments)
            request[key] = value;
        return request;
    }

    private static string Install()
    {
        var folder = Find();
        var wanted = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "package-lock.json"))));
        var stamp = Path.Combine(folder, "node_modules", ".installed-for-tests");
        using var only = WaitForLock(folder);
        if (File.Exists(stamp) && File.ReadAllText(stamp) == wanted)
            return folder;
        // Not `npm ci`: it refuses a lock file that names DuckDB's binaries for other platforms.
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        Run(npm, ["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error"], folder, "");
        File.WriteAllText(stamp, wanted);
        return folder;
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "tests", "readers");
            if (File.Exists(Path.Combine(folder, "read.mjs")))
                return folder;
        }

        throw new InvalidOperationException($"No tests/readers/read.mjs above {AppContext.BaseDirectory}: run the tests inside the repository.");
    }

    // A file held open, beside the repository's other temporary files: released when a process dies.
    private static FileStream WaitForLock(string folder)
    {
        var name = Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(folder)))[..16];
        var path = Path.Combine(Path.GetTempPath(), $"icprisk-readers-{name}.lock");
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(10))
            {
                Thread.Sleep(100);
            }
        }
    }

    private static string Run(string program, string[] arguments, string folder, string input)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(info);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(10)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took more than ten minutes.");
        }

        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Result
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} in {folder} failed ({process.ExitCode}):\n{errors.Result}");
    }

    private static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException(
                $"Cannot start '{info.FileName}'. These tests read every Parquet file with independent readers, which need " +
                "Node.js 20 or later with npm on the PATH: https://nodejs.org, or `apt-get install nodejs npm`.", e);
        }
    }
}

/// <summary>A table read back; values are exact.</summary>
internal sealed class ReadTable(JsonObject answer)
{
    internal int Rows => answer["rows"]!.GetValue<int>();

    internal IReadOnlyList<string> Columns => [.. answer["columns"]!.AsArray().Select(c => (string)c!["name"]!)];

    internal IReadOnlyDictionary<string, string> Metadata =>
        answer["metadata"]!.AsObject().ToDictionary(p => p.Key, p => (string)p.Value!);

    /// <summary>BOOLEAN, INT32, INT64, FLOAT, DOUBLE or STRING.</summary>
    internal string TypeOf(string column) => (string)Column(column)["type"]!;

    internal double[] Doubles(string column) =>
        Values(column, "DOUBLE", v => BitConverter.UInt64BitsToDouble(ulong.Parse((string)v!, NumberStyles.HexNumber)));

    internal float[] Floats(string column) =>
        Values(column, "FLOAT", v => BitConverter.UInt32BitsToSingle(uint.Parse((string)v!, NumberStyles.HexNumber)));

    internal long[] Longs(string column) => Values(column, "INT64", v => long.Parse((string)v!));

    internal int[] Ints(string column) => Values(column, "INT32", v => int.Parse((string)v!));

    internal bool[] Booleans(string column) => Values(column, "BOOLEAN", v => (bool)v!);

    internal string[] Strings(string column) => Values(column, "STRING", v => (string)v!);

    private T[] Values<T>(string column, string type, Func<JsonNode?, T> parse) =>
        TypeOf(column) == type
            ? [.. Column(column)["values"]!.AsArray().Select(parse)]
            : throw new InvalidDataException($"Column '{column}' is {TypeOf(column)}, not {type}.");

    private JsonNode Column(string column) =>
        answer["columns"]!.AsArray().FirstOrDefault(c => (string)c!["name"]! == column)
            ?? throw new InvalidDataException($"There is no column '{column}'; there are {string.Join(", ", Columns)}.");
}
