namespace IcpRisk.Paths.Tests;

public sealed class PathTileTests
{
    private static readonly RowId Cost = new(Quantity.Cost);
    private static readonly RowId Ward = new(Quantity.Cost, "ward");

    [Fact]
    public void When_rows_are_asked_for_twice_they_are_kept_once()
    {
        var layout = new PathLayout(3, [Cost, Ward, Cost]);

        Assert.Equal([Cost, Ward], layout.Rows);
        Assert.Equal(1, layout.Slot(Ward));
        Assert.Equal(-1, layout.Find(new RowId(Quantity.Cost, "clinic")));
        Assert.Throws<KeyNotFoundException>(() => layout.Slot(new RowId(Quantity.List, "old")));
    }

    [Fact]
    public void When_a_row_of_a_year_is_written_no_other_changes()
    {
        var tile = new PathTile(new PathLayout(3, [Cost, Ward]), 16);
        tile.Begin(32, 16);

        tile.Row(1, 2).Fill(7);

        for (var slot = 0; slot < 2; slot++)
        {
            for (var year = 1; year <= 3; year++)
            {
                Assert.All(tile.Row(slot, year).ToArray(), v => Assert.Equal(slot == 1 && year == 2 ? 7 : 0, v));
            }
        }
    }

    [Fact]
    public void When_fewer_trials_are_wanted_rows_are_padded_to_eights()
    {
        var tile = new PathTile(new PathLayout(1, [Cost]), 64);

        tile.Begin(8, 13);

        Assert.Equal(13, tile.Count);
        Assert.Equal(16, tile.Padded);
        Assert.Equal(16, tile.Row(0, 1).Length);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(264)]
    public void When_a_tile_is_no_multiple_of_eight_or_too_large_it_is_refused(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PathTile(new PathLayout(1, [Cost]), capacity));

    [Fact]
    public void When_a_tile_begins_off_its_grid_or_over_its_size_it_is_refused()
    {
        var tile = new PathTile(new PathLayout(1, [Cost]), 8);

        Assert.Throws<ArgumentOutOfRangeException>(() => tile.Begin(4, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => tile.Begin(8, 9));
    }

    [Fact]
    public unsafe void When_a_buffer_is_made_it_starts_on_a_cache_line()
    {
        foreach (var length in Enumerable.Range(1, 40))
        {
            var buffer = new AlignedBuffer(length);
            fixed (double* first = &buffer.First)
            {
                Assert.Equal(0, (long)first % 64);
            }

            buffer.Span(0, length).Fill(1);
            Assert.Equal(1, buffer.First);
        }
    }
}
