using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Tests.Format;

public sealed class CreatedByTests
{
    [Fact]
    public void Names_version_and_commit() => Assert.Equal("IcpRisk version 1.2.3 (build 0a1b)", CreatedBy.From("1.2.3+0a1b"));

    [Fact]
    public void Says_when_the_commit_is_not_known() => Assert.Equal("IcpRisk version 1.2.3 (build unknown)", CreatedBy.From("1.2.3"));

    [Fact]
    public void The_build_has_the_form_that_readers_parse() =>
        Assert.Matches(@"^IcpRisk version \d+\.\d+\.\d+\S* \(build \w+\)$", CreatedBy.Text);
}
