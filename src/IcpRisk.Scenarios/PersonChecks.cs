using IcpRisk.Documents;
using IcpRisk.Nature.Volatility;

namespace IcpRisk.Scenarios;

/// <summary>Whether the people of a service leave its cases anything to vary by.</summary>
internal static class PersonChecks
{
    public static void Check(ScenarioTerms terms, string service, Checks checks)
    {
        var uncertain = terms.Services[service].Persons?.Values.SelectMany(p => new[] { p.Share, p.Mean, p.Cv }).Count(f => f.Distribution is not null);
        if (uncertain > PersonCases.MostUncertain)
        {
            checks.Error($"Services.{service}.persons", "so many figures are uncertain", NumberText.Format(uncertain.Value, Unit.Count), $"at most {PersonCases.MostUncertain}");
        }

        if (PersonCases.Of(terms.Population, terms.Risks.Volatility, terms.Services[service]) is not { IsPossible: false } cases)
        {
            return;
        }

        var path = $"Services.{service}.persons";
        var (cv, perHead, dispersion) = (cases.People.Cv, cases.CasesAHead, cases.Dispersion);
        if (perHead == 0)
        {
            checks.Error(path, "there is no activity or nobody on the list in year 1, so that nothing about its cases follows from people");
        }
        else if (cases.CaseVariance < 0)
        {
            List<string> allowed = [$"a coefficient of variation between people of at least {Up(Math.Sqrt(dispersion / perHead))}"];
            if (cv > 0)
            {
                allowed.Add($"at least {Up(dispersion / cases.People.Variance)} cases a head");
            }

            if (cases.Total >= 1)
            {
                allowed.Add($"a dispersion of at most {Down(cases.Total)}");
            }

            checks.Error(
                path,
                $"counts alone vary more than these people do: {Near(perHead)} cases a head times the square of {Near(cv)}, the coefficient of variation "
                + $"between people, is {Near(cases.Total)}, less than the dispersion {Near(dispersion)}; nothing is left for case costs",
                allowed: string.Join(", or ", allowed));
        }
        else
        {
            var least = cases.CountsThirdMoment / (perHead * perHead * cases.People.Variance * cv);
            checks.Error(
                path, $"counts alone make a year's cost more skew than these people are, whose skewness is {Near(cases.People.Skewness)}",
                allowed: $"a skewness between people above {Up(least)}");
        }
    }

    private static string Up(double value) => Digits(value, Math.Ceiling);

    private static string Down(double value) => Digits(value, Math.Floor);

    private static string Near(double value) => Digits(value, Math.Round);

    // Four digits tell where to go; a bound is rounded to its allowed side.
    private static string Digits(double value, Func<double, double> round)
    {
        var scale = 1.0;
        while (value != 0 && Math.Abs(value) * scale < 1000)
        {
            scale *= 10;
        }

        return NumberText.Format(round(value * scale) / scale, Unit.Number);
    }
}
