using IcpRisk.Documents;
using IcpRisk.Nature.Volatility;

namespace IcpRisk.Nature.Tests.Volatility;

/// <summary>Simulated people: what each uses in a year, by the definition of a class and nothing of the library.</summary>
internal sealed class People(int seed, params (double Share, double Mean, double Cv)[] classes)
{
    private readonly Random _random = new(seed);

    public Keyed<PersonTerms> Terms => Keyed<PersonTerms>.Of(classes.Select((c, i) =>
        ($"class_{i + 1}", new PersonTerms { Share = c.Share, Mean = c.Mean, Cv = c.Cv })));

    public double Next()
    {
        var u = _random.NextDouble();
        foreach (var (share, mean, cv) in classes)
        {
            if (u < share)
            {
                var variance = Math.Log(1 + (cv * cv));
                var z = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
                return mean * Math.Exp((Math.Sqrt(variance) * z) - (variance / 2));
            }

            u -= share;
        }

        return 0;
    }

    public double[] Draw(int people) => [.. Enumerable.Range(0, people).Select(_ => Next())];
}
