using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Tests.Format;

/// <summary>Bytes by hand from apache/thrift, doc/specs/thrift-compact-protocol.md.</summary>
public sealed class ThriftWriterTests
{
    [Fact]
    public void Numbers_are_zigzag_varints_after_a_header_of_field_step_and_type() => Expect(
        // field 1 i32 = 1; field 3 (step 2) i64 = -1; field 4 i32 = 150; field 5 i16 = -2; stop
        "15 02 26 01 15 AC 02 14 03 00",
        t =>
        {
            t.Int32(1, 1);
            t.Int64(3, -1);
            t.Int32(4, 150);
            t.Int16(5, -2);
        });

    [Fact]
    public void Extreme_numbers_take_ten_bytes() => Expect(
        "16 FE FF FF FF FF FF FF FF FF 01 16 FF FF FF FF FF FF FF FF FF 01 00",
        t =>
        {
            t.Int64(1, long.MaxValue);
            t.Int64(2, long.MinValue);
        });

    [Fact]
    public void A_boolean_lives_in_its_header() => Expect(
        "11 12 00",
        t =>
        {
            t.Bool(1, true);
            t.Bool(2, false);
        });

    [Fact]
    public void Text_has_its_length_in_bytes() => Expect("18 03 C2 A3 31 00", t => t.String(1, "£1"));

    [Fact]
    public void A_struct_starts_field_numbers_anew_and_gives_them_back() => Expect(
        "15 04 1C 15 06 00 15 08 00",
        t =>
        {
            t.Int32(1, 2);
            t.BeginStruct(2);
            t.Int32(1, 3);
            t.End();
            t.Int32(3, 4);
        });

    [Fact]
    public void Short_lists_have_their_length_in_the_header() => Expect(
        "19 35 02 04 06 19 21 02 01 19 18 01 41 00",
        t =>
        {
            t.Int32List(1, [1, 2, 3]);
            t.BoolList(2, [false, true]);
            t.BytesList(3, [[0x41]]);
        });

    [Fact]
    public void Lists_from_fifteen_on_have_a_length_of_their_own() => Expect(
        "19 F6 0F" + string.Concat(Enumerable.Repeat(" 00", 15)) + " 00",
        t => t.Int64List(1, new long[15]));

    [Fact]
    public void A_list_of_fourteen_is_still_short() => Expect(
        "19 E6" + string.Concat(Enumerable.Repeat(" 00", 14)) + " 00",
        t => t.Int64List(1, new long[14]));

    [Fact]
    public void Fields_out_of_order_are_a_defect_and_refused() => Assert.Throws<InvalidOperationException>(() => Expect(
        "",
        t =>
        {
            t.Int32(2, 1);
            t.Int32(1, 1);
        }));

    private static void Expect(string hex, Action<ThriftWriter> write)
    {
        using var bytes = new PooledStream(1);
        var thrift = new ThriftWriter(bytes);
        thrift.BeginItem();
        write(thrift);
        thrift.End();
        Assert.Equal(hex, Hex.Of(bytes.Written));
    }
}
