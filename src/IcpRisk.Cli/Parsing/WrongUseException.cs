namespace IcpRisk.Cli.Parsing;

/// <summary>Options that are right one by one and do not go together: a message for the user.</summary>
internal sealed class WrongUseException(string message) : Exception(message);
