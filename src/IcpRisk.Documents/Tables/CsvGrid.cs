using CsvHelper;

namespace IcpRisk.Documents;

/// <summary>
/// CSV (RFC 4180, comma, UTF-8, a header line) to a <see cref="Grid"/>. Cells are trimmed; empty lines are
/// skipped; lines are counted as an editor counts them.
/// </summary>
internal static class CsvGrid
{
    /// <param name="text">The CSV.</param>
    /// <param name="file">The file to name in messages.</param>
    /// <param name="before">Lines of that file before the CSV begins.</param>
    /// <param name="path">The table's path.</param>
    /// <param name="problems">What is wrong is added here.</param>
    public static Grid? Read(string text, string file, int before, string path, Problems problems)
    {
        Location At(long line) => new(file, (int)line + before, 0, path);
        var options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrackLineNumbers = true,
            SkipEmptyLines = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            FormatProvider = System.Globalization.CultureInfo.InvariantCulture,
        };
        try
        {
            using var reader = CsvReader.Create(new StringReader(text), options);
            List<GridCell>? columns = null;
            var rows = new List<GridRow>();
            while (reader.Read())
            {
                var where = At(reader.LineNumber);
                var cells = new List<GridCell>(reader.FieldCount);
                for (var i = 0; i < reader.FieldCount; i++)
                    cells.Add(new GridCell(reader.GetString(i).Trim() is { Length: > 0 } cell ? cell : null, where));
                if (columns is null)
                    columns = cells;
                else
                    rows.Add(new GridRow(cells, where));
            }

            if (columns is not null)
                return new Grid(columns, rows);
            problems.Add(new Problem(new Location(file, before, 0, path), "the table is empty: a header line is meant"));
        }
        catch (CsvFormatException e)
        {
            problems.Add(new Problem(At(Math.Max(e.LineNumber, 0)), $"not valid CSV: {Shown.Text(e.Message, 200)}"));
        }

        return null;
    }
}
