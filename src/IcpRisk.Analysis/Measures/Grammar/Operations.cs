using IcpRisk.Contracts.Outcomes;
using IcpRisk.Paths;

namespace IcpRisk.Analysis.Measures.Grammar;

internal enum Operator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Below,
    AtMost,
    Above,
    AtLeast,
    Equal,
    NotEqual,
    And,
    Or,
}

/// <summary>Two expressions joined. A comparison with what is not a number is false.</summary>
internal sealed record Operation(Operator Operator, Expression Left, Expression Right) : Expression
{
    public override bool IsCondition => Operator >= Operator.Below;

    public override string Unit => Operator switch
    {
        >= Operator.Below => "share",
        Operator.Multiply => Left.Unit.Length == 0 ? Right.Unit : Right.Unit.Length == 0 ? Left.Unit : "1",
        Operator.Divide => Right.Unit.Length == 0 ? Left.Unit : Left.Unit == Right.Unit ? "ratio" : "1",
        _ => Left.Unit == Right.Unit || Right.Unit.Length == 0 ? Left.Unit : Left.Unit.Length == 0 ? Right.Unit : "1",
    };

    public override BadSide Bad => (Operator, Left, Right) switch
    {
        (Operator.Add or Operator.Subtract, _, Number) => Left.Bad,
        (Operator.Add, Number, _) => Right.Bad,
        (Operator.Subtract, Number, _) => Negative.Of(Right.Bad),
        (Operator.Add, _, _) => Left.Bad == Right.Bad ? Left.Bad : BadSide.Neither,
        (Operator.Subtract, _, _) => Left.Bad == Negative.Of(Right.Bad) ? Left.Bad : BadSide.Neither,
        (Operator.Multiply or Operator.Divide, _, Number { Value: > 0 }) => Left.Bad,
        (Operator.Multiply, Number { Value: > 0 }, _) => Right.Bad,
        _ => BadSide.Neither,
    };

    public override IEnumerable<OutcomeColumn> Columns => Left.Columns.Concat(Right.Columns);

    public override void Evaluate(ITrialBlock block, int year, Span<double> into)
    {
        Span<double> right = stackalloc double[PathTile.MaxTrials];
        right = right[..into.Length];
        Left.Evaluate(block, year, into);
        Right.Evaluate(block, year, right);
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = Join(into[i], right[i]);
        }
    }

    private double Join(double a, double b) => Operator switch
    {
        Operator.Add => a + b,
        Operator.Subtract => a - b,
        Operator.Multiply => a * b,
        Operator.Divide => a / b,
        Operator.Below => a < b ? 1 : 0,
        Operator.AtMost => a <= b ? 1 : 0,
        Operator.Above => a > b ? 1 : 0,
        Operator.AtLeast => a >= b ? 1 : 0,
        Operator.Equal => a == b ? 1 : 0,
        Operator.NotEqual => a != b ? 1 : 0,
        Operator.And => a != 0 && b != 0 ? 1 : 0,
        _ => a != 0 || b != 0 ? 1 : 0,
    };
}

/// <summary>The other sign.</summary>
internal sealed record Negative(Expression Inner) : Expression
{
    public override string Unit => Inner.Unit;

    public override BadSide Bad => Of(Inner.Bad);

    public override IEnumerable<OutcomeColumn> Columns => Inner.Columns;

    public override void Evaluate(ITrialBlock block, int year, Span<double> into)
    {
        Inner.Evaluate(block, year, into);
        foreach (ref var value in into)
        {
            value = 0 - value;
        }
    }

    public static BadSide Of(BadSide side) => side switch
    {
        BadSide.Low => BadSide.High,
        BadSide.High => BadSide.Low,
        _ => BadSide.Neither,
    };
}

/// <summary>Where a condition does not hold.</summary>
internal sealed record Not(Expression Inner) : Expression
{
    public override bool IsCondition => true;

    public override string Unit => "share";

    public override IEnumerable<OutcomeColumn> Columns => Inner.Columns;

    public override void Evaluate(ITrialBlock block, int year, Span<double> into)
    {
        Inner.Evaluate(block, year, into);
        foreach (ref var value in into)
        {
            value = value == 0 ? 1 : 0;
        }
    }
}

/// <summary>How much an expression is above 0, else 0.</summary>
internal sealed record Excess(Expression Inner) : Expression
{
    public override string Unit => Inner.Unit;

    public override BadSide Bad => Inner.Bad;

    public override IEnumerable<OutcomeColumn> Columns => Inner.Columns;

    public override void Evaluate(ITrialBlock block, int year, Span<double> into)
    {
        Inner.Evaluate(block, year, into);
        foreach (ref var value in into)
        {
            value = value > 0 ? value : 0;
        }
    }
}

internal enum YearsKind
{
    /// <summary>Holds in at least one of the years.</summary>
    Any,

    /// <summary>Holds in each of them.</summary>
    All,

    /// <summary>The least of the years' values.</summary>
    Min,

    /// <summary>The greatest.</summary>
    Max,
}

/// <summary>An expression taken for each of several years in turn.</summary>
internal sealed record OverYears(YearsKind Kind, int From, int To, Expression Body) : Expression
{
    public override bool IsCondition => Kind is YearsKind.Any or YearsKind.All;

    public override string Unit => IsCondition ? "share" : Body.Unit;

    public override BadSide Bad => IsCondition ? BadSide.Neither : Body.Bad;

    public override IEnumerable<OutcomeColumn> Columns => Body.Columns;

    public override void Evaluate(ITrialBlock block, int year, Span<double> into)
    {
        // Of conditions the greatest is 1 where any holds, the least 0 where not all do.
        var greatest = Kind is YearsKind.Any or YearsKind.Max;
        Span<double> next = stackalloc double[PathTile.MaxTrials];
        next = next[..into.Length];
        Body.Evaluate(block, From, into);
        for (var y = From + 1; y <= To; y++)
        {
            Body.Evaluate(block, y, next);
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = (greatest ? next[i] > into[i] : next[i] < into[i]) ? next[i] : into[i];
            }
        }
    }
}
