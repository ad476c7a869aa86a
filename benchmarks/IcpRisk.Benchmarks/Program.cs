using BenchmarkDotNet.Running;
using IcpRisk.Benchmarks.Parts;
using IcpRisk.Benchmarks.Whole;
using IcpRisk.Documents;

try
{
    return Choose(args);
}
catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidDocumentException or IOException or NotSupportedException)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

static int Choose(string[] args) => args switch
{
    ["compare", .. var rest] => CompareCommand.Run(rest),
    ["verify", .. var rest] => VerifyCommand.Run(rest),
    ["engine", .. var rest] => EngineCommand.Run(rest),
    ["sampling", .. var rest] => SamplingCommand.Run(rest),
    ["settle", .. var rest] => SettleCommand.Run(rest),
    _ => RunParts(args),
};

static int RunParts(string[] args)
{
    _ = BenchmarkSwitcher.FromAssembly(typeof(PartConfig).Assembly).Run(args, new PartConfig());
    return 0;
}
