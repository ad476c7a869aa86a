using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Streams;

public class StreamIdTests
{
    /// <summary>Frozen: another value here means other results for every scenario.</summary>
    [Theory]
    [InlineData("bedford", "need", "level", 0x42AA3DE271CD3472UL)]
    [InlineData("", "inflation", "", 0x94305DB5F0592CFBUL)]
    [InlineData("", "d", "a/b", 0x50792C68167CA9A9UL)]
    [InlineData("Ynys Môn", "staff", "1", 0xD07146AB66F1026EUL)]
    public void An_address_is_the_frozen_hash_of_its_name(string place, string driver, string item, ulong value) =>
        Assert.Equal($"{value:x16}", $"{StreamId.Of(place, driver, item).Value:x16}");

    [Theory]
    [InlineData("a/b", "c", "")]
    [InlineData("a", "b/c", "")]
    [InlineData("a", "", "c")]
    public void A_malformed_name_is_refused(string place, string driver, string item) =>
        Assert.Throws<ArgumentException>(() => StreamId.Of(place, driver, item));

    [Fact]
    public void A_name_is_handed_out_once()
    {
        var names = new StreamNames();
        var id = names.Register("a", "b", "c");
        Assert.Equal(StreamId.Of("a", "b", "c"), id);
        Assert.Equal("a/b/c", names.Names[id]);
        var error = Assert.Throws<InvalidOperationException>(() => names.Register("a", "b", "c"));
        Assert.Contains("'a/b/c' is used twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_names_of_one_address_are_refused()
    {
        var names = new StreamNames();
        names.Add(new StreamId(7), "a/b/c");
        var error = Assert.Throws<InvalidOperationException>(() => names.Add(new StreamId(7), "d/e/f"));
        Assert.Contains("'a/b/c' and 'd/e/f'", error.Message, StringComparison.Ordinal);
    }
}
