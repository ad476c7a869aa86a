using IcpRisk.Documents;
using IcpRisk.Nature;

namespace IcpRisk.Scenarios.Stress;

/// <summary>Names of services, drivers and figures in the stresses of a scenario.</summary>
internal static class StressChecks
{
    public static void Check(Document<ScenarioTerms> document, NatureEngine engine)
    {
        var terms = document.Value;
        List<string> services = [StressTerms.AllServices, .. terms.Services.Keys];
        List<string> drivers = [.. engine.Drivers.Select(d => d.Name), .. engine.UncertainFigures];
        foreach (var stress in terms.Stresses.Values)
        {
            foreach (var name in stress.Activity.Keys.Where(n => !services.Contains(n)))
            {
                Unknown(stress, nameof(stress.Activity), name, "the name of a service, or all", services);
            }

            foreach (var name in stress.UnitCost.Keys.Where(n => !services.Contains(n)))
            {
                Unknown(stress, nameof(stress.UnitCost), name, "the name of a service, or all", services);
            }

            foreach (var name in stress.Bands.Keys.Where(n => !drivers.Contains(n)))
            {
                Unknown(stress, nameof(stress.Bands), name, "the name of a driver or the path of an uncertain figure", drivers);
            }
        }

        void Unknown(StressTerms stress, string property, string name, string allowed, List<string> known) =>
            document.Problems.Add(document.Locate(stress, property), name, allowed, Names.Nearest(name, known));
    }
}
