using IcpRisk.Contracts.Outcomes;

namespace IcpRisk.Analysis.Measures.Grammar;

/// <summary>
/// Reads expressions and conditions. From loose to tight: or; and; not; comparisons; + −; × ÷; the sign. Columns are read by
/// <see cref="ColumnParser"/>.
/// </summary>
internal sealed class ExpressionParser(TokenReader reader, MeasureColumns columns)
{
    private const int Deepest = 40;
    private static readonly Dictionary<string, YearsKind> Over = new(StringComparer.Ordinal)
    {
        ["any"] = YearsKind.Any, ["all"] = YearsKind.All, ["min"] = YearsKind.Min, ["max"] = YearsKind.Max,
    };

    private static readonly Dictionary<string, Operator> Comparisons = new(StringComparer.Ordinal)
    {
        ["<"] = Operator.Below, ["<="] = Operator.AtMost, [">"] = Operator.Above, [">="] = Operator.AtLeast,
        ["="] = Operator.Equal, ["!="] = Operator.NotEqual,
    };

    private readonly Stack<YearScope> _scopes = new();
    private int _depth;

    /// <summary>
    /// A condition. One that speaks of `year` outside of any and all holds if it does in any year; where one year alone is
    /// settled names are of it.
    /// </summary>
    public Expression Condition()
    {
        var at = reader.Next;
        return columns.Only is not null || SpeaksOfYears() ? InYears(at, YearsKind.Any, () => Condition(Or(), at)) : Condition(Or(), at);
    }

    /// <summary>A number a trial.</summary>
    public Expression Value()
    {
        var at = reader.Next;
        var value = Or();
        return value.IsCondition ? throw reader.Wrong(at, "a number is needed here, and this is a condition; prob(…) is its probability") : value;
    }

    private bool SpeaksOfYears()
    {
        var depth = 0;
        var inside = new Stack<int>();
        var brackets = 0;
        foreach (var (token, before) in reader.Tokens.Zip(reader.Tokens.Prepend(default)).SkipWhile(t => t.First.At < reader.Next.At))
        {
            depth += token.Is("(") ? 1 : token.Is(")") ? -1 : 0;
            brackets += token.Is("[") ? 1 : token.Is("]") ? -1 : 0;
            if (token.Is("(") && before is { Kind: TokenKind.Name, Text: not null } && Over.ContainsKey(before.Text))
            {
                inside.Push(depth);
            }
            else if (token.Is(")") && inside.TryPeek(out var opened) && depth < opened)
            {
                inside.Pop();
            }
            else if (token is { Kind: TokenKind.Name, Text: "year" } && inside.Count == 0 && brackets == 0)
            {
                return true;
            }
        }

        return false;
    }

    private Expression Condition(Expression expression, Token at) => expression switch
    {
        { IsCondition: true } => expression,
        OfColumn { Column.Type: OutcomeType.Flag } => new Operation(Operator.Above, expression, new Number(0)),
        _ => throw reader.Wrong(at, "a condition is needed here, such as provider_surplus < 0"),
    };

    private Expression Or() => Joined(And, "or", Operator.Or);

    private Expression And() => Joined(Not, "and", Operator.And);

    private Expression Joined(Func<Expression> part, string word, Operator @operator)
    {
        var at = reader.Next;
        var left = part();
        while (reader.Next.Is(word))
        {
            reader.Take();
            var next = reader.Next;
            left = new Operation(@operator, Condition(left, at), Condition(part(), next));
        }

        return left;
    }

    private Expression Not()
    {
        if (!reader.TryTake("not"))
        {
            return Comparison();
        }

        var at = reader.Next;
        return new Not(Condition(Deeper(Not), at));
    }

    private Expression Comparison()
    {
        var at = reader.Next;
        var left = Sum();
        while (Comparisons.TryGetValue(reader.Next.Text, out var @operator) && reader.Next.Kind == TokenKind.Symbol)
        {
            if (left.IsCondition)
            {
                throw reader.Wrong(at, "a condition cannot be compared; join conditions by `and` and `or`");
            }

            reader.Take();
            var next = reader.Next;
            var right = Sum();
            if (right.IsCondition)
            {
                throw reader.Wrong(next, "a number is needed on this side, and this is a condition");
            }

            left = new Operation(@operator, left, right);
        }

        return left;
    }

    private Expression Sum() => Chain(Product, ("+", Operator.Add), ("-", Operator.Subtract));

    private Expression Product() => Chain(Signed, ("*", Operator.Multiply), ("/", Operator.Divide));

    private Expression Chain(Func<Expression> part, params (string Sign, Operator Operator)[] operators)
    {
        var at = reader.Next;
        var left = part();
        while (Array.Find(operators, o => reader.Next.Kind == TokenKind.Symbol && o.Sign == reader.Next.Text) is { Sign: not null } found)
        {
            var sign = reader.Take();
            var right = part();
            if (left.IsCondition || right.IsCondition)
            {
                throw reader.Wrong(left.IsCondition ? at : sign, $"`{sign.Text}` is for numbers, and there is a condition beside it");
            }

            left = new Operation(found.Operator, left, right);
        }

        return left;
    }

    private Expression Signed()
    {
        if (!reader.TryTake("-"))
        {
            return Part();
        }

        return Deeper(Signed) is var inner && inner is Number number ? new Number(0 - number.Value) : new Negative(inner);
    }

    private Expression Part()
    {
        var token = reader.Next;
        if (token.Kind == TokenKind.Number)
        {
            reader.Take();
            return new Number(token.Value);
        }

        if (reader.TryTake("("))
        {
            var inner = Deeper(Or);
            reader.Expect(")");
            return inner;
        }

        if (token.Kind != TokenKind.Name)
        {
            throw reader.Wrong(token, $"a column, a number or a bracket is needed here, not {token.Shown}");
        }

        if (Over.TryGetValue(token.Text, out var kind) && reader.After.Is("("))
        {
            reader.Take();
            reader.Take();
            var at = reader.Next;
            var over = Deeper(() => InYears(token, kind, () => kind is YearsKind.Any or YearsKind.All ? Condition(Or(), at) : Value()));
            reader.Expect(")");
            return over;
        }

        return new ColumnParser(reader, columns, _scopes.TryPeek(out var scope) ? scope : null).Read();
    }

    // One walk over years: the body is read first, as its columns say which years it goes over.
    private OverYears InYears(Token at, YearsKind kind, Func<Expression> body)
    {
        var scope = new YearScope(columns.Only ?? 1, columns.Only ?? columns.Years);
        _scopes.Push(scope);
        var inner = body();
        _scopes.Pop();
        return scope.IsUsed || columns.Only is not null
            ? new OverYears(kind, scope.From, scope.To, inner)
            : throw reader.Wrong(at, $"nothing in `{kind.ToString().ToLowerInvariant()}` goes over years: name columns without a year, or with a range such as [1..{columns.Years}]");
    }

    private Expression Deeper(Func<Expression> part)
    {
        if (++_depth > Deepest)
        {
            throw reader.Wrong(reader.Next, $"nested deeper than {Deepest} levels");
        }

        var read = part();
        _depth--;
        return read;
    }
}

/// <summary>The years that an any, all, min or max goes over.</summary>
internal sealed class YearScope(int from, int to)
{
    private (int From, int To)? _named;
    private int _least = from;

    public int From => _named?.From ?? _least;

    public int To => _named?.To ?? to;

    /// <summary>Whether anything in it is of the year in turn.</summary>
    public bool IsUsed { get; private set; }

    public void Use() => IsUsed = true;

    /// <summary>A column that has values from a later year on.</summary>
    /// <returns>False where years before it were named.</returns>
    public bool UseFrom(int least)
    {
        IsUsed = true;
        _least = Math.Max(_least, least);
        return _named is not { } named || named.From >= least;
    }

    /// <summary>A range that was written.</summary>
    /// <returns>False where another one was written before.</returns>
    public bool Name(int from, int to)
    {
        IsUsed = true;
        var same = _named is null || _named == (from, to);
        _named ??= (from, to);
        return same && from >= _least;
    }
}
