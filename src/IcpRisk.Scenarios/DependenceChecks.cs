using System.Globalization;
using IcpRisk.Documents;
using IcpRisk.Nature;
using IcpRisk.Nature.Dependence;
using IcpRisk.Paths;

namespace IcpRisk.Scenarios;

/// <summary>
/// Names in <c>dependence</c> against the drivers there are, then whether the correlations can hold together. Those that
/// are slightly off are repaired, with a warning.
/// </summary>
internal static class DependenceChecks
{
    private const int MostNamed = 5;

    /// <returns>The terms with correlations that can hold; as they were where something is wrong.</returns>
    public static NatureTerms Check(
        Document<ScenarioTerms> document, NatureTerms nature, TimeAxis time, List<ScenarioWarning> warnings)
    {
        var terms = document.Value.Dependence;
        var none = new PathLayout(time.Years, []);
        var engine = new NatureEngine(nature with { Dependence = [], Copula = null }, time, NatureOptions.Full, none, null);
        CheckNames(document, engine);
        if (document.Problems.Any)
        {
            return nature;
        }

        try
        {
            _ = new NatureEngine(nature with { Copula = null }, time, NatureOptions.Full, none, null);
            return nature;
        }
        catch (DependenceException impossible)
        {
            if (impossible.IsDrawn)
            {
                document.Problems.Add(new Problem(
                    document.Locate(document.Value, nameof(document.Value.Dependence)),
                    $"as they may be drawn {impossible.Message}", null, "distributions with ends, of which every draw is a positive semi-definite matrix"));
                return nature;
            }

            var repair = DependenceRepair.Of(engine, nature.Dependence);
            if (terms.Repair == Repair.Nearest && repair.IsSlight)
            {
                warnings.Add(new ScenarioWarning("correlations_repaired", "dependence", string.Create(
                    CultureInfo.InvariantCulture,
                    $"the correlations cannot hold together ({Reason(impossible)}) and were moved to the nearest that can, by {repair.Distance:0.000} in all (Frobenius norm): {Moves(repair)}")));
                return nature with { Dependence = repair.Pairs };
            }

            var far = terms.Repair == Repair.Nearest
                ? $"; the nearest that can are too far off to be meant: {Moves(repair)}"
                : string.Empty;
            document.Problems.Add(new Problem(
                document.Locate(document.Value, nameof(document.Value.Dependence)),
                $"{impossible.Message} ({Reason(impossible)}){far}", null, "a positive semi-definite matrix"));
            return nature;
        }
    }

    private static void CheckNames(Document<ScenarioTerms> document, NatureEngine engine)
    {
        var terms = document.Value.Dependence;
        // The factors that services share are not drivers to be named: what they do is said by `correlation`.
        var drivers = engine.Drivers
            .Where(d => !d.Name.EndsWith(".common", StringComparison.Ordinal) || d.Risk != Risk.Utilisation).ToList();
        var known = drivers.Select(d => d.Name).ToList();
        var yearly = drivers.ToDictionary(d => d.Name, d => d.IsYearly);
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < terms.Pairs.Count; i++)
        {
            var pair = terms.Pairs[i];
            var where = document.Locate(pair, string.Empty);
            foreach (var name in new[] { pair.One, pair.Other }.Where(n => !known.Contains(n)))
            {
                document.Problems.Add(where, name, "the name of a driver", Names.Nearest(name, known));
            }

            if (yearly.TryGetValue(pair.One, out var one) && yearly.TryGetValue(pair.Other, out var other) && one != other)
            {
                document.Problems.Add(new Problem(
                    where,
                    $"{(one ? pair.One : pair.Other)} surprises every year and {(one ? pair.Other : pair.One)} once a trial: they cannot be correlated",
                    null, "two drivers of the same kind"));
            }

            if (IsEventOf(pair.One, pair.Other) || IsEventOf(pair.Other, pair.One))
            {
                document.Problems.Add(new Problem(
                    where, $"{pair.One} with {pair.Other}: how large an event is would depend on whether it happens, and its mean would not be the probability times the mean size",
                    null, "an event or its size with another driver"));
            }

            var key = string.CompareOrdinal(pair.One, pair.Other) < 0 ? (pair.One, pair.Other) : (pair.Other, pair.One);
            if (pair.One == pair.Other || !seen.Add(key))
            {
                document.Problems.Add(
                    where, $"{pair.One} with {pair.Other}", pair.One == pair.Other ? "two different drivers" : "each pair once");
            }
        }
    }

    // epidemiological.shock.flu and epidemiological.shock_severity.flu; efficiency.price_jump and efficiency.price_jump_size.
    private static bool IsEventOf(string happens, string size) =>
        (size != happens && size == happens.Replace("epidemiological.shock.", "epidemiological.shock_severity.", StringComparison.Ordinal))
        || (happens == "efficiency.price_jump" && size == "efficiency.price_jump_size");

    private static string Reason(DependenceException impossible) =>
        string.Create(CultureInfo.InvariantCulture, $"least eigenvalue {impossible.MinimumEigenvalue:0.000}");

    private static string Moves(DependenceRepair repair)
    {
        var named = string.Join(", ", repair.Moves.Take(MostNamed).Select(m => string.Create(
            CultureInfo.InvariantCulture, $"{m.One} with {m.Other} from {m.From:0.###} to {m.To:0.###}")));
        var more = repair.Moves.Count - MostNamed;
        return more > 0 ? $"{named}, and {more} more" : named;
    }
}
