namespace IcpRisk.Documents.Tests;

/// <summary>Mistakes of the programmer are told at once, with the type and property.</summary>
public class ShapeTests
{
    private sealed record Unfit
    {
        public float Size { get; init; }
    }

    private sealed record Reserved
    {
        public string? Source { get; init; }
    }

    private sealed record Twice
    {
        public string? A { get; init; }

        [Key("a")]
        public string? B { get; init; }
    }

    private sealed record Positional(string A);

    private sealed record Implied
    {
        public string Name { get; init; } = null!;

        public required bool Flag { get; init; }
    }

    [Fact]
    public void When_a_record_cannot_be_bound_then_the_property_is_named()
    {
        Assert.Contains("Unfit.Size: the type System.Single cannot be bound", Mistake<Unfit>(), StringComparison.Ordinal);
        Assert.Contains("the key source belongs to every map", Mistake<Reserved>(), StringComparison.Ordinal);
        Assert.Contains("two properties have the key a", Mistake<Twice>(), StringComparison.Ordinal);
        Assert.Contains("it needs a constructor without parameters", Mistake<Positional>(), StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_property_has_no_value_of_its_own_then_its_key_is_required() => Assert.Equal(
        "x.yaml:1:1: name: missing; allowed a text\nx.yaml:1:1: flag: missing; allowed true or false", Sandbox.FailAs<Implied>("{}"));

    [Fact]
    public void When_yearly_figures_are_made_in_code_then_they_equal_those_read()
    {
        var read = Sandbox.Read(Sandbox.Ferries + "at_risk: [5 %, 10 %, 15 %]\n").Value.AtRisk!;
        Assert.Equal(Yearly.List(0.05, 0.1, 0.15), read);
        Assert.NotEqual(Yearly.Of(0.05), read);
        Assert.Equal((3, 3), (read.Count, read.LastYearGiven));
        Assert.True(read.CoversYears(3));
        Assert.False(read.CoversYears(4));
        Assert.True(Yearly.Of(1).CoversYears(99));
        Assert.Throws<ArgumentOutOfRangeException>(() => read.At(4));
        Assert.Equal(4, read.Quarters(1).Count);
    }

    private sealed record Outer
    {
        public string? Title { get; init; }

        public Inner Inner { get; init; } = new();
    }

    private sealed record Inner : IChecked
    {
        public int Low { get; init; } = 5;

        public int High { get; init; } = 4;

        public void Check(Checks checks)
        {
            if (Low > High)
                checks.Error(nameof(Low), "it is above high");
        }
    }

    [Fact]
    public void When_a_record_is_not_written_then_its_initial_values_are_checked_and_placed_above()
    {
        Assert.Equal("x.yaml:1:1: inner.low: it is above high", Sandbox.FailAs<Outer>("title: a\n"));
        Assert.Equal("x.yaml:1:9: inner.low: it is above high", Sandbox.FailAs<Outer>("inner: {low: 6, high: 5}\n"));
        var document = Sandbox.ReadAs<Outer>("inner: {high: 6}\n");
        Assert.Equal("inner.low", document.Locate(document.Value.Inner, nameof(Inner.Low)).Path);
    }

    private static string Mistake<T>()
        where T : class => Assert.Throws<InvalidOperationException>(() => Sandbox.ReadAs<T>("{}")).Message;
}
