namespace IcpRisk.Cli;

/// <summary>Where text goes, and what the places it goes to can show.</summary>
internal sealed class Terminal
{
    private const int Utf8 = 65001;

    public Terminal()
        : this(Console.Out, Console.Error, !Console.IsErrorRedirected, Console.OutputEncoding.CodePage != Utf8)
    {
    }

    public Terminal(TextWriter output, TextWriter error, bool errorIsTerminal, bool isAscii)
    {
        Out = output;
        Error = error;
        ErrorIsTerminal = errorIsTerminal;
        IsAscii = isAscii;
    }

    /// <summary>Results.</summary>
    public TextWriter Out { get; }

    /// <summary>Progress and messages.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether somebody may be watching standard error: progress is then drawn in place.</summary>
    public bool ErrorIsTerminal { get; }

    /// <summary>Whether text is kept to ASCII.</summary>
    public bool IsAscii { get; }

    /// <summary>Writes a result whole, so that a full disk shows here and not when the process ends.</summary>
    public void Write(string text)
    {
        Out.Write(text);
        Out.Flush();
    }
}
