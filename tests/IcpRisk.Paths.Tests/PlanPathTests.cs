namespace IcpRisk.Paths.Tests;

public sealed class PlanPathTests
{
    private static readonly PlanPath Plan = new(TimeAxis.Whole(new DateOnly(2020, 4, 1), 2), new Dictionary<RowId, double[]>
    {
        [new RowId(Quantity.ListSize)] = [100, 110],
        [new RowId(Quantity.Cost)] = [30, 33],
        [new RowId(Quantity.Cost, "ward")] = [20, 22],
        [new RowId(Quantity.Cost, "clinic")] = [10, 11],
    });

    [Fact]
    public void When_a_row_is_asked_for_its_year_is_answered()
    {
        Assert.Equal(110, Plan.Value(Quantity.ListSize, 2));
        Assert.Equal(20, Plan.Value(new RowId(Quantity.Cost, "ward"), 1));
        Assert.Throws<KeyNotFoundException>(() => Plan.Value(Quantity.PriceIndex, 1));
    }

    [Fact]
    public void When_items_are_listed_the_whole_is_none_of_them() =>
        Assert.Equal(["ward", "clinic"], Plan.Items(Quantity.Cost));

    [Fact]
    public void When_a_quantity_exists_it_has_a_unit_and_a_meaning() => Assert.All(
        Enum.GetValues<Quantity>(),
        q => Assert.True(RowCatalogue.Unit(q).Length > 0 && RowCatalogue.Meaning(q).Length > 0));
}
