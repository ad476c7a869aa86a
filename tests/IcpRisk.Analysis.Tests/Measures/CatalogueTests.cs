using IcpRisk.Analysis.Measures;

namespace IcpRisk.Analysis.Tests.Measures;

public sealed class CatalogueTests
{
    [Fact]
    public void The_page_says_what_the_catalogue_says()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "measures.md"));
        Assert.Contains(MeasureCatalogue.Markdown(), page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_has_one_definition_in_its_place()
    {
        Assert.Equal(Enum.GetValues<MeasureKind>(), MeasureCatalogue.All.Select(m => m.Kind));
        Assert.Equal(MeasureCatalogue.All.Count, MeasureCatalogue.All.Select(m => m.Name).Distinct().Count());
    }
}
