using System.Globalization;
using System.Text.RegularExpressions;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Measures;

/// <summary>Reads measures, conditions and goals. docs/measures.md has the grammar.</summary>
public static partial class MeasureParser
{
    /// <summary>One measure, whole.</summary>
    /// <exception cref="MeasureException">It cannot be read.</exception>
    public static Measure Measure(string text, MeasureColumns columns)
    {
        var reader = new TokenReader(text);
        var measure = Measure(text, reader, columns);
        reader.ExpectEnd();
        return measure;
    }

    /// <summary>One condition, whole.</summary>
    /// <exception cref="MeasureException">It cannot be read.</exception>
    public static Condition Condition(string text, MeasureColumns columns)
    {
        var reader = new TokenReader(text);
        var condition = new ExpressionParser(reader, columns).Condition();
        reader.ExpectEnd();
        return new Condition(Plain(text), condition);
    }

    /// <summary>A measure, one of the given signs, and a number: <c>p_loss(provider.cumulative) &lt;= 10 %</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="columns">The columns there are.</param>
    /// <param name="signs">Signs that may stand between them, one way of writing each: &lt;=, +-.</param>
    /// <exception cref="MeasureException">It cannot be read.</exception>
    public static MeasureGoal Goal(string text, MeasureColumns columns, params IReadOnlyList<string> signs)
    {
        var reader = new TokenReader(text);
        var measure = Measure(text, reader, columns);
        var sign = reader.Take();
        if (!signs.Contains(sign.Text))
        {
            throw reader.Wrong(sign, $"one of {string.Join(", ", signs)} is needed here, not {sign.Shown}");
        }

        var (value, isShare) = Amount(reader);
        reader.ExpectEnd();
        return new MeasureGoal(measure, sign.Text, value, isShare);
    }

    private static Measure Measure(string text, TokenReader reader, MeasureColumns columns)
    {
        var head = reader.Take();
        var (definition, level) = Head(head, reader);
        reader.Expect("(");
        var at = reader.Next;
        var parser = new ExpressionParser(reader, columns);
        var inner = definition.Kind == MeasureKind.Probability ? parser.Condition() : parser.Value();
        var amount = 0.0;
        if (definition.Kind is MeasureKind.Shortfall or MeasureKind.ReturnPeriod)
        {
            reader.Expect(",");
            amount = Amount(reader).Value;
        }

        reader.Expect(")");
        var end = reader.Next.At;
        var loss = NeedsLoss(definition.Kind) ? Loss(definition, inner, reader, at) : inner;
        Expression series = definition.Kind switch
        {
            MeasureKind.LossProbability => new Operation(Operator.Above, loss, new Number(0)),
            MeasureKind.ReturnPeriod => new Operation(Operator.Above, loss, new Number(amount)),
            MeasureKind.Shortfall => new Excess(new Operation(Operator.Subtract, loss, new Number(amount))),
            _ => inner,
        };
        var unit = definition.Kind switch
        {
            MeasureKind.ReturnPeriod => IsOfYear(inner) ? "years" : "terms",
            MeasureKind.Variance => series.Unit is "" or "1" or "ratio" or "share" or "flag" ? "1" : $"{series.Unit}²",
            _ => series.Unit.Length == 0 ? "1" : series.Unit,
        };
        return new Measure(
            Plain(text[head.At..end]), definition.Kind, series, level, unit == "flag" ? "share" : unit,
            inner.Bad == BadSide.Low ? LossSide.Low : LossSide.High);
    }

    private static (MeasureDefinition Definition, double Level) Head(Token head, TokenReader reader)
    {
        var match = Levelled().Match(head.Text);
        var name = match.Success ? match.Groups["name"].Value : head.Text;
        var definition = MeasureCatalogue.All.FirstOrDefault(m => m.Name == name)
            ?? throw reader.Unknown(head, "measure", [.. MeasureCatalogue.All.Select(m => m.Name)], $"there are {string.Join(", ", MeasureCatalogue.All.Select(m => m.Form))}");
        if (definition.Kind is not (MeasureKind.Quantile or MeasureKind.Var or MeasureKind.Tvar))
        {
            return match.Success
                ? throw reader.Wrong(head, $"{name} has no level; it is written {definition.Form}")
                : (definition, 0);
        }

        if (!match.Success)
        {
            throw reader.Wrong(head, $"{name} needs a level, such as {name}95");
        }

        // Per cent as people write it, exactly: 99.5 is 0.995.
        var level = (double)(decimal.Parse(match.Groups["level"].Value, CultureInfo.InvariantCulture) / 100);
        return level is > 0 and < 1
            ? (definition, level)
            : throw reader.Wrong(head, $"the level of {name} is a per cent above 0 and below 100");
    }

    private static bool NeedsLoss(MeasureKind kind) => kind is MeasureKind.Var or MeasureKind.Tvar
        or MeasureKind.LossProbability or MeasureKind.Shortfall or MeasureKind.ReturnPeriod;

    private static Expression Loss(MeasureDefinition definition, Expression inner, TokenReader reader, Token at) => inner.Bad switch
    {
        BadSide.Low => new Negative(inner),
        BadSide.High when definition.Kind == MeasureKind.LossProbability => throw reader.Wrong(
            at, "p_loss is of a figure that is bad when low, as a surplus is; prob(… > …) is the chance that a cost exceeds an amount"),
        BadSide.High => inner,
        _ => throw reader.Wrong(at, $"{definition.Name} is of a loss, and neither side of this is one; qP(…) and prob(…) need none"),
    };

    private static bool IsOfYear(Expression inner) => inner switch
    {
        ColumnAt column => column.Year > 0,
        Negative negative => IsOfYear(negative.Inner),
        _ => false,
    };

    private static (double Value, bool IsShare) Amount(TokenReader reader)
    {
        var sign = reader.TryTake("-") ? -1 : 1;
        var token = reader.Take();
        return token.Kind == TokenKind.Number
            ? ((sign * token.Value) + 0.0, token.Text.EndsWith('%'))
            : throw reader.Wrong(token, $"a number is needed here, such as £1.5m or 10 %, not {token.Shown}");
    }

    private static string Plain(string text) => Blank().Replace(text.Trim(), " ");

    [GeneratedRegex(@"^(?<name>[a-z_]+?)(?<level>[0-9]+(\.[0-9]+)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Levelled();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blank();
}

/// <summary>What a measure shall come to.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Sign">The sign between them: &lt;=, &gt;=, =, +-.</param>
/// <param name="Value">The number.</param>
/// <param name="IsShare">Whether it was written as a per cent.</param>
public sealed record MeasureGoal(Measure Measure, string Sign, double Value, bool IsShare);
