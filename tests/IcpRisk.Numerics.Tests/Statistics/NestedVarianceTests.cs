using IcpRisk.Numerics.Statistics;
using IcpRisk.Numerics.Tests.Distributions;

namespace IcpRisk.Numerics.Tests.Statistics;

public class NestedVarianceTests
{
    [Fact]
    public void Three_sets_of_two_are_worked_by_hand()
    {
        // Means 2, 5, 11; variances within 2, 8, 2: B = 21, W = 4, so 21 − 4/2 = 19 is due to parameters.
        var nested = NestedVariance.Of([1, 3, 3, 7, 10, 12], 2, [0.5]);
        Assert.Equal(6, nested.Mean.Value, 1e-14);
        Assert.Equal(Math.Sqrt(21 / 3d), nested.Mean.StandardError, 1e-14);
        Assert.Equal(Math.Sqrt(19), nested.ParameterSd.Value, 1e-14);
        Assert.Equal(2, nested.ProcessSd.Value, 1e-14);
        Assert.Equal(Math.Sqrt(23), nested.Sd.Value, 1e-14);
        // Without one set the variance within is 5, 2 and 5: a jackknife variance of 2/3 · 6 = 4, over twice the root of 4.
        Assert.Equal(2 / 4d, nested.ProcessSd.StandardError, 1e-14);
        // Without one set the means' variance is 18, 40.5 and 4.5, less half of 5, 2 and 5: 15.5, 39.5, 2.
        var without = new[] { 15.5, 39.5, 2 };
        var jackknife = Math.Sqrt(2 / 3d * without.Sum(x => Math.Pow(x - 19, 2)));
        Assert.Equal(jackknife / (2 * Math.Sqrt(19)), nested.ParameterSd.StandardError, 1e-13);
        // The middle set's mean, drawn in by √(19/21).
        Assert.Equal(6 - Math.Sqrt(19 / 21d), nested.SetMeans[0].Value, 1e-14);
    }

    [Fact]
    public void Parameters_that_do_not_matter_are_told_to_be_nothing_or_little()
    {
        var same = NestedVariance.Of([1, 2, 1, 2, 1, 2], 2, [0.05, 0.95]);
        Assert.Equal(0, same.ParameterSd.Value);
        Assert.All(same.SetMeans, q => Assert.Equal(1.5, q.Value));
        var constant = NestedVariance.Of([4, 4, 4, 4, 4, 4], 2, [0.5]);
        Assert.Equal((4, 0, 0, 0), (constant.Mean.Value, constant.Sd.Value, constant.ParameterSd.StandardError, constant.ProcessSd.Value));
    }

    /// <summary>
    /// 200 repetitions of normal sets: estimates without bias (4.5 standard errors of their mean, a false alarm once in 150,000
    /// seeds), and errors of the size of the spread over repetitions, which 200 of them know to 5 %: 25 % is five times that.
    /// </summary>
    [Theory]
    [InlineData(3, 4, 100, 5)]
    [InlineData(0.5, 4, 200, 3)]
    public void Estimates_are_without_bias_and_their_errors_honest(double parameter, double process, int sets, int perSet)
    {
        const int Repetitions = 200;
        var (due, noise, error) = (new double[Repetitions], new double[Repetitions], 0.0);
        for (var r = 0; r < Repetitions; r++)
        {
            var z = TestNormals.Random(sets * (perSet + 1), 1000 + r);
            var x = Enumerable.Range(0, sets * perSet).Select(i => (parameter * z[i / perSet]) + (process * z[sets + i])).ToArray();
            var nested = NestedVariance.Of(x, perSet, []);
            due[r] = Math.Pow(nested.Sd.Value, 2) - Math.Pow(nested.ProcessSd.Value, 2);
            noise[r] = Math.Pow(nested.ProcessSd.Value, 2);
            error += Math.Pow(nested.ProcessSd.StandardError * 2 * nested.ProcessSd.Value, 2) / Repetitions;
        }

        Unbiased(due, parameter * parameter);
        Unbiased(noise, process * process);
        Assert.InRange(Math.Sqrt(error) / TestNormals.Moments(noise).Sd, 0.75, 1.25);

        static void Unbiased(double[] found, double exact)
        {
            var (mean, sd, _) = TestNormals.Moments(found);
            Assert.InRange((mean - exact) / sd * Math.Sqrt(found.Length), -4.5, 4.5);
        }
    }

    [Fact]
    public void Sets_that_are_too_few_or_not_whole_are_refused()
    {
        Assert.Throws<ArgumentException>(() => NestedVariance.Of(new double[6], 1, []));
        Assert.Throws<ArgumentException>(() => NestedVariance.Of(new double[4], 2, []));
        Assert.Throws<ArgumentException>(() => NestedVariance.Of(new double[7], 2, []));
    }
}
