using System.Text;

namespace IcpRisk.Scenarios.Describe;

/// <summary>Text for outputs that know no Unicode: signs that tables and sentences use are spelt out.</summary>
public static class Ascii
{
    public static string Fold(string text)
    {
        if (text.All(char.IsAscii))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            folded.Append(c switch
            {
                '£' => "GBP ",
                '±' => "+-",
                '−' or '–' or '—' => "-",
                '×' => "x",
                '…' => "...",
                '’' or '‘' => "'",
                '“' or '”' => "\"",
                '≥' => ">=",
                '≤' => "<=",
                '½' => "1/2",
                '\u00a0' => " ",
                _ => char.IsAscii(c) ? c.ToString() : "?",
            });
        }

        return folded.ToString();
    }
}
