using IcpRisk.Cli.Output;

namespace IcpRisk.Cli.Tests;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(0, 1_000_000, 1, "starting")]
    [InlineData(250_000, 1_000_000, 1, "250,000 of 1,000,000 trials (25 %), 250,000 a second, 3 s left")]
    [InlineData(10_000, 1_000_000, 1, "10,000 of 1,000,000 trials (1 %), 10,000 a second, 1 min 39 s left")]
    [InlineData(1_024, 100_000_000, 2, "1,024 of 100,000,000 trials (0 %), 512 a second, 54 h 15 min left")]
    [InlineData(1_000_000, 1_000_000, 4, "1,000,000 of 1,000,000 trials (100 %), 250,000 a second, summing up")]
    public void A_line_says_done_rate_and_time_left(long done, long total, double seconds, string expected) =>
        Assert.Equal(expected, ProgressReport.Line(done, total, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("out/x", "duckdb -c \"SELECT avg(provider_surplus), quantile_cont(provider_surplus, 0.005) FROM 'out/x/trials.parquet'\"")]
    [InlineData("o'x $y", "duckdb -c \"SELECT avg(provider_surplus), quantile_cont(provider_surplus, 0.005) FROM 'o''x \\$y/trials.parquet'\"")]
    public void The_question_to_DuckDB_survives_odd_paths(string directory, string expected) =>
        Assert.Equal(expected, RunFooter.Query(directory));
}
