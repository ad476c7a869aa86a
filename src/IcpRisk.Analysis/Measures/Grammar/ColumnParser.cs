using System.Globalization;
using IcpRisk.Contracts.Outcomes;

namespace IcpRisk.Analysis.Measures.Grammar;

/// <summary>
/// Reads a column with its years: <c>name</c> (the term; inside any, all, min and max the year in turn), <c>name[3]</c>,
/// <c>name[1..3]</c> (its sum; inside any and the like each year in turn), <c>name[term]</c>; and the year itself.
/// </summary>
internal sealed class ColumnParser(TokenReader reader, MeasureColumns columns, YearScope? scope)
{
    private enum Form
    {
        None,
        Term,
        Year,
        Range,
    }

    public Expression Read()
    {
        var token = reader.Take();
        if (token.Text == "year" && scope is not null)
        {
            scope.Use();
            return new YearNumber();
        }

        if (!columns.TryFind(token.Text, out var named))
        {
            throw reader.Unknown(token, "column", columns.Names, "icprisk describe and docs/dataset.md list them");
        }

        if (columns.Only is { } year && (named.Use != ColumnUse.Plain || !named.HasYears))
        {
            throw reader.Wrong(token, string.Create(CultureInfo.InvariantCulture, $"{token.Text} is not of one year alone, and year {year} alone is settled here"));
        }

        var at = reader.Next;
        var (form, from, to) = Bracket();
        if (form is Form.Year or Form.Range && !named.HasYears)
        {
            throw reader.Wrong(at, $"{token.Text} is of the term and has no years");
        }

        if (form == Form.Term && columns.Only is { } settled)
        {
            throw reader.Wrong(at, string.Create(CultureInfo.InvariantCulture, $"year {settled} alone is settled here, and nothing of the term is known"));
        }

        if (form == Form.Term && !named.HasTerm)
        {
            throw reader.Wrong(at, $"{token.Text} has no figure for the term");
        }

        return form switch
        {
            Form.Year => At(named, from, at),
            Form.Range when scope is not null => InTurn(named, from, to, at),
            Form.Range => Over(named, token.Text, from, to, at),
            Form.None when scope is not null && named.HasYears => InTurn(named, 0, 0, token),
            _ when named.HasTerm => new ColumnAt(named.Column, 0),
            _ => throw reader.Wrong(token, $"{token.Text} has no figure for the term: name a year, {token.Text}[1], or put it in any(…), all(…), min(…) or max(…)"),
        };
    }

    private Expression At(NamedColumn named, int year, Token at) => named.Use switch
    {
        ColumnUse.Cumulated => new Cumulated(named.Column, year),
        ColumnUse.Growth when year == 1 => throw reader.Wrong(at, "growth is on the year before, so year 1 has none"),
        ColumnUse.Growth => new Growth(named.Column, year),
        _ => new ColumnAt(named.Column, year),
    };

    private Expression InTurn(NamedColumn named, int from, int to, Token at)
    {
        if (named.Use == ColumnUse.Growth && (from == 1 || !scope!.UseFrom(2)))
        {
            throw reader.Wrong(at, "growth is on the year before, so year 1 has none");
        }

        if (from == 0)
        {
            scope!.Use();
        }
        else if (!scope!.Name(from, to))
        {
            throw reader.Wrong(at, "the years here are not those that go before");
        }

        return At(named, ColumnAt.InTurn, at);
    }

    private ColumnOver Over(NamedColumn named, string name, int from, int to, Token at) => named.Use switch
    {
        ColumnUse.Plain => new ColumnOver(named.Column, from, to, named.Column.Type == OutcomeType.Number),
        _ => throw reader.Wrong(at, $"years of {name} do not add up: name one year, or put it in any(…), all(…), min(…) or max(…)"),
    };

    private (Form Form, int From, int To) Bracket()
    {
        if (!reader.TryTake("["))
        {
            return (Form.None, 0, 0);
        }

        if (reader.TryTake("term"))
        {
            reader.Expect("]");
            return (Form.Term, 0, 0);
        }

        var first = Year();
        var (form, last) = (Form.Year, first);
        if (reader.TryTake(".."))
        {
            var at = reader.Next;
            (form, last) = (Form.Range, Year());
            if (last < first)
            {
                throw reader.Wrong(at, "a range goes from an earlier year to a later one");
            }
        }

        reader.Expect("]");
        return (form, first, last);
    }

    private int Year()
    {
        var token = reader.Take();
        if (columns.Only is { } only && token.Kind == TokenKind.Number && token.Value != only)
        {
            throw reader.Wrong(token, string.Create(CultureInfo.InvariantCulture, $"year {only} alone is settled here, not {token.Shown}"));
        }

        return token.Kind == TokenKind.Number && token.Value == Math.Floor(token.Value) && token.Value >= 1 && token.Value <= columns.Years
            ? (int)token.Value
            : throw reader.Wrong(token, string.Create(CultureInfo.InvariantCulture, $"a contract year is needed here, 1 to {columns.Years}, not {token.Shown}"));
    }
}
