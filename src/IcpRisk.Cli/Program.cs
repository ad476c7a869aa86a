using IcpRisk.Cli;

return CommandLine.Run(args, new Terminal());
