namespace IcpRisk.Documents.Tests;

public class NamesTests
{
    [Theory]
    [InlineData("unit_cots", "unit_cost")]
    [InlineData("unitcost", "unit_cost")]
    [InlineData("Growth", "growth")]
    [InlineData("ot", "to")]
    [InlineData("colour", null)]
    [InlineData("x", null)]
    public void When_mistyped_then_the_nearest_is_found_unless_it_is_far(string found, string? nearest) =>
        Assert.Equal(nearest, Names.Nearest(found, ["growth", "unit_cost", "to", "floor"]));

    [Theory]
    [InlineData("ca", "ac", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("same", "same", 0)]
    public void When_measured_then_a_swap_is_one_step(string a, string b, int distance) =>
        Assert.Equal(distance, Names.Distance(a, b));

    [Theory]
    [InlineData("UnitCost", "unit_cost")]
    [InlineData("Year1", "year_1")]
    [InlineData("ATRisk", "at_risk")]
    [InlineData("To", "to")]
    public void When_a_property_is_named_then_its_key_is_in_snake_case(string name, string key) =>
        Assert.Equal(key, Names.Snake(name));
}
