using System.Text;
using System.Text.Json;

namespace IcpRisk.Simulation.Output;

/// <summary>A finished file of a dataset.</summary>
/// <param name="Name">Path below the dataset.</param>
/// <param name="Rows">Rows of a table; 0 of other files.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Checksum in lower-case hex.</param>
public sealed record DatasetFile(string Name, long Rows, long Bytes, string Sha256);

/// <summary>Something is in the way of a dataset: a message for the user.</summary>
public sealed class DatasetExistsException(string message) : Exception(message);

/// <summary>
/// A dataset being written. Files have temporary names until <see cref="Commit"/> renames them and writes the manifest,
/// last of all: a directory without a manifest is unfinished and never taken for whole.
/// </summary>
public sealed class DatasetDirectory : IDisposable
{
    public const string Manifest = "manifest.json";
    private const string Unfinished = ".unfinished";
    private const string Parts = "trial_years";
    private const string Places = "places";
    private static readonly string[] OwnFiles =
        [Manifest, "scenario.yaml", "portfolio.yaml", "plan_years.parquet", "trials.parquet", "summary.parquet", "summary.json", "attribution.parquet", "attribution.json"];

    private readonly bool _created;
    private readonly List<string> _names = [];
    private readonly List<string> _named = [];
    private bool _committed;

    private DatasetDirectory(string path, bool created)
    {
        Path = path;
        _created = created;
    }

    public string Path { get; }

    /// <summary>Makes room for a dataset.</summary>
    /// <param name="path">Its directory; made where it does not exist.</param>
    /// <param name="force">Whether a dataset that is there may be replaced.</param>
    /// <exception cref="DatasetExistsException">Something is there and may not be replaced.</exception>
    /// <exception cref="IOException">The directory cannot be made.</exception>
    public static DatasetDirectory Begin(string path, bool force)
    {
        if (File.Exists(path))
        {
            throw new DatasetExistsException($"{path} is a file; a dataset is a directory.");
        }

        var created = !Directory.Exists(path);
        Make(path);
        var own = Directory.EnumerateFileSystemEntries(path).Select(System.IO.Path.GetFileName).OfType<string>().ToList();
        if (Foreign(path, own) is { } foreign)
        {
            throw new DatasetExistsException($"{path} holds {foreign}, which is no part of a dataset; name an empty or a new directory.");
        }

        if (own.Count > 0 && !force)
        {
            throw new DatasetExistsException(own.Contains(Manifest)
                ? $"{path} holds a finished dataset; --force replaces it."
                : $"{path} holds an unfinished dataset; --force replaces it.");
        }

        // The manifest goes first: from here on nothing that is left reads as whole.
        foreach (var name in own.OrderBy(n => n == Manifest ? 0 : 1))
        {
            Remove(System.IO.Path.Combine(path, name));
        }

        return new DatasetDirectory(path, created);
    }

    /// <summary>Opens a file of the dataset under its temporary name.</summary>
    public HashingStream Create(string name)
    {
        var path = Temporary(name);
        Make(System.IO.Path.GetDirectoryName(path)!);
        _names.Add(name);
        return new HashingStream(path);
    }

    /// <summary>Writes a small text file.</summary>
    public DatasetFile WriteText(string name, string text)
    {
        using var stream = Create(name);
        stream.Write(Encoding.UTF8.GetBytes(text));
        return new DatasetFile(name, 0, stream.Length, stream.Sha256());
    }

    /// <summary>Gives all files their names and writes the manifest: the dataset is whole.</summary>
    public void Commit(object manifest, JsonSerializerOptions json)
    {
        // Written before anything is named: a disk that is full shows here at the latest.
        WriteText(Manifest, JsonSerializer.Serialize(manifest, json) + "\n");
        foreach (var name in _names)
        {
            File.Move(Temporary(name), System.IO.Path.Combine(Path, name));
            _named.Add(name);
        }

        _committed = true;
    }

    /// <summary>Takes away what was not committed.</summary>
    public void Dispose()
    {
        if (_committed)
        {
            return;
        }

        // Last named, first gone: the manifest before what it lists.
        foreach (var name in Enumerable.Reverse(_named))
        {
            Remove(System.IO.Path.Combine(Path, name));
        }

        foreach (var name in _names.Except(_named))
        {
            Remove(Temporary(name));
        }

        // Folders within folders come first.
        foreach (var folder in _names.Select(n => System.IO.Path.GetDirectoryName(n)!).SelectMany(Folders).Distinct().OrderByDescending(f => f.Length))
        {
            RemoveEmpty(System.IO.Path.Combine(Path, folder));
        }

        if (_created)
        {
            RemoveEmpty(Path);
        }
    }

    private static IEnumerable<string> Folders(string folder)
    {
        for (var f = folder; !string.IsNullOrEmpty(f); f = System.IO.Path.GetDirectoryName(f))
        {
            yield return f;
        }
    }

    private static void RemoveEmpty(string directory)
    {
        if (Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
        }
    }

    private static void Make(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>The first of the entries that no dataset has, or null.</summary>
    private static string? Foreign(string path, IEnumerable<string> entries)
    {
        foreach (var name in entries)
        {
            var entry = System.IO.Path.Combine(path, name);
            if (name == Parts && Directory.Exists(entry))
            {
                var inner = Directory.EnumerateFileSystemEntries(entry).FirstOrDefault(e => !IsPart(System.IO.Path.GetFileName(e)) || Directory.Exists(e));
                if (inner is not null)
                {
                    return $"{name}/{System.IO.Path.GetFileName(inner)}";
                }
            }
            else if (name == Places && Directory.Exists(entry))
            {
                foreach (var place in Directory.EnumerateFileSystemEntries(entry))
                {
                    var inner = Directory.Exists(place)
                        ? Foreign(place, Directory.EnumerateFileSystemEntries(place).Select(System.IO.Path.GetFileName).OfType<string>())
                        : string.Empty;
                    if (inner is not null)
                    {
                        return $"{name}/{System.IO.Path.GetFileName(place)}/{inner}".TrimEnd('/');
                    }
                }
            }
            else if (!OwnFiles.Contains(WithoutMark(name)) || Directory.Exists(entry))
            {
                return name;
            }
        }

        return null;
    }

    private static bool IsPart(string name) =>
        name.StartsWith("part-", StringComparison.Ordinal) && WithoutMark(name).EndsWith(".parquet", StringComparison.Ordinal);

    private static string WithoutMark(string name) =>
        name.EndsWith(Unfinished, StringComparison.Ordinal) ? name[..^Unfinished.Length] : name;

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }

    private string Temporary(string name) => System.IO.Path.Combine(Path, name + Unfinished);
}
