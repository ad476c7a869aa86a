using System.Text;
using System.Text.Json;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Simulation.Tests.Output;

/// <summary>A dataset's directory: what it may replace, and that nothing reads as whole before it is.</summary>
public sealed class DatasetDirectoryTests : IDisposable
{
    private static readonly JsonSerializerOptions Json = new();
    private readonly TempFolder _folder = new();

    private string Target => _folder.Path + "d";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void When_committed_then_files_have_their_names_and_the_manifest_is_there()
    {
        using (var directory = DatasetDirectory.Begin(Target, force: false))
        {
            var file = directory.WriteText("scenario.yaml", "a: £1\n");
            Assert.Equal(("scenario.yaml", 0, 7), (file.Name, file.Rows, file.Bytes));
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("a: £1\n"u8)), file.Sha256);
            using (var part = directory.Create("trial_years/part-00000.parquet"))
            {
                part.Write("x"u8);
            }

            Assert.Equal(["d", "d/scenario.yaml.unfinished", "d/trial_years", "d/trial_years/part-00000.parquet.unfinished"], _folder.Entries);
            directory.Commit(new { Files = 2 }, Json);
        }

        Assert.Equal(["d", "d/manifest.json", "d/scenario.yaml", "d/trial_years", "d/trial_years/part-00000.parquet"], _folder.Entries);
    }

    [Fact]
    public void When_not_committed_then_everything_is_taken_away()
    {
        using (var directory = DatasetDirectory.Begin(Target, force: false))
        {
            directory.WriteText("scenario.yaml", "a");
            directory.Create("trial_years/part-00000.parquet").Dispose();
        }

        Assert.Empty(_folder.Entries);
    }

    [Fact]
    public void When_the_directory_was_there_before_then_it_stays()
    {
        Directory.CreateDirectory(Target);
        using (var directory = DatasetDirectory.Begin(Target, force: false))
        {
            directory.WriteText("scenario.yaml", "a");
        }

        Assert.Equal(["d"], _folder.Entries);
    }

    [Fact]
    public void When_a_dataset_is_there_then_it_is_replaced_only_by_force()
    {
        Finished();
        var refused = Assert.Throws<DatasetExistsException>(() => DatasetDirectory.Begin(Target, force: false));
        Assert.Equal($"{Target} holds a finished dataset; --force replaces it.", refused.Message);
        Assert.Equal(["d", "d/manifest.json", "d/scenario.yaml", "d/trial_years", "d/trial_years/part-00000.parquet"], _folder.Entries);
        using (DatasetDirectory.Begin(Target, force: true))
        {
            Assert.Equal(["d"], _folder.Entries);
        }

        Assert.Equal(["d"], _folder.Entries);
    }

    [Theory]
    [InlineData("trials.parquet.unfinished")]
    [InlineData("trials.parquet")]
    public void When_an_unfinished_dataset_is_there_then_it_is_replaced_only_by_force(string left)
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText($"{Target}/{left}", "PAR1");
        var refused = Assert.Throws<DatasetExistsException>(() => DatasetDirectory.Begin(Target, force: false));
        Assert.Equal($"{Target} holds an unfinished dataset; --force replaces it.", refused.Message);
        DatasetDirectory.Begin(Target, force: true).Dispose();
        Assert.Equal(["d"], _folder.Entries);
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("trial_years/notes.txt")]
    public void When_a_foreign_file_is_there_then_refused_even_by_force(string name)
    {
        Finished();
        File.WriteAllText($"{Target}/{name}", "mine");
        foreach (var force in new[] { false, true })
        {
            var refused = Assert.Throws<DatasetExistsException>(() => DatasetDirectory.Begin(Target, force));
            Assert.Equal($"{Target} holds {name}, which is no part of a dataset; name an empty or a new directory.", refused.Message);
        }

        Assert.Contains($"d/{name}", _folder.Entries);
        Assert.Contains("d/manifest.json", _folder.Entries);
    }

    [Fact]
    public void When_a_file_is_in_the_place_then_refused()
    {
        File.WriteAllText(Target, "mine");
        var refused = Assert.Throws<DatasetExistsException>(() => DatasetDirectory.Begin(Target, force: true));
        Assert.Equal($"{Target} is a file; a dataset is a directory.", refused.Message);
        Assert.Equal("mine", File.ReadAllText(Target));
    }

    [Fact]
    public void When_the_directory_may_not_be_made_then_that_is_an_io_exception()
    {
        // Nobody, not even root, makes a directory there.
        if (Directory.Exists("/sys/kernel"))
        {
            Assert.ThrowsAny<IOException>(() => DatasetDirectory.Begin("/sys/kernel/icprisk-test", force: false));
        }

        File.WriteAllText(_folder.Path + "file", "mine");
        Assert.ThrowsAny<IOException>(() => DatasetDirectory.Begin(_folder.Path + "file/d", force: false));
    }

    [Fact]
    public void When_naming_fails_half_way_then_there_is_no_manifest()
    {
        using (var directory = DatasetDirectory.Begin(Target, force: false))
        {
            directory.WriteText("scenario.yaml", "a");
            directory.WriteText("summary.json", "b");
            Directory.CreateDirectory(Target + "/summary.json");
            Assert.ThrowsAny<IOException>(() => directory.Commit(new { }, Json));
        }

        // Neither what was named already nor what was not.
        Assert.Equal(["d", "d/summary.json"], _folder.Entries);
    }

    private void Finished()
    {
        using var directory = DatasetDirectory.Begin(Target, force: false);
        directory.WriteText("scenario.yaml", "a");
        using (var part = directory.Create("trial_years/part-00000.parquet"))
        {
            part.Write(Encoding.ASCII.GetBytes("PAR1"));
        }

        directory.Commit(new { }, Json);
    }
}
