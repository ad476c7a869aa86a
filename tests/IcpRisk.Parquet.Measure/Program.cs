using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using IcpRisk.Parquet;
using IcpRisk.Parquet.Chunks;
using IcpRisk.Parquet.Measure;

// Prints the tables of docs/parquet.md:  dotnet run -c Release --project tests/IcpRisk.Parquet.Measure
const int Rows = 1_000_000;
Console.WriteLine($"{Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
Console.WriteLine($"{Rows:N0} rows a column, row groups of 131,072, one thread, best of 3. Stored size in % of raw / MB/s of raw values.");

(string Name, EncodingPolicy Policy)[] policies =
[
    ("Compat", EncodingPolicy.Of(new())),
    ("Compact", EncodingPolicy.Of(new() { Profile = ParquetProfile.Compact })),
    ("Fast", EncodingPolicy.Of(new() { Profile = ParquetProfile.Fast })),
    Only("PLAIN, SNAPPY", false, new SnappyCodec(), 0),
    Only("PLAIN, GZIP 1", false, GzipCodec.Search1, 0),
    Only("PLAIN, GZIP 2", false, GzipCodec.Search2, 0),
    Only("PLAIN, GZIP 6", false, new GzipCodec(6, ZLibCompressionStrategy.Default), 0),
    Only("PLAIN, GZIP runs", false, GzipCodec.Runs, 0),
    Only("SPLIT, GZIP runs", true, GzipCodec.Runs, 0),
    Only("DICT 32768, GZIP runs", false, GzipCodec.Runs, 32_768),
];

Console.WriteLine();
Console.WriteLine("| column | " + string.Join(" | ", policies.Select(p => p.Name)) + " |");
Console.WriteLine("| --- |" + string.Concat(policies.Select(_ => " ---: |")));
foreach (var (name, type, data) in Samples.All(Rows))
{
    var cells = policies.Select(p => Cell(type, data, p.Policy)).ToArray();
    Console.WriteLine($"| {name} | " + string.Join(" | ", cells) + " |");
}

Console.WriteLine();
Console.WriteLine("| hash of 1,000,000 DOUBLE | MB/s |");
Console.WriteLine("| --- | ---: |");
var money = Samples.Fill(Rows, u => u[0]);
Console.WriteLine($"| ColumnHasher | {8.0 * Rows / Best(() => new ColumnHasher(ParquetType.Double).Add(0, money)) / 1e6:F0} |");
Console.WriteLine($"| SHA-256 | {8.0 * Rows / Best(() => SHA256.HashData(MemoryMarshal.AsBytes(money.AsSpan()))) / 1e6:F0} |");

Console.WriteLine();
Console.WriteLine("| table of 40 columns, 1,000,000 rows (32 money, 4 ratio, 4 flags) | threads | MB | seconds | MB/s of raw |");
Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
foreach (var profile in Enum.GetValues<ParquetProfile>())
{
    foreach (var threads in new[] { 1, Environment.ProcessorCount })
        Table(profile, threads);
}

static (string Name, EncodingPolicy Policy) Only(string name, bool split, PageCodec codec, int dictionary) =>
    (name, new([new(split, codec)], dictionary, 0, 1 << 20));

static double Best(Action action)
{
    var best = double.MaxValue;
    for (var i = 0; i < 4; i++)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        if (i > 0)
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    return best;
}

static ColumnData Slice(ColumnData data, int start, int count) => data switch
{
    ColumnData<double> d => ColumnData.Of(d.Memory.Slice(start, count)),
    ColumnData<long> d => ColumnData.Of(d.Memory.Slice(start, count)),
    ColumnData<int> d => ColumnData.Of(d.Memory.Slice(start, count)),
    ColumnData<bool> d => ColumnData.Of(d.Memory.Slice(start, count)),
    _ => throw new NotSupportedException(),
};

static string Cell(ParquetType type, ColumnData data, EncodingPolicy policy)
{
    var column = new ParquetColumn("c", type, "1", "", sorted: type == ParquetType.Int64 && Slice(data, 0, 1) is ColumnData<long> { Memory.Span: [0] });
    long stored = 0;
    var seconds = Best(() =>
    {
        stored = 0;
        for (var start = 0; start < data.Count; start += 131_072)
        {
            using var chunk = ColumnEncoder.Encode(0, column, Slice(data, start, Math.Min(131_072, data.Count - start)), policy);
            stored += chunk.StoredSize;
        }
    });
    var raw = (double)data.Count * (type switch { ParquetType.Boolean => 1, ParquetType.Int32 => 4, _ => 8 });
    return $"{100 * stored / raw:F1} / {raw / seconds / 1e6:F0}";
}

static void Table(ParquetProfile profile, int threads)
{
    var samples = Samples.All(Rows).ToArray();
    var schema = new ParquetSchema("t", Enumerable.Range(0, 40).Select(i =>
        new ParquetColumn($"c{i}", i < 36 ? ParquetType.Double : ParquetType.Boolean, "1", "")));
    ColumnData[] columns = [.. Enumerable.Range(0, 40).Select(i => samples[i < 32 ? 0 : i < 36 ? 2 : 7].Data)];
    var path = Path.Combine(Path.GetTempPath(), $"measure-{Environment.ProcessId}.parquet");
    try
    {
        var seconds = Best(() =>
        {
            using var writer = ParquetTableWriter.Create(path, schema, new() { Profile = profile });
            for (var start = 0; start < Rows; start += 131_072)
            {
                var count = Math.Min(131_072, Rows - start);
                writer.WriteRowGroup(Array.ConvertAll(columns, c => Slice(c, start, count)), threads);
            }

            writer.Finish();
        });
        var raw = ((36.0 * 8) + 4) * Rows;
        Console.WriteLine($"| {profile} | {threads} | {new FileInfo(path).Length / 1e6:F0} | {seconds:F2} | {raw / seconds / 1e6:F0} |");
    }
    finally
    {
        File.Delete(path);
    }
}
