using BenchmarkDotNet.Running;
using IcpRisk.Benchmarks.Parts;
using IcpRisk.Benchmarks.Whole;

return args switch
{
    ["compare", .. var rest] => CompareCommand.Run(rest),
    ["verify", .. var rest] => VerifyCommand.Run(rest),
    ["engine", .. var rest] => EngineCommand.Run(rest),
    _ => RunParts(args),
};

static int RunParts(string[] args)
{
    _ = BenchmarkSwitcher.FromAssembly(typeof(PartConfig).Assembly).Run(args, new PartConfig());
    return 0;
}
